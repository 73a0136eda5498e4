"""The live site: its home pages, robots.txt and sections, or the one section that was asked for."""

from collections.abc import Iterator

from scrapy import Request

from dvcrawler.discovery.feeds import request_robots
from dvcrawler.discovery.listings import request_home, request_section
from dvcrawler.discovery.section_search import request_named_sections
from dvcrawler.discovery.sources import Sources


def from_site(sources: Sources) -> Iterator[Request]:
    """All ways into the site, or only those of `-a section=`."""
    site, section = sources.site, sources.arguments.section
    if section:
        yield from request_named_sections(sources, section)
        return
    for url in site.start:
        yield request_home(sources, url)
    for host in dict.fromkeys(site.hosts.values()):
        yield request_robots(sources, host)
    for url in site.sections.values():
        yield request_section(sources, url)
