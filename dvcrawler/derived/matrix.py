"""Members of many sets, collected article by article and read set by set."""

from collections.abc import Iterator
from dataclasses import dataclass

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, bits_of


class Matrix:
    """For each article a byte a set: 1 where it is in that. Quick for numbers one after another."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._runs: list[_Run] = []

    def add(self, row: int, members: bytearray) -> None:
        """An article that is not in the matrix yet."""
        place = row & (BLOCK - 1)
        last = self._runs[-1] if self._runs else None
        follows = last and row >> SHIFT == last.block and place == last.first + last.length(self._width)
        if last is None or not follows:
            last = _Run(row >> SHIFT, place, bytearray())
            self._runs.append(last)
        last.members.extend(members)

    def clear_article(self, row: int) -> None:
        """The article is in none of the sets any more, if it was."""
        for run in self._runs:
            start = ((row & (BLOCK - 1)) - run.first) * self._width
            if row >> SHIFT == run.block and 0 <= start < len(run.members):
                run.members[start : start + self._width] = bytes(self._width)

    def sets(self) -> Iterator[tuple[int, int, int]]:
        """(number of the set, block, bits within it) of all that are not empty; a block may come again."""
        for run in self._runs:
            for number in range(self._width):
                members = run.members[number :: self._width]
                if 1 in members:
                    yield number, run.block, bits_of(members) << run.first

    def clear(self) -> None:
        self._runs.clear()


@dataclass(frozen=True, slots=True)
class _Run:
    """Articles one after another within a block, from the place `first` on."""

    block: int
    first: int
    members: bytearray

    def length(self, width: int) -> int:
        return len(self.members) // width
