"""Proves that every stored line's capture is there and is what the WARC file says. Changes nothing."""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.journal import read_lines
from dvcrawler.storage.records import is_record
from dvcrawler.storage.store import article_files
from dvcrawler.storage.warc import warc_files, warc_folder
from dvcrawler.storage.warc_http import digest_fault
from dvcrawler.storage.warc_reading import Damage, read_warc

_BACKUP = "restore the file from a back-up"


@dataclass(frozen=True, slots=True)
class Finding:
    """Something that is not as it must be; `offset` is the byte in the file, None for the whole."""

    file: str
    offset: int | None
    what: str
    fix: str


def check_archive(data: Path, site: str) -> Iterator[Finding]:
    """Damaged records, wrong digests, lines whose capture is missing; in constant memory.

    A damaged record does not stop the rest.
    """
    seen = sqlite3.connect("")
    try:
        seen.execute("CREATE TABLE records(name TEXT PRIMARY KEY) WITHOUT ROWID")
        for path in warc_files(data, site):
            yield from _check_file(path, seen)
        yield from _check_lines(data, site, seen)
    finally:
        seen.close()


def _check_file(path: Path, seen: sqlite3.Connection) -> Iterator[Finding]:
    for found in read_warc(path):
        if isinstance(found, Damage):
            yield Finding(str(path), found.offset, found.what, f"{_BACKUP}; the records around it are whole")
            continue
        fault = digest_fault(found)
        if fault is not None:
            yield Finding(str(path), found.offset, fault, _BACKUP)
        if found.kind in ("response", "revisit"):
            seen.execute("INSERT OR IGNORE INTO records VALUES(?)", (f"{path.name}#{found.record_id}",))


def _check_lines(data: Path, site: str, seen: sqlite3.Connection) -> Iterator[Finding]:
    for path in article_files(data, site):
        for line in read_lines(path):
            name = line.value["capture"] if line.value and is_record(line.value, site) else None
            if name and not seen.execute("SELECT 1 FROM records WHERE name = ?", (name,)).fetchone():
                what = f"the capture {name} is not in {warc_folder(data, site)}"
                yield Finding(str(path), line.start, what, _BACKUP)
