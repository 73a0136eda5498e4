"""Finds one capture for a reader, even during a crawl: takes no lock and writes nothing.

Asks the index of the site first. Captures that it does not have yet (a run flushes it every few hundred
pages, the next run rebuilds a deleted one) are searched in the WARC file itself.
"""

import re
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeGuard
from urllib.parse import urljoin

from w3lib.url import safe_url_string

from dvcrawler.errors import StorageError
from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.databases.database import open_read_only
from dvcrawler.storage.databases.statements import AMONG, as_list
from dvcrawler.storage.removals.log import removed_captures
from dvcrawler.storage.warc.captures import REDIRECTS, VERSION, capture_name, index_path
from dvcrawler.storage.warc.message import read_answer
from dvcrawler.storage.warc.reader import Damage, Large, ReadResult, Record, read_at, read_warc

_FILE = re.compile(r"[\w.+-]{1,200}\.warc(?:\.gz)?", re.ASCII)
_RECORD_ID = re.compile(r"<?(?:urn:uuid:)?([0-9A-Fa-f-]{36})>?", re.ASCII)
#: A chain of revisit records has one link; a longer one is circular.
_MOST_REVISITS = 5
#: As many as a crawl follows (REDIRECT_MAX_TIMES).
_MOST_REDIRECTS = 5


#: A record and the file that holds it.
Member = tuple[Path, Record | Large]


@dataclass(frozen=True, slots=True)
class FoundCapture:
    """A capture: `named` is the requested record, `source` the one that holds the bytes.

    They differ if the capture is a revisit. `source` is None if that original is not held.
    """

    site: str
    named: Record | Large
    source: Record | Large | None


def normal_record_id(text: str) -> str | None:
    """Converts any usual form of a WARC-Record-ID to the one in our files; None for anything else."""
    found = _RECORD_ID.fullmatch(text)
    return f"<urn:uuid:{found[1].lower()}>" if found else None


def find_capture(data: Path, file: str, record_id: str) -> FoundCapture | None:
    """None if no file of that name holds such a record. Raises OSError."""
    members = find_members(data, file, record_id)
    if not members:
        return None
    (path, named), (_, last) = members[0], members[-1]
    return FoundCapture(site_of_file(path.parent.name), named, None if last.is_revisit else last)


def find_members(data: Path, file: str, record_id: str) -> list[Member]:
    """The record of a capture and, for a revisit, those that it refers to, up to the one with the bytes.

    Empty if no file of that name holds such a record. Raises OSError.
    """
    path = _find_file(data, file)
    wanted = normal_record_id(record_id)
    if path is None or wanted is None or wanted in removed_captures(data, site_of_file(path.parent.name)):
        return []
    named = _find_record(data, path, wanted)
    return [] if named is None else list(_follow(data, path, named))


def find_by_urls(data: Path, site: str, urls: Iterable[str]) -> dict[str, str]:
    """The newest successful capture (`<file>#<record id>`) of each address that the index has."""
    rows = _ask(
        data,
        site,
        "SELECT url, file, record_id, max(at) FROM captures "
        f"WHERE status BETWEEN 200 AND 299 AND url {AMONG} GROUP BY url",
        [as_list(urls)],
    )
    return {url: capture_name(file, record_id) for url, file, record_id, _ in rows}


def find_redirects(data: Path, site: str, url: str) -> list[str]:
    """The newest captures (`<file>#<record id>`) of the redirects that lead on from the address, in order."""
    found: list[str] = []
    address: str | None = url
    while address is not None and len(found) < _MOST_REDIRECTS:
        rows = _ask(
            data,
            site,
            f"SELECT file, record_id, max(at) FROM captures WHERE status IN {REDIRECTS} AND url = ?",
            [address],
        )
        file, record_id, _ = rows[0] if rows else (None, None, None)
        if file is None:
            break
        found.append(capture_name(file, record_id))
        address = _read_target(data, file, record_id, address)
    return found


def _read_target(data: Path, file: str, record_id: str, address: str) -> str | None:
    """Where the redirect leads; None if that cannot be read."""
    capture = find_capture(data, file, record_id)
    answer = read_answer(capture.source) if capture and isinstance(capture.source, Record) else None
    if answer is None:
        return None
    try:
        return urljoin(address, safe_url_string(answer.headers.get("location", "").encode("latin-1")))
    except ValueError:
        return None


def _find_file(data: Path, name: str) -> Path | None:
    folder = data / "warc"
    if not _FILE.fullmatch(name) or not folder.is_dir():
        return None
    sites = sorted(path for path in folder.iterdir() if path.is_dir())
    return next((site / name for site in sites if (site / name).is_file()), None)


def _find_record(data: Path, path: Path, record_id: str) -> Record | Large | None:
    site = site_of_file(path.parent.name)
    rows = _ask(data, site, "SELECT file, offset FROM captures WHERE record_id = ?", [record_id])
    for file, offset in rows:
        if file == path.name:
            found = read_at(path, offset)
            if _is_it(found, record_id):
                return found
    if not rows:
        sizes = _ask(data, site, "SELECT size FROM files WHERE name = ?", [path.name])
        if sizes and sizes[0][0] == path.stat().st_size:
            return None  # the index knows the whole file
    return _scan(path, record_id)


def _scan(path: Path, record_id: str) -> Record | Large | None:
    for found in read_warc(path):
        if _is_it(found, record_id):
            return found
    return None


def _is_it(found: ReadResult, record_id: str) -> TypeGuard[Record | Large]:
    return not isinstance(found, Damage) and found.record_id.lower() == record_id


def _follow(data: Path, path: Path, named: Record | Large) -> Iterator[Member]:
    """Yields the record, then each original that the one before refers to."""
    member: Member | None = (path, named)
    for _ in range(_MOST_REVISITS):
        if member is None:
            return
        yield member
        wanted = normal_record_id(member[1].headers.get("warc-refers-to", ""))
        member = _find_anywhere(data, path, wanted) if wanted and member[1].is_revisit else None


def _find_anywhere(data: Path, path: Path, record_id: str) -> Member | None:
    """Searches the file that the index names, or else the file of the revisit and the site's other files."""
    site = site_of_file(path.parent.name)
    rows = _ask(data, site, "SELECT file FROM captures WHERE record_id = ?", [record_id])
    named = [path.parent / row[0] for row in rows]
    siblings = sorted(path.parent.glob("*.warc.gz"), reverse=True)
    files = named or [path, *(other for other in siblings if other != path)]
    for file in files:
        found = _find_record(data, file, record_id) if file.is_file() else None
        if found is not None:
            return file, found
    return None


def _ask(data: Path, site: str, question: str, values: list[str]) -> list[tuple[Any, ...]]:
    """The rows of the site's index; empty if it does not exist or cannot be read."""
    path = index_path(data, site)
    if not path.exists():
        return []
    try:
        with closing(open_read_only(path, VERSION, patience=2.0)) as db:
            return db.execute(question, values).fetchall()
    except (StorageError, sqlite3.Error):
        return []
