"""Looks for further hosts of a site: those of sections, with its menu or with its articles."""

from collections.abc import Mapping
from dataclasses import dataclass

from dvcrawler.discovery.sections.host_search import HostSearch, lacks_front
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import with_fronts, with_hosts
from dvcrawler.normalize.url_form import host_of
from dvcrawler.probe.answers import Fetch

#: Further hosts that are looked at, each for two requests.
_MOST_HOSTS = 8


@dataclass(frozen=True)
class FurtherHosts:
    """`site`: with these hosts; `fronts`: their front pages by address; `bare`: hosts without one; `left`:
    the front pages of hosts for which there are no requests.
    """

    site: Site
    fronts: Mapping[str, Page]
    bare: tuple[str, ...]
    left: tuple[str, ...]


async def find_further_hosts(fetch: Fetch, front: Page, site: Site) -> FurtherHosts:
    """The further hosts to which the front page leads. The hosts of `site` are those known."""
    search, fronts, hosts = HostSearch(site.hosts), dict[str, Page](), site.hosts
    search.look(front)
    chosen = search.choose()
    for url in chosen[:_MOST_HOSTS]:
        answer = await fetch.try_host(url)
        page = answer.page if answer.is_ok and host_of(answer.url) == host_of(url) else None
        is_bare = lacks_front(url, page, answer.status, answer.target or answer.url, hosts)
        if search.judge(url, page, is_bare=is_bare) and page is not None and not is_bare:
            fronts[url] = page
    site = with_hosts(with_fronts(site, search.fronts), search.bare)
    fetch.take_hosts(site.hosts)
    return FurtherHosts(site, fronts, search.bare, tuple(chosen[_MOST_HOSTS:]))
