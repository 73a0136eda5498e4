"""What all indexes share: tables of one version, damage to them, and the progress of building them."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dvcrawler.errors import StorageError
from dvcrawler.storage.databases.statements import primary_code

#: Makes SQLite, from 3.37 on, reject values of other types in a table's columns, and find them in a check.
STRICT = "STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""
KEYED = f"WITHOUT ROWID{', ' * bool(STRICT)}{STRICT}"
#: Exceptions of opening or querying a damaged index; see `is_damaged`.
DAMAGE = sqlite3.Error
#: Errors of SQLite that do not come from the file's content.
_OUTSIDE = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_NOMEM,
    sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_READONLY,
}
#: Called with what is added, the amount done and the total: bytes of articles, or number of texts.
Watch = Callable[[str, int, int], None]
ARTICLES, TEXTS = "articles", "texts"


class Stale(Exception):
    """An index no longer matches the store, or has another version, and must be rebuilt."""


def create_tables(
    db: sqlite3.Connection, schema: str, version: int, fill: Callable[[], None] = lambda: None
) -> bool:
    """Whether the tables were created, and filled by the function: other processes see both or none. Raises
    Stale if they are of another version.
    """
    if has_tables(db):
        if db.execute("PRAGMA user_version").fetchone()[0] != version:
            raise Stale(f"it is of another version than {version}")
        return False
    try:
        db.executescript(f"BEGIN IMMEDIATE; {schema}; PRAGMA user_version={version};")
    except sqlite3.OperationalError as error:
        if "already exists" not in str(error):  # by another process, at the same moment
            raise
        db.rollback()
        return False
    try:
        fill()
    except BaseException:
        db.rollback()
        raise
    db.execute("COMMIT")
    return True


def has_tables(db: sqlite3.Connection) -> bool:
    return bool(db.execute("SELECT count(*) FROM sqlite_master").fetchone()[0])


class DamagedError(sqlite3.DatabaseError):
    """An index holds a value that dvcrawler did not write, which SQLite itself does not notice."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    sqlite_errorname = "SQLITE_CORRUPT"


class ShortenedError(DamagedError):
    """An article file ends before a place in an index: that is damaged, or the file was cut since."""


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Raises DamagedError if a value of an index, named by `what`, cannot be decoded. Use it for the decoding
    only: elsewhere such errors are bugs.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise DamagedError(f"{what} of the index cannot be read: {error}") from error


def is_damaged(error: Exception) -> bool:
    """Whether the error may come from damage to the file. A ProgrammingError is a bug."""
    is_own = isinstance(error, sqlite3.ProgrammingError)
    return isinstance(error, DAMAGE) and not is_own and not is_unusable(error)


def refusal(path: Path, error: Exception) -> StorageError:
    """The error for an index that cannot be used at all, as on a full disk."""
    is_full = primary_code(error) == sqlite3.SQLITE_FULL
    advice = "free some space, then run again" if is_full else "check the disk, or delete the file"
    return StorageError(f"cannot use {path}: {error}; {advice}; stored data are kept")


def is_unusable(error: Exception) -> bool:
    """Whether the file can be neither used nor repaired, as on a full disk; a temporary index may work."""
    return primary_code(error) in _OUTSIDE


def ignore(what: str, done: int, total: int) -> None:
    """Shows no progress."""
