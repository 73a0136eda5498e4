"""What a run may cost: time, requests, free disk. At a limit it ends cleanly; the rest comes next time."""

import asyncio
import logging
from typing import Any, Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request

from dvcrawler.errors import StorageError
from dvcrawler.extensions.session import RunSession, session_of
from dvcrawler.storage.disk import check_free_space

logger = logging.getLogger(__name__)

#: Seconds between two looks at the disk and the clock.
_EVERY = 5.0


class Limits:
    """`-a minutes=` and `-a requests=`, else the settings of the same meaning; 0 is no limit."""

    def __init__(self, crawler: Crawler) -> None:
        settings, spider = crawler.settings, crawler.spider
        if not settings.getbool("DVCRAWLER_RUN") or spider is None:
            raise NotConfigured("only crawls have limits")
        arguments: Any = spider.arguments  # type: ignore[attr-defined]
        self._crawler = crawler
        self._seconds = 60.0 * (arguments.minutes or settings.getfloat("DVCRAWLER_MAX_MINUTES"))
        self._requests: int = arguments.requests or settings.getint("DVCRAWLER_MAX_REQUESTS")
        self._floor = settings.getint("DVCRAWLER_MIN_FREE_MB") * 1024 * 1024
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.count, signals.request_left_downloader)
        crawler.signals.connect(self.stop, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def begin(self, spider: Spider) -> None:
        self._session: RunSession = session_of(self._crawler)
        self._watching = asyncio.ensure_future(self._watch())

    def count(self, request: Request, spider: Spider) -> None:
        sent = self._crawler.stats.get_value("dvcrawler/requests", 0)
        if self._requests and sent >= self._requests:
            self._reach(f"{self._requests} requests")

    def stop(self, spider: Spider) -> None:
        self._watching.cancel()

    async def _watch(self) -> None:
        left = self._seconds
        while True:
            step = min(_EVERY, left) if self._seconds else _EVERY
            await asyncio.sleep(step)
            left -= step
            if self._seconds and left <= 0:
                self._reach(f"{self._seconds / 60:g} minutes")
                return
            try:
                check_free_space(self._session.data, self._floor)
            except StorageError as error:
                self._session.fail(error)
                return

    def _reach(self, limit: str) -> None:
        if not self._session.is_ending:
            logger.warning(
                "%s: the limit of %s is reached; the rest comes next time", self._session.site, limit
            )
            self._session.end("limit")
