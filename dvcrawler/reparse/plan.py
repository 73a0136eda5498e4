"""Chooses the capture of each article: the one its newest line was read from, else the newest."""

import json
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from dvcrawler.extract.paging.page_numbers import address_stem, number_of_page
from dvcrawler.items import Record
from dvcrawler.normalize.identity import base_of, own_id, settle, with_id
from dvcrawler.normalize.same_article import has_bare_number
from dvcrawler.normalize.urls import Address
from dvcrawler.reparse.compare import content_digest
from dvcrawler.reparse.tasks import SiteArguments, Source, Task
from dvcrawler.storage.databases.database import scratch_database
from dvcrawler.storage.databases.statements import closed_on_failure
from dvcrawler.storage.store import Place, Store
from dvcrawler.storage.warc.captures import Capture, split_name, warc_folder
from dvcrawler.storage.warc.index import CaptureIndex

#: Parses an address by the site's rules.
Read = Callable[[str], Address | None]
_SCHEMA = """
CREATE TABLE held(id TEXT PRIMARY KEY, revision INTEGER, file TEXT, start INTEGER, record_id TEXT,
                  date TEXT, layout TEXT, via TEXT, url TEXT, digest BLOB) WITHOUT ROWID;
CREATE TABLE newest(id TEXT PRIMARY KEY, at TEXT, record_id TEXT, given TEXT, url TEXT, numbered INTEGER)
WITHOUT ROWID;
CREATE TABLE accompanied(url TEXT PRIMARY KEY) WITHOUT ROWID
"""
_HELD = (
    "INSERT INTO held VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE SET revision = "
    "excluded.revision, file = excluded.file, start = excluded.start, record_id = excluded.record_id, "
    "date = excluded.date, layout = excluded.layout, via = excluded.via, url = excluded.url, "
    "digest = excluded.digest WHERE excluded.revision >= held.revision"
)
#: An address without a page's number is preferred: Drupal counts from 0, so `?page=1` may be the second page.
_NEWEST = (
    "INSERT INTO newest VALUES(?, ?, ?, ?, ?, ?) ON CONFLICT(id) DO UPDATE "
    "SET at = excluded.at, record_id = excluded.record_id, given = excluded.given, url = excluded.url, "
    "numbered = excluded.numbered WHERE (newest.numbered, excluded.at) >= (excluded.numbered, newest.at)"
)
_CHOSEN = """
SELECT newest.id, coalesce(held.record_id, newest.record_id), newest.record_id, held.file, held.start,
       held.date, held.layout, newest.given, held.digest
FROM newest LEFT JOIN held ON held.id = newest.id ORDER BY newest.id
"""
_URL = "SELECT coalesce((SELECT url FROM held WHERE id = ?1), (SELECT url FROM newest WHERE id = ?1)) AS url"
_PLACE = "SELECT file, start FROM held WHERE id = ?"
_ACCOMPANIED = "INSERT OR IGNORE INTO accompanied VALUES(?)"
_IS_ACCOMPANIED = "SELECT 1 FROM accompanied WHERE url = ?"
#: Articles whose captures are looked up at once.
_BATCH = 100
_NO_ARGUMENTS: SiteArguments = ()
_NOTHING_GIVEN = json.dumps(_NO_ARGUMENTS)
#: Captures looked at for the further pages of one article.
_MOST_NEAR = 500


