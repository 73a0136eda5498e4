"""The state that all sources of article addresses share: the site, the arguments and the crawl."""

from collections.abc import Callable, Iterator, Sequence

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.article_requests import ArticleCallbacks, ArticleRequests
from dvcrawler.discovery.crawl import Crawl
from dvcrawler.discovery.late_requests import LateRequests
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.seen_pages import ChoicePages, SeenPages
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.period_searches import PeriodSearches
from dvcrawler.discovery.periods.sitemap_coverage import SitemapCoverage
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.run_state import RunState
from dvcrawler.discovery.sections.section_argument import known_sections
from dvcrawler.discovery.surveys.nothing_found import NothingFound
from dvcrawler.discovery.surveys.other_links import OtherLinks
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.extract.site import Site
from dvcrawler.run.counters import Counter
from dvcrawler.storage.backlog import Backlog
from dvcrawler.storage.ledgers.sections import SectionLink

#: Reads the page of a listing.
ReadListing = Callable[["Sources", Response, Listing], Iterator[Output]]


class Sources:
    """Created once per run. Lists, feeds, WARC files and web archives turn addresses into requests by it."""

    def __init__(
        self,
        crawler: Crawler,
        site: Site,
        arguments: Arguments,
        callbacks: ArticleCallbacks,
        read_listing: ReadListing,
    ) -> None:
        self.crawl = Crawl(crawler)
        self.name = self.crawl.name
        self.arguments, self.read_listing = arguments, read_listing
        id_days = IdDays(arguments)
        self.articles = ArticleRequests(self.crawl, site, arguments, callbacks, id_days)
        #: How much of the run's period its sitemaps cover.
        self.coverage = SitemapCoverage(arguments)
        #: Searches sections with numbered pages for the period.
        self.searches = PeriodSearches(
            arguments, self.crawl.max_pages, id_days, lambda native_id: self.state.recall_day(native_id)
        )
        #: Requests that wait until nothing else is left.
        self.late = LateRequests(len(site.start))
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

    @property
    def site(self) -> Site:
        return self.articles.site

    def learn_site(self, site: Site) -> None:
        """Replaces the site by the same one with what the run learned of it."""
        self.articles.site = site

    def known_sections(self) -> list[SectionLink]:
        """The sections in the site file and those that the site links to."""
        return known_sections(self.site, self.state.seen_sections())

    def explain_nothing(self) -> NothingFound | None:
        """The shapes of the listings' links, if neither they nor feeds and sitemaps lead to an article."""
        counted = self.crawl.has_counted
        if self.survey is None or counted(Counter.LISTING_LINKS):
            return None
        is_read = counted(Counter.LISTING_PAGES) and not counted(Counter.LISTING_HOME_MOVED)
        return self.survey.explain_nothing() if self.survey.learned.urls or is_read else None

    def count_fed(self, found: Sequence[ArticleLink]) -> None:
        """Counts articles that a feed or sitemap names as links of a listing where nobody has said what the
        site's listings are, or where its file names the feeds: many front pages are made by scripts.
        """
        if (self.survey is not None or self.site.feeds) and found:
            self.crawl.count(Counter.LISTING_LINKS, len(found))

    @property
    def knows_rule(self) -> bool:
        """Whether the addresses of the site's articles were learned."""
        return self.survey is not None and self.survey.rule is not None

    @property
    def trusts_addresses(self) -> bool:
        """Whether an address alone distinguishes an article from a section."""
        return self.survey is None or self.survey.rule is None or not self.survey.rule.needs_listing

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
        self.crawl.count(Counter.SITEMAPS_SUFFICED)
        return []
