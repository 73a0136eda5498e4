"""Follows a front page without articles to the one that it leads its visitors to."""

from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.fronts.front_copies import report_moved
from dvcrawler.discovery.fronts.refresh import find_form_refresh, find_refresh, find_script_refresh
from dvcrawler.discovery.links import section_links
from dvcrawler.discovery.listings.listing_requests import request_frames, request_listing
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import is_own_host

#: Most characters of a refresh's target in messages.
_MAX_TARGET = 300


def follow_refresh(
    sources: Sources, response: Response, page: Page, listing: Listing
) -> Iterator[Request | PageOutcome]:
    """The front page to which this one refreshes, or its frames; once, and on the site's hosts only."""
    yield from request_frames(sources, page, listing)
    header = (response.headers.get("Refresh") or b"").decode("latin-1")
    refreshed = _find_refreshed(page, header, set(section_links(page, sources.site)))
    if refreshed is None or listing.is_refreshed:
        return
    if is_own_host(refreshed.url, sources.site.hosts):
        yield request_listing(sources, refreshed.url, replace(listing, is_refreshed=True), refreshed.form)
        return
    target = refreshed.url[:_MAX_TARGET]
    reason = f"it refreshes to {target}"
    moved = PageOutcome(None, asked_url(response), "moved", reason, PageCode.REDIRECTED, target)
    yield report_moved(sources, moved)


def _find_refreshed(page: Page, header: str, links: set[str]) -> NextPage | None:
    """`links`: those to sections. A script may set the location on a condition, so it counts alone."""
    target = find_refresh(page, header)
    if target is None and links <= {find_script_refresh(page)}:
        target = find_script_refresh(page)
    if target is not None:
        return NextPage(target)
    return None if links else find_form_refresh(page)
