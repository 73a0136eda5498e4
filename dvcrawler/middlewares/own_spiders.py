"""Names pages that a spider without a site file could not fetch; Scrapy leaves some out without a word."""

from collections.abc import AsyncIterator
from functools import partial
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request, Response
from twisted.python.failure import Failure

from dvcrawler.discovery.failed_pages import UNASKED, failed_outcome, name_failed_page
from dvcrawler.discovery.protocols import is_news_source
from dvcrawler.discovery.requests import failed_request, read_page_request, write_page_request
from dvcrawler.discovery.responses import asked_url
from dvcrawler.run.counters import Counter, CounterGroup
from dvcrawler.run.session import RunSession, find_session

_OK = 200


class OwnSpiderMiddleware:
    """Spiders of sites name what they could not fetch. Requests of any other spider get an errback here that
    does so, before the one that they have.
    """

    def __init__(self, session: RunSession) -> None:
        self._session = session

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session = find_session(crawler)
        if session is None or is_news_source(crawler):
            raise NotConfigured  # without a text: Scrapy would log it as a warning in every run
        return cls(session)

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        async for each in start:
            yield self._watch(each)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        async for each in result:
            yield self._watch(each)

    def process_spider_input(self, response: Response) -> None:
        """Counts the pages that came: without one, failures show that the site cannot be reached. Where the
        archive is off nothing else says of a response that it has no capture, which items ask for.
        """
        if response.request is not None:
            write_page_request(response.request, read_page_request(response.request))
        if response.status == _OK:
            self._session.count(Counter.ANSWERS_READ)

    def _watch(self, output: object) -> Any:
        if not isinstance(output, Request):
            return output
        return output.replace(errback=partial(self._note, output.errback))

    def _note(self, errback: Any, failure: Failure) -> Any:
        request = failed_request(failure)
        outcome = failed_outcome(failure)
        if outcome in UNASKED:
            self._session.count(CounterGroup.ARTICLES.counter(outcome))
        else:
            page = name_failed_page(None, asked_url(request), outcome, failure)
            self._session.outcomes.note_page(page)
        return None if errback is None else errback(failure)
