"""The live site: its home pages, robots.txt and sections, or the one section that the run is limited to."""

from collections.abc import Iterator

from scrapy import Request

from dvcrawler.discovery.clock import today
from dvcrawler.discovery.feeds import request_robots, request_sitemap
from dvcrawler.discovery.listings.listing_requests import request_home, request_section
from dvcrawler.discovery.sections.section_search import request_named_sections
from dvcrawler.discovery.sources import Sources


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
        sources.postpone(_request_listings(sources))
        return
    for url in site.start:
        yield request_home(sources, url)
    if is_surveyed:
        return  # addresses in sitemaps cannot be classified yet
    yield from files
    for url in site.sections.values():
        yield request_section(sources, url)


def _request_listings(sources: Sources) -> Iterator[Request]:
    for url in sources.site.start:
        yield request_home(sources, url)
    for url in sources.site.sections.values():
        yield request_section(sources, url)
