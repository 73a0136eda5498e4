"""The ledger's record of how far each section's listing was walked; lets a daily run end early."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from dvcrawler.storage.databases.tables import LedgerTables

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

_KEEP_FIRST = "INSERT OR IGNORE INTO checkpoints VALUES(?, ?)"
_REPLACE = "INSERT OR REPLACE INTO checkpoints VALUES(?, ?)"
#: Prefixes of the checkpoints that hold "<url> <name>" of a section, and the section that led to an article.
_LINK, _LED = "section:", "led:"


@dataclass(frozen=True, slots=True)
class SectionLink:
    """A linked listing. `key` identifies it in the ledger; `name`: the link's text, if that is a name."""

    key: str
    url: str
    name: str | None


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


class Sections(LedgerTables):
    """The ledger's table of sections. Raises StorageError if the disk refuses."""

    def section(self, key: str) -> SectionState | None:
        rows = self._read_sections("WHERE key = ?", (key,))
        return rows[0] if rows else None

    def sections(self) -> list[SectionState]:
        """All sections ever visited, least recently visited first."""
        return self._read_sections("ORDER BY visited_at, key", ())

    def note_section_visit(self, key: str, now: str, new: int) -> None:
        """Enters that the section's first page was read at `now` and had `new` unknown addresses."""
        self._write(_VISIT, {"key": key, "now": now, "new_at": now if new else None})

    def complete_section(self, key: str, completed_at: str, since: str | None) -> None:
        """Enters that a walk begun at `completed_at` has covered everything back to `since`."""
        self._write(_COMPLETE, {"key": key, "at": completed_at, "since": since})

    def note_section_links(self, links: Iterable[SectionLink]) -> None:
        """Enters new sections, and names that were missing."""
        known = {link.key: link for link in self.section_links()}
        rows = [
            (_LINK + link.key, f"{link.url} {link.name or ''}")
            for link in links
            if link.key not in known or (link.name and not known[link.key].name)
        ]
        if rows:
            self._write_all(_REPLACE, rows)

    def section_links(self) -> list[SectionLink]:
        """The sections that the site was seen to link to, by key."""
        rows = self._rows(
            "SELECT name, value FROM checkpoints WHERE name >= ? AND name < ? ORDER BY name",
            (_LINK, _LINK[:-1] + ";"),
        )
        split = ((key.removeprefix(_LINK), *value.partition(" ")) for key, value in rows)
        return [SectionLink(key, url, name or None) for key, url, _, name in split]

    def note_led(self, pairs: Sequence[tuple[str, str]]) -> None:
        """Enters which section, by its name, led to the article of an id. The first one is kept."""
        if pairs:
            self._write_all(_KEEP_FIRST, [(_LED + id_, name) for id_, name in pairs])

    def led_by(self, id: str) -> str | None:
        """The name of the section that led to the article; None if no named one did."""
        return self.checkpoint(_LED + id)

    def _read_sections(self, where: str, values: Sequence[Any]) -> list[SectionState]:
        columns = "key, visited_at, new_at, completed_at, completed_since"
        rows = self._rows(f"SELECT {columns} FROM sections {where}", values)
        return [SectionState(*row) for row in rows]
