"""Which articles hold two words side by side, probably: a bitmap for each bucket of pairs.

There are too many different pairs to hold each. An article whose buckets fit a phrase holds it probably, and
its text decides.
"""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import add
from zlib import crc32

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, bits_of, join_blocks, pack_bitmap, unpack_bitmap

SCHEMA = """
CREATE TABLE pairs(
  bucket INTEGER NOT NULL, block INTEGER NOT NULL, bits BLOB NOT NULL,
  PRIMARY KEY(bucket, block)) WITHOUT ROWID;
"""
#: More buckets take more space and leave fewer texts to be read: of a hundred, about eight in vain.
_BUCKETS = 6007
#: Words whose hashes are remembered.
_REMEMBERED = 50_000


class PairsWriter:
    """Collects the pairs of articles in memory; `flush` writes them, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._hashes = _Hashes()
        self._runs: list[_Run] = []
        self._removed: set[int] = set()

    def set(self, row: int, texts: Iterable[Sequence[str]]) -> None:
        """The pairs of words of an article, which has none yet."""
        members = bytearray(2 * _BUCKETS)
        for words in texts:
            for bucket in self._hashes.sums(words):
                members[bucket] = 1
        if not self._runs or not self._runs[-1].is_followed_by(row):
            self._runs.append(_Run(row, bytearray()))
        self._runs[-1].matrix.extend(_fold(members))

    def remove(self, row: int) -> None:
        """The article has no pairs any more, until `set`."""
        for run in self._runs:
            run.clear(row)
        self._removed.add(row)

    def flush(self) -> None:
        """Writes in the order of the table."""
        self._clear_removed()
        for run in self._runs:
            block, first = run.first >> SHIFT, run.first & (BLOCK - 1)
            for bucket in range(_BUCKETS):
                members = run.matrix[bucket::_BUCKETS]
                if 1 in members:
                    self._write(bucket, block, self._held(bucket, block) | bits_of(members) << first)
        self._runs.clear()

    def _clear_removed(self) -> None:
        """In all buckets: which of them the articles had is not known."""
        for block in sorted({row >> SHIFT for row in self._removed}):
            gone = sum(1 << (row & (BLOCK - 1)) for row in self._removed if row >> SHIFT == block)
            held = self._db.execute("SELECT bucket, bits FROM pairs WHERE block = ?", (block,)).fetchall()
            for bucket, packed in held:
                bits = unpack_bitmap(packed)
                if bits & gone:
                    self._write(bucket, block, bits & ~gone)
        self._removed.clear()

    def _held(self, bucket: int, block: int) -> int:
        query = "SELECT bits FROM pairs WHERE bucket = ? AND block = ?"
        row = self._db.execute(query, (bucket, block)).fetchone()
        return unpack_bitmap(row[0]) if row else 0

    def _write(self, bucket: int, block: int, bits: int) -> None:
        self._db.execute("REPLACE INTO pairs VALUES(?, ?, ?)", (bucket, block, pack_bitmap(bits)))


@dataclass(frozen=True, slots=True)
class _Run:
    """Articles one after another within a block: for each of them a byte a bucket, 1 where it is in that."""

    first: int
    matrix: bytearray

    def is_followed_by(self, row: int) -> bool:
        return row == self.first + len(self.matrix) // _BUCKETS and row >> SHIFT == self.first >> SHIFT

    def clear(self, row: int) -> None:
        start = (row - self.first) * _BUCKETS
        if 0 <= start < len(self.matrix):
            self.matrix[start : start + _BUCKETS] = bytes(_BUCKETS)


class _Hashes:
    """Of words, computed once. The bucket of a pair is the sum of two, modulo the number of buckets."""

    def __init__(self) -> None:
        self._first, self._second = _Remembered(b"1"), _Remembered(b"2")

    def sums(self, words: Sequence[str]) -> Iterator[int]:
        """For each pair."""
        for hashes in (self._first, self._second):
            if len(hashes) > _REMEMBERED:
                hashes.clear()
        second = islice(map(self._second.__getitem__, words), 1, None)
        return map(add, map(self._first.__getitem__, words), second)


class _Remembered(dict[str, int]):
    def __init__(self, salt: bytes) -> None:
        self._salt = salt

    def __missing__(self, word: str) -> int:
        self[word] = found = crc32(self._salt + word.encode()) % _BUCKETS
        return found


def _fold(members: bytearray) -> bytes:
    """Members of twice as many buckets as there are."""
    low, high = (int.from_bytes(part) for part in (members[:_BUCKETS], members[_BUCKETS:]))
    return (low | high).to_bytes(_BUCKETS)


def holding_pairs(db: sqlite3.Connection, words: Sequence[str]) -> int:
    """The articles that probably hold the words one after another, as the bits of a number; -1, all bits, for
    a single word. None that holds them is missing.

    Raises sqlite3.DatabaseError where the pairs are damaged.
    """
    query = "SELECT block, bits FROM pairs WHERE bucket = ? ORDER BY block"
    found = -1
    for bucket in {number % _BUCKETS for number in _Hashes().sums(words)}:
        found &= join_blocks((block, unpack_bitmap(bits)) for block, bits in db.execute(query, (bucket,)))
    return found
