"""The rows of the index of captures: its file, its table and the statements that write them."""

from pathlib import Path

from dvcrawler.storage.disk import check_site
from dvcrawler.storage.warc.captures import Capture

VERSION = 1
SCHEMA = """
CREATE TABLE captures(
  record_id TEXT PRIMARY KEY, file TEXT NOT NULL, offset INTEGER NOT NULL, length INTEGER NOT NULL,
  url TEXT NOT NULL, at TEXT NOT NULL, status INTEGER NOT NULL, digest TEXT NOT NULL, refers_to TEXT
) WITHOUT ROWID;
CREATE INDEX by_url ON captures(url);
CREATE TABLE files(name TEXT PRIMARY KEY, size INTEGER NOT NULL) WITHOUT ROWID
"""
#: Not part of the schema, so that an index made by an earlier version gets it too.
BY_FILE = "CREATE INDEX IF NOT EXISTS by_file ON captures(file, offset)"
INSERT = "INSERT OR REPLACE INTO captures VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
#: In the order of `Capture`.
COLUMNS = "file, record_id, offset, length, url, at, status, digest, refers_to"


def index_path(data: Path, site: str) -> Path:
    """Path of the index, which may not exist."""
    return data / "state" / f"{check_site(site)}.warc.sqlite"


def row_of(capture: Capture) -> tuple[object, ...]:
    """The values for `INSERT`."""
    return (
        capture.record_id, capture.file, capture.offset, capture.length, capture.url, capture.at,
        capture.status, capture.digest, capture.refers_to,
    )  # fmt: skip
