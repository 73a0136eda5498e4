"""What is going on, on a terminal: pages, stored, skipped, speed. Under cron it says nothing."""

import sys
import time
from typing import Self

from scrapy import Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response

from dvcrawler.run.counters import Counter, CounterGroup


class Progress:
    """One line that is drawn over again while the crawl runs."""

    def __init__(self, crawler: Crawler) -> None:
        wanted = crawler.settings.get("DVCRAWLER_PROGRESS")
        if not (sys.stderr.isatty() if wanted is None else crawler.settings.getbool("DVCRAWLER_PROGRESS")):
            raise NotConfigured  # with a text Scrapy would warn of it, under cron in every run
        from rich.console import Console  # only where there is a terminal: it takes 60 ms to load

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
        if now - self._drawn < 0.2:
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
