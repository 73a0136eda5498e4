"""How two texts differ, word by word, at a bounded cost.

By Myers' algorithm ("An O(ND) Difference Algorithm", 1986), first over paragraphs, then over the words of
those that changed. Its cost grows with the differences: a few corrections are found in an article
of any length.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

#: Caps the words, or paragraphs, added and removed in one stretch. If more differ, both texts are easier to
#: read as a whole.
_MOST_EDITS = 800
#: Caps the pairs of words compared for two texts: some tenths of a second.
_MOST_STEPS = 800_000
_PARAGRAPH = re.compile(r"[^\n]*\n+|[^\n]+")
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")

Kind = Literal["same", "added", "removed"]
_REPLACED: tuple[Kind, Kind] = ("removed", "added")


@dataclass(frozen=True, slots=True)
class Change:
    """A stretch of text that both have ("same"), or only the later ("added") or the earlier ("removed").

    `is_whole`: too much differs there to show it word by word.
    """

    kind: Kind
    text: str
    is_whole: bool = False


class _Stretch(NamedTuple):
    kind: Literal["same", "changed", "whole"]
    old: Sequence[str]
    new: Sequence[str]


def compare_texts(old: str, new: str) -> list[Change]:
    """Compares by paragraphs first, then word by word in the paragraphs that changed."""
    comparer = _Comparer()
    changes: list[Change] = []
    for kind, before, after in comparer.compare(_PARAGRAPH.findall(old), _PARAGRAPH.findall(new)):
        if kind == "same":
            changes.append(Change("same", "".join(before)))
        else:
            for stretch in comparer.compare(*(_TOKEN.findall("".join(each)) for each in (before, after))):
                changes += _read_stretch(stretch)
    return list(_merge(changes))


def _read_stretch(stretch: _Stretch) -> Iterator[Change]:
    old, new, is_whole = "".join(stretch.old), "".join(stretch.new), stretch.kind == "whole"
    if stretch.kind == "same":
        yield Change("same", old)
        return
    if old:
        yield Change("removed", old, is_whole)
    if new:
        yield Change("added", new, is_whole)


def _merge(changes: Sequence[Change]) -> Iterator[Change]:
    """Joins neighbours of one kind. A space between two replaced words becomes part of both texts."""
    groups = [list(group) for _, group in groupby(changes, key=lambda change: change.kind == "same")]
    run: list[Change] = []
    for before, group, after in zip([[], *groups], groups, [*groups[1:], []], strict=False):
        text = "".join(change.text for change in group)
        if group[0].kind != "same" or (text == " " and _replaces(before, after)):
            run += group
        else:
            yield from _join(run)
            yield Change("same", text)
            run = []
    yield from _join(run)


def _replaces(*groups: Sequence[Change]) -> bool:
    """Whether each of them removes something and adds something."""
    return all({change.kind for change in group} >= {"removed", "added"} for group in groups)


def _join(run: Sequence[Change]) -> Iterator[Change]:
    for kind in _REPLACED:
        if any(change.kind == kind for change in run):
            parts = [change for change in run if change.kind in (kind, "same")]
            yield Change(kind, "".join(part.text for part in parts), any(part.is_whole for part in parts))


class _Comparer:
    """Compares parts of two texts within the remaining number of steps."""

    def __init__(self) -> None:
        self._steps = _MOST_STEPS

    def compare(self, old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
        """The changes in order, covering both texts completely."""
        head = _follow(old, new, 0, 0)
        tail = _follow(old[head:][::-1], new[head:][::-1], 0, 0)
        if head:
            yield _Stretch("same", old[:head], new[:head])
        yield from self._compare_middle(old[head : len(old) - tail], new[head : len(new) - tail])
        if tail:
            yield _Stretch("same", old[len(old) - tail :], new[len(new) - tail :])

    def _compare_middle(self, old: Sequence[str], new: Sequence[str]) -> Iterator[_Stretch]:
        common = self._find_common(old, new) if old and new else []
        if common is None:
            yield _Stretch("whole", old, new)
            return
        x = y = 0
        for first, second, length in [*common, (len(old), len(new), 0)]:
            if first > x or second > y:
                yield _Stretch("changed", old[x:first], new[y:second])
            x, y = first + length, second + length
            if length:
                yield _Stretch("same", old[first:x], new[second:y])

    def _find_common(self, old: Sequence[str], new: Sequence[str]) -> list[tuple[int, int, int]] | None:
        """(place in the old, place in the new, length) of common runs; None if finding them costs too much.

        A row holds how far each diagonal reaches in the old text, for one number of edits.
        """
        rows: list[list[int]] = []
        for edits in range(min(_MOST_EDITS, len(old) + len(new)) + 1):
            row: list[int] = []
            for diagonal in range(-edits, edits + 1, 2):
                begin, _ = _step(rows, edits, diagonal)
                end = _follow(old, new, begin, begin - diagonal)
                self._steps -= 1 + end - begin
                row.append(end)
                if end >= len(old) and end - diagonal >= len(new):
                    return _trace(rows, end, diagonal)
            rows.append(row)
            if self._steps < 0:
                break
        return None


def _step(rows: Sequence[Sequence[int]], edits: int, diagonal: int) -> tuple[int, bool]:
    """Where the diagonal is entered with that many edits, and whether by a removed word."""
    if edits == 0:
        return 0, False
    row, place = rows[edits - 1], (diagonal + edits) // 2
    by_removing = row[place - 1] + 1 if place > 0 else -1
    by_adding = row[place] if place < edits else -1
    return max(by_removing, by_adding), by_removing >= by_adding


def _follow(old: Sequence[str], new: Sequence[str], x: int, y: int) -> int:
    while x < len(old) and y < len(new) and old[x] == new[y]:
        x, y = x + 1, y + 1
    return x


def _trace(rows: Sequence[Sequence[int]], end: int, diagonal: int) -> list[tuple[int, int, int]]:
    """Traces the path from the end back to the beginning."""
    found: list[tuple[int, int, int]] = []
    for edits in range(len(rows), -1, -1):
        begin, is_removed = _step(rows, edits, diagonal)
        if end > begin:
            found.append((begin, begin - diagonal, end - begin))
        diagonal += -1 if is_removed else 1
        end = begin - is_removed
    return found[::-1]
