"""What every source of article addresses works with: the site, the arguments and the crawl it feeds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request, signals
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.arguments import Arguments, month_is_after, month_is_before
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.discovery.sections import known_sections
from dvcrawler.extract.site import Site
from dvcrawler.items import Draft, PageOutcome
from dvcrawler.normalize.url_form import canonical_host
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.run.counters import Counter, GroupedCounter, count
from dvcrawler.storage.backlog import Backlog, PendingCapture
from dvcrawler.storage.sections import SectionLink

ParseArticle = Callable[[Response, Address], Iterator[Draft | PageOutcome | Request]]
FailArticle = Callable[[Failure], PageOutcome | Request | None]

#: Articles come before feeds, sitemaps and listings.
_ARTICLE_PRIORITY = 10


def is_main_host(url: str, site: Site) -> bool:
    """False on an older domain of the site, which may be unreachable without harm."""
    return canonical_host(urlsplit(url).hostname or "", {}) in site.hosts.values()


class Sources:
    """Made once per run. Listings, feeds, lists, WARC files and web archives turn addresses into requests
    through it. `parse_article` and `fail_article` are the callbacks of article requests.
    """

    def __init__(
        self,
        crawler: Crawler,
        site: Site,
        arguments: Arguments,
        parse_article: ParseArticle,
        fail_article: FailArticle,
    ) -> None:
        self._crawler = crawler
        self._parse_article, self._fail_article = parse_article, fail_article
        self.name: str = crawler.spidercls.name
        self.site, self.arguments = site, arguments
        #: Captures still to be fetched. None unless the run reads a web archive.
        self.backlog: Backlog | None = None
        #: Whether the run is stopping: long sources then stop early. Set by the incremental middleware.
        self.is_ending: Callable[[], bool] = lambda: False
        #: Number of addresses that wait on disk. Set by the incremental middleware.
        self.count_waiting: Callable[[], int] = int
        #: Sections that the site was seen to link to, and the section that led to an article, by native id.
        #: Both, and how to enter sections, are set by the incremental middleware.
        self.seen_sections: Callable[[], list[SectionLink]] = list
        self.note_sections: Callable[[Iterable[SectionLink]], None] = lambda links: None
        self.led_by: Callable[[str], str | None] = lambda native_id: None
        #: Gives captures the ids that their articles are stored under. Set by the incremental middleware.
        self.settle_captures: Callable[[Sequence[PendingCapture]], list[PendingCapture]] = list

    # --- articles -------------------------------------------------------------------------------

    def known_sections(self) -> list[SectionLink]:
        """Those of the site file and those that the site links to."""
        return known_sections(self.site, self.seen_sections())

    def section_name(self, key: str) -> str | None:
        """The name of the section with this key; None where only its address or number is known."""
        named = (link.name for link in self.known_sections() if link.key == key)
        name = next(named, None)
        return None if name is None or name.isdecimal() else name

    def find_articles(self, urls: Iterable[str]) -> list[ArticleLink]:
        """Those of the URLs that are article addresses of this site."""
        read = ((url, read_address(url, self.site.addresses, self.site.hosts)) for url in urls)
        return [ArticleLink(address, url) for url, address in read if address is not None]

    def request_article(
        self,
        found: ArticleLink,
        changed: str | None = None,
        priority: int = _ARTICLE_PRIORITY,
        section: str | None = None,
    ) -> Request:
        """A request for the URL as printed. `changed`: `lastmod` of a sitemap, unparsed. `section`: name of
        the section whose listing has the link.
        """
        return Request(
            found.link,
            self._parse_article,
            errback=self._fail_article,
            cb_kwargs={"address": found.address},
            meta={
                META_KEY: PageRequest(address=found.address, changed=changed, section=section),
                "handle_httpstatus_list": [403, 404, 410, 429],
            },
            priority=priority,
        )

    def request_articles(
        self, found: Iterable[ArticleLink], changed: str | None = None, section: str | None = None
    ) -> Iterator[Request]:
        """Requests for the articles that may lie in the period asked for."""
        for each in found:
            if self._may_be_in_period(each.address):
                yield self.request_article(each, changed, section=section)

    def request_known(self, url: str) -> Request | None:
        """The request for a URL in the ledger; None if the site file no longer reads it as an article's,
        or if it lies outside the period asked for.
        """
        return next(self.request_articles(self.find_articles([url])), None)

    def is_wanted(self, address: Address, captured: str) -> bool:
        """Whether an article captured on this day (`YYYY-MM-DD`) may lie in the period asked for: it was
        published before it was captured.
        """
        since = self.arguments.since
        return self._may_be_in_period(address) and not (since and captured < since.isoformat())

    def _may_be_in_period(self, address: Address) -> bool:
        month = address.month
        return not month_is_before(self.arguments, month) and not month_is_after(self.arguments, month)

    # --- the crawl ------------------------------------------------------------------------------

    @property
    def read_seconds(self) -> float:
        """Seconds of processor time after which reading a page is given up."""
        return self._crawler.settings.getfloat("DVCRAWLER_READ_SECONDS")

    @property
    def max_sections(self) -> int:
        """Number of sections and of feeds that are followed from one home page."""
        return self._crawler.settings.getint("DVCRAWLER_MAX_SECTIONS")

    @property
    def commoncrawl_files(self) -> str:
        """Base URL of Common Crawl's WARC files."""
        return str(self._crawler.settings["DVCRAWLER_COMMONCRAWL_FILES"]).rstrip("/")

    def count(self, counter: Counter | GroupedCounter, by: int = 1) -> None:
        """Adds to a counter of the run."""
        count(self._stats, counter, by)

    def count_queued(self) -> int:
        """Number of requests in Scrapy's queue."""
        get = self._stats.get_value
        return int(get("scheduler/enqueued", 0) - get("scheduler/dequeued", 0))

    async def wait_for_empty_queue(self) -> None:
        await self._crawler.signals.wait_for(signals.scheduler_empty)

    @property
    def _stats(self) -> Any:
        return self._crawler.stats
