"""Captures: a site's WARC files, the place of one response in them, and the rows of the index of captures."""

from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.disk import check_site

#: Statuses of responses that lead on to another address.
REDIRECTS = (301, 302, 303, 307, 308)
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


@dataclass(frozen=True, slots=True)
class Capture:
    """Position of a written response. `name` is the reference in stored lines: `<file>#<record id>`.

    `refers_to`: record id of the original for a revisit, else None. `at`: ISO, UTC.
    """

    file: str
    record_id: str
    offset: int
    length: int
    url: str
    at: str
    status: int
    digest: str
    refers_to: str | None = None

    @property
    def name(self) -> str:
        return capture_name(self.file, self.record_id)


def capture_name(file: str, record_id: str) -> str:
    return f"{file}#{record_id}"


def split_name(name: str) -> tuple[str, str]:
    """The file and the record id in the name of a capture."""
    file, _, record_id = name.partition("#")
    return file, record_id


def warc_folder(data: Path, site: str) -> Path:
    """Folder of the site's WARC files, which may not exist."""
    return data / "warc" / check_site(site)


def warc_files(data: Path, site: str) -> list[Path]:
    """The site's WARC files, oldest first."""
    folder = warc_folder(data, site)
    return sorted(folder.glob("*.warc.gz")) if folder.is_dir() else []


def index_path(data: Path, site: str) -> Path:
    """Path of the index, which may not exist."""
    return data / "state" / f"{check_site(site)}.warc.sqlite"


def row_of(capture: Capture) -> tuple[object, ...]:
    """The values for `INSERT`."""
    return (
        capture.record_id,
        capture.file,
        capture.offset,
        capture.length,
        capture.url,
        capture.at,
        capture.status,
        capture.digest,
        capture.refers_to,
    )
