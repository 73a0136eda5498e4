"""The purpose of a request: one typed value in its `meta`, next to Scrapy's keys.

Scrapy copies `meta` when it redirects or retries a request, so the value follows the page to its response.
"""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, TypeGuard

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.archives.cdx import Row
from dvcrawler.discovery.archives.warc_pages import ArchivedPage
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.extract.paging.joining import PageWalk
from dvcrawler.items import Draft, PageOutcome
from dvcrawler.normalize.urls import Address
from dvcrawler.storage.media.database import MediaFile

META_KEY = "dvcrawler"
#: What reading a page gives: the article, a page without one, the end of a walk, and further requests.
Output = Draft | PageOutcome | Listing | Request


@dataclass(frozen=True, slots=True)
class MediaRequest:
    """`hosts`: further hosts to which its redirects may lead."""

    file: MediaFile
    hosts: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PageRequest:
    """Everything that dvcrawler's components need to know of a request or of its response.

    At most one of `address`, `listing`, `sitemap` and `media` is set; none of them for feeds, robots.txt and
    the indexes of web archives.
    """

    #: The requested article.
    address: Address | None = None
    #: The requested page of a listing.
    listing: Listing | None = None
    #: The URL of the requested sitemap, as the page that links to it writes it.
    sitemap: str | None = None
    #: `lastmod` of the article or sitemap, unparsed; None if no sitemap gives one.
    changed: str | None = None
    #: Day of publication of the article, as the list prints it; None if it was not read.
    listed: date | None = None
    #: Name of the section whose listing led to the article; None if no named one did.
    section: str | None = None
    #: The page comes from an archive; None for the live site.
    archived: ArchivedPage | None = None
    #: Earlier captures in the web archive, to fall back on.
    other_captures: tuple[Row, ...] = ()
    #: Requests one record of a WARC file (HTTP Range); the response body is that record.
    is_range: bool = False
    #: Replaces a request for the same article that failed, and so does not count towards the limit.
    is_fallback: bool = False
    #: Fetched even if the ledger knows the article.
    is_forced: bool = False
    #: Failed in an earlier run; Scrapy does not retry it in this one.
    is_retry: bool = False
    #: May leave the site's hosts: a web archive.
    allow_offsite: bool = False
    #: May be on another host under the site's name: a page of the site loads its list from there.
    is_loaded_list: bool = False
    #: May be on another host: it is asked whether it holds sections of the site.
    is_host_trial: bool = False
    #: Fetches robots.txt in order to obey it. May follow a redirect to any public host.
    is_robots_check: bool = False
    #: Requests robots.txt for the sitemaps it names; answered from the copy that is obeyed.
    is_robots_page: bool = False
    #: The response is not written to the WARC archive.
    is_unarchived: bool = False
    #: The requested picture or document.
    media: MediaRequest | None = None
    #: Requests a further page of an article.
    walk: PageWalk | None = None
    #: When the response was received, or when the archive captured it (UTC). None until it is archived.
    captured_at: datetime | None = None
    #: Where the WARC archive holds the response, `<file>#<WARC-Record-ID>`. None until it is archived.
    capture: str | None = None


_PLAIN = PageRequest()


def read_page_request(asked: Request | Response) -> PageRequest:
    """The purpose of the request, or of this response's request; all defaults if it states none."""
    page = asked.meta.get(META_KEY, _PLAIN)
    assert isinstance(page, PageRequest)
    return page


def write_page_request(request: Request, page: PageRequest) -> None:
    """Replaces what the request is for, in place."""
    request.meta[META_KEY] = page


def is_article_request(output: object) -> TypeGuard[Request]:
    """Whether an output of a spider callback is a request for an article."""
    return isinstance(output, Request) and read_page_request(output).address is not None


def requested_address(request: Request) -> Address:
    """The article of an article request."""
    address = read_page_request(request).address
    assert address is not None
    return address


def redirects_of(asked: Request | Response) -> list[str]:
    """The addresses that redirected to this one, in their order."""
    return list(asked.meta.get("redirect_urls", ()))


def failed_request(failure: Failure) -> Request:
    """The request for which an errback was called."""
    request: Request = failure.request  # type: ignore[attr-defined]
    return request


def copy_request(request: Request, page: PageRequest, **scrapy_meta: Any) -> Request:
    """The same request for another purpose; `scrapy_meta` are keys of Scrapy's own."""
    return request.replace(meta={**request.meta, META_KEY: page, **scrapy_meta})
