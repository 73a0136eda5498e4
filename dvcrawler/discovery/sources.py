"""The state that all sources of article addresses share: the site, the arguments and the crawl."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.late_requests import LateRequests
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.seen_pages import ChoicePages, SeenPages
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.listing_period import UndecidedLinks
from dvcrawler.discovery.periods.period import may_cover
from dvcrawler.discovery.periods.period_searches import PeriodSearches
from dvcrawler.discovery.periods.sitemap_coverage import SitemapCoverage
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.discovery.run_state import RunState
from dvcrawler.discovery.sections.section_argument import known_sections
from dvcrawler.discovery.surveys.nothing_found import NothingFound
from dvcrawler.discovery.surveys.other_links import OtherLinks
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import read_named
from dvcrawler.items import PageOutcome
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.run.counters import Counter, GroupedCounter, count
from dvcrawler.storage.backlog import Backlog
from dvcrawler.storage.ledgers.sections import SectionLink


@dataclass(frozen=True, slots=True)
class Callbacks:
    """The callback and errback of article requests, and what reads the page of a listing."""

    parse_article: Callable[[Response, Address], Iterator[Output]]
    fail_article: Callable[[Failure], PageOutcome | Request | None]
    read_listing: Callable[["Sources", Response, Listing], Iterator[Output]]


#: Articles are requested before feeds, sitemaps and listings.
_ARTICLE_PRIORITY = 10


class Sources:
    """Created once per run. Lists, feeds, WARC files and web archives turn addresses into requests by it."""

    def __init__(self, crawler: Crawler, site: Site, arguments: Arguments, callbacks: Callbacks) -> None:
        self._crawler = crawler
        self.callbacks = callbacks
        self.name: str = crawler.spidercls.name
        self.site, self.arguments = site, arguments
        #: How much of the run's period its sitemaps cover.
        self.coverage = SitemapCoverage(arguments)
        id_days = IdDays(arguments)
        #: Searches sections with numbered pages for the period.
        self.searches = PeriodSearches(
            arguments,
            crawler.settings.getint("DVCRAWLER_MAX_PAGES"),
            id_days,
            lambda native_id: self.state.recall_day(native_id),
        )
        #: Requests that wait until nothing else is left.
        self.late = LateRequests(len(site.start))
        #: Articles of the run whose day no listing printed.
        self.undecided = UndecidedLinks(arguments, id_days)
        #: Captures still to be fetched. None unless the run reads a web archive.
        self.backlog: Backlog | None = None
        #: Learns the article addresses of a site without a site file; None for any other site.
        self.survey: Survey | None = None
        #: Links among the articles of a site without a survey that its file leaves out.
        self.others = OtherLinks()
        self.seen_pages = SeenPages()
        self.shared_parts = SharedParts()
        #: Further pages at addresses that posted sections share with the list they are a choice of.
        self.choice_pages = ChoicePages()
        #: Keys of the months, days and letters of archives that were read.
        self.archive_parts: set[str] = set()
        #: Feeds to which pages that list feeds led.
        self.listed_feeds: set[str] = set()
        #: Keys of the sections that pages of the run linked to.
        self.sections: set[str] = set()
        #: Replaced by the middleware that opens the ledger.
        self.state = RunState()

    # --- articles -------------------------------------------------------------------------------

    def known_sections(self) -> list[SectionLink]:
        """The sections in the site file and those that the site links to."""
        return known_sections(self.site, self.state.seen_sections())

    def find_articles(self, urls: Iterable[str]) -> list[ArticleLink]:
        """The URLs that are article addresses of this site."""
        read = ((url, read_address(url, self.site.addresses, self.site.hosts)) for url in urls)
        return [ArticleLink(address, url) for url, address in read if address is not None]

    def find_named(self, url: str) -> ArticleLink | None:
        """The article at a URL given by the user: on an unknown site, any page may be one."""
        address = read_named(url, self.site)
        return ArticleLink(address, url) if address is not None else None

    def read_id(self, url: str) -> str | None:
        """The native id of an article's URL; None for any other URL."""
        address = read_address(url, self.site.addresses, self.site.hosts)
        return address.native_id if address is not None else None

    def request_article(
        self,
        found: ArticleLink,
        changed: str | None = None,
        priority: int = _ARTICLE_PRIORITY,
        section: str | None = None,
    ) -> Request:
        """Requests the URL as printed. `changed`: `lastmod` of a sitemap, unparsed. `section`: name of
        the section whose listing has the link.
        """
        return Request(
            found.link,
            self.callbacks.parse_article,
            errback=self.callbacks.fail_article,
            cb_kwargs={"address": found.address},
            meta={
                META_KEY: PageRequest(
                    address=found.address, changed=changed, listed=found.day, section=section
                ),
                "handle_httpstatus_list": [403, 404, 410, 429],
            },
            priority=priority,
        )

    def request_articles(self, found: Iterable[ArticleLink], section: str | None = None) -> Iterator[Request]:
        """Requests the articles that may be in the run's period."""
        for each in self._count_outside(found):
            if may_cover(self.arguments, each):
                yield self.request_article(each, section=section)

    def request_listed(
        self, found: Iterable[ArticleLink], *, is_list: bool, section: str | None = None
    ) -> Iterator[Request]:
        """Requests the articles of a page that may be in the run's period. `is_list`: the page is a
        section's, not a front page, a feed or an article. `section`: its name.
        """
        for each in self.undecided.decide(self._count_outside(found), is_list=is_list):
            yield self.request_article(each, section=section)

    def _count_outside(self, found: Iterable[ArticleLink]) -> Iterable[ArticleLink]:
        """The same links; of a page that is read for a period, counts those outside."""
        if not self.arguments.has_period:
            return found
        links = list(found)
        if outside := sum(not may_cover(self.arguments, each) for each in links):
            self.count(Counter.OUTSIDE_BY_DAY, outside)
        return links

    def take_undecided(self) -> list[Request]:
        """Requests some of the articles whose day no listing printed; none if none are left."""
        if outside := self.undecided.drop_outside():
            self.count(Counter.OUTSIDE_BY_NUMBER, outside)
        return [self.request_article(each) for each in self.undecided.take()]

    def learn_day(self, native_id: str, day: date | None) -> None:
        """Notes the day of an article that was read."""
        self.undecided.learn(native_id, day)

    def request_known(self, url: str) -> Request | None:
        """Requests a URL from the ledger; None if it is no longer an article address by the site file, or is
        outside the run's period.
        """
        found = self.find_named(url)
        return next(self.request_articles([found] if found else []), None)

    def is_wanted(self, address: Address, captured: str) -> bool:
        """Whether an article captured on this day (`YYYY-MM-DD`) may be in the run's period: it was
        published before it was captured.
        """
        since = self.arguments.since
        in_period = may_cover(self.arguments, ArticleLink(address, address.url))
        return in_period and not (since and captured < since.isoformat())

    # --- sites that no file describes -------------------------------------------------------------

    def explain_nothing(self) -> NothingFound | None:
        """The shapes of the listings' links, if neither they nor feeds and sitemaps lead to an article."""
        if self.survey is None or self._has_counted(Counter.LISTING_LINKS):
            return None
        is_read = self._has_counted(Counter.LISTING_PAGES) and not self._has_counted(
            Counter.LISTING_HOME_MOVED
        )
        return self.survey.explain_nothing() if self.survey.learned.urls or is_read else None

    def count_fed(self, found: Sequence[ArticleLink]) -> None:
        """Counts articles that a feed or sitemap names as links of a listing where nobody has said what the
        site's listings are, or where its file names the feeds: many front pages are made by scripts.
        """
        if (self.survey is not None or self.site.feeds) and found:
            self.count(Counter.LISTING_LINKS, len(found))

    def _has_counted(self, counter: Counter) -> bool:
        return bool(self._stats.get_value(counter.value, 0))

    @property
    def knows_rule(self) -> bool:
        """Whether the addresses of the site's articles were learned."""
        return self.survey is not None and self.survey.rule is not None

    @property
    def trusts_addresses(self) -> bool:
        """Whether an address alone distinguishes an article from a section."""
        return self.survey is None or self.survey.rule is None or not self.survey.rule.needs_listing

    # --- the crawl ------------------------------------------------------------------------------

    @property
    def read_seconds(self) -> float:
        """CPU seconds allowed for reading a page."""
        return self._crawler.settings.getfloat("DVCRAWLER_READ_SECONDS")

    @property
    def max_sections(self) -> int:
        """Most sections, and most feeds, followed from one home page."""
        return self._crawler.settings.getint("DVCRAWLER_MAX_SECTIONS")

    @property
    def commoncrawl_files(self) -> str:
        """Base URL of Common Crawl's WARC files."""
        return str(self._crawler.settings["DVCRAWLER_COMMONCRAWL_FILES"]).rstrip("/")

    def take_late(self) -> list[Request]:
        """The requests that were put off until nothing else is left: first the sections whose home page was
        not read, then the listings, which are dropped if the sitemaps hold the whole period.
        """
        if sections := self.late.take_sections():
            return sections
        listings = self.late.take_listings()
        if listings is None:
            return []
        if not self.coverage.is_complete:
            return list(listings)
        self.count(Counter.SITEMAPS_SUFFICED)
        return []

    def count(self, counter: Counter | GroupedCounter, by: int = 1) -> None:
        """Adds to a counter of the run."""
        count(self._stats, counter, by)

    def count_queued(self) -> int:
        """Number of requests in Scrapy's queue."""
        get = self._stats.get_value
        return int(get("scheduler/enqueued", 0) - get("scheduler/dequeued", 0))

    def count_waiting(self) -> int:
        """Number of addresses queued on disk."""
        return self.state.waiting

    def note_fact(self, name: str, value: str) -> None:
        """Sets a value of the run's statistics."""
        self._stats.set_value(name, value)

    async def wait_for_empty_queue(self) -> None:
        await self._crawler.signals.wait_for(signals.scheduler_empty)

    @property
    def _stats(self) -> Any:
        return self._crawler.stats
