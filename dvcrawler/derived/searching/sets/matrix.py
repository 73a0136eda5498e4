"""Transposes sets: members are collected article by article and read set by set."""

import re
from collections.abc import Iterator

from dvcrawler.derived.searching.sets.bitmaps import BLOCK

IN = 1
#: Articles of a group, whose members are bits of the same bytes.
_GROUP = 8
#: Number of sets whose bytes are cut out of each group at once: what the processor's caches hold, as
#: bytes that are far apart are slow to read.
_STRIP = 64
#: If the groups are farther apart than this on average, their members are searched one by one.
_APART = 8
_MEMBER = re.compile(rb"[^\0]")


class Matrix:
    """One byte per set for each group of eight articles."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._none = bytes(width)
        self.clear()

    def begin(self) -> bytearray:
        """The members of an article that is in no set yet, to be changed and added."""
        return bytearray(self._width)

    def add(self, row: int, members: bytearray) -> None:
        """Adds an article that is in these sets."""
        self._open(row // _GROUP)
        self._bits |= int.from_bytes(members, "little") << row % _GROUP

    def clear_article(self, row: int) -> None:
        """Removes the article from all sets."""
        self._open(row // _GROUP)
        self._bits &= ~(int.from_bytes(b"\1" * self._width, "little") << row % _GROUP)

    def clear(self) -> None:
        self._groups: dict[int, bytes] = {}
        #: The group that was added to last, as one number: articles come in their order.
        self._last, self._bits = 0, 0

    def read(self, block: int) -> Iterator["Column"]:
        """The articles of the block in each set, in the order of the sets."""
        self._close()
        begin, end = block * BLOCK // _GROUP, (block + 1) * BLOCK // _GROUP
        groups = {
            number - begin: members for number, members in self._groups.items() if begin <= number < end
        }
        first, last = min(groups, default=0), max(groups, default=-1)
        if last - first < _APART * len(groups):
            lines = [groups.get(number, self._none) for number in range(first, last + 1)]
            return (Column(bitmap, first) for bitmap in self._transpose(lines))
        return map(Column, self._collect(groups))

    def _open(self, group: int) -> None:
        """Makes it the group that is added to."""
        if group != self._last:
            self._close()
            self._last = group
            self._bits = int.from_bytes(self._groups.get(group, b""), "little")

    def _close(self) -> None:
        """Keeps the group that was added to."""
        if self._bits or self._last in self._groups:
            self._groups[self._last] = self._bits.to_bytes(self._width, "little")

    def _transpose(self, lines: list[bytes]) -> Iterator[bytes]:
        """The bitmap of each set."""
        for first in range(0, self._width, _STRIP):
            last = min(first + _STRIP, self._width)
            strip = b"".join([members[first:last] for members in lines])
            yield from (strip[number :: last - first] for number in range(last - first))

    def _collect(self, groups: dict[int, bytes]) -> Iterator[bytes]:
        """The bitmap of each set, from the start of the block on."""
        found: dict[int, bytearray] = {}
        for place, members in groups.items():
            for member in _MEMBER.finditer(members):
                bitmap = found.setdefault(member.start(), bytearray(BLOCK // _GROUP))
                bitmap[place] = members[member.start()]
        return (bytes(found.get(number, b"")) for number in range(self._width))


class Column:
    """The articles of a block in a set: the bitmap of all groups from `first` on."""

    __slots__ = ("_bitmap", "_bits", "_first")

    def __init__(self, bitmap: bytes, first: int = 0) -> None:
        self._bitmap, self._first = bitmap, first
        self._bits: int | None = None

    @property
    def bits(self) -> int:
        if self._bits is None:
            self._bits = int.from_bytes(self._bitmap, "little") << self._first * _GROUP
        return self._bits

    def __bool__(self) -> bool:
        return bool(self.bits)
