"""Finds the articles that hold a word: the table `postings` has a bitmap for each word and block of articles.

If a word has few articles in a block, the block is a list of them.
"""

import sqlite3
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import reduce

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, bits_of, join_blocks, pack_bitmap, unpack_bitmap
from dvcrawler.derived.database import KEYED, decoding
from dvcrawler.derived.matrix import Matrix

SCHEMA = f"""
CREATE TABLE postings(
  term TEXT NOT NULL, block INTEGER NOT NULL, rows BLOB NOT NULL, PRIMARY KEY(term, block)) {KEYED};
"""
#: Up to this number of articles, a list is shorter than a coded bitmap.
_FEW = 48
_LIST, _BITMAP = b"\0", b"\1"
#: Number of words with a separate column in memory.
_COLUMNS = 2048


class PostingsWriter:
    """Collects changes in memory; `flush` writes them, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._columns = _Columns()
        self._added = Matrix(_COLUMNS + 1)
        self._rare, self._removed = _Places(), _Places()
        self._rows: set[int] = set()

    def add(self, row: int, words: Iterable[str]) -> None:
        """Enters the words of an article that has none yet."""
        self._rows.add(row)
        members = bytearray(_COLUMNS + 1)
        for column in map(self._columns.__getitem__, words):
            members[column] = 1
        self._added.add(row, members)
        self._rare.add(row, self._columns.take_rest())

    def remove(self, row: int, words: Iterable[str]) -> None:
        """Removes these words from the article, unless they are added again."""
        if row in self._rows:  # its earlier words were removed already
            self._added.clear_article(row)
            self._rare.discard(row, set(words))
            self._rows.discard(row)
        else:
            self._removed.add(row, set(words))

    def flush(self) -> None:
        """Writes everything."""
        for word, block, places in self._removed.in_order():
            self._write(word, block, self._read_held(word, block) & ~_read_bits(places))
        words = list(self._columns)
        for column, block, bits in self._added.sets():
            if column < _COLUMNS:
                self._write(words[column], block, self._read_held(words[column], block) | bits)
        for word, block, places in self._rare.in_order():
            self._write(word, block, self._read_held(word, block) | _read_bits(places))
        for changes in (self._removed, self._added, self._rare, self._rows):
            changes.clear()

    def _read_held(self, word: str, block: int) -> int:
        query = "SELECT rows FROM postings WHERE term = ? AND block = ?"
        row = self._db.execute(query, (word, block)).fetchone()
        return _unpack(row[0]) if row else 0

    def _write(self, word: str, block: int, bits: int) -> None:
        if bits:
            self._db.execute("REPLACE INTO postings VALUES(?, ?, ?)", (word, block, _encode(bits)))
        else:
            self._db.execute("DELETE FROM postings WHERE term = ? AND block = ?", (word, block))


class _Columns(dict[str, int]):
    """One column for each of the first words, which include most of the frequent ones, and one for all
    others.
    """

    def __init__(self) -> None:
        self._rest: set[str] = set()

    def __missing__(self, word: str) -> int:
        if len(self) < _COLUMNS:
            self[word] = column = len(self)
            return column
        self._rest.add(word)
        return _COLUMNS

    def take_rest(self) -> set[str]:
        """Removes and returns the words without a separate column."""
        rest, self._rest = self._rest, set()
        return rest


class _Places(defaultdict[tuple[int, str], "array[int]"]):
    """Articles by block and word, as places within the block."""

    def __init__(self) -> None:
        super().__init__(lambda: array("H"))

    def add(self, row: int, words: Iterable[str]) -> None:
        for word in words:
            self[row >> SHIFT, word].append(row & (BLOCK - 1))

    def discard(self, row: int, words: Iterable[str]) -> None:
        for word in words:
            if (row >> SHIFT, word) in self:
                self[row >> SHIFT, word].remove(row & (BLOCK - 1))

    def in_order(self) -> Iterator[tuple[str, int, "array[int]"]]:
        for block, word in sorted(self):
            yield word, block, self[block, word]


def holding(db: sqlite3.Connection, words: Iterable[str]) -> int:
    """The articles that hold all of the words, as the bits of a number; -1, all bits, without words.

    Raises DamagedError.
    """
    query = "SELECT block, rows FROM postings WHERE term = ? ORDER BY block"
    found = -1
    for word in words:
        found &= join_blocks((block, _unpack(rows)) for block, rows in db.execute(query, (word,)))
        if not found:
            break
    return found


def _unpack(rows: bytes) -> int:
    if rows[:1] != _LIST:
        return unpack_bitmap(rows[1:])
    places: array[int] = array("H")
    with decoding("a list of articles"):
        places.frombytes(rows[1:])
        return _read_bits(places)


def _encode(bits: int) -> bytes:
    if bits.bit_count() <= _FEW:
        return _LIST + array("H", _few_rows(bits)).tobytes()
    return _BITMAP + pack_bitmap(bits)


def _few_rows(bits: int) -> Iterator[int]:
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest


def _read_bits(places: "array[int]") -> int:
    if len(places) <= _FEW and max(places, default=0) < BLOCK:
        return reduce(lambda bits, place: bits | 1 << place, places, 0)
    members = bytearray(BLOCK)
    for place in places:
        members[place] = 1
    return bits_of(members)
