"""Reads a site's sections: of its site file, those to which its front page leads, and on further hosts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dvcrawler.discovery.links import section_key, section_links
from dvcrawler.discovery.listings.listing_contents import list_cards, lists_articles
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.sections.host_search import HostSearch, lacks_front
from dvcrawler.discovery.sections.menu_links import (
    drop_duplicates,
    menu_links,
    site_map_links,
    undecided_links,
)
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import is_generic, is_unknown, with_fronts, with_hosts
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.normalize.url_form import host_of
from dvcrawler.normalize.urls import is_own_host, read_address
from dvcrawler.probe.answers import Fetch
from dvcrawler.probe.menus.sections import ReadSection, count_articles, read_section

#: Sections that list articles, pages that are looked at for them, and sections of a site file.
_MOST_SECTIONS, _MOST_PAGES, _MOST_NAMED = 5, 8, 12
#: Fewer sections of a front page may be the way to another one.
_FEW_SECTIONS = 3
#: Links of a page that only leads to the front page proper.
_MOST_OF_SPLASH = 3
#: Further hosts that are looked at, each for two requests.
_MOST_HOSTS = 8


def find_sections(front: Page, site: Site, learned: AddressRule | None) -> list[str]:
    """The sections that the front page links to, as a crawl finds them, those in menus first. Of a known site
    without those that are articles by now, whose addresses have changed: `learned` covers them.
    """
    own = section_key(front.url)
    found = [url for url in section_links(front, site) if section_key(url) != own and not is_front_page(url)]
    if not is_unknown(site):
        return [url for url in found if learned is None or not learned.covers(url)]
    return drop_duplicates([*_find_behind_splash(front, site), *_find_in_menus(front, site), *found])


def _find_behind_splash(front: Page, site: Site) -> list[str]:
    """The front page proper, to which one leads that has hardly any links: "Vào trang", a picture."""
    linked = dict.fromkeys(url for url, _ in front.links if is_own_host(url, site.hosts))
    if len(linked) > _MOST_OF_SPLASH:
        return []
    return [url for url in linked if is_front_page(url) and section_key(url) != section_key(front.url)]


def _find_in_menus(page: Page, site: Site) -> list[str]:
    own = section_key(page.url)
    menus = [
        url for url in menu_links(page, site.hosts) if not is_front_page(url) and section_key(url) != own
    ]
    undecided = undecided_links(page, site.hosts)
    return [url for url in menus if url in undecided or read_address(url, site.addresses, site.hosts) is None]


def leave_out_others(listed: Sequence[ReadSection], front: Page, site: Site) -> list[ReadSection]:
    """The sections without other pages that menus name as long as headlines."""
    undecided = undecided_links(front, site.hosts)
    return [each for each in listed if each.section.url not in undecided or is_list(each.page, site)]


def is_list(page: Page | None, site: Site) -> bool:
    """Whether the page is a section, whatever the links to it look like."""
    return page is not None and lists_articles(page, list_cards(page, site.hosts))


async def read_sections(
    fetch: Fetch, fronts: Sequence[ReadSection], linked: Sequence[str], page: Page, site: Site
) -> list[ReadSection]:
    """The front pages, the sections of the site file, then those that the site's front page links to.

    `fronts`: of the site, then of its further hosts. `linked`: sections that the first of them, `page`, links
    to. `site`: with the rule
    that was found so far, by which articles are counted.
    """
    named = {url: name for name, url in site.sections.items()}
    urls = dict.fromkeys([*named, *linked])
    found = [*fronts]
    listing = 0
    if len(urls) < _FEW_SECTIONS:
        urls |= dict.fromkeys(site_map_links(page, site.hosts)[:1])
    waiting, shared = list(urls), _share(page, site)
    for number in range(max(_MOST_PAGES, min(len(named), _MOST_NAMED))):
        if number >= len(waiting) or (listing >= _MOST_SECTIONS and waiting[number] not in named):
            break
        found.append(await read_section(fetch, waiting[number], named.get(waiting[number]), shared))
        listing += count_articles(found[-1], site).section.articles > 0
        if number + 1 == len(urls) < _FEW_SECTIONS:  # a splash page, which leads to the front page
            waiting += _find_below(found, [*waiting, *(each.section.url for each in fronts)], site)
    return found


def _share(front: Page, site: Site) -> SharedParts | None:
    """What pages may share with the front page; None where scripts do not load the lists."""
    if not is_generic(site):
        return None
    shared = SharedParts()
    shared.note_front(front)
    return shared


def _find_below(read: Sequence[ReadSection], known: Sequence[str], site: Site) -> list[str]:
    """The sections in the menus of those to which the front page leads."""
    keys = {*map(section_key, known)}
    pages = [each.page for each in read[1:] if each.page is not None]
    below = {section_key(url): url for page in pages for url in _find_in_menus(page, site)}
    return [url for key, url in below.items() if key not in keys]


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
