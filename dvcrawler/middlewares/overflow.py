"""Articles for which Scrapy's queue, which is memory, has no room: they wait on disk."""

from collections.abc import Sequence
from typing import Any, TypeGuard

from scrapy import Request
from scrapy.statscollectors import StatsCollector

from dvcrawler.storage.spool import Spool

#: More requests than this in Scrapy's queue wait outside of memory (4 KB a request).
_QUEUED = 1000


class Overflow:
    """Of one run. Raises StorageError where the folder for temporary files is full."""

    def __init__(self, stats: StatsCollector) -> None:
        self._stats, self._spool = stats, Spool()

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
