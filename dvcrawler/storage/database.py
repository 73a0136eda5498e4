"""Opening a derived SQLite file, and its errors as ours.

The ledger may be deleted at any time, so a damaged or foreign file is moved aside, never mended.
"""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dvcrawler.errors import StorageError

_DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_SIDE_FILES = ("-wal", "-shm", "-journal")
#: Seconds to wait for another process that is writing.
_PATIENCE = 10.0


class _Unusable(Exception):
    """The file is no ledger of this version; the text says why."""


def open_database(path: Path, schema: str, version: int) -> tuple[sqlite3.Connection, str | None]:
    """The database with `schema` in it, and why it had to be begun anew (None: it had not)."""
    try:
        return _open(path, schema, version), None
    except _Unusable as fault:
        kept = move_aside(path)
        return _open(path, schema, version), f"{fault}; the old file is kept as {kept.name}"


def move_aside(path: Path) -> Path:
    """Renames the file and what SQLite keeps beside it; where it stands now."""
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    for side in ("", *_SIDE_FILES):
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(kept.with_name(kept.name + side))
    return kept


def delete_database(path: Path) -> None:
    """Deletes the file and what SQLite keeps beside it; a missing one is fine."""
    for side in ("", *_SIDE_FILES):
        path.with_name(path.name + side).unlink(missing_ok=True)


@contextmanager
def transaction(db: sqlite3.Connection) -> Iterator[None]:
    """Everything inside is kept, or nothing. Raises what `translated` raises."""
    with translated(db):
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
    """SQLite's errors as StorageError; a file found damaged is moved aside for the next run."""
    try:
        yield
    except sqlite3.ProgrammingError:
        raise
    except sqlite3.Error as error:
        path = Path(db.execute("PRAGMA database_list").fetchone()[2])
        raise _failure(path, error) from error


def _failure(path: Path, error: sqlite3.Error) -> StorageError:
    code = _code(error)
    if code in _DAMAGED:
        kept = move_aside(path)
        advice = f"it is kept as {kept.name}; run again, it is rebuilt from the articles"
    elif code in _BUSY:
        advice = "another process keeps it busy; run again when that has ended"
    elif code == sqlite3.SQLITE_FULL:
        advice = "the disk is full; free some space, then run again"
    else:
        advice = "check the disk and the file's permissions, then run again"
    return StorageError(f"cannot use {path}: {error}; {advice}; what was stored stays")


def _open(path: Path, schema: str, version: int) -> sqlite3.Connection:
    try:
        db = sqlite3.connect(path, timeout=_PATIENCE, isolation_level=None)
    except sqlite3.Error as error:
        raise _failure(path, error) from error
    try:
        _prepare(db, schema, version)
    except _Unusable:
        db.close()
        raise
    except sqlite3.Error as error:
        db.close()
        if _code(error) in _DAMAGED:
            raise _Unusable(f"it could not be read ({error})") from error
        raise _failure(path, error) from error
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


def _code(error: sqlite3.Error) -> int:
    """The primary code; extended ones carry it in the low byte. 0 where Python raised it."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
