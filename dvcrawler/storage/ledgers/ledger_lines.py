"""Enters the stored lines into a ledger, and brings it in line with lines that are gone and with removals."""

import sqlite3
from collections.abc import Mapping, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

from dvcrawler.storage.databases.statements import translated, whole
from dvcrawler.storage.ledgers.entries import (
    ABSORB_STORED,
    ADD_EARLIER,
    ADD_REMOVED,
    FORGET_NEWEST,
    FORGET_STORED,
    FORGET_TEXTS,
    KEEP_NEWEST,
    MOVE_NEWEST,
    REMEMBER_HELD,
    REMEMBER_OWN,
    values_of,
)
from dvcrawler.storage.store import Store
from dvcrawler.storage.upgrade import is_earlier

#: Lines of a transaction, and bytes that are searched at once.
_BATCH = 1000
_CHUNK = 1 << 16


def absorb_store(db: sqlite3.Connection, store: Store) -> int:
    """Enters the lines that are new in the store and returns their number; due times stay as they are."""
    with translated(db):
        sizes = store.sizes()
        if _list_shrunk(db, store, sizes):
            _forget_stored(db)
        _forget_undone(db, store)
        done = read_absorbed(db)
        grown = [name for name, size in sizes.items() if size > done.get(name, 0)]
        store.adopt_tombstones({name: done.get(name, 0) for name in grown})
        count = sum(_add_lines(db, store, name, done.get(name, 0)) for name in grown)
        with whole(db):
            removed = [(id_,) for id_ in store.removed - _read_removed(db)]
            db.executemany(ADD_REMOVED, removed)
            db.executemany(FORGET_TEXTS, removed)
        return count


def enter(
    db: sqlite3.Connection, statement: str, lines: Sequence[tuple[Mapping[str, Any], str | None]]
) -> None:
    """Enters records, each with the time at which it is due again. `statement`: ADD_STORED, ABSORB_STORED."""
    plain: list[dict[str, Any]] = []
    earlier: list[dict[str, Any]] = []
    for record, again_at in lines:
        (earlier if is_earlier(record) else plain).append(values_of(record, again_at))
    # A run that stores a first revision holds no other text. A store's lines may be read in any order.
    further = plain if statement == ABSORB_STORED else [each for each in plain if each["revision"] > 1]
    db.executemany(REMEMBER_HELD, further)
    db.executemany(statement, plain)
    db.executemany(MOVE_NEWEST, further)
    for values in earlier:
        _enter_earlier(db, statement, values)
    db.executemany(REMEMBER_OWN, [*further, *earlier])


def _enter_earlier(db: sqlite3.Connection, statement: str, values: Mapping[str, Any]) -> None:
    """Enters a line that an archive had captured before the newest text, which may be read after it."""
    db.execute(KEEP_NEWEST, values)
    if not db.execute(ADD_EARLIER, values).rowcount:
        db.execute(statement, values)


def read_absorbed(db: sqlite3.Connection) -> dict[str, int]:
    """Number of bytes absorbed of each article file."""
    return dict(db.execute("SELECT name, bytes FROM files"))


def lacks_lines(files: Sequence[Path], absorbed: Mapping[str, int]) -> bool:
    """Whether whole lines are behind the bytes that a ledger absorbed, or some of these are gone.
    A torn line does not count.
    """
    return bool(absorbed.keys() - {path.name for path in files}) or any(
        _is_other(path, absorbed.get(path.name, 0)) for path in files
    )


def _is_other(path: Path, absorbed: int) -> bool:
    size = path.stat().st_size
    if size <= absorbed:
        return size < absorbed
    try:
        with path.open("rb") as file:
            file.seek(absorbed)
            return any(b"\n" in chunk for chunk in iter(partial(file.read, _CHUNK), b""))
    except OSError:
        return True


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
        db.execute(FORGET_NEWEST)
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
        records = [record for _, record in batch if record is not None]
        with whole(db):
            enter(db, ABSORB_STORED, [(record, None) for record in records])
            db.execute("INSERT OR REPLACE INTO files VALUES(?, ?)", (name, batch[-1][0].end))
        count += len(records)
    return count
