"""What every source of article addresses works with: the site, the arguments and the crawl it feeds."""

import logging
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
from dvcrawler.discovery.survey import Survey
from dvcrawler.extract.site import Site
from dvcrawler.families.address_rule import RULE_AS_LEARNED, RULE_IN_WORDS, parse_rule
from dvcrawler.families.any_site import with_rule
from dvcrawler.items import Draft, PageOutcome
from dvcrawler.normalize.url_form import canonical_host
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.run.counters import Counter, GroupedCounter, count
from dvcrawler.storage.backlog import Backlog, PendingCapture

ParseArticle = Callable[[Response, Address], Iterator[Draft | PageOutcome | Request]]
FailArticle = Callable[[Failure], PageOutcome | Request | None]

logger = logging.getLogger(__name__)

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
        #: What this run learns of a site that no file describes; None for any other site.
        self.survey: Survey | None = None
        #: Writes a value of that name to the ledger. Set by the incremental middleware.
        self._remember: Callable[[str, str], None] = lambda name, value: None
        #: Whether the run is stopping: long sources then stop early. Set by the incremental middleware.
        self.is_ending: Callable[[], bool] = lambda: False
        #: Gives captures the ids that their articles are stored under. Set by the incremental middleware.
        self.settle_captures: Callable[[Sequence[PendingCapture]], list[PendingCapture]] = list

    # --- articles -------------------------------------------------------------------------------

    def find_articles(self, urls: Iterable[str]) -> list[ArticleLink]:
        """Those of the URLs that are article addresses of this site."""
        read = ((url, read_address(url, self.site.addresses, self.site.hosts)) for url in urls)
        return [ArticleLink(address, url) for url, address in read if address is not None]

    def request_article(
        self, found: ArticleLink, changed: str | None = None, priority: int = _ARTICLE_PRIORITY
    ) -> Request:
        """A request for the URL as printed. `changed`: `lastmod` of a sitemap, unparsed."""
        return Request(
            found.link,
            self._parse_article,
            errback=self._fail_article,
            cb_kwargs={"address": found.address},
            meta={
                META_KEY: PageRequest(address=found.address, changed=changed),
                "handle_httpstatus_list": [403, 404, 410, 429],
            },
            priority=priority,
        )

    def request_articles(self, found: Iterable[ArticleLink], changed: str | None = None) -> Iterator[Request]:
        """Requests for the articles that may lie in the period asked for."""
        for each in found:
            if self._may_be_in_period(each.address):
                yield self.request_article(each, changed)

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

    # --- sites that no file describes -------------------------------------------------------------

    def open_survey(self, recall: Callable[[str], str | None], remember: Callable[[str, str], None]) -> None:
        """Takes up what earlier runs learned of the site's article addresses; `recall` and `remember` read
        and write the ledger. Nothing is learned where the site has a file, or the addresses were named.
        """
        if self.site.family != "any" or self.arguments.article:
            return
        self._remember = remember
        self.survey = Survey(self.site, parse_rule(recall(self._rule_name) or ""))
        if self.survey.rule is not None:
            self.site = with_rule(self.site, self.survey.rule)
            self._stats.set_value(RULE_IN_WORDS, self.survey.describe())

    def adopt_rule(self) -> None:
        """The rule that the survey learned is the site's from now on."""
        assert self.survey is not None
        if self.survey.rule is None:
            return
        self.site = with_rule(self.site, self.survey.rule)
        written = self.survey.rule.to_json()
        self._remember(self._rule_name, written)
        self._stats.set_value(RULE_AS_LEARNED, written)
        self._stats.set_value(RULE_IN_WORDS, self.survey.describe())
        for line in self.survey.rule.evidence:
            logger.info("%s: learned that articles are at %s", self.site.title, line)

    def explain_nothing(self) -> str | None:
        """What the links of the listings look like, where none of them leads to an article."""
        if self.survey is None or self._stats.get_value(Counter.LISTING_LINKS.value, 0):
            return None
        return self.survey.explain_nothing() if self.survey.urls else None

    @property
    def trusts_addresses(self) -> bool:
        """Whether an address alone tells an article from a section."""
        return self.survey is None or self.survey.rule is None or not self.survey.rule.needs_listing

    @property
    def _rule_name(self) -> str:
        return f"address_rule:{self.site.title}"

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
