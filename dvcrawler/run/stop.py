"""Ends a run early: at a limit, at a signal, or because it cannot continue."""

import asyncio
import logging
from collections.abc import Callable
from contextlib import suppress

from scrapy import Spider, signals
from scrapy.crawler import Crawler

from dvcrawler.errors import DvcrawlerError, UsageError

logger = logging.getLogger(__name__)

#: Seconds that in-flight requests may still take when the run is ending; a usual page needs one.
GRACE_SECONDS = 10.0
#: The reason for closing a spider at a limit of ours.
LIMIT = "limit"


class RunStop:
    """Ends one run, and notifies waiting components.

    `failure` is the error that made the run stop, None for any other end. `reason` is the one Scrapy
    gives for closing the spider.
    """

    def __init__(self, crawler: Crawler, site: str) -> None:
        self.crawler, self.site = crawler, site
        self.failure: DvcrawlerError | None = None
        self.reason = "finished"
        self._ending = asyncio.Event()
        self._callbacks: list[Callable[[], None]] = []
        crawler.signals.connect(self._note_reason, signals.spider_closed)

    @property
    def is_ending(self) -> bool:
        return self._ending.is_set()

    async def wait(self, seconds: float) -> None:
        """Sleeps for this many seconds, but returns at once when the run begins to end."""
        with suppress(TimeoutError):
            await asyncio.wait_for(self._ending.wait(), seconds)

    def on_ending(self, callback: Callable[[], None]) -> None:
        """Calls `callback` once, when the run begins to end."""
        self._callbacks.append(callback)

    def release(self) -> None:
        """Stops throttling: queued requests are released, those in flight may finish."""
        if not self.is_ending:
            self._ending.set()
            for callback in self._callbacks:
                callback()

    def end(self, reason: str) -> None:
        """Closes the spider before it has requested everything; pages that arrived are still stored."""
        if not self.is_ending:
            self.release()
            engine = self.crawler.engine
            self._closing = asyncio.ensure_future(engine.close_spider_async(reason=reason))

    def end_at_limit(self, limit: str) -> None:
        """Ends the run cleanly. `limit` completes "the limit of …": "5 requests"."""
        if not self.is_ending:
            self._say_limit(limit)
            self.end(LIMIT)

    def abort(self, error: DvcrawlerError) -> None:
        """Ends the run after an error that concerns all pages: nothing more is written.

        Later errors are ignored: they follow from the first.
        """
        if self.failure is None:
            self.failure = error
            # The result, printed right after, repeats what was wrong on the command line.
            level = logging.DEBUG if isinstance(error, UsageError) else logging.ERROR
            logger.log(level, "%s: %s", self.site, error)
            self.end("storage")

    def _note_reason(self, spider: Spider, reason: str) -> None:
        self.reason = reason
        if is_limit(reason) and reason != LIMIT:
            self._say_limit(reason.upper())

    def _say_limit(self, limit: str) -> None:
        logger.warning("%s: the limit of %s is reached; the next run continues", self.site, limit)


def is_limit(reason: str) -> bool:
    """Whether the spider was closed at a limit of ours, or one of Scrapy's (`closespider_pagecount`)."""
    return reason == LIMIT or reason.startswith("closespider_")
