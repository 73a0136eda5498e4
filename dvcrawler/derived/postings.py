"""Which articles hold a word: a bitmap for each word and block of articles, in the table `postings`.

A block of which a word has few articles is kept as a list of them.
"""

import sqlite3
from array import array
from collections import defaultdict, deque
from collections.abc import Iterable, Mapping
from itertools import repeat

from dvcrawler.derived.bitmaps import BLOCK, SHIFT, bits_of, join_blocks, pack_bitmap, rows_of, unpack_bitmap
from dvcrawler.derived.database import damage_error

SCHEMA = """
CREATE TABLE postings(
  term NOT NULL, block INTEGER NOT NULL, rows BLOB NOT NULL, PRIMARY KEY(term, block)) WITHOUT ROWID;
"""
#: Up to this number of articles a list is shorter than a coded bitmap.
_FEW = 200
_LIST, _BITMAP = b"\0", b"\1"
_NONE: "array[int]" = array("H")


class PostingsWriter:
    """Collects changes in memory; `flush` writes them, within the transaction of the caller."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._added = _Places()
        self._removed = _Places()
        self._rows: set[int] = set()

    def add(self, row: int, terms: Iterable[str]) -> None:
        """The article holds these terms."""
        self._rows.add(row)
        _append(self._added[row >> SHIFT], terms, row & (BLOCK - 1))

    def remove(self, row: int, terms: Iterable[str]) -> None:
        """The article does not hold these terms any more, unless they are added again."""
        if row in self._rows:
            self.flush()
        _append(self._removed[row >> SHIFT], terms, row & (BLOCK - 1))

    def flush(self) -> None:
        """Writes in the order of the table."""
        keys = {(term, block) for places in (self._removed, self._added) for block in places
                for term in places[block]}  # fmt: skip
        for term, block in sorted(keys):
            self._change(term, block)
        self._added.clear()
        self._removed.clear()
        self._rows.clear()

    def _change(self, term: str, block: int) -> None:
        key = term, block
        added = self._added[block].get(term, _NONE)
        held = self._db.execute("SELECT rows FROM postings WHERE term = ? AND block = ?", key).fetchone()
        if held is not None:
            bits = _unpack(held[0]) & ~_bits(self._removed[block].get(term, _NONE)) | _bits(added)
            rows = _encode(bits)
        else:
            rows = _as_list(added) if len(added) <= _FEW else _encode(_bits(added))
        if added or held is not None:
            self._db.execute("REPLACE INTO postings VALUES(?, ?, ?)", (*key, rows))


def _append(places: Mapping[str, "array[int]"], terms: Iterable[str], place: int) -> None:
    deque(map(array.append, map(places.__getitem__, terms), repeat(place)), maxlen=0)


class _Places(defaultdict[int, "defaultdict[str, array[int]]"]):
    """By block and term: articles as their places within the block."""

    def __missing__(self, block: int) -> "defaultdict[str, array[int]]":
        places: defaultdict[str, array[int]] = defaultdict(lambda: array("H"))
        self[block] = places
        return places


def holding(db: sqlite3.Connection, words: Iterable[str]) -> int:
    """The articles that hold all of the words, as the bits of a number. -1, all bits, where there is no word.

    Raises sqlite3.DatabaseError where the postings are damaged.
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
    try:
        places.frombytes(rows[1:])
        return _bits(places)
    except (ValueError, IndexError):
        raise damage_error("the postings are damaged") from None


def _encode(bits: int) -> bytes:
    if bits.bit_count() <= _FEW:
        return _as_list(array("H", rows_of(bits)))
    return _BITMAP + pack_bitmap(bits)


def _as_list(places: "array[int]") -> bytes:
    return _LIST + places.tobytes()


def _bits(places: "array[int]") -> int:
    if not places:
        return 0
    members = bytearray(BLOCK)
    for place in places:
        members[place] = 1
    return bits_of(members)