class Plan:
    """Collects stored and captured articles in a scratch database."""

    def __init__(self, data: Path, site: str, store: Store, index: CaptureIndex) -> None:
        self._folder = warc_folder(data, site)
        self._index = index
        self._db = scratch_database(_SCHEMA)
        self._has_accompanied = False
        with closed_on_failure(self._db):
            self._read_store(store)

    def add(
        self, capture: Capture, address: Address, site: str, read: Read, given: SiteArguments = ()
    ) -> None:
        """Adds a captured article page; `given` are the arguments that chose its site.

        A further page of an article is not a task: it is read together with the first one.
        """
        number = own_number(capture.url, address.url)
        if number is not None and number > 1:
            return
        settled = settle(address, lambda native_id: self._find_url(f"{site}:{native_id}"), read)
        if has_bare_number(settled) and self._is_read_from(capture, f"{site}:{own_id(settled)}"):
            settled = with_id(settled, own_id(settled))  # a later article at the same address
        written = json.dumps(given) if given else _NOTHING_GIVEN
        row = (capture.at, capture.record_id, written, address.url, number is not None)
        self._db.execute(_NEWEST, (f"{site}:{settled.native_id}", *row))

    def _is_read_from(self, capture: Capture, id: str) -> bool:
        """Whether the stored article `id` was read from this capture."""
        found = self._db.execute("SELECT record_id FROM held WHERE id = ?", (id,)).fetchone()
        return found is not None and found[0] == capture.record_id

    def holds(self, id: str) -> bool:
        """Whether the article is stored."""
        return self._place_of(id) is not None

    def tasks(self) -> Iterator[Task]:
        """Yields one task for each captured article, ordered by id."""
        self._note_accompanied()
        rows = self._db.execute(_CHOSEN)
        while chosen := rows.fetchmany(_BATCH):
            captures = self._index.find_all({record_id for row in chosen for record_id in row[1:3]})
            for row in chosen:
                capture = captures.get(row[1]) or captures.get(row[2])
                if capture is not None:
                    yield self._make_task(capture, row)

    def _make_task(self, capture: Capture, row: Sequence[Any]) -> Task:
        """`row`: of `_CHOSEN`."""
        id_, _, _, file, start, date, layout, given, digest = row
        source = self._index.source(capture)
        held = Place(file, start, start) if file is not None else None
        return Task(
            id_,
            capture.url,
            f"{self._folder}/{source.file}",
            source.offset,
            capture.at,
            capture.name,
            held,
            date,
            layout,
            _read_arguments(given),
            self._place_of(base_of(id_)),
            self._find_nearest(capture),
            digest,
        )

    def close(self) -> None:
        self._db.close()

    def _find_url(self, id: str) -> str | None:
        url: str | None = self._db.execute(_URL, (id,)).fetchone()[0]
        return url

    def _note_accompanied(self) -> None:
        """Notes the addresses with another one below their stem: only these can have further pages.

        All that begin with the same stem are side by side, so it is enough to compare neighbours.
        """
        addresses = chain(self._index.addresses(), ("",))
        self._db.executemany(
            _ACCOMPANIED,
            (
                (each,)
                for before, after in pairwise(addresses)
                for each, other in ((before, after), (after, before))
                if each and other.startswith(address_stem(each))
            ),
        )
        self._has_accompanied = self._db.execute("SELECT 1 FROM accompanied").fetchone() is not None

    def _find_nearest(self, first: Capture) -> tuple[Source, ...]:
        """The first capture of each address after that of the first page, else the last one before it."""
        if not self._has_accompanied or self._db.execute(_IS_ACCOMPANIED, (first.url,)).fetchone() is None:
            return ()
        chosen: dict[str, Capture] = {}
        for capture in self._index.below(address_stem(first.url), _MOST_NEAR):
            if capture.url not in chosen or chosen[capture.url].at < first.at:
                chosen[capture.url] = capture
        chosen.pop(first.url, None)
        sources = {url: self._index.source(capture) for url, capture in chosen.items()}
        return tuple(Source(url, str(self._folder / each.file), each.offset) for url, each in sources.items())

    def _place_of(self, id: str) -> Place | None:
        row = self._db.execute(_PLACE, (id,)).fetchone() if id else None
        return Place(row[0], row[1], row[1]) if row else None

    def _read_store(self, store: Store) -> None:
        lines = (line for path in store.files() for line in store.lines(path.name))
        self._db.executemany(
            _HELD, (_make_row(place, record) for place, record in lines if record is not None)
        )


def is_further_page(captured: str, canonical: str) -> bool:
    """`canonical`: the article's address, which has no page's number unless it is part of the id."""
    number = own_number(captured, canonical)
    return number is not None and number > 1


def own_number(captured: str, canonical: str) -> int | None:
    """The number of the page in the address beside what the article's address has."""
    if captured == canonical:
        return None  # as nearly all are: the rest takes longer than anything else that is planned
    parts = urlsplit(canonical)
    first = urlsplit(captured)._replace(path=parts.path, query=parts.query, fragment="").geturl()
    number = number_of_page(captured, first)
    return None if number == number_of_page(first, first) else number


def _make_row(place: Place, record: Record) -> tuple[Any, ...]:
    capture = record["capture"]
    return (
        record["id"],
        record["revision"],
        place.file,
        place.start,
        split_name(capture)[1] if capture else None,
        record["date"],
        record["layout"],
        record["via"],
        record["url"],
        content_digest(record),
    )


def _read_arguments(given: str) -> SiteArguments:
    return _NO_ARGUMENTS if given == _NOTHING_GIVEN else tuple(map(tuple, json.loads(given)))
