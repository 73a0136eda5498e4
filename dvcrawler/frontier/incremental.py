"""Drops requests for known articles, and ends a section's walk where earlier runs have been.

Everything found is entered in the ledger before it is requested. So a run may be killed at any
instant: the next one requests what was entered and has no outcome, and walks a section down again
to what its last complete walk had entered, not merely to what is known.
"""

from collections.abc import AsyncIterator, Iterable, Mapping, Sequence
from typing import Any, Self

from scrapy import Request, Spider, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response

from dvcrawler.discovery.listings import end_survey, request_stalled
from dvcrawler.discovery.protocols import is_news_source, news_source_of
from dvcrawler.discovery.requests import is_article_request, read_page_request, requested_address
from dvcrawler.discovery.survey_requests import open_survey
from dvcrawler.errors import StorageError, UsageError
from dvcrawler.frontier.article_filter import ArticleFilter
from dvcrawler.frontier.identities import Identities
from dvcrawler.frontier.known_links import KnownLinks
from dvcrawler.frontier.ledger_requests import LedgerRequests
from dvcrawler.frontier.ledger_state import LedgerState, day_of
from dvcrawler.frontier.media import MediaRequests
from dvcrawler.frontier.section_walks import SectionWalks
from dvcrawler.frontier.sitemap_memory import SitemapMemory
from dvcrawler.frontier.url_queue import UrlQueue
from dvcrawler.items import Listing, PageCode, PageOutcome
from dvcrawler.normalize.urls import Address
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.storage.ledger import Entry, Outcome

#: Number of a page's outputs that are filtered together, with one query of the ledger.
_BATCH = 200


