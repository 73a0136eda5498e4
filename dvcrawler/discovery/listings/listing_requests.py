"""Requests for the pages of listings."""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import islice
from urllib.parse import urlsplit

from scrapy import Request

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_failures import report_failure
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.discovery.script_lists.list_requests import is_on_domain
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.families.non_sections import is_file
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.urls import is_own_host

#: Caps the frames of a page that are read: a head, a menu, a text and a foot are usual.
_MOST_FRAMES = 8


def request_listing(sources: Sources, url: str, listing: Listing, form: bytes | None = None) -> Request:
    """Requests one page of a listing: home pages before sections, later pages after articles. `form` is the
    body of a POST.
    """
    return Request(
        url,
        method="GET" if form is None else "POST",
        headers=_write_headers(listing, form),
        body=form or b"",
        callback=partial(sources.callbacks.read_listing, sources),
        errback=partial(report_failure, sources),
        cb_kwargs={"listing": listing},
        meta={
            META_KEY: PageRequest(listing=listing, is_loaded_list=_is_of_page(url, listing)),
            "handle_httpstatus_list": [404, 410, *([400] if listing.is_stepped else [])],
        },
        priority=2 if listing.is_home else 1 if listing.number == 1 else 0,
    )


def _write_headers(listing: Listing, form: bytes | None) -> dict[str, str]:
    kind = (
        "application/json"
        if form is not None and form.startswith(b"{")
        else "application/x-www-form-urlencoded"
    )
    headers = {} if form is None else {"Content-Type": kind}
    return headers if listing.cookie is None else {**headers, "Cookie": listing.cookie}


def _is_of_page(url: str, listing: Listing) -> bool:
    """Whether a page of the site names the address as that of its list, on a host under the same name."""
    page = listing.shell.url if listing.shell is not None else listing.base
    return page is not None and is_on_domain(page, url)


def request_section(sources: Sources, url: str, level: int = 0) -> Request:
    """Requests the first page of a section."""
    return request_listing(sources, url, Listing(section_key(url), 1, level=level))


def request_home(sources: Sources, url: str) -> Request:
    return request_listing(sources, url, Listing(section_key(url), 1, is_home=True))


def request_frames(sources: Sources, page: Page, listing: Listing) -> Iterator[Request]:
    """The frames of a page that shows no articles itself, each as a listing of the same kind."""
    if listing.number > 1 or listing.is_refreshed:
        return
    for frame in islice(page.root.iter("frame", "iframe", "object", "embed"), _MOST_FRAMES):
        url = absolute_url(page.base, (frame.get("src") or frame.get("data") or "").strip())
        url = None if url is not None and is_file(urlsplit(url).path) else url
        if url is not None and is_own_host(url, sources.site.hosts) and url != page.url:
            framed = Listing(section_key(url), 1, listing.is_home, is_refreshed=True)
            yield request_listing(sources, url, replace(framed, level=listing.level))
