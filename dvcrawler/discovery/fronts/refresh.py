"""Front pages that only lead to the real one, by a refresh of markup, header or script, or a form that a
script sends at once; and the request of the page that they lead to, as of an article that leads on.
"""

from collections.abc import Iterator
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.buttons.page_forms import NextPage, find_forms, read_fields, send_form, typed_fields
from dvcrawler.discovery.fronts.front_copies import report_moved
from dvcrawler.discovery.links import ArticleLink, section_links
from dvcrawler.discovery.listings.listing_requests import request_frames, request_listing
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import read_page_request, write_page_request
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.elements import Element, holds_any
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import (
    MAX_TARGET,
    find_page_ahead,
    find_refresh,
    find_script_refresh,
    list_scripts,
    read_refresh,
)
from dvcrawler.families.any_site import read_named
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import Address, is_own_host
from dvcrawler.patterns import lazy_regex

_SUBMITS = lazy_regex(r"\.(?:submit|requestSubmit)\s{0,3}\(\s{0,3}\)|\.trigger\(\s{0,3}['\"]submit['\"]")


def find_form_refresh(page: Page) -> NextPage | None:
    """The request of the page's only form, if a script sends it to this host and nothing is to be typed."""
    forms = list(find_forms(page))
    if len(forms) != 1 or _is_filled_in(forms[0]) or not any(map(_SUBMITS.search, list_scripts(page))):
        return None
    sent = send_form(page, forms[0], read_fields(forms[0]))
    return sent if isinstance(sent, NextPage) and (sent.form is not None or sent.url != page.url) else None


def _is_filled_in(form: Element) -> bool:
    """Whether a visitor types or chooses something before the form is sent."""
    return bool(typed_fields(form)) or holds_any(form, "select")


def follow_refresh(
    sources: Sources, response: Response, page: Page, listing: Listing
) -> Iterator[Request | PageOutcome]:
    """The front page to which this one refreshes, or its frames; once, and on the site's hosts only."""
    yield from request_frames(sources, page, listing)
    refreshed = _find_refreshed(page, _read_header(response), set(section_links(page, sources.site)))
    if refreshed is None or listing.is_refreshed:
        return
    if is_own_host(refreshed.url, sources.site.hosts):
        yield request_listing(sources, refreshed.url, replace(listing, is_refreshed=True), refreshed.form)
        return
    target = refreshed.url[:MAX_TARGET]
    reason = f"it refreshes to {target}"
    moved = PageOutcome(None, asked_url(response), "moved", reason, PageCode.REDIRECTED, target)
    yield report_moved(sources, moved)


def _find_refreshed(page: Page, header: str, links: set[str]) -> NextPage | None:
    """`links`: those to sections. A script may set the location on a condition, so it counts alone."""
    scripted = find_script_refresh(page)
    target = find_refresh(page, header) or (scripted if links <= {scripted} else None)
    if target is not None:
        return NextPage(target)
    return None if links else find_form_refresh(page)


def _read_header(response: Response) -> str:
    return (response.headers.get("Refresh") or b"").decode("latin-1")


def request_ahead(sources: Sources, response: Response, own: Address, page: Page | None) -> Iterator[Request]:
    """Requests the article to which a page without one leads on, on the site's hosts. `own`: its address;
    `page`: None if the body is not a page, as beside a header that leads on.

    A known article is not requested again, except one with the id of the page itself, one step far.
    """
    asked = read_page_request(response)
    if not sources.arguments.is_live or asked.is_fallback:
        return
    url = read_refresh(_read_header(response), response.url)
    if url is None and page is not None:
        url = find_page_ahead(page, sources.site.hosts)
    address = read_named(url, sources.site) if url is not None else None
    if url is None or address is None:
        return
    link = ArticleLink(address, url)
    if address.native_id != own.native_id:
        yield from sources.articles.request_listed(sources.state.leave_out_known([link]), is_list=False)
        return
    request = sources.articles.request(link, section=asked.section)
    write_page_request(request, replace(read_page_request(request), is_fallback=True))
    yield request
