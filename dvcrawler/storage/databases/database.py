"""Opens derived SQLite files and translates their errors.

A derived file may be deleted at any time, so a damaged or foreign one is moved aside, not repaired.
"""

import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from urllib.parse import quote

from dvcrawler.errors import StorageError
from dvcrawler.storage.databases.database_files import find_special_file, move_aside, put_seal, take_seal
from dvcrawler.storage.databases.statements import (
    DAMAGED_CODES,
    closed_on_failure,
    make_failure,
    make_read_failure,
    primary_code,
)
from dvcrawler.storage.disk import disk_errors

#: Seconds to wait for a process that is writing.
PATIENCE = 10.0


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
            if not _may_be_read_alone(path, error):
                raise
            return _open_read_only(path, version, "mode=ro&immutable=1", patience)
    except (sqlite3.Error, _Unusable) as fault:
        raise make_read_failure(path, fault) from fault


def copy_database(path: Path, schema: str, version: int) -> sqlite3.Connection:
    """The database in a temporary file that SQLite deletes on closing, for a store that may only be read;
    with empty tables where its own file cannot be read or is damaged.
    """
    unreadable = StorageError, sqlite3.Error, _Unusable
    with suppress(*unreadable), closing(open_read_only(path, version)) as source:
        copy = scratch_database("", autocommit=True)
        with closed_on_failure(copy):
            source.backup(copy)
            _check_integrity(copy)
        return copy
    return scratch_database(schema, autocommit=True)


def scratch_database(schema: str, *, autocommit: bool = False) -> sqlite3.Connection:
    """An empty database in a temporary file that SQLite deletes on closing: keeps memory constant.

    Without `autocommit` all changes are one transaction that is never committed, which is faster.
    """
    db = sqlite3.connect("", isolation_level=None if autocommit else "DEFERRED")
    with closed_on_failure(db):
        db.executescript(schema)
    return db


def close_database(db: sqlite3.Connection, path: Path) -> None:
    """Closes and seals the file, so that the next opening can see that it was not changed in between."""
    db.close()
    put_seal(path)


def _may_be_read_alone(path: Path, error: sqlite3.OperationalError) -> bool:
    """Whether SQLite only could not create its side files, and nothing is lost without them (`immutable`).

    An empty log is left by an earlier attempt, unless a run has the file open: then the index of the log is
    there too, and is used.
    """
    log, index = (path.with_name(path.name + ending) for ending in ("-wal", "-shm"))
    if log.exists() and log.stat().st_size:
        return False
    if error.sqlite_errorcode == sqlite3.SQLITE_IOERR_SHMSIZE:  # a full disk
        return True
    is_in_use = log.exists() and index.exists()
    return primary_code(error) == sqlite3.SQLITE_CANTOPEN and not is_in_use  # a read-only file system


def _open_read_only(path: Path, version: int, how: str, patience: float) -> sqlite3.Connection:
    special = find_special_file(path)
    if special is not None:
        raise _Unusable("it is not a file" if special == path else f"{special.name} is not a file")
    db = sqlite3.connect(f"file:{quote(str(path.absolute()))}?{how}", uri=True, timeout=patience)
    with closed_on_failure(db):
        db.execute("PRAGMA query_only=ON")
        found = db.execute("PRAGMA user_version").fetchone()[0]
        if found != version:
            raise _Unusable(f"it is of version {found}, not {version}")
    return db


def _take_seal(path: Path) -> bool | None:
    special = find_special_file(path)
    if special is not None:
        place = "its place" if special == path else f"the place of {special.name}"
        raise _Unusable(f"{'a folder' if special.is_dir() else 'something else than a file'} was in {place}")
    with disk_errors(path):
        is_whole = take_seal(path)
    if is_whole is False:
        raise _Unusable("its bytes have changed since it was closed")
    return is_whole


def _open(path: Path, schema: str, version: int, *, is_trusted: bool = False) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise make_failure(path, error) from error
    try:
        with closed_on_failure(db):
            _prepare(db, schema, version)
            if not is_trusted:
                _check_integrity(db)
    except sqlite3.Error as error:
        if primary_code(error) in DAMAGED_CODES:
            raise _Unusable(f"it could not be read ({error})") from error
        raise make_failure(path, error) from error
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
