"""Asks for the list that a page's scripts load, and reads it as a part of that page.

The page waits for its list: what is learned of the site's addresses, its menus and its pager then come from
the page as a visitor sees it.
"""

import html
from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from scrapy import Request
from scrapy.http import HtmlResponse, Response
from twisted.python.failure import Failure

from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_failures import report_failure, report_pager
from dvcrawler.discovery.listings.listing_requests import request_listing
from dvcrawler.discovery.listings.listing_state import Listing, LoadedList
from dvcrawler.discovery.requests import Output, failed_request
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.script_lists.filled_pages import (
    add_part,
    add_script,
    fill,
    has_lists_apart,
    may_load,
    plan_loading,
)
from dvcrawler.discovery.script_lists.list_data import count_entries
from dvcrawler.discovery.script_lists.scrolling import SCROLLS, continue_scrolling
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageOutcome

_SCRIPT_PRIORITY = 40
_MARKUP = "text/html; charset=utf-8"


def plan_list(sources: Sources, response: Response, listing: Listing) -> tuple[Page | None, Request | None]:
    """The page, if parsed for this, and the request for its list; None for a page with a list of its own."""
    is_first = listing.number == 1 and not (listing.is_loaded or listing.is_jump)
    if not is_first or response.status != 200 or not is_generic(sources.site) or not may_load(response.body):
        return None, None
    try:
        with limit_reading(sources.crawl.read_seconds):
            page = Page(response.body, response.url, content_type(response))
            shared = sources.shared_parts.for_page(is_home=listing.is_home)
            shell, template = plan_loading(page, response.body, content_type(response), shared)
            if shell.body is not response.body and not shell.left:  # with scripts that the run holds already
                page = Page(shell.body, response.url, content_type(response))
    except NotAPageError:
        return None, None
    loaded = replace(listing, shell=shell, is_loaded=True, template=template, base=page.base)
    return page, _request_next(sources, loaded)


def _request_next(sources: Sources, listing: Listing) -> Request | None:
    shell = listing.shell
    asked = shell.next_request if shell is not None else None
    if shell is None or asked is None:
        return None
    request = request_listing(sources, asked.url, listing, asked.form)
    # Other sections have the same scripts, and wait for none that are held.
    priority = _SCRIPT_PRIORITY if shell.scripts else request.priority
    return request.replace(errback=partial(_pass_failed, sources), dont_filter=True, priority=priority)


def _pass_failed(sources: Sources, failure: Failure) -> Iterator[Output]:
    """Reports the part that could not be fetched, and asks for the page once more, to read it without its
    list: what is yielded here may not pass the filters of a page that was read.
    """
    listing: Listing = failed_request(failure).cb_kwargs["listing"]
    outcome = report_failure(sources, failure) if not _may_fail(listing) else None
    if outcome is not None:
        yield outcome
    if listing.shell is not None:
        sources.shared_parts.give_up(listing.shell.scripts)
        again = replace(listing, shell=None, loaded=None)
        yield request_listing(sources, listing.shell.url, again).replace(dont_filter=True)
        if sources.survey is not None:
            sources.survey.pages.wait_for(listing.key)


def _may_fail(listing: Listing) -> bool:
    """Whether what is asked for may have nothing to do with the list of the page."""
    return listing.shell is not None and (listing.shell.is_front or bool(listing.shell.scripts))


def read_part(sources: Sources, response: Response, listing: Listing) -> Iterator[Output]:
    """Adds a part to its page; reads the page as any listing once it has all its parts."""
    listing = _fill_next(sources, response, listing)
    following = _request_next(sources, listing)
    if following is not None:
        yield following
        return
    shell = listing.shell
    assert shell is not None
    page = _answer(response, shell.url, fill(shell), shell.content_type)
    lists = [_as_list(listing, each) for each in shell.lists]
    whole = replace(listing, shell=None, base=None)
    is_apart = has_lists_apart(shell)
    yield from _report_passed_over(sources, page)
    yield from sources.read_listing(sources, page, lists[0] if lists and not is_apart else whole)
    for came, each in zip(shell.lists, lists, strict=True) if is_apart else ():
        part = _answer(response, came.url, with_base(came.markup.encode(), each.base), _MARKUP)
        own = replace(each, key=section_key(came.url), is_home=False)
        yield from sources.read_listing(sources, part, own)


def _report_passed_over(sources: Sources, page: HtmlResponse) -> Iterator[PageOutcome]:
    """Sections that were read before the scripts which continue their lists, as they do that of this page."""
    if urls := sources.shared_parts.take_passed_over():
        why = continue_scrolling(Page(page.body, page.url, content_type(page)), 1)
        yield from (report_pager(sources, url, SCROLLS) for url in urls if why is not None)


def _fill_next(sources: Sources, response: Response, listing: Listing) -> Listing:
    """The listing with the answer to the next request for its page."""
    shell, template = listing.shell, listing.template
    assert shell is not None
    body = response.body if response.status == 200 else None
    if shell.scripts:
        shared = sources.shared_parts.for_page(is_home=listing.is_home)
        shell, template = add_script(shell, body, shared)
    else:
        shell = add_part(shell, body, template)
    return replace(listing, shell=shell, template=template)


def _as_list(listing: Listing, came: LoadedList) -> Listing:
    """The page with what this list of it says of further entries."""
    whole = replace(listing, shell=None, loaded=came.url, posted=came.form)
    return replace(whole, listed=came.listed, total=came.total)


def _answer(response: Response, url: str, body: bytes, kind: str | None) -> HtmlResponse:
    return HtmlResponse(
        url, body=body, headers={"Content-Type": kind} if kind else {}, request=response.request
    )


def with_base(markup: bytes, base: str | None) -> bytes:
    """The part of a list with the page into which a script puts it, to which its addresses belong."""
    return f'<base href="{html.escape(base)}">'.encode() + markup if base is not None else markup


def count_listed(body: bytes, listing: Listing) -> Listing:
    """The listing with the entries of a further part of its list."""
    if not (listing.listed and listing.is_stepped):
        return listing
    entries, _ = count_entries(body) or (0, 0)
    return replace(listing, listed=listing.listed + entries)
