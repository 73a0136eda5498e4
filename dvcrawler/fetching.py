"""One page fetched as a crawl would: robots obeyed, our user agent, the same download handlers."""

from collections.abc import AsyncIterator
from typing import Any

from scrapy import Request, Spider
from scrapy.crawler import AsyncCrawlerProcess
from scrapy.http import Response
from scrapy.settings import Settings
from twisted.python.failure import Failure

from dvcrawler.errors import DvcrawlerError
from dvcrawler.exitcodes import ExitCode
from dvcrawler.failures import RequestRefused, explain_failure
from dvcrawler.network.connect_to import allow_typed

_CODES = {"robots": ExitCode.ROBOTS, "blocked": ExitCode.BLOCKED}


class FetchError(DvcrawlerError):
    """The page could not be fetched. `code` tells robots.txt, the server and the network apart."""

    def __init__(self, message: str, code: ExitCode) -> None:
        super().__init__(message)
        self.code = code


class _OnePage(Spider):
    name = "fetch"

    def __init__(self, url: str, answers: list[Response | Failure], **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._url, self._answers = url, answers

    async def start(self) -> AsyncIterator[Request]:
        yield Request(
            self._url, self.take, errback=self._answers.append, meta={"handle_httpstatus_all": True}
        )

    def take(self, response: Response) -> None:
        self._answers.append(response)


def fetch(settings: Settings, url: str) -> bytes:
    """The page's bytes. Raises FetchError for any status but 200."""
    answers: list[Response | Failure] = []
    allow_typed(settings, [url])
    settings.set("SPIDER_MIDDLEWARES", {}, priority="cmdline")
    settings.set("ITEM_PIPELINES", {}, priority="cmdline")
    settings.set("LOG_LEVEL", "CRITICAL", priority="cmdline")  # what went wrong is raised, in one line
    process = AsyncCrawlerProcess(settings)
    process.crawl(process.create_crawler(_OnePage), url=url, answers=answers)
    process.start()
    if not answers:
        raise FetchError(f"{url}: no answer came", ExitCode.UNREACHABLE)
    answer = answers[0]
    if isinstance(answer, Failure):
        what = answer.value.what if isinstance(answer.value, RequestRefused) else "failed"
        code = _CODES.get(what, ExitCode.UNREACHABLE)
        text = (
            str(answer.value) if isinstance(answer.value, RequestRefused) else explain_failure(answer.value)
        )
        raise FetchError(f"{url}: {text}", code)
    if answer.status != 200:
        code = ExitCode.BLOCKED if answer.status in (401, 403, 429) else ExitCode.UNREACHABLE
        raise FetchError(f"{url}: the server says {answer.status}", code)
    return answer.body
