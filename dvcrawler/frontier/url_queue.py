"""Keeps article addresses on disk while Scrapy's queue, which is in memory, is full."""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from dvcrawler.discovery.requests import is_article_request, read_page_request
from dvcrawler.errors import StorageError
from dvcrawler.storage.databases.database import scratch_database

#: Number of requests that Scrapy's queue holds before others wait on disk (4 KB of memory per request).
MAX_QUEUED = 1000


class UrlQueue:
    """First in, first out, for one run. Raises StorageError when the temporary directory is full."""

    def __init__(self) -> None:
        schema = "CREATE TABLE waiting(number INTEGER PRIMARY KEY, url TEXT NOT NULL)"
        self._db = scratch_database(schema, autocommit=True)
        # KB. The rows are read once and in order, so the default of 2 MB gains nothing.
        self._db.execute("PRAGMA cache_size=-256")
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def hold_back(self, outputs: list[Any], queued: int) -> list[Any]:
        """Stores the article requests for which Scrapy's queue, now `queued` long, has no room. Returns the
        other outputs.
        """
        late = [one for one in outputs if _can_wait(one)][max(MAX_QUEUED - queued, 0) :]
        if not late:
            return outputs
        self.add(one.url for one in late)
        held_back = set(map(id, late))
        return [one for one in outputs if id(one) not in held_back]

    def add(self, urls: Iterable[str]) -> None:
        rows = [(url,) for url in urls]
        self._write("INSERT INTO waiting(url) VALUES(?)", rows)
        self._count += len(rows)

    def take(self, most: int = MAX_QUEUED) -> list[str]:
        """Removes and returns the first addresses, at most `most`."""
        select = "SELECT number, url FROM waiting ORDER BY number LIMIT ?"
        with _translate_errors():
            rows = self._db.execute(select, (most,)).fetchall()
        if rows:
            self._write("DELETE FROM waiting WHERE number <= ?", [(rows[-1][0],)])
            self._count -= len(rows)
        return [url for _, url in rows]

    def close(self) -> None:
        self._db.close()

    def _write(self, statement: str, rows: list[tuple[int]] | list[tuple[str]]) -> None:
        with _translate_errors():
            self._db.executemany(statement, rows)


def _can_wait(output: object) -> bool:
    """Whether the request can wait on disk, where only its address is kept; one for an archive has more."""
    return is_article_request(output) and read_page_request(output).archived is None


@contextmanager
def _translate_errors() -> Iterator[None]:
    try:
        yield
    except sqlite3.OperationalError as error:
        raise StorageError(
            f"the folder for temporary files refuses ({error}); make room or set TMPDIR, then run again"
        ) from error
