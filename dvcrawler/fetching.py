"""One page fetched as a crawl would: robots obeyed, our user agent, the same download handlers."""

import os
import signal
from collections.abc import AsyncIterator
from dataclasses import dataclass
from types import FrameType
from typing import Any, NoReturn

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from dvcrawler.console import complain
from dvcrawler.discovery.failed_pages import explain
from dvcrawler.discovery.responses import content_type
from dvcrawler.errors import DvcrawlerError, ExitCode
from dvcrawler.extract.site import Site
from dvcrawler.failures import RequestRefused
from dvcrawler.network.connect_to import allow_typed

#: Statuses that are passed on as a response; redirects are followed first.
_ERRORS = [*range(400, 600)]
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
_CODES = {"robots": ExitCode.ROBOTS, "blocked": ExitCode.BLOCKED, "moved": ExitCode.PARTIAL}


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url`: where the page was read, after redirects; `content_type`: the header, None without one."""

    url: str
    body: bytes
    content_type: str | None


class FetchError(DvcrawlerError):
    """The page could not be fetched. `code` distinguishes robots.txt, the server and the network."""

    def __init__(self, message: str, code: ExitCode) -> None:
        super().__init__(message)
        self.code = code


class _OnePage(Spider):
    name = "fetch"

    def __init__(self, url: str, answers: list[Response | Failure], site: Site | None, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._url, self._answers = url, answers
        self.site = site

    async def start(self) -> AsyncIterator[Request]:
        yield Request(
            self._url, self.take, errback=self._answers.append, meta={"handle_httpstatus_list": _ERRORS}
        )

    def take(self, response: Response) -> None:
        self._answers.append(response)


def fetch(settings: Settings, url: str, site: Site | None = None) -> Fetched:
    """The page at the address, on the hosts of `site` alone if one is given, with its TLS exceptions.

    Raises FetchError for any status but 200.
    """
    answers: list[Response | Failure] = []
    allow_typed(settings, [url])
    settings.set("SPIDER_MIDDLEWARES", {}, priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")  # errors are raised, in one line
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(_OnePage), url=url, answers=answers, site=site)
    run_until_signal(process)
    if not answers:
        raise FetchError(f"{url}: no answer came", ExitCode.UNREACHABLE)
    answer = answers[0]
    if isinstance(answer, Failure):
        what = answer.value.what if isinstance(answer.value, RequestRefused) else "failed"
        code = _CODES.get(what, ExitCode.UNREACHABLE)
        raise FetchError(f"{url}: {explain(answer)}", code)
    if answer.status != 200:
        code = ExitCode.BLOCKED if answer.status in (401, 403, 429) else ExitCode.UNREACHABLE
        raise FetchError(f"{url}: the server says {answer.status}", code)
    return Fetched(answer.url, answer.body, content_type(answer))


def run_until_signal(process: AsyncCrawlerProcess) -> None:
    """Runs what the process is to fetch. A signal ends it at once: there is nothing to be stored."""
    for number in _SIGNALS:
        if signal.getsignal(number) is not signal.SIG_IGN:  # `nohup` has SIGHUP ignored
            signal.signal(number, _end_at_once)
    process.start(install_signal_handlers=False)


def _end_at_once(number: int, frame: FrameType | None) -> NoReturn:
    """Ends the process: Scrapy would wait for an answer that is under way."""
    is_typed = number == signal.SIGINT
    try:
        complain("interrupted" if is_typed else f"ended by {signal.Signals(number).name}; run it again")
    finally:
        os._exit(ExitCode.INTERRUPTED if is_typed else ExitCode.TERMINATED)
