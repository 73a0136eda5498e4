"""Where a live run starts: home pages, robots.txt and sections, the one section asked for, or a list."""

from collections.abc import Iterator
from functools import partial

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.address_list import read_list
from dvcrawler.discovery.clock import today
from dvcrawler.discovery.feeds import request_sitemap
from dvcrawler.discovery.links import named_sections, section_key
from dvcrawler.discovery.listings.listing_requests import request_home, request_section
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.robots_sitemaps import request_robots
from dvcrawler.discovery.sections.mistaken_sections import recall_mistaken
from dvcrawler.discovery.sections.section_argument import find_sections, guess_section, no_such_section
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageCode, PageOutcome


def from_list(sources: Sources, name: str) -> Iterator[Request | PageOutcome]:
    """Requests for the articles; other addresses are reported as refused. `name`: a path, or `-`."""
    for url in read_list(name):
        found = sources.articles.find_named(url)
        if found is not None:
            yield sources.articles.request(found)
        else:
            reason = f"not an article address of {sources.name}"
            yield PageOutcome(None, url, "refused", reason, PageCode.NOT_AN_ARTICLE)


def from_site(sources: Sources) -> Iterator[Request]:
    """Requests all entry points of the site, or only those of `-a section=`. The sitemaps may hold the whole
    of a past period; the listings are read if they do not.
    """
    site, section = sources.site, sources.arguments.section
    if section:
        yield from _request_named_sections(sources, section)
        return
    files = [*request_robots(sources), *(request_sitemap(sources, url) for url in site.feeds)]
    is_surveyed = sources.survey is not None and sources.survey.is_open
    if sources.arguments.is_past(today()) and not is_surveyed:
        yield from files
        sources.late.postpone(_request_listings(sources))
        return
    yield from _request_homes(sources)
    if is_surveyed:
        return  # addresses in sitemaps cannot be classified yet
    yield from files
    yield from _request_sections(sources)


def _request_listings(sources: Sources) -> Iterator[Request]:
    yield from _request_homes(sources)
    yield from _request_sections(sources)


def _request_homes(sources: Sources) -> Iterator[Request]:
    for url in sources.site.start:
        yield request_home(sources, url)


def _request_sections(sources: Sources) -> Iterator[Request]:
    """Requests the sections. Those of a site that is read by landmarks wait for the home pages: what a page
    shares with them is not its list.
    """
    urls = dict.fromkeys([*sources.site.sections.values(), *recall_mistaken(sources)])
    sections = [request_section(sources, url) for url in urls]
    if is_generic(sources.site) and sources.site.start:
        sources.late.hold(sections)
    else:
        yield from sections


def _request_named_sections(sources: Sources, typed: str) -> Iterator[Request]:
    """The sections of that name, or the front page, whose links show which one is meant."""
    known = sources.known_sections()
    urls = find_sections(sources.site, known, typed)
    if urls and section_key(urls[0]) in {link.key for link in known}:
        yield from (request_section(sources, url) for url in urls)
    else:
        home = request_home(sources, sources.site.start[0])
        yield home.replace(callback=partial(_search, sources, typed))


def _search(sources: Sources, typed: str, response: Response, listing: Listing) -> Iterator[Output]:
    """The section among the links of the front page, or else at the typed address.

    Raises UsageError if there is neither.
    """
    try:
        with limit_reading(sources.crawl.read_seconds):
            page = Page(response.body, response.url, content_type(response))
            sources.state.note_sections(named_sections(page, sources.site))
    except NotAPageError:
        pass  # the name given may still be right
    known = sources.known_sections()
    guessed = guess_section(sources.site, typed)
    urls = find_sections(sources.site, known, typed) or ([guessed] if guessed else [])
    if not urls:
        raise no_such_section(sources.site, known, typed)
    yield from (request_section(sources, url) for url in urls)
