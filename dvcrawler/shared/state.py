"""A folder's knowledge of the shared store: `state/<site>.shared.sqlite`, derived, may be deleted.

Headers of segments never change, so each is fetched once. For each local file it notes up to which byte the
file equals the published one, and the file's size and time then, so that an unchanged file is not read again.
"""

import os
from collections.abc import Iterable, Mapping
from dataclasses import astuple, dataclass
from pathlib import Path
from typing import Any, NamedTuple
from uuid import uuid4

from dvcrawler.shared.fence import Begin
from dvcrawler.shared.packing.pack_state import PackState
from dvcrawler.shared.segment import Entry, Header, Position
from dvcrawler.storage.databases.statements import transaction
from dvcrawler.storage.databases.tables import StateFile
from dvcrawler.storage.disk import check_site

VERSION = 1
_SCHEMA = """
CREATE TABLE segments(
  epoch INTEGER, number INTEGER, file TEXT, generation INTEGER, offset INTEGER, length INTEGER, sha256 TEXT,
  whole INTEGER, previous INTEGER, PRIMARY KEY(epoch, number)
) WITHOUT ROWID;
CREATE TABLE begins(
  epoch INTEGER PRIMARY KEY, token INTEGER, previous INTEGER, owner TEXT, process TEXT, at TEXT
);
CREATE TABLE files(
  name TEXT PRIMARY KEY, generation INTEGER, end INTEGER, epoch INTEGER, number INTEGER,
  size INTEGER, modified INTEGER, inode INTEGER
) WITHOUT ROWID;
CREATE TABLE facts(name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID
"""
#: Added later without a new version, which would cost a folder its id and its unpublished bytes.
_LISTED = """CREATE TABLE IF NOT EXISTS listed(
  epoch INTEGER, number INTEGER, kind TEXT, path TEXT, size INTEGER, PRIMARY KEY(epoch, number)
) WITHOUT ROWID"""


class Stamp(NamedTuple):
    """Identifies a state of a file; `modified` in nanoseconds."""

    size: int
    modified: int
    inode: int


@dataclass(frozen=True, slots=True)
class FileState:
    """Up to byte `end` the file equals its generation in the shared store, as of the segment `position`."""

    generation: int
    end: int
    position: Position
    stamp: Stamp


def stamp_of(path: Path) -> Stamp | None:
    """None if the file does not exist."""
    try:
        stat = os.stat(path)  # noqa: PTH116 - follows links as every reader does
    except (FileNotFoundError, NotADirectoryError):
        return None
    return Stamp(stat.st_size, stat.st_mtime_ns, stat.st_ino)


class State(StateFile):
    """Open only while holding the folder's lock of the site."""

    def __init__(self, folder: Path, site: str) -> None:
        """Raises ConfigError or StorageError."""
        super().__init__(folder / "state" / f"{check_site(site)}.shared.sqlite", _SCHEMA, VERSION)
        self._write(_LISTED)
        self.packs = PackState(self._db)

    @property
    def owner(self) -> str:
        """The id of this folder, made on first use."""
        fresh = uuid4().hex
        with transaction(self._db):
            self._db.execute("INSERT OR IGNORE INTO facts VALUES('owner', ?)", (fresh,))
            return str(self._db.execute("SELECT value FROM facts WHERE name = 'owner'").fetchone()[0])

    def headers(self) -> dict[Position, Header]:
        rows = self._rows("SELECT * FROM segments")
        return {Position(row[0], row[1]): Header(*row[2:]) for row in rows}

    def begins(self) -> dict[int, Begin]:
        rows = self._rows("SELECT * FROM begins")
        return {row[0]: Begin(*row) for row in rows}

    def newest_generation(self, file: str) -> int:
        """The highest generation of the file that was ever seen, 0 for none."""
        tables = "SELECT file, generation FROM segments UNION ALL SELECT file, generation FROM packed"
        query = f"SELECT max(generation) FROM ({tables}) WHERE file = ?"
        row = self._first(query, (file,))
        return int(row[0] or 0)

    def add_headers(self, headers: Mapping[Position, Header]) -> None:
        rows = [(*position, *astuple(header)) for position, header in headers.items()]
        self._write_all("INSERT OR REPLACE INTO segments VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def add_begins(self, begins: Iterable[Begin]) -> None:
        rows = map(astuple, begins)
        self._write_all("INSERT OR REPLACE INTO begins VALUES(?, ?, ?, ?, ?, ?)", rows)

    def listed(self) -> list[Entry]:
        """The objects of closed epochs as they were listed; see `known.py`."""
        rows = self._rows("SELECT * FROM listed")
        return [Entry(Position(row[0], row[1]), *row[2:]) for row in rows]

    def last_listed(self) -> int:
        """The newest closed epoch that was listed, 0 for none."""
        return int(self._first("SELECT max(epoch) FROM listed")[0] or 0)

    def add_listed(self, entries: Iterable[Entry]) -> None:
        rows = [(*entry.position, entry.kind, entry.path, entry.size) for entry in entries]
        self._write_all("INSERT OR REPLACE INTO listed VALUES(?, ?, ?, ?, ?)", rows)

    def drop_listed(self, entries: Iterable[Entry]) -> None:
        self._write_all(
            "DELETE FROM listed WHERE epoch = ? AND number = ?", [entry.position for entry in entries]
        )

    def forget_listed(self) -> None:
        self._write("DELETE FROM listed")

    def file(self, name: str) -> FileState | None:
        row = self._first("SELECT * FROM files WHERE name = ?", (name,))
        return _read_file_state(row) if row is not None else None

    def files(self) -> dict[str, FileState]:
        rows = self._rows("SELECT * FROM files")
        return {row[0]: _read_file_state(row) for row in rows}

    def put_file(self, name: str, known: FileState) -> None:
        row = (name, known.generation, known.end, *known.position, *known.stamp)
        self._write("INSERT OR REPLACE INTO files VALUES(?, ?, ?, ?, ?, ?, ?, ?)", row)

    def drop_file(self, name: str) -> None:
        self._write("DELETE FROM files WHERE name = ?", (name,))


def _read_file_state(row: tuple[Any, ...]) -> FileState:
    return FileState(row[1], row[2], Position(*row[3:5]), Stamp(*row[5:]))
