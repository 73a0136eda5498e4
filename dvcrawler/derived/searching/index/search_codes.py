"""Stores names, and the codes by which facets are counted: each article has one code for its site, section,
year and kind together, and one for all its authors.
"""

import sqlite3
import zlib
from array import array

from dvcrawler.derived.folding import fold_marks
from dvcrawler.derived.searching.sets.bitmaps import code, decode
from dvcrawler.derived.tables import decoding

#: Number of articles whose codes share a row of `codes`, in the order of their numbers.
_BLOCK = 4096


def unpack_codes(codes: bytes) -> "array[int]":
    """The codes in one row of `codes`."""
    with decoding("the codes of the facets"):
        return array("i", decode(codes))


def _pack_codes(codes: "array[int]") -> bytes:
    return code(codes.tobytes(), zlib.Z_DEFAULT_STRATEGY)


_NONE = _pack_codes(array("i", bytes(4 * _BLOCK)))


class CodesWriter:
    """Caches the codes it has written: use one for many articles, within transactions that succeed."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._names: dict[tuple[int, str], int] = {}
        self._facets: dict[tuple[object, ...], int] = {}
        self._bylines: dict[str, int] = {"": 0}
        self._codes: dict[int, tuple[int, int]] = {}

    def note(self, row: int, facet: tuple[object, ...], names: list[int]) -> None:
        """Notes the codes of an article: `facet` is its site, section, year and kind, `names` its authors."""
        self._codes[row] = self._code_facet(facet), self._code_byline(" ".join(map(str, names)))

    def name(self, kind: int, text: str | None) -> int | None:
        """The number of a name; None without a name."""
        if not text:
            return None
        found = self._names.get((kind, text))
        if found is None:
            self._db.execute(
                "INSERT OR IGNORE INTO names(kind, text, folded) VALUES(?, ?, ?)",
                (kind, text, fold_marks(text)),
            )
            row = self._db.execute(
                "SELECT name FROM names WHERE kind = ? AND text = ?", (kind, text)
            ).fetchone()
            found = self._names[kind, text] = int(row[0])
        return found

    def _code_facet(self, values: tuple[object, ...]) -> int:
        found = self._facets.get(values)
        if found is None:
            select = "SELECT facet FROM facets WHERE site IS ? AND section IS ? AND year IS ? AND kind IS ?"
            row = self._db.execute(select, values).fetchone()
            if row is None:
                self._db.execute("INSERT INTO facets(site, section, year, kind) VALUES(?, ?, ?, ?)", values)
                row = self._db.execute(select, values).fetchone()
            found = self._facets[values] = int(row[0])
        return found

    def _code_byline(self, names: str) -> int:
        """0 if there are no authors."""
        found = self._bylines.get(names)
        if found is None:
            self._db.execute("INSERT OR IGNORE INTO bylines(names) VALUES(?)", (names,))
            row = self._db.execute("SELECT byline FROM bylines WHERE names = ?", (names,)).fetchone()
            found = self._bylines[names] = int(row[0])
        return found

    def flush(self) -> None:
        """Writes the codes of the articles noted since the last time."""
        for block in sorted({row // _BLOCK for row in self._codes}):
            held = self._db.execute("SELECT facets, bylines FROM codes WHERE block = ?", (block,)).fetchone()
            facets, bylines = map(unpack_codes, held or (_NONE, _NONE))
            for row, codes in self._codes.items():
                if row // _BLOCK == block:
                    facets[row % _BLOCK], bylines[row % _BLOCK] = codes
            self._db.execute(
                "REPLACE INTO codes VALUES(?, ?, ?)", (block, *map(_pack_codes, (facets, bylines)))
            )
        self._codes.clear()
