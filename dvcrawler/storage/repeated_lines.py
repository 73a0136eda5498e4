"""Lines that have the article and revision of an earlier line, in the same file or in another one."""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dvcrawler.storage.databases.database import scratch_database
from dvcrawler.storage.upgrade import is_earlier
from dvcrawler.storage.warc.verify import Finding

BACKUP = "restore the line from a back-up"
SET_ASIDE = f"{BACKUP}, or set it aside: `dvcrawler reindex --set-aside`, then `dvcrawler reparse`"
_COPY = (
    "move the file that is a copy out of the store, or set the second lines aside: "
    "`dvcrawler reindex --set-aside`"
)
_SCHEMA = """
CREATE TABLE lines(
 id TEXT, revision INTEGER, hash TEXT, is_earlier INTEGER, file TEXT, start INTEGER, PRIMARY KEY(id, revision)
)
"""
_ADD = "INSERT OR IGNORE INTO lines VALUES(?, ?, ?, ?, ?, ?)"
_FIRST = "SELECT file, start, hash FROM lines WHERE id = ? AND revision = ?"


@dataclass(frozen=True, slots=True)
class FirstLine:
    """The first line of an article's revision; `is_same`: whether a later one repeats its text."""

    file: str
    start: int
    is_same: bool


def seen_lines() -> sqlite3.Connection:
    """An empty table of the lines that were read: id, revision, hash, is_earlier, file, start."""
    return scratch_database(_SCHEMA)


def note_line(record: Mapping[str, Any], file: str, start: int, seen: sqlite3.Connection) -> FirstLine | None:
    """Adds the line of a record, which begins at this byte; None if it is the first with its revision."""
    id_, revision, content_hash = record["id"], record["revision"], record["content_hash"]
    if seen.execute(_ADD, (id_, revision, content_hash, is_earlier(record), file, start)).rowcount:
        return None
    first_file, first_start, first_hash = seen.execute(_FIRST, (id_, revision)).fetchone()
    return FirstLine(first_file, first_start, first_hash == content_hash)


@dataclass(frozen=True, slots=True)
class Repetitions:
    """The lines of one file that are in the store before.

    `copied`: where those begin whose text is in another file, and how many there are, by its name. Either
    file may be the copy, so they are one finding that names both.
    """

    path: Path
    seen: sqlite3.Connection
    copied: dict[str, tuple[int, int]] = field(default_factory=dict)

    def note(self, record: Mapping[str, Any], start: int) -> tuple[str, str] | None:
        """The fault of the line that begins at this byte, and its remedy, unless it is one of `copied`."""
        first = note_line(record, self.path.name, start, self.seen)
        if first is None:
            return None
        if first.is_same and first.file != self.path.name:
            begin, count = self.copied.get(first.file, (start, 0))
            self.copied[first.file] = (begin, count + 1)
            return None
        what = f"{record['id']} revision {record['revision']} is here a second time"
        place = f"byte {first.start}" if first.file == self.path.name else f"{first.file}, byte {first.start}"
        if first.is_same:
            return f"{what} (first: {place})", SET_ASIDE
        return f"{what}, with another text (first: {place})", BACKUP

    def name_files(self) -> Iterator[Finding]:
        """One finding for each file that has lines of this one."""
        for name, (start, count) in self.copied.items():
            what = f"{count} line{'s are' if count > 1 else ' is'} in {name} too, from here on"
            yield Finding(str(self.path), start, what, _COPY)
