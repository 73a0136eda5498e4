"""The one crawl loop: listings, feeds and sitemaps lead to articles, articles become drafts.

The spider asks for everything it finds; what is known already is taken out on the way
(`middlewares.incremental`), so the loop holds no state that a killed run could lose.
"""

import logging
from collections.abc import AsyncIterator, Iterator, Mapping
from dataclasses import replace
from typing import Any, Self
from urllib.parse import urlsplit

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.feeds import read_feed, read_sitemap, sitemaps_of
from dvcrawler.discovery.links import (
    Found,
    article_links,
    feed_links,
    section_key,
    section_links,
)
from dvcrawler.discovery.listservice import find_service, is_service, next_service_page, read_service
from dvcrawler.discovery.pagination import guess_page, next_page
from dvcrawler.discovery.urllist import read_list
from dvcrawler.extract.page import Page, UnreadableError
from dvcrawler.extract.site import Site
from dvcrawler.items import Draft, Listing, Unstored
from dvcrawler.normalize.url_form import canonical_host
from dvcrawler.normalize.urls import Address, read_address
from dvcrawler.spiders.base.answers import (
    UNASKED,
    asked_url,
    content_type,
    explain,
    failed_outcome,
    is_whole,
    of_archive,
    read_answer,
)
from dvcrawler.spiders.base.archive_index import from_index, read_collections_page, read_index_page
from dvcrawler.spiders.base.archives import from_warcs, page_request
from dvcrawler.spiders.base.arguments import (
    Arguments,
    month_is_after,
    month_is_before,
    parse_arguments,
)
from dvcrawler.spiders.base.requests import article_request, listing_request
from dvcrawler.storage.backlog import Backlog

logger = logging.getLogger(__name__)

_ARTICLE_FIRST = 10
_FEED = 5


