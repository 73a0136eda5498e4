"""Progress of the crawl of one site, read from its counters while it runs."""

import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from scrapy import signals
from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.run.spider import find_minutes, find_requests, find_waiting

#: Seconds over which the speed is measured, since the throttle may change it at any time.
_STRETCH = 60.0
#: Least number of pages and seconds for an estimate.
_MIN_PAGES, _MIN_SECONDS = 5, 3.0


@dataclass(frozen=True, slots=True)
class SiteProgress:
    """`done`: pages that arrived; `queued`: requests known to be left; `stored`: new and revised articles.

    `seconds_left` is an estimate for the current queue, and may grow: None before there is a speed.
    `page`: path of the page that came last, None before the first. `has_ended`: nothing is queued any more.
    """

    site: str
    done: int
    queued: int
    stored: int
    seconds_left: float | None
    page: str | None
    has_ended: bool = False


class SiteMeter:
    """Measures one crawl. `read` is thread-safe."""

    def __init__(self, crawler: Crawler, clock: Callable[[], float] = time.monotonic) -> None:
        self._crawler, self._clock = crawler, clock
        self._began = clock()
        self._page: str | None = None
        self._has_begun = False  # before that, a crawler has neither counters nor an engine
        self._points: deque[tuple[float, int]] = deque(maxlen=1000)
        crawler.signals.connect(self.begin, signals.spider_opened)
        crawler.signals.connect(self.note_page, signals.response_received)

    def begin(self) -> None:
        self._has_begun = True

    def note_page(self, response: Response, request: Request) -> None:
        parts = urlsplit(response.url)
        self._page = parts.path + f"?{parts.query}" * bool(parts.query)

    def read(self) -> SiteProgress:
        if not self._has_begun:
            return SiteProgress(self._crawler.spidercls.name, 0, 0, 0, None, None)
        get = self._crawler.stats.get_value
        done = int(get("response_received_count", 0))
        queued = self._count_queued(get)
        stored = sum(get(CounterGroup.OUTCOME.counter(what), 0) for what in ("stored", "revised"))
        left = self._estimate(done, queued, int(get(Counter.REQUESTS, 0)))
        return SiteProgress(self._crawler.spidercls.name, done, queued, stored, left, self._page)

    def _count_queued(self, get: Callable[[str, int], int]) -> int:
        """Requests in Scrapy's queue, in flight or held by the throttle, and waiting on disk."""
        queued = get("scheduler/enqueued", 0) - get("scheduler/dequeued", 0)
        engine = self._crawler.engine
        if engine is not None:
            queued += len(engine.downloader.active)
        return queued + find_waiting(self._crawler.spider)

    def _estimate(self, done: int, queued: int, requests: int) -> float | None:
        now = self._clock()
        self._points.append((now, done))
        while now - self._points[0][0] > _STRETCH and len(self._points) > 2:
            self._points.popleft()
        since, before = self._points[0]
        if done < _MIN_PAGES or now - since < _MIN_SECONDS or done == before:
            return None
        most = find_requests(self._crawler)
        remaining = min(queued, max(most - requests, 0)) if most else queued
        return self._cap_estimate(remaining * (now - since) / (done - before), now)

    def _cap_estimate(self, seconds: float, now: float) -> float:
        minutes = find_minutes(self._crawler)
        return min(seconds, max(60 * minutes - (now - self._began), 0)) if minutes else seconds
