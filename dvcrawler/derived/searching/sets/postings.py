"""Finds the articles that hold a word: the table `postings` has a bitmap for each word and block of articles.

If a word has few articles in a block, the block is a list of them.
"""

import sqlite3
from array import array
from collections.abc import Iterable, Iterator
from itertools import islice

from dvcrawler.derived.searching.index.gathering import Gathered
from dvcrawler.derived.searching.sets.bitmaps import (
    bits_of,
    join_blocks,
    pack_bitmap,
    pack_places,
    unpack_bitmap,
)
from dvcrawler.derived.searching.sets.matrix import Column
from dvcrawler.derived.searching.terms import IN_LEAD, IN_TITLE
from dvcrawler.derived.tables import KEYED, decoding

SCHEMA = f"""
CREATE TABLE postings(
  term TEXT NOT NULL, block INTEGER NOT NULL, rows BLOB NOT NULL, PRIMARY KEY(term, block)) {KEYED};
"""
#: Up to this number of articles, a list is shorter than a coded bitmap.
_FEW_PLACES = 48
_LIST, _BITMAP = b"\0", b"\1"
_NONE = array("H")
_ROW = "INTO postings VALUES(?, ?, ?)"


class PostingsWriter:
    """Writes the words of a block, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection, columns: int) -> None:
        """`columns`: the number of columns of words."""
        self._db, self._columns = db, columns

    def write(
        self, block: int, columns: Iterator[Column], added: Gathered, removed: Gathered, names: dict[int, str]
    ) -> None:
        """Writes the columns of words. `names`: the words by their numbers."""
        gone = removed.columns
        for number, column in enumerate(islice(columns, self._columns)):
            if number and (column or number in gone):
                self._change_block(names[number], block, column.bits, bits_of(gone.get(number, _NONE)))
        for prefix, new, old in zip(("", IN_TITLE, IN_LEAD), added.kinds(), removed.kinds(), strict=True):
            terms = sorted((prefix + names[number], number) for number in {*new, *old})
            for term, number in terms:
                places, gone_places = new.get(number, _NONE), old.get(number, _NONE)
                if gone_places or not self._add(term, block, places):
                    self._change_block(term, block, bits_of(places), bits_of(gone_places))

    def _add(self, term: str, block: int, places: "array[int]") -> bool:
        """Adds the term unless the block has it already; returns whether it was added."""
        is_few = len(places) <= _FEW_PLACES
        rows = _LIST + places.tobytes() if is_few else _BITMAP + pack_places(places)
        try:
            self._db.execute(f"INSERT {_ROW}", (term, block, rows))
        except sqlite3.IntegrityError:
            return False
        return True

    def _change_block(self, term: str, block: int, new: int, gone: int) -> None:
        query = "SELECT rows FROM postings WHERE term = ? AND block = ?"
        row = self._db.execute(query, (term, block)).fetchone()
        bits = _unpack(row[0]) & ~gone | new if row else new
        if bits:
            self._db.execute(f"REPLACE {_ROW}", (term, block, _encode(bits)))
        else:
            self._db.execute("DELETE FROM postings WHERE term = ? AND block = ?", (term, block))


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
    with decoding("a list of articles"):
        return bits_of(array("H", rows[1:]))


def _encode(bits: int) -> bytes:
    if bits.bit_count() <= _FEW_PLACES:
        return _LIST + array("H", _list_few_rows(bits)).tobytes()
    return _BITMAP + pack_bitmap(bits)


def _list_few_rows(bits: int) -> Iterator[int]:
    """The places of the bits that are set; slow if they are many."""
    while bits:
        lowest = bits & -bits
        yield lowest.bit_length() - 1
        bits ^= lowest
