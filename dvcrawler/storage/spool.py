"""Addresses that wait their turn outside of memory: a file of SQLite's own that nobody else sees.

Nothing is lost with it: the ledger knows each of them as found, and the next run asks for them.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from dvcrawler.errors import StorageError


class Spool:
    """First in, first out. Raises StorageError where the folder for temporary files is full."""

    def __init__(self) -> None:
        self._db = sqlite3.connect("", isolation_level=None)
        self._db.execute("CREATE TABLE waiting(number INTEGER PRIMARY KEY, url TEXT NOT NULL)")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, urls: Iterable[str]) -> None:
        rows = [(url,) for url in urls]
        self._write("INSERT INTO waiting(url) VALUES(?)", rows)
        self._count += len(rows)

    def take(self, most: int) -> list[str]:
        """The first of them, which wait no longer."""
        select = "SELECT number, url FROM waiting ORDER BY number LIMIT ?"
        with _told():
            rows = self._db.execute(select, (most,)).fetchall()
        if rows:
            self._write("DELETE FROM waiting WHERE number <= ?", [(rows[-1][0],)])
            self._count -= len(rows)
        return [url for _, url in rows]

    def close(self) -> None:
        self._db.close()

    def _write(self, statement: str, rows: list[tuple[object, ...]] | list[tuple[str]]) -> None:
        with _told():
            self._db.executemany(statement, rows)


@contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StorageError(
            f"the folder for temporary files refuses ({error}); make room or set TMPDIR, then run again"
        ) from error
