"""What a run may cost: time, memory, free disk (and requests, in `politeness.throttle`).

At a limit it ends cleanly; the rest comes next time.
"""

import asyncio
import resource
import sys
from pathlib import Path
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from dvcrawler.errors import StorageError
from dvcrawler.run.session import RunSession, arguments_of, session_of
from dvcrawler.storage.disk import check_free_space

#: Seconds between two looks at the disk, the memory and the clock.
_EVERY = 5.0


class Limits:
    """`-a minutes=`, else the settings; 0 is no limit."""

    def __init__(self, crawler: Crawler) -> None:
        settings, spider = crawler.settings, crawler.spider
        if not settings.getbool("DVCRAWLER_RUN") or spider is None:
            raise NotConfigured("only crawls have limits")
        arguments = arguments_of(crawler)
        self._crawler = crawler
        self._seconds = 60.0 * (arguments.minutes or settings.getfloat("DVCRAWLER_MAX_MINUTES"))
        self._megabytes = settings.getint("MEMUSAGE_LIMIT_MB")
        self._floor = settings.getint("DVCRAWLER_MIN_FREE_MB") * 1024 * 1024
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.stop, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def begin(self, spider: Spider) -> None:
        self._session: RunSession = session_of(self._crawler)
        self._watching = asyncio.ensure_future(self._watch())

    def stop(self, spider: Spider) -> None:
        self._watching.cancel()

    async def _watch(self) -> None:
        left = self._seconds
        while self._has_room():
            step = min(_EVERY, left) if self._seconds else _EVERY
            await asyncio.sleep(step)
            left -= step
            if self._seconds and left <= 0:
                self._session.reach(f"{self._seconds / 60:g} minutes")
                return

    def _has_room(self) -> bool:
        try:
            check_free_space(self._session.data, self._floor)
        except StorageError as error:
            self._session.fail(error)
            return False
        if not self._megabytes or memory() <= self._megabytes:
            return True
        self._session.reach(f"{self._megabytes} MB of memory")
        return False


def memory() -> int:
    """Megabytes that this process holds.

    Not the kernel's `ru_maxrss`, which Scrapy's own extension goes by: on Linux it begins with what the
    process held that started this one, and a crawl out of a large program ended before it had begun.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:  # no Linux
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak >> (20 if sys.platform == "darwin" else 10)
    return pages * resource.getpagesize() >> 20
