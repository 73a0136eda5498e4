"""Puts the captures of pictures and documents into records read from the store.

A line is stored before its pictures are fetched and never changes; the media database knows which
of them are held. If it is missing or cannot be read, `capture` stays as the line has it.
"""

import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any, cast

from dvcrawler.errors import StorageError
from dvcrawler.items import Record
from dvcrawler.normalize.media_kinds import KINDS
from dvcrawler.storage.databases.database import open_read_only
from dvcrawler.storage.databases.statements import AMONG, as_list
from dvcrawler.storage.media.database import VERSION, media_path
from dvcrawler.storage.media.lines import read_removed
from dvcrawler.storage.removals.log import removed_ids

_HELD = "SELECT url, capture FROM media WHERE capture IS NOT NULL ORDER BY rowid"
_COUNTS = "SELECT kind, outcome, count(*) FROM media GROUP BY kind, outcome ORDER BY kind, outcome"


class CaptureJoin:
    """Opens the database of each site once, even during a crawl; `close` it afterwards."""

    def __init__(self, data: Path) -> None:
        self._data = data
        self._open: dict[str, sqlite3.Connection | None] = {}

    def close(self) -> None:
        for db in self._open.values():
            if db is not None:
                db.close()
        self._open.clear()

    def fill(self, record: Record) -> Record:
        """The record with `capture` of the files that are held; the record itself if no file is."""
        urls = [each["url"] for kind in KINDS for each in cast(Mapping[str, Any], record)[kind]]
        db = self._open_database(record["site"]) if urls else None
        held = _select_held(db, urls) if db is not None else {}
        if not held:
            return record
        lists = {kind: _fill(cast(Mapping[str, Any], record)[kind], held) for kind in KINDS}
        return cast(Record, {**record, **lists})

    def _open_database(self, site: str) -> sqlite3.Connection | None:
        if site not in self._open:
            path = media_path(self._data, site)
            try:
                self._open[site] = open_read_only(path, VERSION, patience=2.0) if path.is_file() else None
            except StorageError:
                self._open[site] = None
        return self._open[site]


@contextmanager
def _opened(data: Path, site: str) -> Iterator[sqlite3.Connection | None]:
    with closing(CaptureJoin(data)) as join:
        yield join._open_database(site)


def held_captures(data: Path, site: str, urls: Iterable[str]) -> dict[str, str]:
    """The capture of each picture or document that is held, by its address as a line names it."""
    with _opened(data, site) as db:
        return _select_held(db, list(urls)) if db is not None else {}


def all_held(data: Path, site: str) -> Iterator[tuple[str, str]]:
    """Address and capture of every file that is held; none if the database cannot be read, or does not know
    of the latest removals yet.
    """
    with _opened(data, site) as db:
        try:
            if db is not None and read_removed(db) == removed_ids(data, site):
                yield from db.execute(_HELD)
        except sqlite3.Error:  # damaged
            return


def held_names(data: Path, site: str, captures: Sequence[str]) -> dict[str, set[str]]:
    """The addresses, as lines name them, of the files that are held as these captures."""
    found: dict[str, set[str]] = {}
    with _opened(data, site) as db:
        for url, capture in _select(db, "capture", captures) if db is not None else ():
            found.setdefault(capture, set()).add(url)
    return found


def _select_held(db: sqlite3.Connection, urls: list[str]) -> dict[str, str]:
    return dict(_select(db, "url", urls))


def _select(db: sqlite3.Connection, column: str, values: Sequence[str]) -> list[tuple[str, str]]:
    """Address and capture of the held files that have one of the values in the column."""
    query = f"SELECT url, capture FROM media WHERE capture IS NOT NULL AND {column} {AMONG}"
    try:
        return db.execute(query, (as_list(values),)).fetchall()
    except sqlite3.Error:  # damaged
        return []


def _fill(entries: list[dict[str, Any]], held: Mapping[str, str]) -> list[dict[str, Any]]:
    return [{**each, "capture": each["capture"] or held.get(each["url"])} for each in entries]


def count_media(data: Path, site: str) -> dict[str, Counter[str]]:
    """Files named by the stored articles, by kind and outcome ("held", "found", "failed", …).

    Empty if no run has kept any, or the database cannot be read.
    """
    counts: dict[str, Counter[str]] = {}
    try:
        with _opened(data, site) as db:
            for kind, outcome, count in db.execute(_COUNTS) if db is not None else ():
                counts.setdefault(kind, Counter())[outcome] = count
    except sqlite3.Error:
        return {}
    return counts
