"""Transposes sets: members are collected article by article and read set by set."""

from collections.abc import Iterator

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, bits_of

#: Articles whose members are in memory as bytes, and sets of which these are read at once: so many that the
#: processor's caches hold what is read.
_ARTICLES, _SETS = 2048, 64
#: Up to this number of articles it is faster to search the members one by one.
_FEW = 16


class Matrix:
    """For each article a byte a set: 1 where it is in that, until they are put together as bits. Quick for
    numbers one after another.
    """

    def __init__(self, width: int) -> None:
        self._width = width
        self._members = bytearray()
        #: The article of the first members, and how many there are.
        self._first, self._number = 0, 0
        self._blocks: dict[int, list[int]] = {}

    def add(self, row: int, members: bytearray) -> None:
        """Adds an article that is not in the matrix yet."""
        is_next = row == self._first + self._number and row & (BLOCK - 1)
        if not is_next or self._number == _ARTICLES:
            self._put_together()
            self._first = row
        self._members += members
        self._number += 1

    def clear_article(self, row: int) -> None:
        """Removes the article from all sets, if it is in any."""
        if 0 <= row - self._first < self._number:
            start = (row - self._first) * self._width
            self._members[start : start + self._width] = bytes(self._width)
        others = ~(1 << (row & (BLOCK - 1)))
        block = self._blocks.get(row >> SHIFT, [])
        block[:] = [bits & others for bits in block]

    def sets(self) -> Iterator[tuple[int, int, int]]:
        """(number of the set, block, bits within it) of all that are not empty, block by block."""
        self._put_together()
        for block in sorted(self._blocks):
            for number, bits in enumerate(self._blocks[block]):
                if bits:
                    yield number, block, bits

    def clear(self) -> None:
        self._members.clear()
        self._number = 0
        self._blocks.clear()

    def _put_together(self) -> None:
        if not self._number:
            return
        place = self._first & (BLOCK - 1)
        block = self._blocks.setdefault(self._first >> SHIFT, [0] * self._width)
        if self._number > _FEW:
            for number, members in enumerate(self._read_sets()):
                if 1 in members:
                    block[number] |= bits_of(members) << place
        else:
            for article, number in self._find_members():
                block[number] |= 1 << (place + article)
        self._members.clear()
        self._number = 0

    def _find_members(self) -> Iterator[tuple[int, int]]:
        """(place of the article among those not put together, number of the set)."""
        found = self._members.find(1)
        while found >= 0:
            yield divmod(found, self._width)
            found = self._members.find(1, found + 1)

    def _read_sets(self) -> Iterator[bytearray]:
        """The members of each set. First cut into strips, as bytes that are far apart are slow to read."""
        with memoryview(self._members) as members:
            for first in range(0, self._width, _SETS):
                last = min(first + _SETS, self._width)
                starts = range(0, len(members), self._width)
                strip = bytearray().join([members[start + first : start + last] for start in starts])
                yield from (strip[number :: last - first] for number in range(last - first))
