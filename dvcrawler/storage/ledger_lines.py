"""Enters the stored lines into a ledger, and brings it in line with lines that are gone and with removals."""

import sqlite3
from collections.abc import Mapping
from itertools import islice

from dvcrawler.storage.entries import ABSORB_STORED, ADD_REMOVED, FORGET_STORED, values_of
from dvcrawler.storage.statements import translated, whole
from dvcrawler.storage.store import Store

_BATCH = 1000


def absorb_store(db: sqlite3.Connection, store: Store) -> int:
    """Enters the lines that are new in the store and returns their number; due times stay as they are."""
    with translated(db):
        sizes = store.sizes()
        if _list_shrunk(db, store, sizes):
            _forget_stored(db)
        _forget_undone(db, store)
        done = read_absorbed(db)
        grown = [name for name, size in sizes.items() if size > done.get(name, 0)]
        for name in grown:
            store.adopt_tombstones(name, done.get(name, 0))
        count = sum(_add_lines(db, store, name, done.get(name, 0)) for name in grown)
        with whole(db):
            db.executemany(ADD_REMOVED, [(id_,) for id_ in store.removed - _read_removed(db)])
        return count


def read_absorbed(db: sqlite3.Connection) -> dict[str, int]:
    """Number of bytes absorbed of each article file."""
    return dict(db.execute("SELECT name, bytes FROM files"))


def _read_removed(db: sqlite3.Connection) -> set[str]:
    return {id_ for (id_,) in db.execute("SELECT id FROM articles WHERE outcome = 'removed'")}


def find_shrunk(db: sqlite3.Connection, store: Store) -> tuple[str, ...]:
    """The article files that lost lines since they were absorbed."""
    with translated(db):
        return _list_shrunk(db, store, store.sizes())


def _list_shrunk(db: sqlite3.Connection, store: Store, sizes: Mapping[str, int]) -> tuple[str, ...]:
    """The files that are missing, are shorter, or no longer have a line end where they had one."""
    return tuple(
        name
        for name, known in read_absorbed(db).items()
        if sizes.get(name, 0) < known or not store.ends_line(name, known)
    )


def _forget_stored(db: sqlite3.Connection) -> None:
    """Marks stored articles as FOUND, so that those missing from the store are fetched again."""
    with whole(db):
        db.execute(FORGET_STORED)
        db.execute("DELETE FROM files")


def _forget_undone(db: sqlite3.Connection, store: Store) -> None:
    """Forgets the articles whose removal was undone, and reads the whole store again for their lines."""
    undone = _read_removed(db) - store.removed
    if undone:
        with whole(db):
            db.executemany("DELETE FROM articles WHERE id = ?", [(id_,) for id_ in undone])
            db.execute("DELETE FROM files")


def _add_lines(db: sqlite3.Connection, store: Store, name: str, start: int) -> int:
    lines, count = store.lines(name, start), 0
    while batch := list(islice(lines, _BATCH)):
        rows = [values_of(record, None) for _, record in batch if record is not None]
        with whole(db):
            db.executemany(ABSORB_STORED, rows)
            db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (name, batch[-1][0].end))
        count += len(rows)
    return count
