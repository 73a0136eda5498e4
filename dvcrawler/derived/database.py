"""SQLite files under `data/derived/`: opened without durability, deleted if they are damaged.

Much damage shows only in queries, as errors of SQLite or as DamagedError. A file that matches its seal
has values of the right types; a file without a seal is checked for them.
"""

import logging
import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from pathlib import Path
from typing import TypeVar

from dvcrawler.derived.sealing import SealedConnection, is_changed
from dvcrawler.derived.tables import (
    DAMAGE,
    DamagedError,
    ShortenedError,
    Stale,
    decoding,
    is_damaged,
    is_unusable,
    refusal,
)
from dvcrawler.errors import UnreadableError
from dvcrawler.storage.databases.database_files import delete_files, find_special_file, seal_path
from dvcrawler.storage.databases.statements import closed_on_failure

logger = logging.getLogger(__name__)
T = TypeVar("T")


def open_or_rebuild(
    path: Path, extend_file: Callable[[], T], extend: Callable[[sqlite3.Connection], T], page: int = 4096
) -> T:
    """The result of `extend_file` on the index at `path`; retried without the file if it is stale or damaged.

    If the file cannot be extended, the result of `extend` on a temporary copy, for one query. Raises
    StorageError if the index fits neither on disk nor in memory.
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
            delete_files(path)
    if is_new:  # half an index is useless and takes up scarce space
        delete_files(path)
    try:
        try:
            return extend(copy_temporary(path, page))
        except Stale:
            return extend(connect_temporary(page))
    except (Stale, sqlite3.DatabaseError) as error:
        raise refusal(path, error) from error


def connect(path: Path, page: int = 4096) -> sqlite3.Connection:
    """Opens the file, emptied if another program has changed it; a temporary file of SQLite if the folder
    cannot be written.

    `page`: page size of a new file in bytes.
    """
    try:
        path.parent.mkdir(exist_ok=True)
        special = find_special_file(path)
        if special is not None:
            _warn_of_special_file(special)
            return connect_temporary(page)
        is_trusted = _delete_if_changed(path)
        db = sqlite3.connect(path, timeout=60.0, isolation_level=None, factory=SealedConnection)
        db.path = path
    except (OSError, sqlite3.OperationalError):
        return connect_temporary(page)
    try:
        with closed_on_failure(db), decoding("the schema"):  # an error may quote text that is not UTF-8
            db.execute(f"PRAGMA page_size={page}")
            db.execute("PRAGMA journal_mode=WAL")
            _tune(db)
            if not is_trusted:
                _check(db)
    except DAMAGE as error:
        if is_unusable(error):
            return connect_temporary(page)
        raise
    return db


def _delete_if_changed(path: Path) -> bool:
    """Deletes the file if another program changed it. Returns whether its values can be trusted to have the
    right types: it is new, sealed, or in use elsewhere.
    """
    if not path.exists():  # a leftover seal belongs to no file
        seal_path(path).unlink(missing_ok=True)
        return True
    if is_changed(path):
        logger.warning("%s was changed by another program; it is built again from the articles", path)
        delete_files(path)
    return seal_path(path).is_file() or path.with_name(path.name + "-wal").exists()


@cache
def _warn_of_special_file(path: Path) -> None:
    """Once: a command may open an index several times."""
    logger.warning("%s is not a file; a temporary index is built instead, in every command", path)


def _check(db: sqlite3.Connection) -> None:
    """Raises DamagedError. Takes 0.05 s for 100,000 articles; needed only after a process was killed."""
    fault = db.execute("PRAGMA quick_check(1)").fetchone()[0]
    if fault != "ok":
        raise DamagedError(fault)


def connect_temporary(page: int = 4096) -> sqlite3.Connection:
    """A temporary SQLite database, which spills from memory to the system's temporary folder."""
    db = sqlite3.connect("", isolation_level=None)
    db.execute(f"PRAGMA page_size={page}")
    _tune(db)
    return db


def copy_temporary(path: Path, page: int) -> sqlite3.Connection:
    """A temporary database with the file's contents; an empty one if it cannot be read."""
    db = connect_temporary(page)
    if find_special_file(path) is not None:
        return db
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)) as held:
            held.backup(db)
    except DAMAGE:
        db.close()
        db = connect_temporary(page)
    return db


def _tune(db: sqlite3.Connection) -> None:
    db.execute("PRAGMA synchronous=OFF")  # derived data: a power loss only costs a rebuild
    db.execute("PRAGMA cache_size=-32000")


def delete_if_damaged(path: Path, error: Exception) -> bool:
    """Deletes the index if the error of a query may come from damage; the next opening rebuilds it."""
    found = is_damaged(error)
    if found:
        delete_files(path)
    return found


def query_again(data: Path, ask: Callable[[], T]) -> T:
    """The result of `ask`, which opens indexes; retried once if one may be damaged and was deleted.

    Raises StorageError if an index cannot be used at all, as on a full disk, or while another program keeps
    cutting the store's files.
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
                delete_files(path)
            except OSError:  # the folder cannot be written
                raise refusal(path, error) from error
    try:
        return ask()
    except ShortenedError as error:
        raise UnreadableError(f"{error}; another program is changing {data}", "run again later") from error
