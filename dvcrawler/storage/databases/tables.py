"""Statements on a derived database, each atomic and with its errors translated."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from dvcrawler.storage.databases.database import close_database, copy_database, open_database
from dvcrawler.storage.databases.statements import transaction, translated
from dvcrawler.storage.folders import make_folder


class Tables:
    """Base of what queries one open database. Every method raises StorageError if the disk fails."""

    _db: sqlite3.Connection

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with translated(self._db):
            return self._db.execute(statement, values).fetchall()

    def _first(self, statement: str, values: Sequence[Any] = ()) -> Any:
        """The first row; None without any."""
        with translated(self._db):
            return self._db.execute(statement, values).fetchone()

    def _write(self, statement: str, values: Sequence[Any] | Mapping[str, Any] = ()) -> None:
        with translated(self._db):
            self._db.execute(statement, values)

    def _write_all(self, statement: str, rows: Iterable[Sequence[Any]]) -> None:
        """Executes the statement for every row, or for none if one fails."""
        with transaction(self._db):
            self._db.executemany(statement, rows)


class StateFile(Tables):
    """A derived file of one site. Open only while holding the site's lock.

    `rebuilt` says why it had to be created again, None if it did not.
    """

    def __init__(self, path: Path, schema: str, version: int) -> None:
        """Opens or creates the file; one that is damaged or has another version is moved aside.

        Raises ConfigError or StorageError.
        """
        make_folder(path.parent)
        self.path = path
        self._db, self.rebuilt = open_database(path, schema, version)

    @classmethod
    def _open_copied(cls, path: Path, schema: str, version: int) -> Self:
        """The file's contents in a temporary one, for a store that may only be read; empty if unreadable."""
        opened = cls.__new__(cls)
        opened.path, opened.rebuilt = path, None
        opened._db = copy_database(path, schema, version)
        return opened

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.close()

    def close(self) -> None:
        """Every change is committed already."""
        close_database(self._db, self.path)


class LedgerTables(Tables):
    """The open ledger. Raises StorageError if the disk refuses."""

    def checkpoint(self, name: str) -> str | None:
        """The value last set, None if there is none."""
        row = self._first("SELECT value FROM checkpoints WHERE name = ?", (name,))
        return row[0] if row else None

    def set_checkpoint(self, name: str, value: str) -> None:
        self._write("INSERT OR REPLACE INTO checkpoints VALUES(?, ?)", (name, value))
