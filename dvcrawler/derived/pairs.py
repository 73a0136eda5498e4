"""Finds the articles that hold two adjacent words, or a longer phrase.

There are too many pairs to index each: frequent ones have a separate bitmap, the others share bitmaps. An
article whose bitmaps match a phrase probably holds it; its text decides.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby, islice, pairwise
from operator import itemgetter, xor
from zlib import crc32

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, join_blocks, pack_bitmap, unpack_bitmap
from dvcrawler.derived.database import STRICT
from dvcrawler.derived.frequent import FIRST, Frequent, Texts, find_columns, is_frequent
from dvcrawler.derived.matrix import Matrix

#: `place` is the block and, in its low bits, the column. In this order the pages are full, and a few of them
#: change when articles are added.
SCHEMA = f"CREATE TABLE pairs(place INTEGER PRIMARY KEY, bits BLOB NOT NULL) {STRICT};\n"
#: Number of columns that pairs share, a power of two; those of frequent phrases come after them. More take
#: more space and time; with fewer, more texts are read. Now about 5 in 100 are read in vain.
_BUCKETS = FIRST
#: Difference between the places of two consecutive blocks.
_WIDTH = 1 << 14
_BITS_OF = "SELECT bits FROM pairs WHERE place = ?"
#: Number of words whose hashes are cached.
_REMEMBERED = 50_000


class PairsWriter:
    """Collects the pairs of articles in memory; `flush` writes them, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection, frequent: Frequent) -> None:
        self._db, self._frequent = db, frequent
        self._hashes = _Hashes()
        self._follow = [following.get for following in frequent.longer]
        self._added = Matrix(frequent.end + 1)
        self._removed: set[int] = set()

    def set(self, row: int, texts: Texts) -> None:
        """Enters the pairs and longer phrases of an article that has none yet."""
        if len(self._hashes) > _REMEMBERED:
            self._hashes.clear()
        members = bytearray(self._frequent.end + 1)
        for words in texts:
            self._mark(words, members)
        self._added.add(row, members)

    def _mark(self, words: Sequence[str], members: bytearray) -> None:
        """Marks the column after the last one if a phrase ends with which a longer one might have begun."""
        begun, follow, ended = self._frequent.begun, self._follow, [*words, ""]
        find: Callable[[tuple[str, str], int], int] = self._frequent.pairs.get
        columns = map(find, pairwise(words), self._hashes.buckets(words))
        for place, column in enumerate(columns, 2):
            members[column] = 1
            while column >= begun:
                column = follow[column - begun](ended[place], -1)
                members[column] = 1
                place += 1

    def remove(self, row: int) -> None:
        """Removes all pairs of the article, until `set`."""
        self._added.clear_article(row)
        self._removed.add(row)

    def flush(self) -> None:
        """Writes in the order of the table."""
        self._clear_removed()
        for block, sets in groupby(self._added.sets(), key=itemgetter(1)):
            held = {column: bits for column, _, bits in sets if column < self._frequent.end}
            self._frequent.keep_exceptions(held)
            for column in sorted(held):
                self._write(column, block, _read(self._db, column, block) | held[column])
        self._added.clear()

    def _clear_removed(self) -> None:
        """Clears the articles in all columns: which ones they had is not known."""
        for block in sorted({row >> SHIFT for row in self._removed}):
            gone = sum(1 << (row & (BLOCK - 1)) for row in self._removed if row >> SHIFT == block)
            for column in range(self._frequent.end):
                bits = _read(self._db, column, block)
                if bits & gone:
                    self._write(column, block, bits & ~gone)
        self._removed.clear()

    def _write(self, column: int, block: int, bits: int) -> None:
        self._db.execute("REPLACE INTO pairs VALUES(?, ?)", (block * _WIDTH + column, pack_bitmap(bits)))


def _read(db: sqlite3.Connection, column: int, block: int) -> int:
    row = db.execute(_BITS_OF, (block * _WIDTH + column,)).fetchone()
    return unpack_bitmap(row[0]) if row else 0


class _Hashes(dict[str, int]):
    """Hashes of words. A pair and its reverse share a bucket."""

    def __missing__(self, word: str) -> int:
        # multiplied, as ^ undoes what two words of a CRC have in common
        self[word] = found = (crc32(word.encode()) * 0x9E3779B1 >> 16) % _BUCKETS
        return found

    def buckets(self, words: Sequence[str]) -> Iterator[int]:
        """The shared column of each pair."""
        hashes = list(map(self.__getitem__, words))
        return map(xor, hashes, islice(hashes, 1, None))


def holding_pairs(db: sqlite3.Connection, words: Sequence[str]) -> int:
    """The articles that may hold the words one after another, as the bits of a number; -1, all bits, for a
    single word. No article that holds them is missing; there may be false positives unless `is_certain`.

    Raises DamagedError.
    """
    if len(words) == 1:
        return -1
    last = db.execute("SELECT max(article) FROM articles").fetchone()[0] or 0
    blocks = range((last >> SHIFT) + 1)
    frequent = find_columns(db, words)
    found = -1
    pairs = zip(pairwise(words), _Hashes().buckets(words), strict=True)
    for column in {frequent.get(" ".join(pair), bucket) for pair, bucket in pairs}:
        found &= _join(db, column, blocks)
    for name, column in frequent.items():
        if found and name.count(" ") > 1:
            found &= ~_join(db, column, blocks)
    return found


def is_certain(db: sqlite3.Connection, words: Sequence[str]) -> bool:
    """Whether `holding_pairs` is exact for these words: a single word, or a frequent phrase."""
    return len(words) == 1 or is_frequent(db, words)


def _join(db: sqlite3.Connection, column: int, blocks: range) -> int:
    return join_blocks((block, _read(db, column, block)) for block in blocks)
