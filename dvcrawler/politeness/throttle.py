"""Throttles each host by Crawl-delay, Retry-After, 429 and 503, and puts it on cooldown if necessary.

Works on top of AutoThrottle. Enforces DOWNLOAD_DELAY once more, because Scrapy enforces it between the
requests of a slot, which www, redirects and waits within a slot circumvent.
"""

import asyncio
import time
from collections import defaultdict
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.discovery.requests import read_page_request
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode, code_of_status
from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.url_form import read_host
from dvcrawler.politeness.cooldowns import HostCooldowns
from dvcrawler.politeness.pace import Limits, Pace, read_retry_after
from dvcrawler.politeness.robots import RobotsMiddleware
from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.run.spider import find_requests
from dvcrawler.run.stop import GRACE_SECONDS

_BUSY = (429, 503)
_FORBIDDEN = (401, 403)


class ThrottleMiddleware:
    """Sends no request to a host on cooldown, in this run or in later ones before the time it named."""

    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        settings = crawler.settings
        self._crawler, self._session = crawler, session
        self._limits = Limits(
            settings.getfloat("DVCRAWLER_FIRST_PAUSE"),
            settings.getfloat("DVCRAWLER_LONGEST_PAUSE"),
            settings.getfloat("AUTOTHROTTLE_MAX_DELAY"),
            settings.getint("DVCRAWLER_REFUSALS"),
        )
        self._delay = settings.getfloat("DOWNLOAD_DELAY")
        self._paces: dict[str, Pace] = defaultdict(lambda: Pace(floor=self._delay))
        self._forbidden: dict[str, int] = {}
        #: URLs that were answered with 429 or 503 in this run.
        self._refused: set[str] = set()
        self._cooldowns = HostCooldowns(session, find_crawled_site(crawler))
        self._max_requests = find_requests(crawler)
        self._sending: set[asyncio.Future[Response]] = set()
        session.stop.on_ending(self._begin_end)
        #: Without a delay, Scrapy starts all queued requests of a host at once (2.19).
        at_once = max(1, settings.getint("CONCURRENT_REQUESTS_PER_DOMAIN"))
        self._turns: dict[str, asyncio.Semaphore] = defaultdict(lambda: asyncio.Semaphore(at_once))

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler, session_of(crawler))

    def process_request(self, request: Request) -> None:
        """Raises RequestRefused for a host on cooldown, or when the run is ending."""
        if self._session.stop.is_ending or self._is_at_limit():
            raise RequestRefused("ending", "the run ends", PageCode.RUN_ENDING)
        self._cooldowns.check(read_host(request.url), request)

    def _is_at_limit(self) -> bool:
        sent = self._crawler.stats.get_value(Counter.REQUESTS, 0)
        if self._max_requests and sent >= self._max_requests:
            self._session.stop.end_at_limit(counted(self._max_requests, "request"))
        return self._session.stop.is_ending

    async def download(self, request: Request, send: Callable[[Request], Awaitable[Response]]) -> Response:
        """Sends the request when it is its turn, within the host's limit of concurrent requests."""
        async with self._turns[read_host(request.url)]:
            await self._wait_for_turn(request)
            response = await self._send(request, send)
            self._note(request, response)
            return response

    async def _send(self, request: Request, send: Callable[[Request], Awaitable[Response]]) -> Response:
        self._session.count(Counter.REQUESTS)
        task = asyncio.ensure_future(send(request))
        self._sending.add(task)
        try:
            return await task
        except asyncio.CancelledError:
            if self._session.stop.is_ending:
                raise RequestRefused("ending", "the run ends", PageCode.RUN_ENDING) from None
            raise
        finally:
            self._sending.discard(task)

    def _begin_end(self) -> None:
        """Stops throttling: refuses queued requests, and cancels in-flight ones after a grace period."""
        for slot in self._crawler.engine.downloader.slots.values():
            slot.delay = 0.0
            slot.close()  # cancels the timer of its delay, which would hold up the stop until then
            while slot.queue:
                _, answer = slot.queue.popleft()
                answer.errback(RequestRefused("ending", "the run ends", PageCode.RUN_ENDING))
        asyncio.get_running_loop().call_later(GRACE_SECONDS, self._cancel)

    def _cancel(self) -> None:
        for task in self._sending:
            task.cancel()

    async def _wait_for_turn(self, request: Request) -> None:
        """Waits for the host's turn directly before sending, so that no other request is in flight when a
        response asks to wait. Raises like `process_request`.
        """
        host = read_host(request.url)
        pace = self._paces[host]
        robots = self._crawler.get_downloader_middleware(RobotsMiddleware)
        if robots is not None:
            self._apply_crawl_delay(host, pace, robots.crawl_delay(request.url))
        least = self._read_slot_delay(request)
        if host not in self._cooldowns:
            await self._wait_for_pace(pace, least)
        self.process_request(request)
        pace.note_sent(max(time.monotonic(), pace.free_at), least)

    async def _wait_for_pace(self, pace: Pace, least: float) -> None:
        """Waits for as long as the host's pace asks. If the process was held up, all requests that waited
        continue at once: each then waits for the one before it.
        """
        now = time.monotonic()
        wait = pace.claim(now, least)
        while wait > 0 and not self._session.stop.is_ending:
            if wait > self._delay:
                self._session.count(Counter.PACE_WAITS)
            await self._session.stop.wait(wait)
            now = max(time.monotonic(), now + wait)
            wait = pace.check_turn(now)

    def _read_slot_delay(self, request: Request) -> float:
        """Seconds of delay by AutoThrottle or DOWNLOAD_SLOTS; Scrapy counts them from leaving its queue."""
        slot = self._crawler.engine.downloader.slots.get(request.meta.get("download_slot", ""))
        return float(slot.delay) if slot is not None else 0.0

    def _apply_crawl_delay(self, host: str, pace: Pace, delay: float) -> None:
        """Applies the Crawl-delay of robots.txt; one too long for any run puts the host on cooldown."""
        pace.floor = max(pace.floor, min(delay, self._limits.longest_pause))
        if delay > self._limits.longest_pause:
            reason = f"{host} wants {delay:.0f} s between two pages (Crawl-delay)"
            self._cooldowns.start(host, reason, None, PageCode.CRAWL_DELAY)

    def _note(self, request: Request, response: Response) -> None:
        """Adjusts the host's pace to the response, before the next request is sent."""
        host = read_host(request.url)
        if response.status in _BUSY:
            self._slow_down(host, request, response)
        elif response.status in _FORBIDDEN and not _is_apart(request):
            self._forbidden[host] = self._forbidden.get(host, 0) + 1
            if self._forbidden[host] >= 2 * self._limits.in_a_row:
                reason = f"{host} forbids every page ({response.status})"
                self._cooldowns.start(host, reason, None, code_of_status(response.status))
        elif response.status < 400:
            self._forbidden.pop(host, None)
            self._paces[host].note_answer()

    def _slow_down(self, host: str, request: Request, response: Response) -> None:
        now = datetime.now(UTC)
        asked = read_retry_after(response.headers.get("Retry-After"), now)
        seconds = max(0.0, (asked - now).total_seconds()) if asked else None
        self._session.count(CounterGroup.PACE.counter(str(response.status)))
        counts = self._is_first_refusal(request)
        if self._paces[host].note_refusal(time.monotonic(), self._limits, seconds, counts=counts):
            self._cooldowns.start(
                host, f"{host} answers {response.status}", asked, code_of_status(response.status)
            )

    def _is_first_refusal(self, request: Request) -> bool:
        """False for a page that is tried again, in this run or since an earlier one."""
        is_first = request.url not in self._refused and not read_page_request(request).is_retry
        self._refused.add(request.url)
        return is_first


def _is_apart(request: Request) -> bool:
    """Whether a refusal says nothing about the host's pages: of a page that failed before, or a picture."""
    page = read_page_request(request)
    return page.is_retry or page.media is not None
