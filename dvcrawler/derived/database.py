"""SQLite files under `data/derived/`: opened without durability, deleted where they are damaged.

Much of the damage to a file is seen by its queries alone, as errors of SQLite or as DamagedError. A file that
its seal shows to be as it was closed holds values of the right types; one without a seal is checked for that.
"""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from dvcrawler.derived.sealing import SealedConnection, is_changed, is_sealed
from dvcrawler.errors import StorageError
from dvcrawler.storage.seal import SUFFIX

logger = logging.getLogger(__name__)
T = TypeVar("T")
#: What opening or asking a damaged index raises; see `is_damaged`.
DAMAGE = sqlite3.Error
#: Has SQLite keep other types out of the columns of a table, and find them in a check, from 3.37 on.
STRICT = "STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""
KEYED = f"WITHOUT ROWID{', ' * bool(STRICT)}{STRICT}"
#: Errors of SQLite that come from elsewhere than the file's content.
_OUTSIDE = {
    sqlite3.SQLITE_BUSY, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_FULL, sqlite3.SQLITE_INTERRUPT,
    sqlite3.SQLITE_IOERR, sqlite3.SQLITE_LOCKED, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_PERM,
    sqlite3.SQLITE_PROTOCOL, sqlite3.SQLITE_READONLY,
}  # fmt: skip


class DamagedError(sqlite3.DatabaseError):
    """An index holds a value that nobody wrote, which SQLite itself does not see."""

    sqlite_errorcode = sqlite3.SQLITE_CORRUPT
    sqlite_errorname = "SQLITE_CORRUPT"


@contextmanager
def decoding(what: str) -> Iterator[None]:
    """Raises DamagedError where a value of an index, which `what` names, cannot be decoded. Put nothing else
    inside: other errors of these kinds are errors of the program.
    """
    try:
        yield
    except (ValueError, TypeError, LookupError, OverflowError) as error:
        raise DamagedError(f"{what} of the index cannot be read: {error}") from error


class Stale(Exception):
    """An index does not fit the store any more, or is of another version, and is built again."""


def open_or_rebuild(
    path: Path, extend_file: Callable[[], T], extend: Callable[[sqlite3.Connection], T], page: int = 4096
) -> T:
    """The result of `extend_file` on the index at `path`; retried without the file if it is stale or damaged.

    If the file cannot be extended, the result of `extend` on a temporary copy, for one question. Raises
    StorageError if neither disk nor memory takes the index.
    """
    is_new = not path.exists()
    for _ in range(2):
        try:
            return extend_file()
        except (Stale, DAMAGE) as error:
            if not isinstance(error, Stale) and not is_damaged(error):
                if not is_unusable(error):
                    raise
                break
            delete(path)
    if is_new:  # half of an index only takes the room that is missing
        delete(path)
    try:
        try:
            return extend(copy_temporary(path, page))
        except Stale:
            return extend(connect_temporary(page))
    except (Stale, sqlite3.DatabaseError) as error:
        raise refusal(path, error) from error


def connect(path: Path, page: int = 4096) -> sqlite3.Connection:
    """The file, emptied if another program has changed it; a temporary one of SQLite's own where the folder
    cannot be written.

    `page`: bytes of a page of a new file.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        is_trusted = _delete_if_changed(path)
        db = sqlite3.connect(path, timeout=60.0, isolation_level=None, factory=SealedConnection)
        db.path = path
    except (OSError, sqlite3.OperationalError):
        return connect_temporary(page)
    try:
        with decoding("the schema"):  # a text in it that is not UTF-8 is part of the message of an error
            db.execute(f"PRAGMA page_size={page}")
            db.execute("PRAGMA journal_mode=WAL")
            _tune(db)
            if not is_trusted:
                _check(db)
    except DAMAGE as error:
        db.close()
        if is_unusable(error):
            return connect_temporary(page)
        raise
    return db


def _delete_if_changed(path: Path) -> bool:
    """Whether the values of the file have the right types: it is new, sealed, or in use elsewhere."""
    if not path.exists():  # a seal that is left belongs to no file
        path.with_name(path.name + SUFFIX).unlink(missing_ok=True)
        return True
    if is_changed(path):
        logger.warning("%s was changed by another program; it is built again from the articles", path)
        delete(path)
    return is_sealed(path) or path.with_name(path.name + "-wal").exists()


def _check(db: sqlite3.Connection) -> None:
    """Takes 0.05 s for 100,000 articles, and is due after a kill."""
    fault = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise DamagedError(fault)


def connect_temporary(page: int = 4096) -> sqlite3.Connection:
    """A database of SQLite's own, in memory and then in the system's folder for temporary files."""
    db = sqlite3.connect("", isolation_level=None)
    db.execute(f"PRAGMA page_size={page}")
    _tune(db)
    return db


def copy_temporary(path: Path, page: int = 4096) -> sqlite3.Connection:
    """A temporary database with the file's contents; an empty one if it cannot be read."""
    db = connect_temporary(page)
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as held:
            held.backup(db)
    except DAMAGE:
        db.close()
        db = connect_temporary(page)
    return db


def _tune(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA synchronous=OFF")  # derived: a power loss costs a rebuild, which is noticed
    db.execute("PRAGMA cache_size=-32000")


def is_damaged(error: Exception) -> bool:
    """Whether the error may come from damage to the file. A ProgrammingError is one of the program."""
    is_own = isinstance(error, sqlite3.ProgrammingError)
    return isinstance(error, DAMAGE) and not is_own and not is_unusable(error)


def refusal(path: Path, error: Exception) -> StorageError:
    """The error for an index that cannot be used at all, as on a full disk."""
    is_full = getattr(error, "sqlite_errorcode", 0) & 0xFF == sqlite3.SQLITE_FULL
    advice = "free some space, then run again" if is_full else "check the disk, or delete the file"
    return StorageError(f"cannot use {path}: {error}; {advice}; what was stored stays")


def is_unusable(error: Exception) -> bool:
    """Whether the file can be neither used nor repaired, as on a full disk: a temporary index may do."""
    return isinstance(error, sqlite3.Error) and getattr(error, "sqlite_errorcode", 0) & 0xFF in _OUTSIDE


def delete_if_damaged(path: Path, error: Exception) -> bool:
    """Deletes the index where the error of a query may come from damage; the next opening rebuilds it."""
    found = is_damaged(error)
    if found:
        delete(path)
    return found


def ask_again(data: Path, ask: Callable[[], T]) -> T:
    """The result of `ask`, which opens indexes; asked once more without them where one may be damaged.

    Raises StorageError if an index cannot be used at all, as on a full disk.
    """
    try:
        return ask()
    except DAMAGE as error:
        if is_unusable(error):
            raise refusal(data / "derived", error) from error
        if not is_damaged(error):
            raise
        for path in (data / "derived").glob("*.sqlite"):
            try:
                delete(path)
            except OSError:  # the folder cannot be written
                raise refusal(path, error) from error
    return ask()


def delete(path: Path) -> None:
    """The database and SQLite's side files."""
    for side in ("", "-wal", "-shm", "-journal", SUFFIX):
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).unlink()
