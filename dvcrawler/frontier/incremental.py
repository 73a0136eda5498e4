"""Drops requests for known articles, and ends a section's walk where earlier runs have been.

Everything found is entered in the ledger before it is requested. So a run may be killed at any
instant: the next one requests what was entered and has no outcome, and walks a section down again
to what its last complete walk had entered, not merely to what is known.
"""

from collections.abc import AsyncIterator, Sequence
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response

from dvcrawler.discovery.feeds import request_sitemap
from dvcrawler.discovery.listings.listing_requests import request_stalled
from dvcrawler.discovery.protocols import is_news_source, news_source_of
from dvcrawler.discovery.surveys.survey_requests import end_survey, open_survey
from dvcrawler.errors import StorageError, UsageError
from dvcrawler.frontier.identities import Identities, Twins
from dvcrawler.frontier.ledger_requests import LedgerRequests
from dvcrawler.frontier.ledger_state import LedgerState
from dvcrawler.frontier.media import MediaRequests
from dvcrawler.frontier.output_filter import OutputFilter
from dvcrawler.frontier.url_queue import UrlQueue
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import Address
from dvcrawler.run.counters import Counter, read_count
from dvcrawler.run.session import RunSession, session_of

#: Number of a page's outputs that are filtered together, with one query of the ledger.
_BATCH = 200


