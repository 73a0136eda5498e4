"""Checks that the capture of every stored line, picture and document exists and matches its digests, and that
every revisit record refers to a record that exists. Changes nothing.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.article_files import article_files
from dvcrawler.storage.databases.database import scratch_database
from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.media.captures import all_held
from dvcrawler.storage.media.database import media_path
from dvcrawler.storage.records import is_record
from dvcrawler.storage.warc.captures import capture_name, warc_files, warc_folder
from dvcrawler.storage.warc.message import digest_fault
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_warc

_BACKUP = "restore the file from a back-up"
_SCHEMA = """
CREATE TABLE records(name TEXT PRIMARY KEY, id TEXT, digest TEXT, is_full INTEGER) WITHOUT ROWID;
CREATE INDEX by_id ON records(id);
CREATE INDEX by_digest ON records(digest) WHERE is_full;
CREATE TABLE revisits(file TEXT, offset INTEGER, id TEXT, refers_to TEXT, digest TEXT, url TEXT)
"""
#: A revisit may refer to another revisit; in a circle none of them has the bytes. Other tools may omit the
#: header that names the original; then any record with the same payload is accepted.
_ORPHANS = """
WITH RECURSIVE held(id) AS (
  SELECT id FROM records WHERE is_full
  UNION SELECT revisits.id FROM revisits JOIN held ON revisits.refers_to = held.id AND held.id != ''
)
SELECT file, offset, id, refers_to, url FROM revisits
WHERE id NOT IN held
  AND NOT (refers_to = '' AND digest IN (SELECT digest FROM records WHERE is_full AND digest != ''))
ORDER BY file, offset
"""


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault; `offset` is its byte in the file, None for the whole file."""

    file: str
    offset: int | None
    what: str
    fix: str


def check_archive(data: Path, site: str) -> Iterator[Finding]:
    """Yields damaged records, wrong digests, revisits without original and lines without capture, in
    constant memory. Continues after a damaged record.
    """
    with closing(scratch_database(_SCHEMA)) as seen:
        for path in warc_files(data, site):
            yield from _check_file(path, seen)
        yield from _check_revisits(seen)
        yield from _check_lines(data, site, seen)
        yield from _check_media(data, site, seen)


def _check_file(path: Path, seen: sqlite3.Connection) -> Iterator[Finding]:
    for found in read_warc(path):
        if isinstance(found, Damage):
            yield Finding(str(path), found.offset, found.what, f"{_BACKUP}; the records around it are whole")
            continue
        fault = digest_fault(found)
        if fault is not None:
            yield Finding(str(path), found.offset, fault, _BACKUP)
        if found.is_capture:
            _note(path, found, seen)


def _note(path: Path, found: Record | Large, seen: sqlite3.Connection) -> None:
    digest, is_full = found.headers.get("warc-payload-digest", ""), not found.is_revisit
    row = (capture_name(path.name, found.record_id), found.record_id, digest, is_full)
    seen.execute("INSERT OR IGNORE INTO records VALUES(?, ?, ?, ?)", row)
    if not is_full:
        refers_to = found.headers.get("warc-refers-to", "")
        revisit = (str(path), found.offset, found.record_id, refers_to, digest, found.url)
        seen.execute("INSERT INTO revisits VALUES(?, ?, ?, ?, ?, ?)", revisit)


def _check_revisits(seen: sqlite3.Connection) -> Iterator[Finding]:
    seen.execute("CREATE INDEX by_original ON revisits(refers_to)")
    for file, offset, id_, refers_to, url in seen.execute(_ORPHANS):
        original = (
            f"{refers_to}, which no file holds" if refers_to else "nothing, and no file holds its bytes"
        )
        what = f"the revisit {id_} of {url} refers to {original}"
        yield Finding(file, offset, what, "restore the file with the original from a back-up")


def _check_lines(data: Path, site: str, seen: sqlite3.Connection) -> Iterator[Finding]:
    """The lines without capture; one finding for all whose captures were in a file that is gone."""
    files, folder = {path.name for path in warc_files(data, site)}, warc_folder(data, site)
    lost = Counter[str]()
    for path in article_files(data, site):
        for line in read_lines(path):
            name = line.value["capture"] if line.value and is_record(line.value, site) else None
            if not name or seen.execute("SELECT 1 FROM records WHERE name = ?", (name,)).fetchone():
                continue
            file = name.partition("#")[0]
            if file in files:
                what = f"the capture {name} is not in {folder}"
                yield Finding(str(path), line.start, what, _BACKUP)
            else:
                lost[file] += 1
    for file, count in lost.items():
        what = f"the file with the captures of {count} line{'s' * (count > 1)} is gone"
        yield Finding(str(folder / file), None, what, _BACKUP)


def _check_media(data: Path, site: str, seen: sqlite3.Connection) -> Iterator[Finding]:
    for url, name in all_held(data, site):
        if not seen.execute("SELECT 1 FROM records WHERE name = ?", (name,)).fetchone():
            what = f"the capture {name} of {url} is not in {warc_folder(data, site)}"
            yield Finding(
                str(media_path(data, site)), None, what, f"{_BACKUP}, or crawl again with -a media="
            )
