"""The live site: its home pages, robots.txt and sections, or the one section that the run is limited to."""

from collections.abc import Iterator

from scrapy import Request

from dvcrawler.discovery.clock import today
from dvcrawler.discovery.feeds import request_sitemap
from dvcrawler.discovery.listings.listing_requests import request_home, request_section
from dvcrawler.discovery.robots_sitemaps import request_robots
from dvcrawler.discovery.sections.section_search import request_named_sections
from dvcrawler.discovery.sources import Sources
from dvcrawler.families.any_site import is_generic


def from_site(sources: Sources) -> Iterator[Request]:
    """Requests all entry points of the site, or only those of `-a section=`. The sitemaps may hold the whole
    of a past period; the listings are read if they do not.
    """
    site, section = sources.site, sources.arguments.section
    if section:
        yield from request_named_sections(sources, section)
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
    sections = [request_section(sources, url) for url in sources.site.sections.values()]
    if is_generic(sources.site) and sources.site.start:
        sources.late.hold(sections)
    else:
        yield from sections
