"""Statements and checkpoints, for all tables of the ledger."""

import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

from dvcrawler.storage.database import translated


class LedgerTables:
    """The open database. Raises StorageError if the disk refuses."""

    _db: sqlite3.Connection

    def checkpoint(self, name: str) -> str | None:
        """The value last set, None if there is none."""
        rows = self._rows("SELECT value FROM checkpoints WHERE name = ?", (name,))
        return rows[0][0] if rows else None

    def set_checkpoint(self, name: str, value: str) -> None:
        """Replaces the value of that name."""
        self._write("INSERT OR REPLACE INTO checkpoints VALUES(?, ?)", (name, value))

    def _rows(self, statement: str, values: Sequence[Any] = ()) -> list[Any]:
        with translated(self._db):
            return self._db.execute(statement, values).fetchall()

    def _write(self, statement: str, values: Sequence[Any] | Mapping[str, Any]) -> None:
        with translated(self._db):
            self._db.execute(statement, values)
