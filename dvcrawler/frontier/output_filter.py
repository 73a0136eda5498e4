"""Decides which outputs of a page a run wants, and enters what it found in the ledger."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from scrapy import Request
from scrapy.http import Response
from scrapy.settings import BaseSettings

from dvcrawler.discovery.listings.listing_requests import request_listing
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import is_article_request, read_page_request, requested_address
from dvcrawler.discovery.sources import Sources
from dvcrawler.frontier.article_filter import ArticleFilter
from dvcrawler.frontier.identities import Identities, preference
from dvcrawler.frontier.known_links import KnownLinks
from dvcrawler.frontier.section_walks import SectionWalks
from dvcrawler.frontier.sitemap_memory import SitemapMemory
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.entries import day_of
from dvcrawler.storage.ledgers.ledger import Entry, Outcome

#: Caps the articles that are remembered to tell boxes from lists; a run with little new meets some hundreds.
_MOST_SEEN = 20_000


class OutputFilter:
    """Passes requests for articles, listings and sitemaps, or drops them. Raises StorageError."""

    def __init__(
        self, session: RunSession, sources: Sources, settings: BaseSettings, identities: Identities
    ) -> None:
        self._session, self._ledger, self._sources = session, session.ledger, sources
        self._identities = identities
        self._walks = SectionWalks(session, sources.arguments, settings)
        self.sitemaps = SitemapMemory(
            session, settings.getint("DVCRAWLER_MAX_SITEMAPS"), is_partial=sources.arguments.has_period
        )
        self.unsorted = self._walks.unsorted
        self.articles = ArticleFilter(session, sources.arguments, self._walks)
        self.known_links = KnownLinks(sources.arguments)
        #: Hashes of native ids on sections of the run, and the ids that are new on the last page.
        self._seen, self._own = set[int](), list[str]()
        #: Whether the last page has a new article with the number of a known one: the list holds it as known.
        self._shows_shared = False

    def filter(self, outputs: Sequence[Any]) -> tuple[list[Any], int]:
        """The outputs of one page that the run wants, and the number of new articles among them."""
        outputs = self._identities.settle(outputs)
        articles = self._find_articles(outputs)
        entries = self._read_entries(articles)
        new = self._enter(
            {name: one for name, one in articles.items() if self._build_id(name) not in entries}
        )
        self._shows_shared = any(
            requested_address(one).shared is not None and self._build_id(name) in new
            for name, one in articles.items()
        )
        self._learn_days(articles, entries)
        self._note_led(articles, entries)
        continues = self._continues(entries.values())
        days = self._read_own_days(articles, entries)
        passed: list[Any] = []
        for each in outputs:
            if not is_article_request(each):
                passed += [] if continues and _is_pager_report(each) else self._filter_other(each, days)
            elif articles[requested_address(each).native_id] is each:
                passed += self._filter_article(each, entries, new)
        return passed, len(new)

    def _find_articles(self, outputs: Iterable[Any]) -> dict[str, Request]:
        requests = filter(is_article_request, outputs)
        if self._sources.survey is not None:
            return _choose_addresses(requests)
        return {requested_address(request).native_id: request for request in requests}

    def _read_entries(self, native_ids: Collection[str]) -> dict[str, Entry]:
        return self._ledger.known([self._build_id(each) for each in native_ids]) if native_ids else {}

    def _filter_article(
        self, request: Request, entries: Mapping[str, Entry], new: Collection[str]
    ) -> list[Request]:
        address = requested_address(request)
        id_ = self._build_id(address.native_id)
        selected = self.articles.select(request, entries.get(id_), is_new=id_ in new)
        if not selected:
            self.known_links.note(address.url)
        return selected

    def _learn_days(self, native_ids: Iterable[str], entries: Mapping[str, Entry]) -> None:
        """Tells the sources the known days, by which they judge articles whose day no listing prints."""
        if self._sources.arguments.has_period:
            for native_id in native_ids:
                self._sources.articles.learn_day(native_id, day_of(entries.get(self._build_id(native_id))))

    def note_visit(self, response: Response, new: int) -> None:
        """Notes that the page was read to its end, and led to `new` new articles."""
        page = read_page_request(response)
        if page.listing is not None:
            self._walks.note_visit(page.listing, new)
            if not page.listing.is_home and len(self._seen) < _MOST_SEEN:
                self._seen.update(map(hash, self._own))
        if page.sitemap is not None and response.status == 200:
            self.sitemaps.note_read(page.sitemap, page.changed)

    def _read_own_days(self, native_ids: Collection[str], entries: Mapping[str, Entry]) -> list[date]:
        """The known days of the page's articles, without those of sections before it: boxes beside a list."""
        self._own = [each for each in native_ids if hash(each) not in self._seen]
        days = (day_of(entries.get(self._build_id(each))) for each in self._own)
        return [day for day in days if day is not None]

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
        links = [
            (self._build_id(native_id), _find_live_url(request)) for native_id, request in articles.items()
        ]
        return self._ledger.note_found(links, self._session.started_at) if links else set()

    def _note_led(self, articles: dict[str, Request], entries: Mapping[str, Entry]) -> None:
        """Stores which section led to an article, in case another run requests it."""
        led = []
        for native_id, request in articles.items():
            id_, section = self._build_id(native_id), read_page_request(request).section
            if section and (id_ not in entries or entries[id_].outcome is not Outcome.STORED):
                led.append((id_, section))
        self._ledger.note_led(led)

    def _filter_other(self, output: object, days: Sequence[date]) -> list[Any]:
        """Filters an output that is not an article request. A bare Listing ends its section's walk. `days`:
        of the known articles of the page, in its order.
        """
        if isinstance(output, Listing):
            self._walks.complete(output)
            return []
        if not isinstance(output, Request):
            return [output]
        page = read_page_request(output)
        if page.listing is not None:
            return self._filter_listing(output, page.listing, days)
        return [output] if page.sitemap is None or self.sitemaps.is_wanted(page.sitemap, page.changed) else []

    def _filter_listing(self, request: Request, listing: Listing, days: Sequence[date]) -> list[Request]:
        if listing.number > 1 and self.articles.remaining == 0:
            return []
        if not self._walks.is_wanted(request.url, listing, days, shows_new=self._shows_shared):
            self.unsorted.hold(request, listing)
            return []
        place = self.unsorted.take_place(listing)
        if place is None or request.method != "GET":
            return [request]
        resumed = replace(listing, number=place[0], is_shown=False, is_due=False)
        return [request_listing(self._sources, place[1], resumed)]

    def _build_id(self, native_id: str) -> str:
        return f"{self._session.site}:{native_id}"


def _choose_addresses(requests: Iterable[Request]) -> dict[str, Request]:
    """The request of each article by its id. On a site without a file, which does not say how addresses of
    one article differ, the shortest is asked for, whichever list of the page came first.
    """
    chosen: dict[str, Request] = {}
    for each in requests:
        known = chosen.setdefault(requested_address(each).native_id, each)
        if preference(each) < preference(known):
            chosen[requested_address(each).native_id] = each
    return chosen


def _is_pager_report(output: object) -> bool:
    return isinstance(output, PageOutcome) and output.code is PageCode.PAGER_NOT_FOLLOWED


def _find_live_url(request: Request) -> str:
    """The article's URL on the live site, also where the request asks an archive for it."""
    return requested_address(request).url if read_page_request(request).archived else request.url
