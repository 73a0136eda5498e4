"""A probe over the network: by the crawl's own middlewares and handlers, at its pace, robots obeyed."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.http import Response
from scrapy.settings import Settings

from dvcrawler.discovery.requests import META_KEY, PageRequest, redirects_of
from dvcrawler.errors import DvcrawlerError
from dvcrawler.extract.site import Site
from dvcrawler.failures import RequestRefused, cause_of_failure, code_of_failure, explain_failure
from dvcrawler.fetching import run_until_signal
from dvcrawler.network.connect_to import allow_typed
from dvcrawler.network.tls import describe_certificate
from dvcrawler.politeness.robots import RobotsMiddleware
from dvcrawler.probe.answers import Answer, Outcome
from dvcrawler.probe.limits import SENT, TIMEOUT, RequestLimit, SilenceLimit
from dvcrawler.probe.survey import MOST_REQUESTS, Survey, survey
from dvcrawler.run.counters import CounterGroup, read_group

#: Caps the seconds spent waiting for a Crawl-delay: a site that asks for more gets fewer requests.
_PATIENCE = 300.0
_OUTCOMES: dict[str, Outcome] = {
    "robots": "robots",
    "blocked": "blocked",
    "moved": "moved",
    "ending": "ending",
}


class _Probe(Spider):
    """Requests one page after another; no callback parses anything."""

    name = "probe"

    def __init__(
        self, site: Site, owner: str | None, found: list[Survey], tell: Callable[[str], None], **kwargs: Any
    ) -> None:
        super().__init__(**kwargs)
        self.site, self._owner, self._found = site, owner, found
        self.most, self.tell = MOST_REQUESTS, tell
        self.ended: str | None = None

    async def start(self) -> AsyncIterator[Request]:
        self._found.append(await survey(self.site, _Network(self), self._owner))
        return
        yield  # an async iterator without requests

    def parse(self, response: Response) -> None:
        """Never called."""


class _Network:
    """`probe.answers.Fetch` over the crawler's downloader."""

    def __init__(self, spider: _Probe) -> None:
        self._spider = spider

    @property
    def _crawler(self) -> Crawler:
        return self._spider.crawler

    @property
    def spent(self) -> int:
        return int(self._crawler.stats.get_value(SENT, 0))

    @property
    def ended(self) -> str | None:
        return self._spider.ended

    async def get(self, url: str, form: bytes | None = None) -> Answer:
        request = Request(
            url,
            method="GET" if form is None else "POST",
            headers={} if form is None else {"Content-Type": "application/x-www-form-urlencoded"},
            body=form or b"",
            meta={META_KEY: PageRequest()},
        )
        return replace(await self._send(request), asked=url)  # Scrapy escapes the brackets of `?tin[so]=7`

    async def robots(self, origin: str) -> Answer:
        """Answers from the copy that is obeyed, with the status of the response that brought it."""
        page = PageRequest(is_robots_page=True)
        answer = await self._send(Request(f"{origin}/robots.txt", meta={META_KEY: page}))
        statuses = read_group(self._crawler.stats.get_stats(), CounterGroup.ROBOTS)
        known = [int(name) for name in statuses if name.isdecimal()]
        return replace(answer, status=known[0]) if answer.status == 200 and known else answer

    async def try_host(self, front: str) -> Answer:
        return await self._send(Request(front, meta={META_KEY: PageRequest(is_host_trial=True)}))

    def take_hosts(self, hosts: Mapping[str, str]) -> None:
        self._spider.site = replace(self._spider.site, hosts=hosts)

    def allow_legacy_tls(self) -> None:
        self._spider.site = replace(self._spider.site, tls="legacy")

    async def _send(self, request: Request) -> Answer:
        await self._wait(request.url)
        assert self._crawler.engine is not None
        try:
            response = await self._crawler.engine.download_async(request)
        except Exception as error:
            return _describe_failure(request.url, error)
        return _read(request, response)

    async def _wait(self, url: str) -> None:
        """Waits for the host's Crawl-delay, for `_PATIENCE` seconds in all."""
        robots = self._crawler.get_downloader_middleware(RobotsMiddleware)
        delay = robots.crawl_delay(url) if robots is not None else 0.0
        if delay > _PATIENCE / MOST_REQUESTS:
            self._spider.most = min(self._spider.most, self.spent + int(_PATIENCE / delay))
        if delay and self.spent < self._spider.most:
            await asyncio.sleep(delay)


def _describe_failure(url: str, error: Exception) -> Answer:
    failed = Answer(url, url, _read_clock(), outcome="failed", cause=cause_of_failure(error))
    if not isinstance(error, RequestRefused):
        return replace(failed, failure=explain_failure(error), code=code_of_failure(error))
    outcome = _OUTCOMES.get(error.what, "failed")
    return replace(failed, outcome=outcome, failure=str(error), code=error.code, target=error.target)


def _read(request: Request, response: Response) -> Answer:
    headers = {
        name.decode("latin-1").lower(): b"\n".join(values).decode("latin-1")
        for name, values in response.headers.items()
    }
    return Answer(
        asked=request.url,
        url=response.url,
        at=_read_clock(),
        status=response.status,
        headers=headers,
        body=response.body,
        redirects=tuple(redirects_of(response)),
        tls=describe_certificate(response.certificate),
    )


def _read_clock() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def probe_live(settings: Settings, site: Site, owner: str | None, tell: Callable[[str], None]) -> Survey:
    """Looks at the site over the network; nothing is stored. `tell` prints a line while the site is slow."""
    found: list[Survey] = []
    allow_typed(settings, site.start)
    limits = {RequestLimit: 960, SilenceLimit: 970}
    middlewares = {**settings.getdict("DOWNLOADER_MIDDLEWARES"), **limits}
    settings.set("DOWNLOADER_MIDDLEWARES", middlewares, priority="cmdline")
    settings.set("SPIDER_MIDDLEWARES", {}, priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    settings.set("RETRY_TIMES", 1, priority="cmdline")
    settings.set("DOWNLOAD_TIMEOUT", TIMEOUT, priority="spider")  # -s may allow more
    settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")  # errors are in the report
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(_Probe), site=site, owner=owner, found=found, tell=tell)
    run_until_signal(process)
    if not found:
        raise DvcrawlerError("the probe ended without a result; run it again with --debug")
    return found[0]
