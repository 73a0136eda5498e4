"""Takes out what is known already, and ends a section's walk where known ground begins.

Everything found is entered in the ledger before it is asked for. So a run may be killed at any
instant: the next one asks for what was entered and not resolved, and walks a section down again
to what was entered by its last complete walk, not merely to what is known.
"""

import logging
from collections.abc import AsyncIterator, Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import chain, islice
from typing import Any, Self, TypeGuard

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.exceptions import DontCloseSpider, NotConfigured
from scrapy.http import Response

from dvcrawler.errors import StorageError
from dvcrawler.extensions.session import RunSession, session_of, utc_text
from dvcrawler.items import Listing
from dvcrawler.middlewares.sitemaps import Sitemaps
from dvcrawler.storage.ledger import Entry, Outcome
from dvcrawler.storage.spool import Spool

logger = logging.getLogger(__name__)

_RETRIES = 50
#: What failed before comes behind everything else.
_LAST = -1
#: Outputs of a page looked at together: one look-up in the ledger for all of them.
_TOGETHER = 200
#: More requests than this in Scrapy's queue wait outside of memory (4 KB a request).
_QUEUED = 1000


class IncrementalMiddleware:
    """Spider middleware over the ledger. `crawler.spider.arguments` says what was asked for."""

    def __init__(self, crawler: Crawler, session: RunSession) -> None:
        self._crawler = crawler
        self._session = session
        self._ledger = session.ledger
        spider: Any = crawler.spider
        self._spider, self._arguments = spider, spider.arguments
        self._left: int | None = self._arguments.limit
        revisit_from = self._arguments.revisit_from(session.started.date())
        self._revisit_from = revisit_from.isoformat() if revisit_from else None
        #: Ids asked for although known; the others are told by the ledger.
        self._asked: set[str] = set()
        self._whole_site = not self._arguments.is_apart and self._arguments.section is None
        self._resting = self._resting_sections()
        self._sitemaps = Sitemaps(session, crawler.settings.getint("DVCRAWLER_MAX_SITEMAPS"))
        self._later = Spool()
        crawler.signals.connect(self.ask_later, signals.spider_idle)
        crawler.signals.connect(self.close, signals.spider_closed)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        try:
            return cls(crawler, session_of(crawler))
        except NotConfigured:
            raise NotConfigured("nothing is known outside of a crawl") from None

    def ask_later(self, spider: Any) -> None:
        """The queue is empty: the next of those that wait."""
        if not self._later or self._session.failure is not None:
            return
        try:
            for url in self._later.take(_QUEUED):
                request = self._spider.ask_for(url)
                if request is not None:
                    self._crawler.engine.crawl(request)
        except StorageError as error:
            self._session.fail(error)
        raise DontCloseSpider

    def close(self, spider: Any) -> None:
        self._later.close()

    # --- what goes in -----------------------------------------------------------------------------

    async def process_start(self, start: AsyncIterator[Any]) -> AsyncIterator[Any]:
        """First what earlier runs left unfinished and what is due, then the site itself."""
        try:
            if self._arguments.is_backfill:
                self._spider.backlog = self._session.open_backlog()
            if self._whole_site:
                for request in self._unfinished():
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
        articles = {r.meta["address"].native_id: r for r in outputs if _is_article(r)}
        ids = [self._id(native_id) for native_id in articles]
        known = self._ledger.known(ids) if ids else {}
        fresh = self._enter(articles)
        kept: list[Any] = []
        for each in outputs:
            if _is_article(each):
                if articles[each.meta["address"].native_id] is each:
                    kept.extend(self._article(each, known, fresh))
            elif isinstance(each, Request):
                kept.extend(self._other(each))
            elif isinstance(each, Listing):
                self._complete(each)
            else:
                kept.append(each)
        return self._put_off(kept), len(fresh)

    def _put_off(self, outputs: list[Any]) -> list[Any]:
        """Without the articles for which Scrapy's queue, which is memory, has no room."""
        get = self._crawler.stats.get_value
        room = _QUEUED - get("scheduler/enqueued", 0) + get("scheduler/dequeued", 0)
        late = [one for one in outputs if _is_article(one) and not one.meta.get("kept")][max(room, 0) :]
        if not late:
            return outputs
        self._later.add(one.url for one in late)
        put_off = set(map(id, late))
        return [one for one in outputs if id(one) not in put_off]

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
            return self._is_to_revisit(entry) or _is_later(changed, entry.captured_at)
        if entry.outcome is Outcome.FOUND:
            return not self._whole_site and entry.found_at < self._session.started_at
        if entry.outcome is Outcome.OUTSIDE:
            return bool(self._arguments.covers((entry.reason or "")[:10]))
        return bool(self._arguments.is_apart)

    def _is_to_revisit(self, entry: Entry) -> bool:
        return self._revisit_from is not None and (entry.date is None or entry.date >= self._revisit_from)

    def _within_limit(self, requests: list[Request]) -> list[Request]:
        if self._left is None:
            return requests
        passed = requests[: self._left]
        self._left -= len(passed)
        return passed

    def _unfinished(self) -> Iterator[Request]:
        """What a killed run had entered and nothing came of, and what is due to be looked at."""
        now, most = utc_text(datetime.now(UTC)), self._crawler.settings.getint("DVCRAWLER_REVISITS")
        failed = islice(self._askable(self._ledger.due(now, 1000, stored=False)), _RETRIES)
        again = islice(self._askable(self._ledger.due(now, 1000, stored=True)), most)
        tried = (one.replace(meta={**one.meta, "tried": True}, priority=_LAST) for one in failed)
        for request in chain(self._askable(self._ledger.waiting(self._left)), tried, again):
            yield from self._put_off(self._within_limit([request]))

    def _askable(self, entries: Iterable[Entry]) -> Iterator[Request]:
        """The requests for entries whose addresses the site still takes for articles', each once."""
        for entry in entries:
            request = self._spider.ask_for(entry.url) if entry.id not in self._asked else None
            if request is not None:
                self._asked.add(entry.id)
                yield request

    # --- listings and sitemaps --------------------------------------------------------------------

    def _other(self, request: Request) -> list[Request]:
        listing = request.meta.get("listing")
        if listing is not None:
            return self._listing(request, listing)
        sitemap = request.meta.get("sitemap")
        if sitemap is not None and not self._sitemaps.is_wanted(sitemap, request.meta.get("changed")):
            return []
        return [request]

    def _listing(self, request: Request, listing: Listing) -> list[Request]:
        if listing.number == 1:
            if not listing.is_home and (listing.key in self._resting or listing.key in self._asked):
                return []
            self._asked.add(listing.key)
            return [request]
        if self._left == 0 or self._is_endless(request.url, listing):
            return []
        if self._reaches_known_ground(listing):
            self._complete(listing)
            return []
        return [request]

    def _is_endless(self, url: str, listing: Listing) -> bool:
        most = self._crawler.settings.getint("DVCRAWLER_MAX_PAGES")
        if listing.number <= most:
            return False
        self._session.count("listing/endless")
        logger.warning("%s: %s goes on after %d pages; the rest is left", self._session.site, url, most)
        return True

    def _reaches_known_ground(self, listing: Listing) -> bool:
        """Whether all on the page before was entered by the section's last complete walk."""
        state = self._ledger.section(listing.key)
        if state is None or state.completed_at is None:
            return False
        since = self._arguments.since
        if state.completed_since and not (since and since.isoformat() >= state.completed_since):
            return False
        known, done = self._ledger.known([self._id(each) for each in listing.seen]), state.completed_at
        if len(known) < len(listing.seen):
            return False
        return all(e.found_at <= done and not self._is_to_revisit(e) for e in known.values())

    def _complete(self, listing: Listing) -> None:
        if self._arguments.is_bounded or listing.is_home:
            return
        since = self._arguments.since
        self._ledger.complete_section(
            listing.key, self._session.started_at, since.isoformat() if since else None
        )

    def _note_visit(self, response: Response, new: int) -> None:
        listing = response.meta.get("listing")
        if listing is not None and listing.number == 1 and not listing.is_home:
            self._ledger.note_section_visit(listing.key, self._session.started_at, new)
        sitemap = response.meta.get("sitemap")
        if sitemap is not None:
            self._sitemaps.note_read(sitemap, response.meta.get("changed"))

    def _resting_sections(self) -> set[str]:
        """Sections walked to the end before take turns: these are not asked in this run."""
        if not self._whole_site or self._revisit_from is not None:
            return set()
        most = self._crawler.settings.getint("DVCRAWLER_QUIET_SECTIONS")
        walked = [state.key for state in self._ledger.sections() if state.completed_at]
        return set(walked[most:])

    def _id(self, native_id: str) -> str:
        return f"{self._session.site}:{native_id}"


def _live_address(request: Request) -> str:
    """Where the live site has the article, also where this request asks an archive for it."""
    return str(request.meta["address"].url) if request.meta.get("kept") else request.url


def _is_article(each: Any) -> TypeGuard[Request]:
    return isinstance(each, Request) and "address" in each.meta


def _is_later(changed: str | None, captured_at: str | None) -> bool:
    """Whether a sitemap says that the article changed after it was captured."""
    if not changed or not captured_at:
        return False
    try:
        moment = datetime.fromisoformat(changed)
    except ValueError:
        return False
    if moment.tzinfo is None:
        return False
    return utc_text(moment) > captured_at
