"""A folder's notes about the packs of a shared store, and whether a compaction is due; see `state.py`."""

import sqlite3
from collections.abc import Collection, Iterable
from dataclasses import astuple

from dvcrawler.shared.packing.packs import Packed
from dvcrawler.shared.segment import Header, Position
from dvcrawler.storage.databases.statements import transaction
from dvcrawler.storage.databases.tables import Tables

_SCHEMA = """CREATE TABLE IF NOT EXISTS packed(
  pack TEXT, epoch INTEGER, number INTEGER, start INTEGER, file TEXT, generation INTEGER, offset INTEGER,
  length INTEGER, sha256 TEXT, whole INTEGER, previous INTEGER, PRIMARY KEY(pack, epoch, number)
) WITHOUT ROWID"""


class PackState(Tables):
    """Caches the contents of each pack, which never change."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self._db = db
        self._write(_SCHEMA)

    def contents(self) -> dict[str, list[Packed]]:
        """The contents of each pack, by its path."""
        rows = self._rows("SELECT * FROM packed")
        found: dict[str, list[Packed]] = {}
        for pack, epoch, number, start, *rest in rows:
            found.setdefault(pack, []).append(Packed(Position(epoch, number), Header(*rest), start))
        return found

    def paths(self) -> set[str]:
        """Paths of the packs whose contents are known."""
        return {row[0] for row in self._rows("SELECT DISTINCT pack FROM packed")}

    def add(self, pack: str, contents: Iterable[Packed]) -> None:
        rows = [(pack, *each.position, each.start, *astuple(each.header)) for each in contents]
        self._write_all("INSERT OR REPLACE INTO packed VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def forget(self, packs: Collection[str], headers: Collection[Position], through: int) -> None:
        """Forgets what a manifest has replaced: packs, headers of segments, and epochs up to `through`."""
        with transaction(self._db):
            self._db.executemany("DELETE FROM packed WHERE pack = ?", [(pack,) for pack in packs])
            self._db.executemany("DELETE FROM segments WHERE epoch = ? AND number = ?", headers)
            self._db.execute("DELETE FROM begins WHERE epoch <= ?", (through,))

    @property
    def loose(self) -> int:
        """Number of objects that no manifest listed when the site was last claimed."""
        return self._read_number("loose")

    @loose.setter
    def loose(self, value: int) -> None:
        self._put_number("loose", value)

    @property
    def is_stale(self) -> bool:
        """Whether a pack has bytes that a newer generation replaces, so that removed text may be in it."""
        return bool(self._read_number("stale"))

    @is_stale.setter
    def is_stale(self, value: bool) -> None:
        self._put_number("stale", int(value))

    def _read_number(self, name: str) -> int:
        row = self._first("SELECT value FROM facts WHERE name = ?", (name,))
        return int(row[0]) if row is not None else 0

    def _put_number(self, name: str, value: int) -> None:
        self._write("INSERT OR REPLACE INTO facts VALUES(?, ?)", (name, str(value)))
