"""Tables of an index: created once, with the version that they are of."""

import sqlite3
from collections.abc import Callable

#: Makes SQLite, from 3.37 on, reject values of other types in a table's columns, and find them in a check.
STRICT = "STRICT" if sqlite3.sqlite_version_info >= (3, 37) else ""
KEYED = f"WITHOUT ROWID{', ' * bool(STRICT)}{STRICT}"


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
