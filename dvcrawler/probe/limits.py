"""How many requests a probe sends, and how long it waits for answers: a person waits for its report."""

import asyncio
from collections.abc import Callable
from typing import Protocol, Self, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.exceptions import DownloadTimeoutError
from scrapy.http import Response

from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.messages.plurals import counted

#: Scrapy's counter of what was sent, redirects, retries and robots.txt included.
SENT = "downloader/request_count"
#: Seconds for one answer: slow servers take 8.
TIMEOUT = 30
#: Seconds without an answer after which the probe says what it waits for.
_QUIET = 5
#: Requests in a row without an answer after which a server counts as silent. The first two are robots.txt
#: over https and over http: a firewall may drop only one of the two.
_MOST_UNANSWERED = 3


class Probing(Protocol):
    """A probe's spider. `most`: requests that it may send; `ended`: why no more; `tell` prints a line."""

    most: int
    ended: str | None
    tell: Callable[[str], None]


class RequestLimit:
    """Lets no request pass beyond the last one that a probe may send."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        most = _probe_of(self._crawler).most
        if self._crawler.stats.get_value(SENT, 0) >= most:
            reason = f"the {most} requests that a probe may send here are used up"
            raise RequestRefused("ending", reason, PageCode.RUN_ENDING)


class SilenceLimit:
    """Says when a server takes long, asks none a second time that did not answer in time, and ends the probe
    where it has answered nothing several times in a row.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._unanswered = 0
        self._told: set[str] = set()
        self._timers: dict[Request, asyncio.TimerHandle] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        ended = _probe_of(self._crawler).ended
        if ended is not None:
            raise RequestRefused("ending", ended, PageCode.RUN_ENDING)
        most = self._crawler.settings.getfloat("DOWNLOAD_TIMEOUT")
        quiet = min(_QUIET, most / 3)
        self._timers[request] = asyncio.get_running_loop().call_later(quiet, self._tell, request, quiet, most)

    def process_response(self, request: Request, response: Response) -> Response:
        self._stop_timer(request)
        self._unanswered = 0
        return response

    def process_exception(self, request: Request, exception: Exception) -> None:
        self._stop_timer(request)
        if not isinstance(exception, DownloadTimeoutError):
            self._unanswered = 0
            return
        request.meta["dont_retry"] = True
        self._unanswered += 1
        if self._unanswered >= _MOST_UNANSWERED:
            said = f"the server did not answer {counted(self._unanswered, 'request')} in a row in time"
            _probe_of(self._crawler).ended = said

    def _tell(self, request: Request, quiet: float, most: float) -> None:
        """Says once for each origin that it takes long."""
        origin = "{0.scheme}://{0.netloc}".format(urlsplit(request.url))
        if origin not in self._told:
            self._told.add(origin)
            said = f"{origin} has not answered for {quiet:.2g} seconds; an answer may take up to {most:g}"
            _probe_of(self._crawler).tell(said)

    def _stop_timer(self, request: Request) -> None:
        timer = self._timers.pop(request, None)
        if timer is not None:
            timer.cancel()


def _probe_of(crawler: Crawler) -> Probing:
    return cast(Probing, crawler.spider)
