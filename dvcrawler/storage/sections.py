"""The ledger's memory of walks: sections visited and completed, and named check-points."""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dvcrawler.storage.database import translated

SECTIONS_SCHEMA = """
CREATE TABLE sections(
  key TEXT PRIMARY KEY, visited_at TEXT NOT NULL, new_at TEXT,
  completed_at TEXT, completed_since TEXT);
CREATE TABLE checkpoints(name TEXT PRIMARY KEY, value TEXT NOT NULL);
"""
_COLUMNS = "key, visited_at, new_at, completed_at, completed_since"
_VISIT = """
INSERT INTO sections(key, visited_at, new_at) VALUES(:key, :now, :new_at)
ON CONFLICT(key) DO UPDATE SET
  visited_at = excluded.visited_at, new_at = coalesce(excluded.new_at, new_at)
"""
_COMPLETE = """
INSERT INTO sections(key, visited_at, completed_at, completed_since) VALUES(:key, :at, :at, :since)
ON CONFLICT(key) DO UPDATE SET
  completed_at = excluded.completed_at, completed_since = excluded.completed_since
"""


@dataclass(frozen=True, slots=True)
class SectionState:
    """`new_at`: the last visit that brought something new, None while none has.

    Complete means: what was published from `completed_since` (a day; None: from the beginning)
    to `completed_at` was seen. `completed_at` is None while no walk came to its end.
    """

    key: str
    visited_at: str
    new_at: str | None
    completed_at: str | None
    completed_since: str | None


class Sections:
    """The part of the ledger that only the crawl can tell again. `_db` is its connection."""

    _db: sqlite3.Connection

    def section(self, key: str) -> SectionState | None:
        """None: never visited."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM sections WHERE key = ?", (key,))
        return SectionState(*rows[0]) if rows else None

    def sections(self) -> list[SectionState]:
        """All that were visited, by key."""
        rows = self._rows(f"SELECT {_COLUMNS} FROM sections ORDER BY key")
        return [SectionState(*row) for row in rows]

    def note_section_visit(self, key: str, now: str, new: int) -> None:
        """The listing was read at `now` and named `new` articles that were unknown."""
        self._write(_VISIT, {"key": key, "now": now, "new_at": now if new else None})

    def complete_section(self, key: str, completed_at: str, since: str | None) -> None:
        """A walk reached its end: nothing published since `since` (a day, None: ever) is missing.

        A period that joins the one completed before widens it, so that a walk of some recent
        months does not undo the knowledge of the whole.
        """
        before = self.section(key)
        if before and before.completed_at and since and since <= before.completed_at[:10]:
            known = before.completed_since
            since = min(since, known) if known else None
        self._write(_COMPLETE, {"key": key, "at": completed_at, "since": since})

    def checkpoint(self, name: str) -> str | None:
        """The value last set, None where there is none."""
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