class IncrementalMiddleware:
    """Spider middleware over the ledger. Any StorageError ends the run."""

    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        settings, sources = crawler.settings, news_source_of(crawler).sources
        self._crawler, self._session, self._ledger = crawler, session, session.ledger
        self._sources = sources
        self._identities = Identities(session.ledger, session.site, self._read_address)
        self._outputs = OutputFilter(session, sources, settings, self._identities)
        articles = self._outputs.articles
        self._known = LedgerRequests(
            session,
            sources,
            articles,
            self._identities,
            revisits=settings.getint("DVCRAWLER_REVISITS"),
            revisits_per_new=len(settings.getlist("DVCRAWLER_LOOK_AGAIN_HOURS")),
        )
        self._media = MediaRequests(session, sources, settings)
        self._queue, self._twins = UrlQueue(), Twins()
        self._longest = settings.getint("URLLENGTH_LIMIT")
        sources.state = LedgerState(
            session, sources, self._identities, self._outputs.known_links, self._queue
        )
        open_survey(sources)
        crawler.signals.connect(self.request_more, signals.spider_idle)
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        try:
            session = session_of(crawler)
        except NotConfigured:
            raise NotConfigured("nothing is known outside of a crawl") from None
        if not is_news_source(crawler):
            raise NotConfigured("a spider of another kind requests everything again")
        return cls(crawler, session)

    # --- input of the spider --------------------------------------------------------------------

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """The leftovers of a killed run first, then the start requests."""
        try:
            if self._sources.arguments.is_backfill:
                self._sources.backlog = self._session.open_backlog()
            if self._sources.arguments.warc:
                self._session.outcomes.hold_back()
            self._known.load_failed()
            self._media.begin()
            for request in self._known.left_over():
                for one in self._hold_back([request]):
                    yield one
            async for each in start:
                for one in [each] if self._is_too_long(each) else self._filter_batch([each])[0]:
                    yield one
        except (StorageError, UsageError) as error:
            self._session.stop.abort(error)

    def request_more(self, spider: Spider) -> None:
        """Scrapy's queue is empty: requests what waits on disk, then pages that failed in earlier runs,
        then stored articles that are due, then pictures and documents. A run with few requests left has
        spent them on new articles.
        """
        if self._session.stop.failure is not None or self._session.stop.is_ending:
            return
        more: list[Request] | None = []
        try:
            more = self._take_more()
        except StorageError as error:
            self._session.stop.abort(error)
        if more == []:
            self._explain_nothing()
        for request in self._twins.hold_back(more or []):
            self._crawler.engine.crawl(request)
        if more is None or more:
            raise DontCloseSpider

    def _take_more(self) -> list[Request] | None:
        """The next requests; None if some will follow later."""
        return (
            end_survey(self._sources)
            or self._twins.release()
            or self._take_waiting()
            or self._take_late()
            or self._known.failed(self._count_sent())
            or list(self._known.due(self._count_sent()))
            or self._read_on()
            or self._read_sitemaps_again()
            or self._media.next()
        )

    def _count_sent(self) -> int:
        return read_count(self._crawler.stats.get_stats(), Counter.REQUESTS)

    def _read_on(self) -> list[Request]:
        """Pages of lists behind known articles, for those that appear late. None is requested twice."""
        take, passed = self._outputs.unsorted.take_held, list[Request]()
        while not passed and (held := take(self._count_sent(), has_new=self._known.has_new)):
            passed = self._filter(held)[0]
        return passed

    def _read_sitemaps_again(self) -> list[Request]:
        """Sitemaps that were read within the last day, where nothing else leads to articles."""
        recent = self._outputs.sitemaps.take_recent() if self._sources.explain_nothing() else []
        return [request_sitemap(self._sources, url) for url in recent]

    def _explain_nothing(self) -> None:
        found = self._sources.explain_nothing()
        if found is not None:
            url = self._sources.site.start[0]
            page = PageOutcome(None, url, "unread", found.reason, PageCode.NO_ARTICLE_LINKS)
            self._session.outcomes.note_page(page, seen=found.seen)

    def close(self, spider: Spider) -> None:
        self._queue.close()

    def _take_late(self) -> list[Request]:
        """The listings, if the sitemaps do not hold the whole period; sections that could not be searched for
        it; then articles of unknown days.
        """
        self._sources.coverage.is_broken |= self._outputs.sitemaps.has_skipped_some
        passed = self._filter(self._sources.take_late() or request_stalled(self._sources))[0]
        while not passed and (undecided := self._sources.articles.take_undecided()):
            passed = self._filter(undecided)[0]
        return passed

    def _take_waiting(self) -> list[Request]:
        """The next addresses on disk that are still needed."""
        while self._queue:
            requests = [self._sources.articles.request_known(url) for url in self._queue.take()]
            if any(requests):
                return self._identities.settle([request for request in requests if request is not None])
        return []

    # --- output of the spider -------------------------------------------------------------------

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        """Filters in batches; after the last one the listing or sitemap counts as visited."""
        outputs, new = [], 0
        async for each in result:
            if self._is_too_long(each):
                yield each
                continue
            outputs.append(each)
            if len(outputs) >= _BATCH:
                passed, fresh = self._filter_batch(outputs)
                outputs, new = [], new + fresh
                for one in passed:
                    yield one
        for one in self._finish_page(response, outputs, new):
            yield one

    def process_spider_exception(self, response: Response, exception: Exception) -> list[Any] | None:
        """A StorageError raised within the spider ends the run as well, and so does a UsageError: a section
        that the site does not have.
        """
        if not isinstance(exception, StorageError | UsageError):
            return None
        self._session.stop.abort(exception)
        return []

    def _is_too_long(self, output: object) -> bool:
        """Whether Scrapy will drop the request, so that the ledger must not contain it."""
        return isinstance(output, Request) and 0 < self._longest < len(output.url)

    def _filter_batch(self, outputs: Sequence[Any]) -> tuple[list[Any], int]:
        """The output to pass on, and the number of new articles; nothing if the disk fails."""
        try:
            return self._filter(outputs)
        except StorageError as error:
            self._session.stop.abort(error)
            return [], 0

    def _finish_page(self, response: Response, outputs: Sequence[Any], new: int) -> list[Any]:
        """Filters the last batch of a page whose earlier batches led to `new` new articles."""
        try:
            passed, fresh = self._filter(outputs)
            self._outputs.note_visit(response, new + fresh)
            return passed
        except StorageError as error:
            self._session.stop.abort(error)
            return []

    def _filter(self, outputs: Sequence[Any]) -> tuple[list[Any], int]:
        passed, new = self._outputs.filter(outputs)
        self._known.note_new(new)
        return self._hold_back(passed), new

    def _hold_back(self, outputs: list[Any]) -> list[Any]:
        outputs = self._twins.hold_back(outputs, by_preference=self._sources.survey is not None)
        if excess := self._twins.take_excess():
            self._queue.add(excess)
        return self._queue.hold_back(outputs, self._sources.crawl.count_queued())

    def _read_address(self, url: str) -> Address | None:
        found = self._sources.articles.find_named(url)
        return found.address if found is not None else None
