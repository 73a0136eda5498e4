"""Which articles hold two words side by side, probably: a bitmap for each bucket of pairs.

There are too many different pairs to hold each. An article whose buckets fit a phrase holds it probably, and
its text decides.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from operator import xor
from zlib import crc32

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, join_blocks, pack_bitmap, unpack_bitmap
from dvcrawler.derived.database import STRICT
from dvcrawler.derived.matrix import Matrix

#: `place` is the block and, in its low bits, the bucket. In this order the pages are full, and a few of them
#: change when articles are added.
SCHEMA = f"CREATE TABLE pairs(place INTEGER PRIMARY KEY, bits BLOB NOT NULL) {STRICT};\n"
#: A power of two. More take more space and time, fewer leave more texts to be read: of a hundred, about 11 in
#: vain.
_BUCKETS = 4096
_BITS_OF = "SELECT bits FROM pairs WHERE place = ?"
#: Words whose hashes are remembered.
_REMEMBERED = 50_000


class PairsWriter:
    """Collects the pairs of articles in memory; `flush` writes them, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._hashes = _Hashes()
        self._added = Matrix(_BUCKETS)
        self._removed: set[int] = set()

    def set(self, row: int, texts: Iterable[Sequence[str]]) -> None:
        """The pairs of words of an article, which has none yet."""
        if len(self._hashes) > _REMEMBERED:
            self._hashes.clear()
        members = bytearray(_BUCKETS)
        for words in texts:
            for bucket in self._hashes.buckets(words):
                members[bucket] = 1
        self._added.add(row, members)

    def remove(self, row: int) -> None:
        """The article has no pairs any more, until `set`."""
        self._added.clear_article(row)
        self._removed.add(row)

    def flush(self) -> None:
        """Writes in the order of the table."""
        self._clear_removed()
        for bucket, block, bits in self._added.sets():
            self._write(bucket, block, _read(self._db, bucket, block) | bits)
        self._added.clear()

    def _clear_removed(self) -> None:
        """In all buckets: which of them the articles had is not known."""
        for block in sorted({row >> SHIFT for row in self._removed}):
            gone = sum(1 << (row & (BLOCK - 1)) for row in self._removed if row >> SHIFT == block)
            for bucket in range(_BUCKETS):
                bits = _read(self._db, bucket, block)
                if bits & gone:
                    self._write(bucket, block, bits & ~gone)
        self._removed.clear()

    def _write(self, bucket: int, block: int, bits: int) -> None:
        place = block * _BUCKETS + bucket
        self._db.execute("REPLACE INTO pairs VALUES(?, ?)", (place, pack_bitmap(bits)))


def _read(db: sqlite3.Connection, bucket: int, block: int) -> int:
    row = db.execute(_BITS_OF, (block * _BUCKETS + bucket,)).fetchone()
    return unpack_bitmap(row[0]) if row else 0


class _Hashes(dict[str, int]):
    """Of words. The two words of a pair in the other order are in the same bucket."""

    def __missing__(self, word: str) -> int:
        # multiplied, as ^ undoes what two words of a CRC have in common
        self[word] = found = (crc32(word.encode()) * 0x9E3779B1 >> 16) % _BUCKETS
        return found

    def buckets(self, words: Sequence[str]) -> Iterator[int]:
        """The bucket of each pair."""
        hashes = list(map(self.__getitem__, words))
        return map(xor, hashes, islice(hashes, 1, None))


def holding_pairs(db: sqlite3.Connection, words: Sequence[str]) -> int:
    """The articles that probably hold the words one after another, as the bits of a number; -1, all bits, for
    a single word. None that holds them is missing.

    Raises DamagedError.
    """
    last = db.execute("SELECT max(article) FROM articles").fetchone()[0] or 0
    blocks = range((last >> SHIFT) + 1)
    found = -1
    for bucket in set(_Hashes().buckets(words)):
        found &= join_blocks((block, _read(db, bucket, block)) for block in blocks)
    return found
