"""Finds the articles that hold two adjacent words, or a longer phrase.

There are too many pairs to index each: frequent ones have a separate column, the others share columns. The
more articles hold both words, the more columns share their pairs; a pair with a rare word needs none. An
article whose columns match a phrase probably holds it; its text decides.
"""

import sqlite3
from array import array
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from dvcrawler.derived.searching.index.gathering import Places
from dvcrawler.derived.searching.sets.bitmaps import (
    SHIFT,
    bits_of,
    code,
    code_bits,
    decode,
    join_blocks,
    pack_bitmap,
    read_bits,
    read_last,
    unpack_bitmap,
)
from dvcrawler.derived.searching.sets.matrix import Column
from dvcrawler.derived.searching.word_pairs.frequent import Frequent, find_columns, find_tiers, is_frequent
from dvcrawler.derived.searching.word_pairs.pair_columns import DENSE, GROUP, hash_word, share_column
from dvcrawler.derived.tables import STRICT, decoding

#: `place` is the block and, in its low bits, the column; sparse ones are in groups, at the place of the first
#: one. In this order the pages are full, and a few of them change when articles are added.
SCHEMA = f"CREATE TABLE pairs(place INTEGER PRIMARY KEY, bits BLOB NOT NULL) {STRICT};\n"
#: Difference between the places of two consecutive blocks.
_WIDTH = 1 << 14
_BITS_OF = "SELECT bits FROM pairs WHERE place = ?"
_END = b"\0"
_NONE = array("H")


class PairsWriter:
    """Writes the columns of a block, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection, frequent: Frequent) -> None:
        self._db, self._frequent = db, frequent

    def write(self, block: int, columns: Iterator[Column], gone: Places, start: int) -> None:
        """Takes the columns of pairs, and writes in the order of the table. `gone`: the places in each column
        of articles that are to be removed, the first column being `start`.
        """
        for first in range(0, DENSE, GROUP):
            new = list(islice(columns, GROUP))
            old = [bits_of(gone.get(start + number, _NONE)) for number in range(first, first + GROUP)]
            if first and (any(new) or any(old)):
                held = _read_group(self._db, first, block)
                self._write(first, block, code(_END.join(map(_change_column, held, new, old))))
        self._write_dense(block, columns, gone, start)

    def _write_dense(self, block: int, columns: Iterator[Column], gone: Places, start: int) -> None:
        added = {number: column.bits for number, column in enumerate(columns, DENSE) if column}
        self._frequent.keep_exceptions(added)
        for number in range(DENSE, self._frequent.end):
            if number in added or start + number in gone:
                bits = _read(self._db, number, block) & ~bits_of(gone.get(start + number, _NONE))
                self._write(number, block, pack_bitmap(bits | added.get(number, 0)))

    def _write(self, column: int, block: int, packed: bytes) -> None:
        self._db.execute("REPLACE INTO pairs VALUES(?, ?)", (block * _WIDTH + column, packed))


def _change_column(held: bytes, new: Column, gone: int) -> bytes:
    """The coded places of a column without those that are gone and with new ones."""
    end = read_last(held) + 1
    if not gone and not new.bits & ((1 << end) - 1):
        return held + code_bits(new.bits >> end)
    with decoding("a shared column"):
        return code_bits(read_bits(held) & ~gone | new.bits)


def holding_pairs(db: sqlite3.Connection, words: Sequence[str]) -> int:
    """The articles that may hold the words one after another, as the bits of a number; -1, all bits, for a
    single word, and where the index knows no more than that of each word. No article that holds them is
    missing; there may be false positives unless `is_certain`.

    Raises DamagedError.
    """
    if len(words) == 1:
        return -1
    last = db.execute("SELECT max(article) FROM articles").fetchone()[0] or 0
    blocks = range((last >> SHIFT) + 1)
    frequent = find_columns(db, words)
    found = -1
    for column in set(_find_columns(db, words, frequent)):
        found &= _join(db, column, blocks)
    for name, column in frequent.items():
        if found and name.count(" ") > 1:
            found &= ~_join(db, column, blocks)
    return found


def _find_columns(db: sqlite3.Connection, words: Sequence[str], frequent: dict[str, int]) -> Iterator[int]:
    tiers = find_tiers(db, words)
    for pair in pairwise(words):
        column = frequent.get(" ".join(pair))
        if column is None and tiers.keys() >= set(pair):
            first, second = map(hash_word, pair)
            with decoding("the common words"):
                column = share_column(first ^ second, max(tiers[word] for word in pair))
        if column is not None:
            yield column


def is_certain(db: sqlite3.Connection, words: Sequence[str]) -> bool:
    """Whether `holding_pairs` is exact for these words: a single word, or a frequent phrase."""
    return len(words) == 1 or is_frequent(db, words)


def _join(db: sqlite3.Connection, column: int, blocks: range) -> int:
    return join_blocks((block, _read(db, column, block)) for block in blocks)


def _read(db: sqlite3.Connection, column: int, block: int) -> int:
    if column < DENSE:
        coded = _read_group(db, column - column % GROUP, block)[column % GROUP]
        with decoding("a shared column"):
            return read_bits(coded)
    row = db.execute(_BITS_OF, (block * _WIDTH + column,)).fetchone()
    return unpack_bitmap(row[0]) if row else 0


def _read_group(db: sqlite3.Connection, first: int, block: int) -> list[bytes]:
    """The coded places of each column of the group. Raises DamagedError."""
    row = db.execute(_BITS_OF, (block * _WIDTH + first,)).fetchone()
    if row is None:
        return [b""] * GROUP
    with decoding("shared columns"):
        parts = decode(row[0]).split(_END)
        if len(parts) != GROUP:
            raise ValueError(f"{len(parts)} instead of {GROUP}")
        return parts
