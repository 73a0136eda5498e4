"""Listings: the articles that a page lists, the page behind it, and from a home page the sections."""

import logging
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.arguments import month_is_before
from dvcrawler.discovery.links import ArticleLink, article_links, feed_links, section_links
from dvcrawler.discovery.listservice import find_service, is_service, next_service_page, read_service
from dvcrawler.discovery.pagination import guess_page, next_page
from dvcrawler.discovery.requests import extra_request, listing_request, section_request
from dvcrawler.discovery.responses import UNASKED, asked_url, content_type, failed_outcome, name_failed_page
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.watchdog import limit_reading
from dvcrawler.items import Listing, PageCode, PageOutcome

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider

logger = logging.getLogger(__name__)

#: Shorter lists are no listing of the CMS whose next page is guessed.
_WORTH_GUESSING = 5


def read_listing(spider: "NewsSpider", response: Response, listing: Listing) -> Iterator[Any]:
    """Articles of the page, its next page, and from a home page the sections it leads to."""
    if response.status != 200:
        yield from _no_listing(spider, response, listing)
        return
    if is_service(response.url):
        yield from _from_service(spider, response, listing)
        return
    try:
        with limit_reading(spider.read_seconds):
            page = Page(response.body, response.url, content_type(response))
            found = article_links(page, spider.site)
            more = list(_beyond(spider, page, listing, found))
    except NotAPageError as error:
        yield PageOutcome(
            None,
            asked_url(response),
            "unread",
            f"a listing that is no page: {error}",
            PageCode.LISTING_UNREADABLE,
        )
        return
    spider.count("listing/pages")
    spider.count("listing/links", len(found))
    yield from spider.articles_at(found)
    yield from more


def name_failure(spider: "NewsSpider", failure: Failure) -> PageOutcome | None:
    """A listing that could not be fetched leaves its section's walk unfinished."""
    request: Request = failure.request  # type: ignore[attr-defined]
    outcome, asked = failed_outcome(failure), asked_url(request)
    if outcome in UNASKED:
        spider.count(f"listing/{outcome}")
        return None
    if not spider.is_own_home(asked):
        spider.count("listing/alias_failed")
        return None
    if outcome == "moved" and request.cb_kwargs["listing"].is_home:
        spider.count("listing/home_moved")
    spider.count(f"listing/{outcome}")
    return name_failed_page(None, asked, outcome, failure)


def _from_service(spider: "NewsSpider", response: Response, listing: Listing) -> Iterator[Any]:
    """One page of the list service: its articles, and the page behind it."""
    try:
        with limit_reading(spider.read_seconds):
            found = spider.found_at(read_service(response.body, response.url))
    except NotAPageError as error:
        yield PageOutcome(None, asked_url(response), "unread", str(error), error.page_code)
        return
    spider.count("listing/services")
    spider.count("listing/links", len(found))
    yield from spider.articles_at(found)
    if listing.number == 2:  # its first page repeats what the listing itself shows
        listing = replace(listing, seen=frozenset())
    yield _after(spider, listing, found, next_service_page(response.url))


def _no_listing(spider: "NewsSpider", response: Response, listing: Listing) -> Iterator[Any]:
    """Beyond the last page a server says 404; a section that is gone says so too."""
    if listing.is_home:
        spider.count("listing/home_gone")
        yield PageOutcome(
            None,
            asked_url(response),
            "failed",
            f"the home page is gone ({response.status})",
            PageCode.HOME_GONE,
        )
        return
    if spider.arguments.section and listing.number == 1:
        yield PageOutcome(
            None,
            asked_url(response),
            "failed",
            f"there is no such section ({response.status})",
            PageCode.SECTION_GONE,
        )
        return
    spider.count("listing/gone" if listing.number == 1 else "listing/ends")
    yield listing


def _beyond(spider: "NewsSpider", page: Page, listing: Listing, found: list[ArticleLink]) -> Iterator[Any]:
    """What else the page leads to. Raises NotAPageError for a page without elements."""
    if not len(page.root):
        raise NotAPageError("the page holds no markup", PageCode.NO_MARKUP)
    if page.links_left:
        spider.count("listing/links_left", page.links_left)
        logger.warning("%s: %s has %d links more than are read of one page", spider.name, page.url,
                       page.links_left)  # fmt: skip
    yield from _from_home(spider, page) if listing.is_home else _follow(spider, page, listing, found)


def _from_home(spider: "NewsSpider", page: Page) -> Iterator[Request]:
    sections = section_links(page, spider.site)
    most = spider.crawler.settings.getint("DVCRAWLER_MAX_SECTIONS")
    if len(sections) > most:
        spider.count("listing/sections_left", len(sections) - most)
        logger.warning("%s: %s leads to %d sections; the first %d are read", spider.name, page.url,
                       len(sections), most)  # fmt: skip
    for url in sections[:most]:
        yield section_request(spider, url)
    for url in feed_links(page)[:most]:
        yield extra_request(spider, url, spider.parse_feed)


def _follow(spider: "NewsSpider", page: Page, listing: Listing, found: list[ArticleLink]) -> Iterator[Any]:
    """The next page, unless everything on this one lies before the period asked for."""
    service = find_service(page)
    if service is not None and listing.number == 1:
        yield listing_request(spider, service.url, replace(listing, number=2, seen=_ids(found)))
        return
    following = next_page(page, listing.number) or _guess(spider, page, listing, len(found))
    yield _after(spider, listing, found, following)


def _after(
    spider: "NewsSpider", listing: Listing, found: list[ArticleLink], url: str | None
) -> Request | Listing:
    """The request for the page behind, or the listing itself: the end of this section's walk."""
    months = [each.address.month for each in found]
    over = bool(months) and all(month_is_before(spider.arguments, month) for month in months)
    ids = _ids(found)
    if over or not found or ids <= listing.seen or url is None:
        return listing
    return listing_request(spider, url, replace(listing, number=listing.number + 1, seen=ids))


def _guess(spider: "NewsSpider", page: Page, listing: Listing, links: int) -> str | None:
    """`?paged=2`, where the CMS is known to take it and hides its links behind a script."""
    parameter = spider.site.page_parameter
    if parameter is None or links < _WORTH_GUESSING:
        return None
    if listing.number > 1 and parameter not in page.url:
        return None
    return guess_page(page.url, parameter, listing.number + 1)


def _ids(found: list[ArticleLink]) -> frozenset[str]:
    return frozenset(each.address.native_id for each in found)
