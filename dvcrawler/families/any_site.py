"""A site that no file describes: its article addresses known by the shapes that news sites share.

Shapes of 40 Vietnamese news sites (2013-2026): a number at the end of the slug, with or without a
letter before it and an ending after it, the VNPT systems' `/YYYYMM/slug-id`, or a slug of many words.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from urllib.parse import urlsplit

from dvcrawler.extract.site import Site
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.usual_addresses import HOST, SHAPES, SLUG
from dvcrawler.normalize.site_names import PORTAL as NAME
from dvcrawler.normalize.site_names import portal_name
from dvcrawler.normalize.url_form import has_long_segment, read_host
from dvcrawler.normalize.urls import (
    Address,
    AddressPattern,
    canonical_url,
    is_own_host,
    keep_apart,
    path_id,
    read_address,
)

ADDRESSES = (*SHAPES.values(),)
_FAMILY = "any"


def unknown_site(url: str) -> Site:
    """The site `portal/<host>` of the page at `url`, read by landmarks alone.

    Raises ValueError if the address has no host that can be a site.
    """
    name = portal_name(url)
    shared = shared_site(url)
    addresses = tuple(replace(each, prefix="") for each in shared.addresses)
    return replace(shared, name=name, title=name.removeprefix(f"{NAME}/"), addresses=addresses)


def shared_site(url: str) -> Site:
    """The site at `url` under the name that all unknown hosts once shared, with the host in its ids."""
    host = read_host(url)
    return Site(NAME, host, {host: host}, (), ADDRESSES, (url,), family=_FAMILY)


def with_rule(site: Site, rule: AddressRule) -> Site:
    """The site with the learned article addresses and hosts. Addresses of known shapes keep their ids."""
    shapes = (each for name, each in SHAPES.items() if each is not SLUG and name not in rule.shared)
    known = [replace(each, regex=rule.exclusion + each.regex) for each in shapes]
    # Six words alone do not make an article if the site's own rule is known.
    slug = replace(SLUG, regex=rule.guard + SLUG.regex)
    site = with_hosts(with_fronts(site, rule.fronts), rule.hosts)
    patterns = (replace(each, ignored=rule.ignored) for each in (*known, slug, rule.address_pattern("")))
    return replace(site, addresses=_set_prefix(site, patterns))


def with_article_pattern(site: Site, regex: str) -> Site:
    """The site whose articles are the addresses in whose path and query `regex` is found."""
    guard = f"(?=.*?(?:{regex}))"
    known = [replace(each, regex=guard + each.regex) for each in ADDRESSES]
    return replace(site, addresses=_set_prefix(site, (*known, AddressPattern(f"{guard}(?P<id>.*)"))))


def with_fronts(site: Site, fronts: Iterable[str]) -> Site:
    """The site with the hosts of these front pages, on which it has sections."""
    found = {read_host(url): url for url in fronts}
    fresh = {host: url for host, url in found.items() if host not in site.hosts}
    return with_hosts(replace(site, start=(*site.start, *fresh.values())), fresh)


def with_hosts(site: Site, hosts: Iterable[str]) -> Site:
    site = replace(site, hosts={**site.hosts, **{host: host for host in hosts if host not in site.hosts}})
    return replace(site, addresses=_set_prefix(site, site.addresses))


def _set_prefix(site: Site, patterns: Iterable[AddressPattern]) -> tuple[AddressPattern, ...]:
    """The patterns with the host before the ids of all hosts that the site's name does not contain."""
    if site.name == NAME:
        return tuple(replace(each, prefix=HOST) for each in patterns)
    return keep_apart((replace(each, prefix="") for each in patterns), site.hosts)


def is_unknown(site: Site) -> bool:
    """Whether no site file describes the site."""
    return site.family == _FAMILY


def is_generic(site: Site) -> bool:
    """Whether the site is read by landmarks alone, with or without a site file: what leads to its articles is
    known from its pages only.
    """
    return not site.layouts


def follows_front_page(site: Site) -> bool:
    """Whether the front page may have further pages; those of most portals have boxes of each section."""
    return is_generic(site) or site.front_pages


def read_named(url: str, site: Site) -> Address | None:
    """The address of an article given by the user: on an unknown site, any page may be one.

    If no pattern of the site matches, its id is the path. None for a front page or another host.
    """
    known = read_address(url, site.addresses, site.hosts)
    if known is not None or not is_unknown(site):
        return known
    bare = "" if site.name == NAME else next(iter(site.hosts))
    return _read_any(url, site.hosts, bare)


def any_address(url: str) -> Address | None:
    """The address as an article of its unknown site; None if it cannot be one."""
    try:
        return read_named(url, unknown_site(url))
    except ValueError:
        return None


def _read_any(url: str, hosts: Mapping[str, str], bare: str) -> Address | None:
    """`bare`: the host whose ids do not begin with it."""
    if not is_own_host(url, hosts):
        return None
    try:
        base, _, query = canonical_url(url, hosts).partition("?")
    except ValueError:
        return None
    origin = base[: base.index("/", len("https://"))]
    path = base[len(origin) :].rstrip("/")
    if has_long_segment(path) or not (path or query):
        return None
    address = origin + (path or "/") + (f"?{query}" if query else "")
    host = urlsplit(base).hostname or ""
    return Address(address, ("" if host == bare else host) + path_id(address), None, "article")
