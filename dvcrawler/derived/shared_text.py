"""How much of two texts is the same, apart from formulas."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dvcrawler.derived.shingles import keep_some

#: Share from which a text counts as completely contained in another.
WHOLE = 0.8
#: Caps the shingles between two shared ones that an edit of one or two words changes.
_EDIT = 8
#: Least shared part: of one of the texts, and of the part without formulas.
_TAKEN, _PART = 0.18, 0.07
#: Positions around a kept shingle that it represents: farther away, a formula may have none. Text that no
#: third article has is probably not part of a formula, and represents more.
_REACH, _REACH_ALONE = 12, 20


@dataclass(frozen=True, slots=True)
class Signs:
    """The kept shingles of two texts by kind: those `common` to very many texts, set `phrases` of
    several, and those that the two have `alone`.
    """

    common: frozenset[int]
    phrases: frozenset[int]
    alone: frozenset[int]


def measure_shared(
    here: Sequence[int], there: Sequence[int], signs: Signs, fewest: int
) -> tuple[float, float] | None:
    """The parts of both that are the same; None if it is too little, or formulas alone. `fewest` shingles
    that are not formulas, unless a text is short.
    """
    whole, evidence, fixed = _measure(here, set(there), signs)
    its_whole, its_evidence, its_fixed = _measure(there, set(here), signs)
    parts = whole / max(1, len(here)), its_whole / max(1, len(there))
    if min(parts) >= WHOLE:  # a short text may be formulas but for a sentence, and be copied with them
        return parts
    if max(evidence, its_evidence) < min(fewest, min(len(here), len(there)) * WHOLE):
        return None
    part = evidence / max(1, len(here) - fixed)
    its_part = its_evidence / max(1, len(there) - its_fixed)
    return parts if max(part, its_part) >= _PART and max(parts) >= _TAKEN else None


def _measure(hashes: Sequence[int], others: set[int], signs: Signs) -> tuple[int, int, int]:
    """Positions in stretches that the other text has too: all of them, those that are not formulas, and those
    that are.

    Each position goes with the nearest kept shingle of its stretch, as only of those it is known whether they
    are formulas. A stretch without any is too short to judge.
    """
    marked = (others & set(keep_some(list(hashes)))) - signs.phrases
    whole = evidence = fixed = 0
    for start, end in _stretches(hashes, others):
        whole += end - start
        marks = [place for place in range(start, end) if hashes[place] in marked]
        are_fixed = _smooth([hashes[place] in signs.common for place in marks])
        for number, place in enumerate(marks):
            first = start if number == 0 else (marks[number - 1] + place) // 2 + 1
            last = end if number == len(marks) - 1 else (place + marks[number + 1]) // 2 + 1
            if are_fixed[number]:
                fixed += last - first
            else:
                reach = _REACH_ALONE if hashes[place] in signs.alone else _REACH
                evidence += min(last, place + reach) - max(first, place - reach)
    return whole, evidence, fixed


def _smooth(are_fixed: list[bool]) -> list[bool]:
    """Gives a mark between two marks of the other kind their kind: the seam of two formulas is rare and
    irrelevant, and a set phrase amid other words is not a formula.
    """
    inner = zip(are_fixed, are_fixed[1:], are_fixed[2:], strict=False)
    smooth = [left if left == right else own for left, own, right in inner]
    return [*are_fixed[:1], *smooth, *are_fixed[1:][-1:]]


def _stretches(hashes: Sequence[int], others: set[int]) -> Iterator[tuple[int, int]]:
    """Stretches of positions (first, last), across gaps that an edit makes."""
    start = last = -1
    for place, each in enumerate(hashes):
        if each not in others:
            continue
        if start < 0:
            start = place
        elif place - last > _EDIT:
            yield start, last + 1
            start = place
        last = place
    if start >= 0:
        yield start, last + 1