class NewsSpider(Spider):
    """Base of every site. A site file states `name`, `site` and, at the most, its own habits."""

    site: Site
    arguments: Arguments = Arguments()
    #: Of a backfill out of a web archive; None for any other run.
    backlog: Backlog | None = None

    @classmethod
    def from_crawler(cls, crawler: Crawler, *args: Any, **kwargs: Any) -> Self:
        """Raises UsageError for `-a` arguments that cannot be read."""
        spider = cls(name=cls.name)
        spider.arguments = parse_arguments(kwargs)
        site = spider.choose_site(spider.arguments)
        spider.site = replace(site, tls="legacy") if spider.arguments.tls else site
        spider._set_crawler(crawler)
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
                yield Unstored(None, url, "refused", f"not an article address of {self.name}")
            else:
                yield self._article(Found(address, url))

    def _from_site(self) -> Iterator[Request]:
        if self.arguments.section:
            yield self._listing(self._section_start(self.arguments.section), 1)
            return
        for url in self.site.start:
            yield listing_request(self, url, Listing(section_key(url, self.site), 1, is_home=True))
        for host in dict.fromkeys(self.site.hosts.values()):
            yield Request(
                f"https://{host}/robots.txt", self.parse_robots, errback=self.note_silence,
                priority=_FEED, meta={"handle_httpstatus_all": True, "robots": True},
            )  # fmt: skip
        for url in self.site.sections.values():
            yield self._listing(url, 1)

    def _section_start(self, section: str) -> str:
        if section in self.site.sections:
            return self.site.sections[section]
        start = urlsplit(self.site.start[0])
        path = f"channel/{section}" if section.isdecimal() else section.strip("/")
        return f"{start.scheme}://{start.netloc}/{path}/"

    # --- listings ---------------------------------------------------------------------------------

    def parse_listing(self, response: Response, listing: Listing) -> Iterator[Any]:
        """Articles of the page, its next page, and from a home page the sections it leads to."""
        if response.status != 200:
            yield from self._no_listing(response, listing)
            return
        if is_service(response.url):
            yield from self._from_service(response, listing)
            return
        page = self._open(response)
        if page is None:
            yield Unstored(None, response.url, "unread", "a listing that is no page")
            return
        found = article_links(page, self.site)
        self._count("listing/pages")
        self._count("listing/links", len(found))
        yield from self._articles(found)
        if listing.is_home:
            yield from self._from_home(page)
        else:
            yield from self._follow(page, listing, found)

    def _from_service(self, response: Response, listing: Listing) -> Iterator[Any]:
        """One page of the list service: its articles, and the page behind it."""
        found = self._found(read_service(response.body, response.url))
        self._count("listing/services")
        self._count("listing/links", len(found))
        yield from self._articles(found)
        if listing.number == 2:  # its first page repeats what the listing itself shows
            listing = replace(listing, seen=frozenset())
        yield self._after(listing, found, next_service_page(response.url))

    def _no_listing(self, response: Response, listing: Listing) -> Iterator[Any]:
        """Beyond the last page a server says 404; a section that is gone says so too."""
        if listing.is_home:
            self._count("listing/home_gone")
            yield Unstored(None, response.url, "failed", f"the home page is gone ({response.status})")
            return
        if self.arguments.section and listing.number == 1:
            yield Unstored(None, response.url, "failed", f"there is no such section ({response.status})")
            return
        self._count("listing/gone" if listing.number == 1 else "listing/ends")
        yield listing

    def _from_home(self, page: Page) -> Iterator[Request]:
        sections = section_links(page, self.site)
        most = self.crawler.settings.getint("DVCRAWLER_MAX_SECTIONS")
        if len(sections) > most:
            self._count("listing/sections_left", len(sections) - most)
            logger.warning("%s: %s leads to %d sections; the first %d are read", self.name, page.url,
                           len(sections), most)  # fmt: skip
        for url in sections[:most]:
            yield self._listing(url, 1)
        for url in feed_links(page)[:most]:
            yield Request(url, self.parse_feed, errback=self.note_silence, priority=_FEED)

    def _follow(self, page: Page, listing: Listing, found: list[Found]) -> Iterator[Any]:
        """The next page, unless everything on this one lies before the period asked for."""
        service = find_service(page)
        if service is not None and listing.number == 1:
            ids = frozenset(each.address.native_id for each in found)
            yield listing_request(self, service.url, replace(listing, number=2, seen=ids))
            return
        yield self._after(
            listing, found, next_page(page, listing.number) or self._guess(page, listing, len(found))
        )

    def _after(self, listing: Listing, found: list[Found], url: str | None) -> Request | Listing:
        """The request for the page behind, or the listing itself: the end of this section's walk."""
        months = [each.address.month for each in found]
        over = bool(months) and all(month_is_before(self.arguments, month) for month in months)
        ids = frozenset(each.address.native_id for each in found)
        if over or not found or ids <= listing.seen or url is None:
            return listing
        return listing_request(self, url, replace(listing, number=listing.number + 1, seen=ids))

    def _guess(self, page: Page, listing: Listing, links: int) -> str | None:
        """`?paged=2`, where the CMS is known to take it and hides its links behind a script."""
        parameter = self.site.page_parameter
        if parameter is None or links < 5 or (listing.number > 1 and parameter not in page.url):
            return None
        return guess_page(page.url, parameter, listing.number + 1)

    # --- feeds and sitemaps -----------------------------------------------------------------------

    def parse_robots(self, response: Response) -> Iterator[Request]:
        """Its sitemaps; whether it allows the crawl is said on the way (`middlewares.robots`)."""
        if response.status == 200:
            for url in sitemaps_of(response.body[:500_000].decode("utf-8", "replace")):
                yield self._sitemap(url)

    def parse_sitemap(self, response: Response) -> Iterator[Request]:
        sitemap = read_sitemap(response.body)
        if sitemap is None:
            return
        for entry in sitemap.entries:
            if sitemap.is_index:
                yield self._sitemap(entry.url, entry.changed)
            else:
                yield from self._articles(self._found([entry.url]), entry.changed)

    def parse_feed(self, response: Response) -> Iterator[Request]:
        yield from self._articles(self._found(read_feed(response.body)))

    def _sitemap(self, url: str, changed: str | None = None) -> Request:
        return Request(
            url, self.parse_sitemap, errback=self.note_silence, priority=_FEED - 1,
            meta={"sitemap": url, "changed": changed},
        )  # fmt: skip

    def _found(self, urls: list[str]) -> list[Found]:
        read = ((url, read_address(url, self.site.addresses, self.site.hosts)) for url in urls)
        return [Found(address, url) for url, address in read if address is not None]

    # --- articles ---------------------------------------------------------------------------------

    def parse_article(self, response: Response, address: Address) -> Iterator[Any]:
        """A draft, or what became of the page instead; related articles are followed too."""
        if response.status in (404, 410):
            elsewhere = self._under_main_host(response, address)
            if elsewhere is not None:
                yield elsewhere
                return
        read, page = read_answer(response, self.site, address)
        another = self._another_capture(response.meta, read)
        if another is not None:
            yield another
            return
        yield of_archive(read) if response.meta.get("kept") and isinstance(read, Unstored) else read
        if page is not None:
            for name, count in page.hits.items():
                self._count(f"rule/{name}", count)
            if not self.arguments.is_bounded and self.arguments.section is None:
                yield from self._articles(article_links(page, self.site))

    def _another_capture(self, meta: Mapping[str, Any], read: Draft | Unstored | None) -> Request | None:
        """An earlier capture of the article, where a web archive's latest one gives none."""
        others = meta.get("others")
        if not others or (isinstance(read, Draft) and is_whole(read)):
            return None
        self._count("wayback/others")
        return page_request(self, others, instead=True)

    def parse_collections(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """Common Crawl's list of its indexes."""
        yield from read_collections_page(self, response, **kwargs)

    def archive_files(self) -> str:
        """Where Common Crawl's WARC files are read from."""
        return str(self.crawler.settings["DVCRAWLER_COMMONCRAWL_FILES"]).rstrip("/")

    def parse_index(self, response: Response, **kwargs: Any) -> Iterator[Any]:
        """One page of a web archive's index."""
        yield from read_index_page(self, response, **kwargs)

    def fail_index(self, failure: Failure) -> Unstored | None:
        """An index that cannot be had is named; what the others tell is enough to go on."""
        request: Request = failure.request  # type: ignore[attr-defined]
        questions = request.cb_kwargs["questions"]
        questions["open"] -= 1
        questions["failed"] += 1
        if failed_outcome(failure) in UNASKED:
            return None
        return Unstored(None, request.url, "failed", explain(failure))

    def _under_main_host(self, asked: Request | Response, address: Address) -> Request | None:
        """The same article under the site's main host, where an older domain does not have it:
        baonamdinh.com.vn links to addresses that only baonamdinh.vn answers.
        """
        if self._is_own_home(asked_url(asked)) or self.arguments.is_apart or asked.meta.get("instead"):
            return None
        request = self._article(Found(address, address.url))
        request.meta["instead"] = True
        return request

    # --- when nothing comes -----------------------------------------------------------------------

    def fail_article(self, failure: Failure) -> Unstored | Request | None:
        """The page could not be fetched: named, and tried again by a later run."""
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome = failed_outcome(failure)
        if outcome in UNASKED:
            self._count(f"articles/{outcome}")
            return None
        elsewhere = self._under_main_host(request, request.cb_kwargs["address"])
        elsewhere = elsewhere or self._another_capture(request.meta, None)
        if elsewhere is not None:
            return elsewhere
        unstored = Unstored(
            request.cb_kwargs["address"].native_id, asked_url(request), outcome, explain(failure)
        )
        return of_archive(unstored) if request.meta.get("kept") else unstored

    def fail_listing(self, failure: Failure) -> Unstored | None:
        """A listing that could not be fetched leaves its section's walk unfinished."""
        request: Request = failure.request  # type: ignore[attr-defined]
        outcome = failed_outcome(failure)
        if outcome in UNASKED:
            self._count(f"listing/{outcome}")
            return None
        if outcome == "failed" and not self._is_own_home(request.url):
            self._count("listing/alias_failed")
            return None
        if outcome == "moved" and request.cb_kwargs["listing"].is_home:
            self._count("listing/home_moved")
        self._count(f"listing/{outcome}")
        return Unstored(None, request.url, outcome, explain(failure))

    def _is_own_home(self, url: str) -> bool:
        """False on an older domain of the paper, which may be gone without harm."""
        return canonical_host(urlsplit(url).hostname or "", {}) in self.site.hosts.values()

    def note_silence(self, failure: Failure) -> None:
        """robots.txt, feeds and sitemaps are extras: without them the listings remain."""
        self._count("extras/failed")

    def ask_for(self, url: str) -> Request | None:
        """The request for an article address that the ledger remembers; None where the site file
        no longer takes it for one.
        """
        return next(iter(self._articles(self._found([url]))), None)

    # --- small things -----------------------------------------------------------------------------

    def _articles(self, found: list[Found], changed: str | None = None) -> Iterator[Request]:
        for each in found:
            month = each.address.month
            if not month_is_before(self.arguments, month) and not month_is_after(self.arguments, month):
                yield self._article(each, changed)

    def _article(self, found: Found, changed: str | None = None) -> Request:
        return article_request(self, found, _ARTICLE_FIRST, changed)

    def _listing(self, url: str, number: int) -> Request:
        return listing_request(self, url, Listing(section_key(url, self.site), number))

    def _open(self, response: Response) -> Page | None:
        try:
            page = Page(response.body, response.url, content_type(response))
            return page if len(page.root) else None
        except UnreadableError:
            return None

    def _count(self, name: str, count: int = 1) -> None:
        self.crawler.stats.inc_value(f"dvcrawler/{name}", count)
