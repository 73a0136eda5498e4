"""The index of shingles: `data/derived/similar.sqlite`, which follows the search index.

It holds some shingles of each article's newest text, and the byte range of its line. Articles that only the
search index holds are added; articles that it no longer holds, such as removed ones, are dropped. Deleting
the file loses nothing.
"""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from dvcrawler.derived.database import connect, connect_temporary, delete_if_damaged, open_or_rebuild
from dvcrawler.derived.searching.index import search_index
from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.searching.index.search_lines import read_line
from dvcrawler.derived.similarity.similar_building import Follower
from dvcrawler.derived.tables import DAMAGE, KEYED, STRICT, Watch, create_tables, has_tables, ignore
from dvcrawler.items import Record
from dvcrawler.storage.databases.statements import closed_on_failure

_VERSION = 3
_SCHEMA = f"""
CREATE TABLE texts(
  text INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, size INTEGER NOT NULL, kept BLOB NOT NULL) {STRICT};
CREATE TABLE postings(
  shingle INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY(shingle, text)) {KEYED};
CREATE TABLE followed(mark TEXT NOT NULL) {STRICT};
INSERT INTO followed VALUES('');
"""


class SimilarIndex:
    """Open with `open_similar`. Not thread-safe. `added` is the number of texts added."""

    def __init__(self, data: Path, db: sqlite3.Connection, added: int) -> None:
        self.data, self.db, self.added = data, db, added

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *error: object) -> None:
        self.db.close()

    def holds(self, id_: str) -> bool:
        return self._find_row("id", id_) is not None

    def record_of(self, id_: str) -> Record | None:
        """The newest record of the article; None if it is not held."""
        row = self._find_row("id", id_)
        return read_line(self.data, *row) if row else None

    def record(self, text: int) -> Record | None:
        """None if the line has changed since it was indexed."""
        row = self._find_row("text", text)
        return read_line(self.data, *row) if row else None

    def _find_row(self, key: str, value: int | str) -> tuple[str, int, int] | None:
        found: tuple[str, int, int] | None = self.db.execute(
            f"SELECT path, start, end FROM texts WHERE {key} = ?", (value,)
        ).fetchone()
        return found


def open_similar(data: Path, watch: Watch = ignore, *, is_patient: bool = True) -> SimilarIndex:
    """Opens the index and brings it up to date; builds it if it is missing or damaged.

    `watch` is called with the progress. While another process extends it, waits, or uses it as it is unless
    `is_patient`. Raises UsageError if nothing is stored, StorageError if the index fits neither on disk nor
    in memory.
    """
    path = _find_path(data)
    with open_index(data, watch):  # raises UsageError if nothing is stored
        pass
    return open_or_rebuild(
        path,
        lambda: _open(data, path, watch, is_patient=is_patient),
        lambda db: _extend_temporary(data, db, watch),
    )


def drop_if_damaged(data: Path, error: Exception) -> bool:
    """Deletes the index if the error of a query may come from damage to it; returns whether it did."""
    return delete_if_damaged(_find_path(data), error)


def _find_path(data: Path) -> Path:
    return data / "derived" / "similar.sqlite"


def _open(data: Path, path: Path, watch: Watch, *, is_patient: bool) -> SimilarIndex:
    db = connect(path)
    try:
        with _lock_for_extending(path.with_suffix(".lock"), is_patient=is_patient) as is_ours:
            added = 0
            if is_ours:
                create_tables(db, _SCHEMA, _VERSION)
                added = _follow(data, db, watch)
            elif not has_tables(db):
                db.close()
                db = connect_temporary()
                create_tables(db, _SCHEMA, _VERSION)
    except BaseException:
        db.close()
        raise
    db.execute("BEGIN")  # a snapshot: not affected by what others add
    return SimilarIndex(data, db, added)


def _extend_temporary(data: Path, db: sqlite3.Connection, watch: Watch) -> SimilarIndex:
    with closed_on_failure(db):
        create_tables(db, _SCHEMA, _VERSION)
        return SimilarIndex(data, db, _follow(data, db, watch))


def _follow(data: Path, db: sqlite3.Connection, watch: Watch) -> int:
    """Returns the number of texts added. An error may come from either index: both are rebuilt."""
    try:
        with open_index(data, watch) as index:
            return Follower(db, index, watch).follow()
    except DAMAGE as error:
        search_index.drop_if_damaged(data, error)
        raise


@contextmanager
def _lock_for_extending(path: Path, *, is_patient: bool) -> Iterator[bool]:
    """Whether this process may extend the index. Only one may at a time, or it would drop what another has
    just added.

    If the folder cannot be written, each process has an index in memory.
    """
    try:
        lock = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError:
        yield True
        return
    try:
        is_ours = True
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | (0 if is_patient else fcntl.LOCK_NB))
        except OSError:
            is_ours = False
        yield is_ours
    finally:
        os.close(lock)
