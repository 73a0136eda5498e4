"""Further hosts of a site, on which it has sections."""

from collections.abc import Mapping

from dvcrawler.discovery.host_search import HostSearch
from dvcrawler.discovery.section_hosts import host_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.probe.answers import Fetch

#: Hosts that are looked at, each for two requests.
_MOST_HOSTS = 8


async def find_hosts(fetch: Fetch, site: Site, front: Page) -> tuple[Mapping[str, Page], tuple[str, ...]]:
    """The front pages of hosts with sections of the site, which it then has too, by address; the addresses of
    those for which there are no requests.
    """
    search, found = HostSearch(site.hosts), dict[str, Page]()
    search.look(front)
    chosen = search.choose()
    for url in chosen[:_MOST_HOSTS]:
        answer = await fetch.try_host(url)
        page = answer.page if answer.is_ok and host_of(answer.url) == host_of(url) else None
        if search.judge(url, page) and page is not None:
            found[url] = page
    fetch.take_hosts(search.hosts)
    return found, tuple(chosen[_MOST_HOSTS:])
