"""Enters the files that stored lines name into the database of media, and drops those of removed articles."""

import sqlite3
from collections.abc import Mapping
from itertools import chain, islice
from typing import Any, NamedTuple
from urllib.parse import urlsplit

from dvcrawler.normalize.media_kinds import KINDS
from dvcrawler.storage.databases.statements import translated, whole
from dvcrawler.storage.store import Store

#: A file that an archive did not give may be on the live site of a later article, and the other way round.
_ADD = """
INSERT INTO media(url, kind, page, via, at) VALUES(?, ?, ?, ?, ?)
ON CONFLICT(url) DO UPDATE SET page = excluded.page, via = excluded.via, at = excluded.at,
  outcome = 'found', tries = 0, again_at = NULL, reason = NULL
WHERE outcome = 'left' OR (
  outcome != 'held' AND via != excluded.via AND (excluded.via = 'live' OR outcome != 'found'))
"""
#: A file beyond the number that is kept of an article.
_ADD_LEFT = "INSERT OR IGNORE INTO media(url, kind, page, via, at, outcome) VALUES(?, ?, ?, ?, ?, 'left')"
#: Outcomes of the files, kept while the lines are read again.
_KEEP = """
INSERT OR REPLACE INTO earlier SELECT url, outcome, capture, bytes, tries, again_at, reason FROM media
WHERE tries > 0 OR outcome NOT IN ('found', 'left')
"""
_GIVE_BACK = """
UPDATE media SET (outcome, capture, bytes, tries, again_at, reason) = (
  SELECT outcome, capture, bytes, tries, again_at, reason FROM earlier WHERE earlier.url = media.url)
WHERE url IN (SELECT url FROM earlier WHERE media.outcome != 'left' OR earlier.outcome = 'held')
"""
_BATCH = 1000
#: Keeps pages that name ever more hosts from growing the database without bound.
_MOST_HOSTS = 1000


class FileRow(NamedTuple):
    """`page` is the address of the article, read at `at` by way of `via`."""

    url: str
    kind: str
    page: str
    via: str
    at: str


def name_files(record: Mapping[str, Any], most: int) -> tuple[list[FileRow], list[FileRow]]:
    """The first `most` files of each kind, and those after them. Addresses without a host are left out."""
    first: list[FileRow] = []
    rest: list[FileRow] = []
    for kind in KINDS:
        about = record["url"], record["via"], record["captured_at"]
        rows = [FileRow(each["url"], kind, *about) for each in record[kind] if _read_host(each["url"])]
        first += rows[:most]
        rest += rows[most:]
    return first, rest


def _read_host(url: str) -> str | None:
    try:
        parts = urlsplit(url)
        return parts.hostname if parts.scheme in ("http", "https") else None
    except ValueError:
        return None


def enter_lines(db: sqlite3.Connection, store: Store, per_article: int) -> None:
    """Enters the files that new lines name; drops those that only removed articles name."""
    with translated(db):
        if store.removed != read_removed(db):
            _read_again(db, store.removed)
        sizes = store.sizes()
        known = dict(db.execute("SELECT name, bytes FROM files"))
        if any(sizes.get(name, 0) < size or not store.ends_line(name, size) for name, size in known.items()):
            with whole(db):  # lines are gone whose files must not be requested any more
                _clear(db)
            known = {}
        for name, size in sizes.items():
            if size > known.get(name, 0):
                _add_lines(db, store, name, known.get(name, 0), per_article)
        _give_back(db)


def read_removed(db: sqlite3.Connection) -> frozenset[str]:
    """Ids of the articles that are left out."""
    return frozenset(id_ for (id_,) in db.execute("SELECT id FROM removed"))


def _read_again(db: sqlite3.Connection, removed: frozenset[str]) -> None:
    """Has all lines read again: only they show whether another article names a file of a removed one."""
    with whole(db):
        db.execute(_KEEP)
        _clear(db)
        db.execute("DELETE FROM removed")
        db.executemany("INSERT INTO removed VALUES(?)", [(id_,) for id_ in removed])


def _give_back(db: sqlite3.Connection) -> None:
    if db.execute("SELECT 1 FROM earlier LIMIT 1").fetchone():
        with whole(db):
            db.execute(_GIVE_BACK)
            db.execute("DELETE FROM earlier")


def _clear(db: sqlite3.Connection) -> None:
    for table in ("media", "hosts", "files"):
        db.execute(f"DELETE FROM {table}")


def _add_lines(db: sqlite3.Connection, store: Store, name: str, start: int, per_article: int) -> None:
    lines = store.lines(name, start)
    while batch := list(islice(lines, _BATCH)):
        records = [each for _, each in batch if each is not None and each["id"] not in store.removed]
        named = [name_files(record, per_article) for record in records]
        rows = list(chain.from_iterable(first for first, _ in named))
        with whole(db):
            db.executemany(_ADD, rows)
            db.executemany(_ADD_LEFT, chain.from_iterable(rest for _, rest in named))
            _add_hosts(db, {urlsplit(row.url).hostname or "" for row in rows})
            db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (name, batch[-1][0].end))


def _add_hosts(db: sqlite3.Connection, names: set[str]) -> None:
    count: int = db.execute("SELECT count(*) FROM hosts").fetchone()[0]
    fresh = [(name,) for name in sorted(names - {""})][: max(_MOST_HOSTS - count, 0)]
    db.executemany("INSERT OR IGNORE INTO hosts VALUES(?)", fresh)
