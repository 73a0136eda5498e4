"""Requests the listing of `-a section=`: a known one at once, an unknown one through the front page."""

from collections.abc import Iterator
from functools import partial

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.links import named_sections, section_key
from dvcrawler.discovery.listings.listing_failures import report_failure
from dvcrawler.discovery.listings.listing_requests import request_section
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sections.section_argument import find_sections, guess_section, no_such_section
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page


def request_named_sections(sources: Sources, typed: str) -> Iterator[Request]:
    """The sections of that name, or the front page, whose links show which one is meant."""
    known = sources.known_sections()
    urls = find_sections(sources.site, known, typed)
    if urls and section_key(urls[0]) in {link.key for link in known}:
        yield from (request_section(sources, url) for url in urls)
    else:
        yield _request_search(sources, typed)


def _request_search(sources: Sources, typed: str) -> Request:
    home = sources.site.start[0]
    listing = Listing(section_key(home), 1, is_home=True)
    return Request(
        home,
        callback=partial(_search, sources, typed),
        errback=partial(report_failure, sources),
        cb_kwargs={"listing": listing},
        meta={META_KEY: PageRequest(listing=listing), "handle_httpstatus_list": [404, 410]},
    )


def _search(sources: Sources, typed: str, response: Response, listing: Listing) -> Iterator[Output]:
    """The section among the links of the front page, or else at the typed address.

    Raises UsageError if there is neither.
    """
    try:
        with limit_reading(sources.read_seconds):
            sources.state.note_sections(named_sections(_read(response), sources.site))
    except NotAPageError:
        pass  # the name given may still be right
    known = sources.known_sections()
    guessed = guess_section(sources.site, typed)
    urls = find_sections(sources.site, known, typed) or ([guessed] if guessed else [])
    if not urls:
        raise no_such_section(sources.site, known, typed)
    yield from (request_section(sources, url) for url in urls)


def _read(response: Response) -> Page:
    return Page(response.body, response.url, content_type(response))
