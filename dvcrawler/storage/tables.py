"""Statements on a derived database, each atomic and with its errors translated."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dvcrawler.storage.database import transaction, translated


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


class LedgerTables(Tables):
    """The open ledger. Raises StorageError if the disk refuses."""

    def checkpoint(self, name: str) -> str | None:
        """The value last set, None if there is none."""
        rows = self._rows("SELECT value FROM checkpoints WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_checkpoint(self, name: str, value: str) -> None:
        """Replaces the value of that name."""
        self._write("INSERT OR REPLACE INTO checkpoints VALUES(?, ?)", (name, value))
