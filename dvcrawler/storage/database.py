"""Opens derived SQLite files and translates their errors.

A derived file may be deleted at any time, so a damaged or foreign one is moved aside, not repaired.
"""

import errno
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

import orjson

from dvcrawler.errors import StorageError, UnreadableError
from dvcrawler.storage.disk import OPEN_FILES, disk_errors, may_open_files
from dvcrawler.storage.seal import SUFFIX, put_seal, take_seal

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
#: The file itself, and what SQLite and we keep next to it.
_FILES = ("", "-wal", "-shm", "-journal", SUFFIX)
#: Seconds to wait for a process that is writing.
PATIENCE = 10.0
#: Compares with any number of values, which are given as one `as_list`.
AMONG = "IN (SELECT value FROM json_each(?))"


class _Unusable(Exception):
    """The file cannot be used as it is; the message says why."""


def open_database(path: Path, schema: str, version: int) -> tuple[sqlite3.Connection, str | None]:
    """Returns the database, and why it had to be created again (None if it did not).

    Raises StorageError if the disk refuses or another process keeps the file locked.
    """
    try:
        is_whole = _take_seal(path)
        return _open(path, schema, version, is_trusted=is_whole is True), None
    except _Unusable as fault:
        kept = move_aside(path)
        return _open(path, schema, version), f"{fault}; the old file is kept as {kept.name}"


def open_read_only(path: Path, version: int, patience: float = PATIENCE) -> sqlite3.Connection:
    """Opens an existing database for reading, even during a run; never changes anything.

    `patience`: seconds to wait for a writer. Raises StorageError if it cannot be read or has another
    version.
    """
    try:
        try:
            return _open_read_only(path, version, "mode=ro", patience)
        except sqlite3.OperationalError as error:
            # On a read-only file system SQLite needs `immutable`: it cannot create its side files.
            if primary_code(error) != sqlite3.SQLITE_CANTOPEN or path.with_name(path.name + "-wal").exists():
                raise
            return _open_read_only(path, version, "mode=ro&immutable=1", patience)
    except (sqlite3.Error, _Unusable) as fault:
        raise _read_failure(path, fault) from fault


def scratch_database(schema: str, *, autocommit: bool = False) -> sqlite3.Connection:
    """An empty database in a temporary file that SQLite deletes on closing: keeps memory constant.

    Without `autocommit` all changes are one transaction that is never committed, which is faster.
    """
    db = sqlite3.connect("", isolation_level=None if autocommit else "DEFERRED")
    db.executescript(schema)
    return db


def close_database(db: sqlite3.Connection, path: Path) -> None:
    """Closes and seals the file, so that the next opening can see that it was not changed in between."""
    db.close()
    put_seal(path)


def move_aside(path: Path) -> Path:
    """Renames the file and SQLite's side files; returns the new path."""
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    for side in _FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(kept.with_name(kept.name + side))
    return kept


def delete_database(path: Path) -> None:
    """Deletes the file, if there is one, and SQLite's side files; a folder in its place is moved aside."""
    if path.is_dir():
        move_aside(path)
    delete_files(path)


def delete_files(path: Path) -> None:
    """Deletes the database and SQLite's side files."""
    for side in _FILES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def as_list(values: Iterable[str | int]) -> str:
    """The values for `AMONG`."""
    return orjson.dumps(list(values)).decode()


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
        raise _make_failure(path, error, is_read_only=is_read_only) from error


def _make_failure(path: Path, error: sqlite3.Error, *, is_read_only: bool = False) -> StorageError:
    code = primary_code(error)
    if code in _DAMAGED and is_read_only:
        return _read_failure(path, error)
    if code in _DAMAGED:
        kept = move_aside(path)
        advice = f"it is kept as {kept.name}; run again, it is rebuilt from the articles"
    elif code in _BUSY:
        advice = "another process keeps it busy; run again when that has ended"
    elif code == sqlite3.SQLITE_CANTOPEN and not may_open_files():
        advice = OPEN_FILES
    elif code == sqlite3.SQLITE_FULL:
        advice = "free some space, then run again"
    else:
        advice = "check the disk and the file's permissions, then run again"
    return StorageError(f"cannot use {path}: {error}; {advice}; stored data are kept")


def _read_failure(path: Path, error: Exception) -> StorageError:
    if path.exists() and not os.access(path, os.R_OK):  # SQLite only says that it cannot open it
        return UnreadableError(f"cannot read {path}: {os.strerror(errno.EACCES)}")
    return StorageError(f"cannot read {path}: {error}; run `dvcrawler reindex`, then again")


def _open_read_only(path: Path, version: int, how: str, patience: float) -> sqlite3.Connection:
    if path.exists() and not path.is_file():  # SQLite would wait at a named pipe
        raise _Unusable("it is not a file")
    db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?{how}", uri=True, timeout=patience)
    try:
        db.execute("PRAGMA query_only=ON")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if found != version:
            raise _Unusable(f"it is of version {found}, not {version}")
    except BaseException:
        db.close()
        raise
    return db


def _take_seal(path: Path) -> bool | None:
    if path.is_dir():
        raise _Unusable("a folder was in its place")
    if path.exists() and not path.is_file():
        raise _Unusable("what was in its place was not a file")
    with disk_errors(path):
        is_whole = take_seal(path)
    if is_whole is False:
        raise _Unusable("its bytes have changed since it was closed")
    return is_whole


def _open(path: Path, schema: str, version: int, *, is_trusted: bool = False) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise _make_failure(path, error) from error
    try:
        _prepare(db, schema, version)
        if not is_trusted:
            _check_integrity(db)
    except _Unusable:
        db.close()
        raise
    except sqlite3.Error as error:
        db.close()
        if primary_code(error) in _DAMAGED:
            raise _Unusable(f"it could not be read ({error})") from error
        raise _make_failure(path, error) from error
    return db


def _prepare(db: sqlite3.Connection, schema: str, version: int) -> None:
    found = db.execute("PRAGMA user_version").fetchone()[0]
    tables = db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]
    if found != version and (found or tables):
        raise _Unusable(f"it is of version {found}, not {version}")
    db.execute("PRAGMA journal_mode=WAL")
    db.execute("PRAGMA synchronous=NORMAL")
    # 256 KB: the system caches the file anyway, and a crawl's memory must not grow with it.
    db.execute("PRAGMA cache_size=-256")
    if not found:
        db.executescript(f"BEGIN IMMEDIATE; {schema}; PRAGMA user_version={version}; COMMIT;")


def _check_integrity(db: sqlite3.Connection) -> None:
    """Takes 5 s for a million articles, so it runs only if there is no seal."""
    fault = db.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if fault != "ok":
        raise _Unusable(f"it is damaged ({fault})")


def primary_code(error: Exception) -> int:
    """SQLite's primary result code, the low byte of extended ones. 0 for any other error."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
