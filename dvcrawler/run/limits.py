"""Ends a run cleanly at its limits of time and memory, and before the disk is full.

The limit of requests is in `politeness.throttle`, which sends them.
"""

import asyncio
import logging
import resource
import sys
from contextlib import suppress
from pathlib import Path
from threading import Event, Thread
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured

from dvcrawler.errors import ConfigError, StorageError
from dvcrawler.messages.plurals import counted
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.run.spider import find_minutes
from dvcrawler.storage.disk import check_free_space

logger = logging.getLogger(__name__)
#: Seconds between two checks of disk and memory.
_CHECK_INTERVAL = 5.0
#: Open files for some hundred sites at once.
_OPEN_FILES = 4096
#: Threads that a crawl must be able to have at the same time; each name that is being resolved takes one.
_THREADS = 4
#: Megabytes of address space below which a crawl may hang in the C library, or end in the middle of a page.
_LEAST_ADDRESS_SPACE = 256


class Limits:
    """Watches the time, the memory and the disk of one run."""

    def __init__(self, crawler: Crawler) -> None:
        settings = crawler.settings
        if not settings.getbool("DVCRAWLER_RUN") or crawler.spider is None:
            raise NotConfigured("only crawls have limits")
        self._crawler = crawler
        self._seconds = 60.0 * find_minutes(crawler)
        self._max_megabytes = settings.getint("MEMUSAGE_LIMIT_MB")
        self._min_free_bytes = settings.getint("DVCRAWLER_MIN_FREE_MB") * 1024 * 1024
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
            step = min(_CHECK_INTERVAL, left) if self._seconds else _CHECK_INTERVAL
            await asyncio.sleep(step)
            left -= step
            if self._seconds and left <= 0:
                self._session.stop.end_at_limit(counted(self._seconds / 60, "minute"))
                return

    def _has_room(self) -> bool:
        """Whether disk and memory are within bounds; ends the run if not."""
        try:
            check_free_space(self._session.data, self._min_free_bytes)
        except StorageError as error:
            self._session.stop.abort(error)
            return False
        if not self._max_megabytes or (used := memory()) <= self._max_megabytes:
            return True
        if not self._crawler.stats.get_value("response_received_count"):
            self._explain_memory(used)
        self._session.stop.end_at_limit(f"{self._max_megabytes} MB of memory")
        return False

    def _explain_memory(self, used: int) -> None:
        logger.warning(
            "MEMUSAGE_LIMIT_MB=%s is less than the %s MB that a crawl takes before its first page; raise it, "
            "or no run will get any further",
            self._max_megabytes,
            used,
        )


def allow_open_files() -> None:
    """Raises the limit of open files as far as it may be: a site has a dozen, and some systems allow 256."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = _OPEN_FILES if hard == resource.RLIM_INFINITY else min(hard, _OPEN_FILES)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        with suppress(OSError, ValueError):
            resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))


def check_threads() -> None:
    """Raises ConfigError if a crawl has too little address space, or cannot start the threads it needs.

    Without them no host name is resolved, and every portal would count as unreachable.
    """
    done = Event()
    try:
        if 0 <= (space := resource.getrlimit(resource.RLIMIT_AS)[0] >> 20) < _LEAST_ADDRESS_SPACE:
            raise RuntimeError(f"only {space} MB of address space, not {_LEAST_ADDRESS_SPACE}")
        for _ in range(_THREADS):
            Thread(target=done.wait).start()
    except RuntimeError as error:
        raise ConfigError(
            f"{error}: a crawl needs more memory or processes than it may have; raise ulimit -v or -u, or "
            "the container's limits"
        ) from error
    finally:
        done.set()


def memory() -> int:
    """Megabytes of memory that this process uses now.

    Scrapy's own extension reads `ru_maxrss`, which on Linux a child process inherits: a crawl started by a
    large program would reach its limit at once.
    """
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[1])
    except OSError:  # not Linux
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak >> (20 if sys.platform == "darwin" else 10)
    return pages * resource.getpagesize() >> 20
