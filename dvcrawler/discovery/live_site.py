"""The live site: its home pages, robots.txt and sections, or the one section that was asked for."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from scrapy import Request

from dvcrawler.discovery.feeds import request_robots
from dvcrawler.discovery.listings import request_home, request_section
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.site import Site


def from_site(sources: Sources) -> Iterator[Request]:
    """All ways into the site, or only those of `-a section=`."""
    site, section = sources.site, sources.arguments.section
    if section:
        yield request_section(sources, _section_url(site, section))
        return
    for url in site.start:
        yield request_home(sources, url)
    if sources.survey is not None and sources.survey.is_open:
        return  # what sitemaps name cannot be told apart yet
    for host in dict.fromkeys(site.hosts.values()):
        yield request_robots(sources, host)
    for url in site.sections.values():
        yield request_section(sources, url)


def _section_url(site: Site, section: str) -> str:
    """The URL of a section by its name in the site file, its number, or its path."""
    if section in site.sections:
        return site.sections[section]
    start = urlsplit(site.start[0])
    path = f"channel/{section}" if section.isdecimal() else section.strip("/")
    return f"{start.scheme}://{start.netloc}/{path}/"
