"""Asks for the list that a page's scripts load, and reads it as a part of that page.

The page waits for its list: what is learned of the site's addresses, its menus and its pager then come from
the page as a visitor sees it.
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure

from dvcrawler.discovery.listings.filled_pages import join_part, plan_loading
from dvcrawler.discovery.listings.listing_failures import report_failure
from dvcrawler.discovery.listings.listing_requests import request_listing
from dvcrawler.discovery.pagers.list_data import read_list
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import Listing, Shell


def request_list(sources: Sources, response: Response, listing: Listing) -> Request | None:
    """The request for the list of this page; None for a page with a list of its own."""
    is_first = listing.number == 1 and not (listing.is_loaded or listing.is_jump)
    if not is_first or response.status != 200 or not is_generic(sources.site):
        return None
    try:
        with limit_reading(sources.read_seconds):
            asked, template = plan_loading(response.body, response.url, content_type(response))
    except NotAPageError:
        return None
    shell = Shell(response.url, response.body, content_type(response), tuple(asked))
    return _request_next(sources, replace(listing, shell=shell, is_loaded=True, template=template))


def _request_next(sources: Sources, listing: Listing) -> Request | None:
    shell = listing.shell
    if shell is None or not shell.left:
        return None
    after = replace(listing, shell=replace(shell, left=shell.left[1:]))
    request = request_listing(sources, shell.left[0], after)
    return request.replace(errback=partial(_pass_failed, sources), dont_filter=True)


def _pass_failed(sources: Sources, failure: Failure) -> Iterator[Any]:
    """Reports the part that did not come, and asks for the page once more, to read it without its list: what
    is yielded here may not pass the filters of a page that was read.
    """
    outcome = report_failure(sources, failure)
    if outcome is not None:
        yield outcome
    listing: Listing = failure.request.cb_kwargs["listing"]  # type: ignore[attr-defined]
    if listing.shell is not None:
        again = replace(listing, shell=None, loaded=None)
        yield request_listing(sources, listing.shell.url, again).replace(dont_filter=True)
        if sources.survey is not None:
            sources.survey.wait_for(listing.key)


def read_part(sources: Sources, response: Response, listing: Listing) -> Iterator[Any]:
    """Adds a part to its page; reads the page as any listing once it has all its parts."""
    shell = listing.shell
    assert shell is not None
    markup = read_list(response.body, listing.template) if response.status == 200 else None
    if markup is not None:
        shell = replace(shell, body=join_part(shell.body, markup))
        listing = replace(listing, loaded=response.url)
    following = _request_next(sources, replace(listing, shell=shell))
    if following is not None:
        yield following
        return
    kind = {"Content-Type": shell.content_type} if shell.content_type else {}
    page = HtmlResponse(shell.url, body=shell.body, headers=kind, request=response.request)
    yield from sources.callbacks.read_listing(sources, page, replace(listing, shell=None))
