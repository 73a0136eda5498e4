"""Statements on a database: lists of values, transactions, and SQLite's errors translated."""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import orjson

from dvcrawler.errors import StorageError, UnreadableError
from dvcrawler.storage.databases.database_files import move_aside
from dvcrawler.storage.disk import OPEN_FILES, may_open_files

DAMAGED_CODES = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
#: SQLite has no room for what it writes, or for the index of its log, which reading needs too.
_NO_SPACE = {sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR_SHMSIZE}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
#: Compares with any number of values, which are given as one `as_list`.
AMONG = "IN (SELECT value FROM json_each(?))"


def as_list(values: Iterable[str | int]) -> str:
    """The values for `AMONG`."""
    return orjson.dumps(list(values)).decode()


@contextmanager
def closed_on_failure(db: sqlite3.Connection) -> Iterator[None]:
    """Closes the database if what prepares it fails, as nobody else gets hold of it then."""
    try:
        yield
    except BaseException:
        db.close()
        raise


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Commits everything inside or nothing. Raises as `translated` does."""
    with translated(db), whole(db):
        yield


@contextmanager
def whole(db: sqlite3.Connection) -> Iterator[None]:
    """Commits everything inside or nothing. Raises SQLite's own errors."""
    db.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.execute("COMMIT")
    except BaseException:
        # A full disk may have ended the transaction already.
        with suppress(sqlite3.Error):
            db.execute("ROLLBACK")
        raise


@contextmanager
def translated(db: sqlite3.Connection) -> Iterator[None]:
    """Raises SQLite's errors as StorageError; moves a damaged file aside, unless it is open read-only."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        path = Path(db.execute("PRAGMA database_list").fetchone()[2])
        is_read_only = db.execute("PRAGMA query_only").fetchone()[0] == 1
        raise make_failure(path, error, is_read_only=is_read_only) from error


def make_failure(path: Path, error: sqlite3.Error, *, is_read_only: bool = False) -> StorageError:
    code = primary_code(error)
    if code in DAMAGED_CODES and is_read_only:
        return make_read_failure(path, error)
    if code in DAMAGED_CODES:
        kept = move_aside(path)
        advice = f"it is kept as {kept.name}; run again, it is rebuilt from the articles"
    elif code in _BUSY:
        advice = "another process keeps it busy; run again when that has ended"
    elif code == sqlite3.SQLITE_CANTOPEN and not may_open_files():
        advice = OPEN_FILES
    elif error.sqlite_errorcode in _NO_SPACE:
        advice = "free some space, then run again"
    else:
        advice = "check the disk and the file's permissions, then run again"
    return StorageError(f"cannot use {path}: {error}; {advice}; stored data are kept")


def make_read_failure(path: Path, error: Exception) -> StorageError:
    if path.exists() and not os.access(path, os.R_OK):  # SQLite only says that it cannot open it
        return UnreadableError(f"cannot read {path}: {os.strerror(errno.EACCES)}")
    if getattr(error, "sqlite_errorcode", 0) in _NO_SPACE:
        return StorageError(f"cannot read {path}: {error}; free some space, then run again")
    return StorageError(f"cannot read {path}: {error}; run `dvcrawler reindex`, then again")


def primary_code(error: Exception) -> int:
    """SQLite's primary result code, the low byte of extended ones. 0 for any other error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
