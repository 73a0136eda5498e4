"""Takes out what is known already, and ends a section's walk where known ground begins.

Everything found is entered in the ledger before it is asked for. So a run may be killed at any
instant: the next one asks for what was entered and not resolved, and walks a section down again
to what was entered by its last complete walk, not merely to what is known.
"""

from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import Any, Self

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response

from dvcrawler.errors import StorageError
from dvcrawler.frontier.identities import Identities
from dvcrawler.frontier.section_walks import SectionWalks
from dvcrawler.frontier.sitemap_memory import SitemapMemory
from dvcrawler.frontier.url_queue import UrlQueue, is_article
from dvcrawler.items import Listing, utc_text
from dvcrawler.normalize.moments import read_moment
from dvcrawler.normalize.urls import Address
from dvcrawler.run.session import RunSession, session_of
from dvcrawler.storage.entries import read_outside_day
from dvcrawler.storage.ledger import Entry, Outcome

_RETRIES = 50
#: What failed before comes behind everything else.
_LAST = -1
#: Outputs of a page looked at together: one look-up in the ledger for all of them.
_TOGETHER = 200
_DUE = 1000


class IncrementalMiddleware:
    """Spider middleware over the ledger. `crawler.spider.arguments` says what was asked for."""

    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        self._crawler = crawler
        self._session = session
        self._ledger = session.ledger
        spider: Any = crawler.spider
        self._spider, self._arguments = spider, spider.arguments
        spider.is_ending = lambda: session.is_ending
        self._left: int | None = self._arguments.limit
        #: Ids asked for although known; the others are told by the ledger.
        self._asked: set[str] = set()
        self._identities = Identities(session.ledger, session.site, self._read)
        self._walks = SectionWalks(session, self._arguments, crawler.settings)
        self._sitemaps = SitemapMemory(session, crawler.settings.getint("DVCRAWLER_MAX_SITEMAPS"))
        self._overflow = UrlQueue(crawler.stats)
        #: Requests for pages that failed in an earlier run and are due.
        self._failed: list[Request] = []
        #: Known articles that may be looked at again in this run.
        self._looks = crawler.settings.getint("DVCRAWLER_REVISITS")
        self._looks_each = len(crawler.settings.getlist("DVCRAWLER_LOOK_AGAIN_HOURS"))
        crawler.signals.connect(self.ask_more, signals.spider_idle)
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        try:
            session = session_of(crawler)
        except NotConfigured:
            raise NotConfigured("nothing is known outside of a crawl") from None
        if not hasattr(crawler.spider, "found_at"):
            raise NotConfigured("a spider of another kind asks for everything anew")
        return cls(crawler, session)

    def ask_more(self, spider: Any) -> None:
        """The queue is empty: the next of those that wait, then what failed in earlier runs, then looks that
        there is reason for by now. A run that may send few requests has asked for the news before.
        """
        if self._session.failure is not None or self._session.is_ending:
            return
        try:
            more = self._waiting() or self._tried_again() or list(self._looks_again())
        except StorageError as error:
            self._session.fail(error)
            return
        for request in more:
            self._crawler.engine.crawl(request)
        if more:
            raise DontCloseSpider

    def _waiting(self) -> list[Request]:
        while self._overflow:
            requests = [self._spider.ask_for(url) for url in self._overflow.take()]
            if any(requests):
                return self._identities.settle([request for request in requests if request is not None])
        return []

    def _tried_again(self) -> list[Request]:
        failed, self._failed = self._failed, []
        return self._within_limit(failed)[::-1]  # Scrapy's queue gives the last one first

    def close(self, spider: Any) -> None:
        self._overflow.close()

    # --- what goes in -----------------------------------------------------------------------------

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """What a killed run left waiting, then the site itself; the rest when these are done."""
        try:
            if self._arguments.is_backfill:
                self._spider.backlog = self._session.open_backlog()
                self._spider.settle_captures = self._identities.settle_captures
            self._failed = self._failed_before()
            for request in self._left_waiting():
                yield request
            async for each in start:
                for one in self._pass([each])[0]:
                    yield one
        except StorageError as error:
            self._session.fail(error)

    async def process_spider_output(
        self, response: Response, result: AsyncIterator[Any]
    ) -> AsyncIterator[Any]:
        outputs, new = [], 0
        async for each in result:
            outputs.append(each)
            if len(outputs) >= _TOGETHER:
                passed, fresh = self._pass(outputs)
                outputs, new = [], new + fresh
                for one in passed:
                    yield one
        passed, fresh = self._pass(outputs, response, new)
        for one in passed:
            yield one

    def process_spider_exception(self, response: Response, exception: Exception) -> list[Any] | None:
        """A disk that failed under the spider ends the run like any other failing disk."""
        if not isinstance(exception, StorageError):
            return None
        self._session.fail(exception)
        return []

    def _pass(
        self, outputs: Sequence[Any], ended: Response | None = None, before: int = 0
    ) -> tuple[list[Any], int]:
        """What goes on, and how many articles were unknown. `ended`: these are the last of that page,
        which had given `before` unknown ones.
        """
        try:
            passed, fresh = self._filter(outputs)
            if ended is not None:
                self._note_visit(ended, before + fresh)
            return passed, fresh
        except StorageError as error:
            self._session.fail(error)
            return [], 0

    def _filter(self, outputs: Sequence[Any]) -> tuple[list[Any], int]:
        outputs = self._identities.settle(outputs)
        articles = {r.meta["address"].native_id: r for r in outputs if is_article(r)}
        ids = [self._id(native_id) for native_id in articles]
        known = self._ledger.known(ids) if ids else {}
        fresh = self._enter(articles)
        kept: list[Any] = []
        for each in outputs:
            if is_article(each):
                if articles[each.meta["address"].native_id] is each:
                    kept.extend(self._article(each, known, fresh))
            elif isinstance(each, Request):
                kept.extend(self._other(each))
            elif isinstance(each, Listing):
                self._walks.complete(each)
            else:
                kept.append(each)
        self._looks += self._looks_each * len(fresh)
        return self._overflow.hold_back(kept), len(fresh)

    def _enter(self, articles: dict[str, Request]) -> set[str]:
        links = [(self._id(native_id), _live_address(request)) for native_id, request in articles.items()]
        return self._ledger.note_found(links, self._session.started_at) if links else set()

    # --- articles ---------------------------------------------------------------------------------

    def _article(self, request: Request, known: dict[str, Entry], fresh: set[str]) -> list[Request]:
        native_id = request.meta["address"].native_id
        id_ = self._id(native_id)
        if request.meta.get("instead"):  # of a request that was counted
            return [request]
        if id_ not in fresh and not self._is_wanted_again(id_, known.get(id_), request):
            self._session.count("known")
            if request.meta.get("kept") and id_ not in self._asked:
                self._session.resolve(native_id)
            return []
        return self._within_limit([request])

    def _is_wanted_again(self, id_: str, entry: Entry | None, request: Request) -> bool:
        if request.meta.get("again"):
            return True
        if entry is None or id_ in self._asked:
            return False
        wanted = self._wants(entry, request.meta.get("changed"))
        if wanted:
            self._asked.add(id_)
        return wanted

    def _wants(self, entry: Entry, changed: str | None) -> bool:
        if entry.outcome is Outcome.STORED:
            return self._walks.is_to_revisit(entry) or _is_later(changed, entry.captured_at)
        if entry.outcome is Outcome.FOUND:
            return not self._arguments.is_whole_site and entry.found_at < self._session.started_at
        if entry.outcome is Outcome.OUTSIDE:
            day = read_outside_day(entry)
            return bool(self._arguments.covers(day.isoformat() if day else None))
        return bool(self._arguments.is_apart)

    def _within_limit(self, requests: list[Request]) -> list[Request]:
        if self._left is None:
            return requests
        passed = requests[: self._left]
        self._left -= len(passed)
        return passed

    def _left_waiting(self) -> Iterator[Request]:
        """What a killed run had entered and nothing came of."""
        if self._arguments.is_whole_site:
            for request in self._askable(self._ledger.waiting(self._left)):
                yield from self._overflow.hold_back(self._within_limit([request]))

    def _failed_before(self) -> list[Request]:
        """Pages that failed in an earlier run and are due: read before this run can add its own."""
        if not self._arguments.is_whole_site:
            return []
        failed = islice(self._askable(self._due(stored=False)), _RETRIES)
        # Once each: what fails again comes again, later and later.
        tried = {"tried": True, "max_retry_times": 0}
        return [one.replace(meta={**one.meta, **tried}, priority=_LAST) for one in failed]

    def _looks_again(self) -> Iterator[Request]:
        """Stored articles that are due, as many as there are looks left."""
        if not self._arguments.is_whole_site or self._looks <= 0:
            return
        for request in islice(self._askable(self._due(stored=True)), self._looks):
            self._looks -= 1
            yield from self._within_limit([request])

    def _due(self, *, stored: bool) -> list[Entry]:
        return self._ledger.due(utc_text(datetime.now(UTC)), _DUE, stored=stored)

    def _askable(self, entries: Iterable[Entry]) -> Iterator[Request]:
        """The requests for entries whose addresses the site still takes for articles', each once."""
        for entry in entries:
            request = self._spider.ask_for(entry.url) if entry.id not in self._asked else None
            if request is not None:
                self._asked.add(entry.id)
                yield self._identities.as_known(request, entry.id)

    # --- listings and sitemaps --------------------------------------------------------------------

    def _other(self, request: Request) -> list[Request]:
        listing = request.meta.get("listing")
        if listing is not None:
            if listing.number > 1 and self._left == 0:
                return []
            return [request] if self._walks.is_wanted(request.url, listing) else []
        sitemap = request.meta.get("sitemap")
        if sitemap is not None and not self._sitemaps.is_wanted(sitemap, request.meta.get("changed")):
            return []
        return [request]

    def _note_visit(self, response: Response, new: int) -> None:
        listing = response.meta.get("listing")
        if listing is not None:
            self._walks.note_visit(listing, new)
        sitemap = response.meta.get("sitemap")
        if sitemap is not None:
            self._sitemaps.note_read(sitemap, response.meta.get("changed"))

    def _read(self, url: str) -> Address | None:
        return next((found.address for found in self._spider.found_at([url])), None)

    def _id(self, native_id: str) -> str:
        return f"{self._session.site}:{native_id}"


def _live_address(request: Request) -> str:
    """Where the live site has the article, also where this request asks an archive for it."""
    return str(request.meta["address"].url) if request.meta.get("kept") else request.url


def _is_later(changed: str | None, captured_at: str | None) -> bool:
    """Whether a sitemap says that the article changed after it was captured."""
    if not changed or not captured_at:
        return False
    moment = read_moment(changed)
    return moment is not None and utc_text(moment) > captured_at
