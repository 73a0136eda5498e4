"""Lines of an article with a revision that an earlier line has."""

import sqlite3
from collections.abc import Mapping
from enum import Enum, auto
from typing import Any

from dvcrawler.storage.databases.database import scratch_database
from dvcrawler.storage.upgrade import is_earlier

_SCHEMA = """
CREATE TABLE lines(id TEXT, revision INTEGER, hash TEXT, is_earlier INTEGER, PRIMARY KEY(id, revision))
"""
_ADD = "INSERT OR IGNORE INTO lines VALUES(?, ?, ?, ?)"
_HAS = "SELECT 1 FROM lines WHERE id = ? AND revision = ? AND hash = ?"


class Repetition(Enum):
    """How a line compares with an earlier one of the same article and revision."""

    SAME = auto()
    OTHER_TEXT = auto()


def seen_lines() -> sqlite3.Connection:
    """An empty table of the lines that were read: id, revision, hash, is_earlier."""
    return scratch_database(_SCHEMA)


def note_line(record: Mapping[str, Any], seen: sqlite3.Connection) -> Repetition | None:
    """Adds the line of a record; None if it is the first with its revision."""
    row = (record["id"], record["revision"], record["content_hash"])
    if seen.execute(_ADD, (*row, is_earlier(record))).rowcount:
        return None
    return Repetition.SAME if seen.execute(_HAS, row).fetchone() else Repetition.OTHER_TEXT
