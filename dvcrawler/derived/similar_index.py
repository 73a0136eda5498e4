"""The index of shingles: `data/derived/similar.sqlite`, which follows the search index.

It holds some shingles of each article's newest text, and the byte range of its line. Articles that only the
search index holds are added; articles that it no longer holds, such as removed ones, are dropped. Deleting
the file loses nothing.
"""

import fcntl
import os
import sqlite3
from array import array
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Self, TypeVar

from dvcrawler.derived import search_index
from dvcrawler.derived.database import (
    DAMAGE,
    KEYED,
    STRICT,
    Stale,
    connect,
    connect_temporary,
    decoding,
    delete_if_damaged,
    open_or_rebuild,
)
from dvcrawler.derived.sealing import unseal
from dvcrawler.derived.search_index import SearchIndex, open_index
from dvcrawler.derived.search_lines import read_line
from dvcrawler.derived.shingles import hash_text, keep_some
from dvcrawler.derived.watching import TEXTS, Watch, ignore
from dvcrawler.items import Record
from dvcrawler.storage.database import whole

T = TypeVar("T")
_VERSION = 2
#: Number of texts between two commits: an interrupted build continues from there.
_BATCH = 5_000
#: The number of new texts that takes more than a moment, and after how many is told how many there are left.
_LONG, _STEP = 2_500, 250
_SCHEMA = f"""
CREATE TABLE texts(
  text INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, path TEXT NOT NULL, start INTEGER NOT NULL,
  end INTEGER NOT NULL, size INTEGER NOT NULL, kept BLOB NOT NULL) {STRICT};
CREATE TABLE postings(
  shingle INTEGER NOT NULL, text INTEGER NOT NULL, PRIMARY KEY(shingle, text)) {KEYED};
CREATE TABLE followed(mark TEXT NOT NULL) {STRICT};
INSERT INTO followed VALUES('');
"""
#: Digest of the search index, which changes if an article is added, revised or removed.
_MARK = (
    "SELECT count(*) || ' ' || total(start % 1000003 * 31 + (end - start) * 17 + file * 7919) || ' ' || "
    "coalesce(max(captured), '') FROM articles"
)
_HELD = "SELECT id, files.path, start, end FROM articles JOIN files USING(file)"
_SCRATCH = """
DROP TABLE IF EXISTS temp.held;
DROP TABLE IF EXISTS temp.wanted;
CREATE TEMP TABLE held(id TEXT PRIMARY KEY, path TEXT, start INTEGER, end INTEGER) WITHOUT ROWID;
CREATE TEMP TABLE wanted(place INTEGER PRIMARY KEY, id TEXT, path TEXT, start INTEGER, end INTEGER);
"""
_GONE = """
SELECT text, kept FROM texts WHERE NOT EXISTS (
  SELECT 1 FROM held WHERE held.id = texts.id AND held.path = texts.path AND held.start = texts.start
  AND held.end = texts.end)
"""
#: In the order of the files, to read them sequentially.
_WANTED = """
INSERT INTO wanted(id, path, start, end) SELECT id, path, start, end FROM held
WHERE id NOT IN (SELECT id FROM texts) ORDER BY path, start
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
        return self._row("id", id_) is not None

    def record_of(self, id_: str) -> Record | None:
        """The newest record of the article; None if it is not held."""
        row = self._row("id", id_)
        return read_line(self.data, *row) if row else None

    def record(self, text: int) -> Record | None:
        """None if the line has changed since it was indexed."""
        row = self._row("text", text)
        return read_line(self.data, *row) if row else None

    def _row(self, key: str, value: int | str) -> tuple[str, int, int] | None:
        found: tuple[str, int, int] | None = self.db.execute(
            f"SELECT path, start, end FROM texts WHERE {key} = ?", (value,)
        ).fetchone()
        return found


def open_similar(data: Path, watch: Watch = ignore, *, is_patient: bool = True) -> SimilarIndex:
    """Opens the index and brings it up to date; builds it if it is missing or damaged.

    `watch` is told how far it is. While another process extends it, waits, or uses it as it is unless
    `is_patient`. Raises UsageError if
    nothing is stored, StorageError if the index fits neither on disk nor in memory.
    """
    path = _path(data)
    with open_index(data, watch):  # raises UsageError if nothing is stored
        pass
    return open_or_rebuild(
        path, lambda: _open(data, path, watch, is_patient=is_patient),
        lambda db: _extend_temporary(data, db, watch),
    )  # fmt: skip


def drop_if_damaged(data: Path, error: Exception) -> bool:
    """Deletes the index if the error of a query may come from damage to it; returns whether it did."""
    return delete_if_damaged(_path(data), error)


def _path(data: Path) -> Path:
    return data / "derived" / "similar.sqlite"


def _open(data: Path, path: Path, watch: Watch, *, is_patient: bool) -> SimilarIndex:
    db = connect(path)
    try:
        with _extending(path.with_suffix(".lock"), is_patient=is_patient) as is_ours:
            added = 0
            if is_ours:
                _prepare(db)
                added = _follow(data, db, watch)
            elif not _has_tables(db):
                db.close()
                db = connect_temporary()
                _prepare(db)
    except BaseException:
        db.close()
        raise
    db.execute("BEGIN")  # a snapshot: not affected by what others add
    return SimilarIndex(data, db, added)


def _extend_temporary(data: Path, db: sqlite3.Connection, watch: Watch) -> SimilarIndex:
    try:
        _prepare(db)
        return SimilarIndex(data, db, _follow(data, db, watch))
    except BaseException:
        db.close()
        raise


def _follow(data: Path, db: sqlite3.Connection, watch: Watch) -> int:
    """Returns the number of texts added. An error may come from either index: both are rebuilt."""
    try:
        with open_index(data, watch) as index:
            return _Follower(db, index, watch).follow()
    except DAMAGE as error:
        search_index.drop_if_damaged(data, error)
        raise


@contextmanager
def _extending(path: Path, *, is_patient: bool) -> Iterator[bool]:
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


def _prepare(db: sqlite3.Connection) -> None:
    version = db.execute("PRAGMA user_version").fetchone()[0]
    if not _has_tables(db):
        db.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} PRAGMA user_version={_VERSION}; COMMIT;")
    elif version != _VERSION:
        raise Stale(f"it is of version {version}, not {_VERSION}")


def _has_tables(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


class _Follower:
    """Brings the index up to date with the search index."""

    def __init__(self, db: sqlite3.Connection, search: SearchIndex, watch: Watch) -> None:
        self._db, self._search, self._watch = db, search, watch

    def follow(self) -> int:
        """Returns the number of texts added."""
        mark = str(self._search.db.execute(_MARK).fetchone()[0])
        if self._db.execute("SELECT mark FROM followed").fetchone() == (mark,):
            return 0
        unseal(self._db)
        self._db.executescript(_SCRATCH)
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO held VALUES(?, ?, ?, ?)", self._search.db.execute(_HELD))
        self._db.execute("COMMIT")
        self._drop(self._db.execute(_GONE).fetchall())
        self._db.execute(_WANTED)
        added = self._add()
        self._db.execute("UPDATE followed SET mark = ?", (mark,))
        self._db.executescript("DROP TABLE temp.held; DROP TABLE temp.wanted")
        return added

    def _drop(self, texts: Sequence[tuple[int, bytes]]) -> None:
        for first in range(0, len(texts), _BATCH):
            batch = texts[first : first + _BATCH]
            pairs = ((shingle, text) for text, kept in batch for shingle in unpack(kept))
            with whole(self._db):
                self._db.executemany("DELETE FROM postings WHERE shingle = ? AND text = ?", pairs)
                self._db.executemany("DELETE FROM texts WHERE text = ?", ((text,) for text, _ in batch))

    def _add(self) -> int:
        added, total = 0, int(self._db.execute("SELECT count(*) FROM wanted").fetchone()[0])
        query = "SELECT id, path, start, end FROM wanted WHERE place > ? ORDER BY place LIMIT ?"
        while batch := self._db.execute(query, (added, _BATCH)).fetchall():
            with whole(self._db):
                self._add_batch(self._tell(batch, added, total))
            added += len(batch)
        return added

    def _tell(self, batch: Iterable[T], done: int, total: int) -> Iterator[T]:
        for number, each in enumerate(batch, done):
            if total >= _LONG and not number % _STEP:
                self._watch(TEXTS, number, total)
            yield each

    def _add_batch(self, batch: Iterable[tuple[str, str, int, int]]) -> None:
        """Inserts postings in the order of the tree, which takes a fifth of the time of a random order."""
        postings: list[tuple[int, int]] = []
        for id_, path, start, end in batch:
            record = read_line(self._search.data, path, start, end)
            hashes = hash_text(record) if record is not None else []
            kept = keep_some(hashes)
            text = self._db.execute(
                "INSERT INTO texts(id, path, start, end, size, kept) VALUES(?, ?, ?, ?, ?, ?)",
                (id_, path, start, end, len(kept), array("i", kept).tobytes()),
            ).lastrowid
            assert text is not None
            postings += [(shingle, text) for shingle in kept]
        self._db.executemany("INSERT INTO postings VALUES(?, ?)", sorted(postings))


def unpack(kept: bytes) -> "array[int]":
    """The shingles of a row of `texts`."""
    found: array[int] = array("i")
    with decoding("the shingles of a text"):
        found.frombytes(kept)
    return found
