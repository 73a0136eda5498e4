"""Articles for which Scrapy's queue, which is memory, has no room: they wait on disk."""

import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeGuard

from scrapy import Request
from scrapy.statscollectors import StatsCollector

from dvcrawler.errors import StorageError
from dvcrawler.storage.database import scratch_database

#: More requests than this in Scrapy's queue wait outside of memory (4 KB a request).
_QUEUED = 1000


class UrlQueue:
    """Of one run. Raises StorageError where the folder for temporary files is full."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats, self._spool = stats, DiskQueue()

    def __bool__(self) -> bool:
        return bool(self._spool)

    def hold_back(self, outputs: list[Any]) -> list[Any]:
        """What there is room for; the other articles wait."""
        get = self._stats.get_value
        room = _QUEUED - get("scheduler/enqueued", 0) + get("scheduler/dequeued", 0)
        late = _waitable(outputs)[max(room, 0) :]
        if not late:
            return outputs
        self._spool.add(one.url for one in late)
        put_off = set(map(id, late))
        return [one for one in outputs if id(one) not in put_off]

    def take(self) -> list[str]:
        """The addresses that come next; they wait no longer."""
        return self._spool.take(_QUEUED)

    def close(self) -> None:
        self._spool.close()


def is_article(each: Any) -> TypeGuard[Request]:
    return isinstance(each, Request) and "address" in each.meta


def _waitable(outputs: Sequence[Any]) -> list[Request]:
    """A request out of an archive carries more than its address: it cannot wait as one."""
    return [one for one in outputs if is_article(one) and not one.meta.get("kept")]


class DiskQueue:
    """First in, first out. Raises StorageError where the folder for temporary files is full."""

    def __init__(self) -> None:
        schema = "CREATE TABLE waiting(number INTEGER PRIMARY KEY, url TEXT NOT NULL)"
        self._db = scratch_database(schema, autocommit=True)
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
