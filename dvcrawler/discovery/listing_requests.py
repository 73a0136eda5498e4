"""Requests for the pages of listings."""

from functools import partial

from scrapy import Request

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listing_failures import report_failure
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import Listing


def request_listing(sources: Sources, url: str, listing: Listing, form: bytes | None = None) -> Request:
    """Requests one page of a listing: home pages before sections, later pages after articles. `form` is the
    body of a POST.
    """
    return Request(
        url,
        method="GET" if form is None else "POST",
        headers={} if form is None else {"Content-Type": "application/x-www-form-urlencoded"},
        body=form or b"",
        callback=partial(sources.callbacks.read_listing, sources),
        errback=partial(report_failure, sources),
        cb_kwargs={"listing": listing},
        meta={META_KEY: PageRequest(listing=listing), "handle_httpstatus_list": [404, 410]},
        priority=2 if listing.is_home else 1 if listing.number == 1 else 0,
    )


def request_section(sources: Sources, url: str) -> Request:
    """Requests the first page of a section."""
    return request_listing(sources, url, Listing(section_key(url), 1))


def request_home(sources: Sources, url: str) -> Request:
    return request_listing(sources, url, Listing(section_key(url), 1, is_home=True))
