"""Which capture stands for which article: the one that its newest line was read from, else the newest."""

import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dvcrawler.items import Record
from dvcrawler.normalize.identity import base_of, settle
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.sites import SiteArguments
from dvcrawler.storage.store import Place, Store
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import Capture, warc_folder

#: Reads an address as the site does.
Read = Callable[[str], Address | None]
_SCHEMA = """
CREATE TABLE held(id TEXT PRIMARY KEY, revision INTEGER, file TEXT, start INTEGER, record_id TEXT,
                  date TEXT, layout TEXT, via TEXT, url TEXT) WITHOUT ROWID;
CREATE TABLE newest(id TEXT PRIMARY KEY, at TEXT, record_id TEXT, given TEXT, url TEXT) WITHOUT ROWID
"""
_HELD = "INSERT OR REPLACE INTO held VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?)"
_NEWEST = (
    "INSERT INTO newest VALUES(?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE "
    "SET at = excluded.at, record_id = excluded.record_id, given = excluded.given, url = excluded.url "
    "WHERE excluded.at >= newest.at"
)
_CHOSEN = """
SELECT newest.id, coalesce(held.record_id, newest.record_id), newest.record_id, held.file, held.start,
       held.date, held.layout, newest.given
FROM newest LEFT JOIN held ON held.id = newest.id ORDER BY newest.id
"""
_URL = "SELECT coalesce((SELECT url FROM held WHERE id = ?1), (SELECT url FROM newest WHERE id = ?1)) AS url"
_PLACE = "SELECT file, start FROM held WHERE id = ?"


@dataclass(frozen=True, slots=True)
class Task:
    """One page to read: the file and offset of its bytes, and the capture that its record names.

    `other`: where the article is stored that has the number this one's own id is made of.
    """

    id: str
    url: str
    path: str
    offset: int
    at: str
    name: str
    held: Place | None
    date: str | None
    layout: str | None
    given: SiteArguments = ()
    other: Place | None = None


class Plan:
    """Holds what is stored and what is captured in a temporary file of SQLite's own."""

    def __init__(self, data: Path, site: str, store: Store, index: CaptureIndex) -> None:
        self._folder = warc_folder(data, site)
        self._index = index
        self._db = sqlite3.connect("")
        self._db.executescript(_SCHEMA)
        self._read_store(store)

    def add(
        self, capture: Capture, address: Address, site: str, read: Read, given: SiteArguments = ()
    ) -> None:
        """A captured page of an article, how to read its site's addresses, and what chose the site."""
        settled = settle(address, lambda native_id: self._url_of(f"{site}:{native_id}"), read)
        row = (capture.at, capture.record_id, json.dumps(given), address.url)
        self._db.execute(_NEWEST, (f"{site}:{settled.native_id}", *row))

    def tasks(self) -> Iterator[Task]:
        """One for each captured article, in the order of ids."""
        for id_, wanted, newest, file, start, date, layout, given in self._db.execute(_CHOSEN):
            capture = self._index.find(wanted) or self._index.find(newest)
            if capture is None:
                continue
            source = self._index.source(capture)
            held = Place(file, start, start) if file is not None else None
            yield Task(
                id_, capture.url, str(self._folder / source.file), source.offset, capture.at,
                capture.name, held, date, layout, tuple(map(tuple, json.loads(given))),
                self._place_of(base_of(id_)[0]),
            )  # fmt: skip

    def close(self) -> None:
        self._db.close()

    def _url_of(self, id: str) -> str | None:
        url: str | None = self._db.execute(_URL, (id,)).fetchone()[0]
        return url

    def _place_of(self, id: str) -> Place | None:
        row = self._db.execute(_PLACE, (id,)).fetchone() if id else None
        return Place(row[0], row[1], row[1]) if row else None

    def _read_store(self, store: Store) -> None:
        for path in store.files():
            for place, record in store.lines(path.name):
                if record is not None and self._is_newer(record):
                    self._db.execute(_HELD, _held(place, record))

    def _is_newer(self, record: Record) -> bool:
        row = self._db.execute("SELECT revision FROM held WHERE id = ?", (record["id"],)).fetchone()
        return row is None or record["revision"] >= row[0]


def _held(place: Place, record: Record) -> tuple[Any, ...]:
    capture = record["capture"]
    return (
        record["id"], record["revision"], place.file, place.start,
        capture.partition("#")[2] if capture else None, record["date"], record["layout"], record["via"],
        record["url"],
    )  # fmt: skip
