"""The ledger's record of how far each section's listing was walked; lets a daily run end early."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from dvcrawler.storage.database import translated

SECTIONS_SCHEMA = """
CREATE TABLE sections(
  key TEXT PRIMARY KEY, visited_at TEXT NOT NULL, new_at TEXT, completed_at TEXT,
  completed_since TEXT);
"""
_VISIT = """
INSERT INTO sections(key, visited_at, new_at) VALUES(:key, :now, :new_at)
ON CONFLICT(key) DO UPDATE SET visited_at = excluded.visited_at,
  new_at = coalesce(excluded.new_at, new_at)
"""
_COMPLETE = """
INSERT INTO sections(key, visited_at, completed_at, completed_since) VALUES(:key, :at, :at, :since)
ON CONFLICT(key) DO UPDATE SET completed_at = excluded.completed_at,
  completed_since = excluded.completed_since
"""


@dataclass(frozen=True, slots=True)
class SectionState:
    """`new_at`: last visit that found something new. `completed_at`: start of the last walk that reached
    known articles or the end, None if there was none. `completed_since`: the day that walk went back to,
    None if it reached the end.
    """

    key: str
    visited_at: str
    new_at: str | None
    completed_at: str | None
    completed_since: str | None


class Sections:
    """The ledger's table of sections. Raises StorageError where the disk refuses."""

    _db: sqlite3.Connection

    def section(self, key: str) -> SectionState | None:
        rows = self._sections("WHERE key = ?", (key,))
        return rows[0] if rows else None

    def sections(self) -> list[SectionState]:
        """All sections ever visited, least recently visited first."""
        return self._sections("ORDER BY visited_at, key", ())

    def note_section_visit(self, key: str, now: str, new: int) -> None:
        """Enters that the section's first page was read at `now` and had `new` unknown addresses."""
        with translated(self._db):
            self._db.execute(_VISIT, {"key": key, "now": now, "new_at": now if new else None})

    def complete_section(self, key: str, completed_at: str, since: str | None) -> None:
        """Enters that a walk begun at `completed_at` has covered everything back to `since`."""
        with translated(self._db):
            self._db.execute(_COMPLETE, {"key": key, "at": completed_at, "since": since})

    def _sections(self, where: str, values: Sequence[Any]) -> list[SectionState]:
        with translated(self._db):
            rows = self._db.execute(
                "SELECT key, visited_at, new_at, completed_at, completed_since FROM sections " + where,
                values,
            ).fetchall()
        return [SectionState(*row) for row in rows]
