"""Hosts beside that of a portal that hold sections of it: `thethao.example.vn` beside `example.vn`.

An office links to the sites of others in the same way as a paper to its sections. A host is one of the portal
if its front page shows the portal's own menu, or if the portal lists its articles and it leads back.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from urllib.parse import urljoin

from dvcrawler.discovery.links import section_key
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_unknown
from dvcrawler.families.files.known_sites import site_for_url
from dvcrawler.families.learning.link_votes import Votes, count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.non_sections import is_front_page, is_never_section
from dvcrawler.messages.plurals import counted
from dvcrawler.normalize.domains import registered_domain
from dvcrawler.normalize.hosts import find_host_fault
from dvcrawler.normalize.url_form import host_of
from dvcrawler.patterns import lazy_regex

#: Hosts of other forms of the site, of its files and of its accounts.
_TECHNICAL = lazy_regex(
    r"(?:m|mobi(?:le)?|wap|amp|api|ads?|qc|img|images?|anh|static|assets?|cdn|media|files?|data|upload|download|tai"
    r"|sso|id|login|accounts?|auth|admin|cms|(?:web)?mail|e?office|toasoan|test|dev|beta|old|print)[0-9]*"
)
#: Articles of a host from which the portal lists them, and links of its menu that another page shares.
LEAST_CARDS, _LEAST_SHARED = 3, 2
#: Names of a portal's own host, beside which its sections are: `portal.example.vn`, `thethao.example.vn`.
_MAIN = frozenset("portal cong congthongtin cttdt home trangchu web news baochi bao vn vi".split())
#: Hosts that are looked at; more than these in a menu alone are the sites of others.
MOST_HOSTS, _MOST_NAMED = 16, 10
#: Links from which a host may be that of a section, and hosts that a message names.
_LEAST_LINKS, _MOST_COUNTED = 3, 6


def find_candidates(page: Page, hosts: Mapping[str, str]) -> dict[str, int]:
    """The front pages of hosts that may hold sections, with the number of their articles on the page: hosts
    in its menus, or with several articles.
    """
    related = _find_related(page, hosts)
    if not related:
        return {}
    cards, menus = _count_by_host(page, hosts, related)
    fronts = [related[host] for host in _choose_hosts(cards, menus)[:MOST_HOSTS]]
    return {front: cards[host_of(front)] for front in fronts if is_unknown(site_for_url(front))}


def _find_related(page: Page, hosts: Mapping[str, str]) -> dict[str, str]:
    """The front pages of hosts below that of the portal to which the page links. Whoever names the host of a
    section wants that section.
    """
    found: dict[str, str] = {}
    for url, _ in page.links:
        host = host_of(url)
        if host not in found and host not in hosts and is_below(host, hosts):
            found[host] = urljoin(url, "/")
    return found


def is_below(host: str, hosts: Mapping[str, str]) -> bool:
    """Whether a portal on `hosts` may have sections on this host, by its name alone."""
    main = next(iter(hosts))
    upper = registered_domain(main) if main.partition(".")[0] in _MAIN else main
    if upper is None or registered_domain(main) is None or not host.endswith(f".{upper}"):
        return False
    return not _TECHNICAL.fullmatch(host.partition(".")[0]) and find_host_fault(host) is None


def _count_by_host(
    page: Page, hosts: Mapping[str, str], related: Mapping[str, str]
) -> tuple[Counter[str], Counter[str]]:
    """How many links of each related host look like those of articles, and how many are in menus."""
    cards, menus = Counter[str](), Counter[str]()
    for url, votes in _count(page, {*hosts, *related}).items():
        host = host_of(url)
        if host in related:
            cards[host] += votes.is_article
            menus[host] += _is_in_menu(votes)
    return cards, menus


def _choose_hosts(cards: Counter[str], menus: Counter[str]) -> list[str]:
    """The hosts with several articles, then those in menus unless these are many: a list of partners."""
    listed = [host for host, count in cards.most_common() if count >= LEAST_CARDS]
    named = [host for host in menus if menus[host] and host not in listed]
    return listed + (named if len(named) <= _MOST_NAMED else [])


def is_part(home: Page, other: Page, cards: int, hosts: Mapping[str, str]) -> bool:
    """Whether the other front page is that of a part of the portal. Offices of one administration share a
    list of each other's hosts: among them only links to the portal itself count.
    """
    is_office = f".{registered_domain(host_of(home.url))}".endswith(".gov.vn")
    everywhere = {*hosts, *_find_related(home, hosts), host_of(other.url)}
    own, others = (_list_sections(page, everywhere) for page in (home, other))
    if is_office:
        own = {key for key in own if host_of(key) in hosts}
    common = len(own & others)
    if common >= _LEAST_SHARED and 2 * common >= min(len(own), len(others)):
        return True
    return cards >= LEAST_CARDS and not is_office and _leads_back(home, other, hosts)


def _leads_back(home: Page, other: Page, hosts: Mapping[str, str]) -> bool:
    front = section_key(urljoin(home.url, "/"))
    return any(section_key(url) == front for url, _ in other.links if host_of(url) in hosts)


def _list_sections(page: Page, hosts: Iterable[str]) -> set[str]:
    """Keys of the links in the page's menus, without that to the page itself."""
    votes = _count(page, hosts)
    named = (url for url, each in votes.items() if _is_in_menu(each))
    keys = {section_key(url) for url in named if is_front_page(url) or not is_never_section(url)}
    return keys - {section_key(page.url)}


def _is_in_menu(votes: Votes) -> bool:
    return votes.menus > 0 or votes.is_section


def _count(page: Page, hosts: Iterable[str]) -> dict[str, Votes]:
    return count_votes(find_blocks(page, {host: host for host in hosts}))


def count_other_hosts(page: Page, hosts: Mapping[str, str]) -> Counter[str]:
    """Links of the page, and choices in its forms, to each host below one of `hosts`."""
    named = Counter(map(host_of, _list_addresses(page)))
    below = (host for host in named if host not in hosts and any(host.endswith(f".{own}") for own in hosts))
    return Counter({host: named[host] for host in below if not _TECHNICAL.fullmatch(host.partition(".")[0])})


def _list_addresses(page: Page) -> Iterator[str]:
    """The addresses of the page's links, and of the choices in its forms."""
    yield from (url for url, _ in page.links)
    choices = (each.get("value") or "" for each in page.root.iter("option"))
    yield from (url for url in choices if url.startswith("http"))


def describe_other_hosts(found: Mapping[str, int]) -> str | None:
    """What to do about the hosts that many links lead to; None if there are none."""
    often = [host for host, links in Counter(found).most_common() if links >= _LEAST_LINKS]
    if not often:
        return None
    links = counted(sum(found[host] for host in often), "link")
    named = ", ".join(often[:_MOST_COUNTED]) + (", …" if len(often) > _MOST_NAMED else "")
    return (
        f"{links} to hosts below its own, {named}; crawl each by its front page, such as https://{often[0]}/"
    )
