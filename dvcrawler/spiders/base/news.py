"""The one crawl loop: listings, feeds and sitemaps lead to articles, articles become drafts.

The spider asks for everything it finds; what is known already is taken out on the way
(`frontier.incremental`), so the loop holds no state that a killed run could lose.
"""

from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.arguments import (
    Arguments,
    month_is_after,
    month_is_before,
    parse_arguments,
)
from dvcrawler.discovery.feeds import from_feed, from_robots, from_sitemap
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings import name_failure, read_listing
from dvcrawler.discovery.requests import (
    article_request,
    home_request,
    robots_request,
    section_request,
)
from dvcrawler.discovery.responses import (
    UNASKED,
    asked_url,
    failed_outcome,
    is_whole,
    name_failed_page,
    of_archive,
    read_answer,
)
from dvcrawler.discovery.urllist import read_list
from dvcrawler.discovery.warcs import from_warcs, page_request
from dvcrawler.discovery.web_archives import (
    from_index,
    name_index_failure,
    read_collections_page,
    read_index_page,
)
from dvcrawler.extract.site import Site
from dvcrawler.items import Draft, Listing, PageCode, PageOutcome
from dvcrawler.normalize.url_form import canonical_host
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.storage.backlog import Backlog, PendingCapture


class NewsSpider(Spider):
    """Base of every site. A site file states `name`, `site` and, at the most, its own habits."""

    site: Site
    arguments: Arguments = Arguments()
    #: Of a backfill out of a web archive; None for any other run.
    backlog: Backlog | None = None
    #: Whether the run has begun to end: what is long is then left where it is. Set by the run.
    is_ending: Callable[[], bool] = staticmethod(lambda: False)
    #: Set with it: rows of an index under the ids that their articles are held by.
    settle_captures: Callable[[Sequence[PendingCapture]], list[PendingCapture]]

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Raises UsageError for `-a` arguments that cannot be read."""
        spider = super().from_crawler(crawler)
        spider.arguments = parse_arguments(kwargs)
        site = spider.choose_site(spider.arguments)
        given = spider.arguments
        site = replace(site, tls="legacy") if given.tls else site
        spider.site = replace(site, tls_pin=given.tls_pin) if given.tls_pin else site
        return spider

    @classmethod
    def site_for(cls, given: Mapping[str, str]) -> Site:
        """The site as a run with these `-a` arguments saw it; without any, as its file states it."""
        return cls(name=cls.name).choose_site(parse_arguments(given)) if given else cls.site

    def choose_site(self, arguments: Arguments) -> Site:
        """The site's data; a family that is on any host puts `-a host=` into it."""
        return self.site

    # --- where addresses come from --------------------------------------------------------------

    async def start(self) -> AsyncIterator[Any]:
        """Addresses of a list, of one section, or all ways into the site."""
        if self.arguments.warc:
            async for each in from_warcs(self, self.arguments.warc):
                yield each
            return
        if self.arguments.is_backfill:
            async for each in from_index(self):
                yield each
            return
        requests = self._from_list() if self.arguments.urls else self._from_site()
        for request in requests:
            yield request

    def _from_list(self) -> Iterator[Any]:
        for url in read_list(self.arguments.urls or "-"):
            address = read_address(url, self.site.addresses, self.site.hosts)
            if address is None:
                yield PageOutcome(
                    None, url, "refused", f"not an article address of {self.name}", PageCode.NOT_AN_ARTICLE
                )
            else:
                yield article_request(self, ArticleLink(address, url))

    def _from_site(self) -> Iterator[Request]:
        if self.arguments.section:
            yield section_request(self, self._section_start(self.arguments.section))
            return
        for url in self.site.start:
            yield home_request(self, url)
        for host in dict.fromkeys(self.site.hosts.values()):
            yield robots_request(self, host)
        for url in self.site.sections.values():
            yield section_request(self, url)

    def _section_start(self, section: str) -> str:
        if section in self.site.sections:
            return self.site.sections[section]
        start = urlsplit(self.site.start[0])
        path = f"channel/{section}" if section.isdecimal() else section.strip("/")
        return f"{start.scheme}://{start.netloc}/{path}/"

    # --- articles ---------------------------------------------------------------------------------

    def parse_article(self, response: Response, address: Address) -> Iterator[Any]:
        """A draft, or what became of the page instead; related articles are followed too."""
        if response.status in (404, 410):
            elsewhere = self._under_main_host(response, address)
            if elsewhere is not None:
                yield elsewhere
                return
        answer = read_answer(response, self.site, address, self.read_seconds)
        read = answer.read
        another = self._another_capture(response.meta, read)
        if another is not None:
            yield another
            return
        yield of_archive(read) if response.meta.get("kept") and isinstance(read, PageOutcome) else read
        for name, count in answer.hits.items():
            self.count(f"rule/{name}", count)
        if not self.arguments.is_bounded and self.arguments.section is None:
            yield from self.articles_at(answer.links)

    def _another_capture(self, meta: Mapping[str, Any], read: Draft | PageOutcome | None) -> Request | None:
        """An earlier capture of the article, where a web archive's latest one gives none."""
        others = meta.get("others")
        if not others or (isinstance(read, Draft) and is_whole(read)):
            return None
        self.count("wayback/others")
        return page_request(self, others, instead=True)

    def _under_main_host(self, asked: Request | Response, address: Address) -> Request | None:
        """The same article under the site's main host, where an older domain does not have it:
        baonamdinh.com.vn links to addresses that only baonamdinh.vn answers.
        """
        if self.is_own_home(asked_url(asked)) or self.arguments.is_apart or asked.meta.get("instead"):
            return None
        request = article_request(self, ArticleLink(address, address.url))
        request.meta["instead"] = True
        return request

    def fail_article(self, failure: Failure) -> PageOutcome | Request | None:
        """The page could not be fetched: named, and tried again by a later run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome = failed_outcome(failure)
        elsewhere = None
        if outcome != "ending":
            elsewhere = self._under_main_host(request, request.cb_kwargs["address"])
        if outcome in UNASKED and elsewhere is None:
            self.count(f"articles/{outcome}")
            return None
        elsewhere = elsewhere or self._another_capture(request.meta, None)
        if elsewhere is not None:
            return elsewhere
        native_id = request.cb_kwargs["address"].native_id
        unstored = name_failed_page(native_id, asked_url(request), outcome, failure)
        return of_archive(unstored) if request.meta.get("kept") else unstored

    # --- listings, feeds, sitemaps and indexes ----------------------------------------------------

    def parse_listing(self, response: Response, listing: Listing) -> Iterator[Any]:
        """One page of a section, or a home page."""
        return read_listing(self, response, listing)

    def fail_listing(self, failure: Failure) -> PageOutcome | None:
        """A page of a section that did not come."""
        return name_failure(self, failure)

    def parse_robots(self, response: Response) -> Iterator[Request]:
        """The sitemaps that robots.txt names."""
        return from_robots(self, response)

    def parse_sitemap(self, response: Response) -> AsyncIterator[Any]:
        """A sitemap, or an index of sitemaps."""
        return from_sitemap(self, response)

    def parse_feed(self, response: Response) -> AsyncIterator[Any]:
        """RSS or Atom."""
        return from_feed(self, response)

    def note_silence(self, failure: Failure) -> None:
        """robots.txt, feeds and sitemaps are extras: without them the listings remain."""
        self.count("extras/failed")

    def parse_collections(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Common Crawl's list of its indexes."""
        return read_collections_page(self, response, **kwargs)

    def parse_index(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """One page of a web archive's index."""
        return read_index_page(self, response, **kwargs)

    def fail_index(self, failure: Failure) -> PageOutcome | None:
        """An index that did not come."""
        return name_index_failure(failure)

    # --- what these ask of their spider -----------------------------------------------------------

    def found_at(self, urls: list[str]) -> list[ArticleLink]:
        """Those of the addresses that are articles' of this site."""
        read = ((url, read_address(url, self.site.addresses, self.site.hosts)) for url in urls)
        return [ArticleLink(address, url) for url, address in read if address is not None]

    def articles_at(self, found: list[ArticleLink], changed: str | None = None) -> Iterator[Request]:
        """Asks for those that can be of the period. `changed`: what a sitemap says of them, raw."""
        for each in found:
            month = each.address.month
            if not month_is_before(self.arguments, month) and not month_is_after(self.arguments, month):
                yield article_request(self, each, changed)

    def ask_for(self, url: str) -> Request | None:
        """The request for an article address that the ledger remembers; None where the site file
        no longer takes it for one.
        """
        return next(self.articles_at(self.found_at([url])), None)

    def is_own_home(self, url: str) -> bool:
        """False on an older domain of the paper, which may be gone without harm."""
        return canonical_host(urlsplit(url).hostname or "", {}) in self.site.hosts.values()

    @property
    def read_seconds(self) -> float:
        """Of processor time, after which a page that is being read is given up."""
        return self.crawler.settings.getfloat("DVCRAWLER_READ_SECONDS")

    def count(self, name: str, by: int = 1) -> None:
        """Into the statistics of the run: `dvcrawler/<name>`."""
        self.crawler.stats.inc_value(f"dvcrawler/{name}", by)
