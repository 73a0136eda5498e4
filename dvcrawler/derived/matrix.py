"""Transposes sets: members are collected article by article and read set by set."""

from collections.abc import Iterator

from dvcrawler.derived.bitmaps import BLOCK, SHIFT

OUT, IN = b"01"
#: Number of bytes taken from each article at a time; a byte holds eight of its sets. The processor's caches
#: hold this many; bytes that are far apart are slow to read.
_STRIP = 64
#: If the articles are farther apart than this on average, their members are searched one by one.
_APART = 8
#: For each bit of a byte, from the highest on, a table that translates a byte to that bit as a digit.
_DIGITS = [bytes(OUT + (byte >> bit & 1) for byte in range(256)) for bit in range(7, -1, -1)]


class Matrix:
    """One bit for each article and set."""

    def __init__(self, width: int) -> None:
        self._size = (width + 7) // 8
        self._width = width
        self._none = bytes(self._size)
        self._blocks: dict[int, dict[int, bytes]] = {}

    def begin(self) -> bytearray:
        """The digits of an article that is in no set yet, to be changed and added."""
        return bytearray(b"0") * (self._size * 8)

    def add(self, row: int, members: bytearray) -> None:
        """Adds an article with these digits."""
        block = self._blocks.setdefault(row >> SHIFT, {})
        block[row & (BLOCK - 1)] = int(members, 2).to_bytes(self._size, "big")

    def clear_article(self, row: int) -> None:
        """Removes the article from all sets."""
        self._blocks[row >> SHIFT].pop(row & (BLOCK - 1), None)

    def clear(self) -> None:
        self._blocks.clear()

    def read(self, block: int) -> Iterator["Column"]:
        """The articles of the block in each set, in the order of the sets."""
        rows = self._blocks.get(block, {})
        first, last = min(rows, default=0), max(rows, default=0)
        if last - first < _APART * len(rows):
            none = self._none
            articles = [rows.get(place, none) for place in range(first, last + 1)]
            return (Column(first, digits) for digits in self._transpose(articles))
        return (Column(0, bits=bits) for bits in self._collect(rows))

    def _transpose(self, articles: list[bytes]) -> Iterator[bytes]:
        """The digits of each set."""
        for first in range(0, self._size, _STRIP):
            last = min(first + _STRIP, self._size)
            strip = b"".join([members[first:last] for members in articles])
            for number in range(last - first):
                eight = strip[number :: last - first]
                yield from map(eight.translate, _DIGITS)

    def _collect(self, rows: dict[int, bytes]) -> list[int]:
        """The bits of each set."""
        found = [0] * self._width
        for place, members in rows.items():
            digits = f"{int.from_bytes(members, 'big'):0{8 * self._size}b}"
            number = digits.find("1")
            while number >= 0:
                found[number] |= 1 << place
                number = digits.find("1", number + 1)
        return found


class Column:
    """The articles of a block in a set: digits from the place `first` on, or bits."""

    def __init__(self, first: int = 0, digits: bytes = b"", *, bits: int | None = None) -> None:
        self.first = first
        self.digits = digits
        self._bits = bits

    @property
    def bits(self) -> int:
        if self._bits is None:
            self._bits = int(self.digits[::-1], 2) << self.first if IN in self.digits else 0
        return self._bits

    def __bool__(self) -> bool:
        return bool(self._bits) if self._bits is not None else IN in self.digits