class IncrementalMiddleware:
    """Spider middleware over the ledger. Any StorageError ends the run."""

    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        settings, sources = crawler.settings, news_source_of(crawler).sources
        self._crawler, self._session, self._ledger = crawler, session, session.ledger
        self._sources = sources
        self._identities = Identities(session.ledger, session.site, self._read_address)
        self._walks = SectionWalks(session, sources.arguments, settings)
        self._sitemaps = SitemapMemory(
            session, settings.getint("DVCRAWLER_MAX_SITEMAPS"), is_partial=sources.arguments.has_period
        )
        self._articles = ArticleFilter(session, sources.arguments, self._walks)
        self._known_links = KnownLinks(sources.arguments)
        self._known = LedgerRequests(
            session, sources, self._articles, self._identities,
            revisits=settings.getint("DVCRAWLER_REVISITS"),
            revisits_per_new=len(settings.getlist("DVCRAWLER_LOOK_AGAIN_HOURS")),
        )  # fmt: skip
        self._media = MediaRequests(session, sources, settings)
        self._queue = UrlQueue()
        self._longest = settings.getint("URLLENGTH_LIMIT")
        sources.state = LedgerState(session, sources, self._identities, self._known_links, self._queue)
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
            more = (
                end_survey(self._sources)
                or self._take_waiting()
                or self._take_postponed()
                or self._known.failed()
                or list(self._known.due())
                or self._media.next()
            )
        except StorageError as error:
            self._session.stop.abort(error)
        if more == []:
            self._explain_nothing()
        for request in more or ():
            self._crawler.engine.crawl(request)
        if more is None or more:
            raise DontCloseSpider

    def _explain_nothing(self) -> None:
        reason = self._sources.explain_nothing()
        if reason is not None:
            url = self._sources.site.start[0]
            self._session.outcomes.note_page(None, url, "unread", reason, PageCode.NO_ARTICLE_LINKS)

    def close(self, spider: Spider) -> None:
        self._queue.close()

    def _take_postponed(self) -> list[Request]:
        """The listings, if the sitemaps do not hold the whole period; sections that could not be searched for
        it; then articles of unknown days.
        """
        self._sources.coverage.is_broken |= self._sitemaps.has_left_some
        passed = self._filter(self._sources.take_postponed() or request_stalled(self._sources))[0]
        while not passed and (undecided := self._sources.take_undecided()):
            passed = self._filter(undecided)[0]
        return passed

    def _take_waiting(self) -> list[Request]:
        """The next addresses on disk that are still needed."""
        while self._queue:
            requests = [self._sources.request_known(url) for url in self._queue.take()]
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

    def _is_too_long(self, output: Any) -> bool:
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
            self._note_visit(response, new + fresh)
            return passed
        except StorageError as error:
            self._session.stop.abort(error)
            return []

    def _filter(self, outputs: Sequence[Any]) -> tuple[list[Any], int]:
        outputs = self._identities.settle(outputs)
        articles = {requested_address(one).native_id: one for one in outputs if is_article_request(one)}
        entries = self._ledger.known([self._id(native_id) for native_id in articles]) if articles else {}
        new = self._enter({name: one for name, one in articles.items() if self._id(name) not in entries})
        if self._sources.arguments.has_period:
            for native_id in articles:
                self._sources.learn_day(native_id, day_of(entries.get(self._id(native_id))))
        self._note_led(articles, entries)
        if self._continues(entries.values()):
            outputs = [each for each in outputs if not _is_pager_report(each)]
        passed: list[Any] = []
        for each in outputs:
            if not is_article_request(each):
                passed.extend(self._filter_other(each))
                continue
            native_id = requested_address(each).native_id
            if articles[native_id] is each:
                id_ = self._id(native_id)
                selected = self._articles.select(each, entries.get(id_), is_new=id_ in new)
                passed.extend(selected)
                if not selected:
                    self._known_links.note(requested_address(each).url)
        self._known.note_new(len(new))
        return self._hold_back(passed), len(new)

    def _continues(self, known: Iterable[Entry]) -> bool:
        """Whether the page reaches articles of an earlier run of a site that is crawled in full.

        Then nothing is missing between: a pager that cannot be followed was reported by the first run.
        """
        arguments = self._sources.arguments
        if not arguments.is_whole_site or arguments.since is not None:
            return False
        return any(entry.found_at < self._session.started_at for entry in known)

    def _enter(self, articles: dict[str, Request]) -> set[str]:
        """Enters the articles in the ledger; returns the ids of new ones."""
        links = [(self._id(native_id), _live_url(request)) for native_id, request in articles.items()]
        return self._ledger.note_found(links, self._session.started_at) if links else set()

    def _note_led(self, articles: dict[str, Request], entries: Mapping[str, Entry]) -> None:
        """Stores which section led to an article, in case another run requests it."""
        led = []
        for native_id, request in articles.items():
            id_, section = self._id(native_id), read_page_request(request).section
            if section and (id_ not in entries or entries[id_].outcome is not Outcome.STORED):
                led.append((id_, section))
        self._ledger.note_led(led)

    def _filter_other(self, output: Any) -> list[Any]:
        """Filters an output that is not an article request. A bare Listing ends its section's walk."""
        if isinstance(output, Listing):
            self._walks.complete(output)
            return []
        return [output] if not isinstance(output, Request) or self._is_wanted(output) else []

    def _is_wanted(self, request: Request) -> bool:
        page = read_page_request(request)
        if page.listing is not None:
            is_past_limit = page.listing.number > 1 and self._articles.remaining == 0
            return not is_past_limit and self._walks.is_wanted(request.url, page.listing)
        return page.sitemap is None or self._sitemaps.is_wanted(page.sitemap, page.changed)

    def _note_visit(self, response: Response, new: int) -> None:
        page = read_page_request(response)
        if page.listing is not None:
            self._walks.note_visit(page.listing, new)
        if page.sitemap is not None:
            self._sitemaps.note_read(page.sitemap, page.changed)

    def _hold_back(self, outputs: list[Any]) -> list[Any]:
        return self._queue.hold_back(outputs, self._sources.count_queued())

    def _read_address(self, url: str) -> Address | None:
        found = self._sources.find_named(url)
        return found.address if found is not None else None

    def _id(self, native_id: str) -> str:
        return f"{self._session.site}:{native_id}"


def _is_pager_report(output: Any) -> bool:
    return isinstance(output, PageOutcome) and output.code is PageCode.PAGER_NOT_FOLLOWED


def _live_url(request: Request) -> str:
    """The article's URL on the live site, also where the request asks an archive for it."""
    return requested_address(request).url if read_page_request(request).archived else request.url
