"""How much of two texts is the same, apart from boilerplate, by hashes of every five consecutive syllables, a
few of which identify a text.
"""

from array import array
from collections.abc import Iterable, Iterator, Sequence, Set
from dataclasses import dataclass
from itertools import accumulate, compress, count
from zlib import crc32

from dvcrawler.derived.folding import fold_marks, words_of
from dvcrawler.derived.searching.terms import split_plain
from dvcrawler.items import Record

#: Share from which a text counts as completely contained in another.
WHOLE = 0.8
#: Caps the shingles between two shared ones that an edit of one or two words changes.
_EDIT = 8
#: Least shared part: of one of the texts, and of what is not boilerplate in it.
_TAKEN, _PART = 0.18, 0.07
#: Positions around a kept shingle that it represents: farther away, boilerplate may have none. Text that no
#: third article has is probably not boilerplate, and represents more.
_REACH, _REACH_ALONE = 12, 20
#: Syllables per shingle. Shorter shingles are shared by chance, longer ones do not survive an edit.
LENGTH = 5
#: One shingle in sixteen is kept: the same ones in every text, as the hash alone decides.
_SAMPLED = 15
#: More are kept of a short text, so that a notice of two sentences is found too.
_FEWEST = 8


@dataclass(frozen=True, slots=True)
class Hashed:
    """The hashes of a text's shingles in their order, and those of them that are kept."""

    hashes: Sequence[int]
    kept: Sequence[int]


@dataclass(frozen=True, slots=True)
class ShingleKinds:
    """The kept shingles of two texts by kind: those `common` to very many texts, set `phrases` of
    several, and those that the two have `alone`.
    """

    common: Set[int]
    phrases: Set[int]
    alone: Set[int]


def measure_shared(
    here: Hashed, there: Hashed, kinds: ShingleKinds, fewest: int
) -> tuple[float, float] | None:
    """The parts of both that are the same; None if it is too little, or boilerplate alone. `fewest` other
    shingles are needed, unless a text is short.
    """
    others = set(there.hashes).intersection(here.hashes)
    number, its_number = len(here.hashes), len(there.hashes)
    whole, evidence, fixed = _measure(here, others, kinds)
    its_whole, its_evidence, its_fixed = _measure(there, others, kinds)
    parts = whole / max(1, number), its_whole / max(1, its_number)
    if min(parts) >= WHOLE:  # all of a short text but a sentence may be boilerplate
        return parts
    if max(evidence, its_evidence) < min(fewest, min(number, its_number) * WHOLE):
        return None
    part = evidence / max(1, number - fixed)
    its_part = its_evidence / max(1, its_number - its_fixed)
    return parts if max(part, its_part) >= _PART and max(parts) >= _TAKEN else None


def _measure(text: Hashed, others: set[int], kinds: ShingleKinds) -> tuple[int, int, int]:
    """Positions in stretches that the other text has too: all of them, those that are not boilerplate, and
    those that are.

    Each position goes with the nearest kept shingle of its stretch, as only of those it is known whether they
    are boilerplate. A stretch without any is too short to judge.
    """
    hashes = text.hashes
    marked = others.intersection(text.kept) - kinds.phrases
    whole = evidence = fixed = 0
    for places in _find_stretches(hashes, others):
        start, end = places[0], places[-1] + 1
        whole += end - start
        marks = [place for place in places if hashes[place] in marked]
        are_fixed = _smooth([hashes[place] in kinds.common for place in marks])
        for number, place in enumerate(marks):
            first = start if number == 0 else (marks[number - 1] + place) // 2 + 1
            last = end if number == len(marks) - 1 else (place + marks[number + 1]) // 2 + 1
            if are_fixed[number]:
                fixed += last - first
            else:
                reach = _REACH_ALONE if hashes[place] in kinds.alone else _REACH
                evidence += min(last, place + reach) - max(first, place - reach)
    return whole, evidence, fixed


def _smooth(are_fixed: list[bool]) -> list[bool]:
    """Gives a mark between two marks of the other kind their kind: a seam between two pieces of boilerplate
    is rare and irrelevant, and a set phrase among other words is not boilerplate.
    """
    inner = zip(are_fixed, are_fixed[1:], are_fixed[2:], strict=False)
    smooth = [left if left == right else own for left, own, right in inner]
    return [*are_fixed[:1], *smooth, *are_fixed[1:][-1:]]


def _find_stretches(hashes: Sequence[int], others: set[int]) -> Iterator[list[int]]:
    """The positions of shingles that the other text has too, together across gaps that an edit makes."""
    stretch: list[int] = []
    for place in compress(count(), map(others.__contains__, hashes)):
        if stretch and place - stretch[-1] > _EDIT:
            yield stretch
            stretch = []
        stretch.append(place)
    if stretch:
        yield stretch


def hash_text(record: Record) -> "array[int]":
    """The hash of each shingle of lead and body, in their order, from -2³¹ to 2³¹ - 1.

    Diacritics, case and punctuation are ignored. Empty below five syllables.
    """
    text = _join_words(f"{record['summary'] or ''}\n{record['body']}")
    lengths = map(len, text.split(b" "))
    starts = [0, *accumulate(map((1).__add__, lengths))]
    view = memoryview(text)
    spans = zip(starts, starts[LENGTH:], strict=False)
    hashes = array("I", [crc32(view[start : end - 1]) for start, end in spans])
    return array("i", hashes.tobytes())  # SQLite stores signed ones in four bytes, others in six


def _join_words(text: str) -> bytes:
    """The folded words, each after a space but the first."""
    words = split_plain(text)
    return b" ".join(words) if words is not None else " ".join(words_of(fold_marks(text))).encode()


def keep_some(hashes: Iterable[int]) -> list[int]:
    """One in sixteen of the hashes, chosen by value, sorted; at least eight if there are that many."""
    found = set(hashes)
    kept = sorted(each for each in found if not each & _SAMPLED)
    if len(kept) < _FEWEST:
        kept = sorted(sorted(found, key=lambda each: (each & _SAMPLED, each))[:_FEWEST])
    return kept
