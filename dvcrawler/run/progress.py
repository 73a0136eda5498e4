"""Shows the progress of a crawl on a terminal. Prints nothing under cron."""

import sys
import time
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from dvcrawler.run.counters import Counter, CounterGroup

#: Seconds between two redraws.
_REDRAW_INTERVAL = 0.2


class Progress:
    """One line that is redrawn while the crawl runs: pages, stored and known articles, speed."""

    def __init__(self, crawler: Crawler) -> None:
        wanted = crawler.settings.get("DVCRAWLER_PROGRESS")
        if not (sys.stderr.isatty() if wanted is None else crawler.settings.getbool("DVCRAWLER_PROGRESS")):
            raise NotConfigured  # without a message, or Scrapy would log a warning in every run under cron
        from rich.console import Console  # takes 60 ms to load, and only a terminal needs it

        self._crawler = crawler
        self._status = Console(stderr=True).status("starting")
        self._began = self._drawn = time.monotonic()
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.draw, signals.response_received)
        crawler.signals.connect(self.end, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def begin(self, spider: Spider) -> None:
        self._status.start()

    def draw(self, response: Response, request: Request, spider: Spider) -> None:
        now = time.monotonic()
        if now - self._drawn < _REDRAW_INTERVAL:
            return
        self._drawn = now
        get = self._crawler.stats.get_value
        pages = get("response_received_count", 0)
        stored = sum(get(CounterGroup.OUTCOME.counter(what), 0) for what in ("stored", "revised"))
        from rich.text import Text

        self._status.update(
            Text(
                f"{spider.name}: {pages} pages, {stored} stored, {get(Counter.KNOWN, 0)} known, "
                f"{pages / max(now - self._began, 0.1):.1f} pages/s  {response.url[:80]!a}"
            )
        )

    def end(self, spider: Spider, reason: str) -> None:
        self._status.stop()
