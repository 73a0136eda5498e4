"""Which links are articles: the patterns that match them, and what the other links look like."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import ADDRESSES
from dvcrawler.families.cms import Cms
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import read_target, show_target
from dvcrawler.families.non_sections import is_file
from dvcrawler.normalize.urls import Address, AddressPattern, is_own_host, read_address
from dvcrawler.probe.findings import Rule
from dvcrawler.probe.rules.learned import as_patterns
from dvcrawler.probe.rules.pattern_source import drop_condition

#: Articles that patterns must match to count, and shapes and examples that are shown.
_FEWEST, _MOST_SHAPES, _MOST_EXAMPLES = 3, 8, 3
#: Shares of the articles on the listings: that the usual addresses of a system must match, and that they may
#: match in addition.
_MATCHED, _BESIDES = 0.95, 0.1


@dataclass(frozen=True, slots=True)
class Chosen:
    """The patterns that match the articles. `source`: where they come from, in words. `evidence`: what they
    were learned from, a line for each; empty if they were not.
    """

    source: str
    patterns: tuple[AddressPattern, ...]
    evidence: tuple[str, ...] = ()


def choose_rule(
    cms: Cms | None, learned: AddressRule | None, links: Iterable[str], hosts: Mapping[str, str]
) -> Chosen:
    """The usual addresses of the system if they agree with the listings; else those of the listings; else
    the shapes that news sites share.
    """
    own = [url for url in dict.fromkeys(links) if is_own_host(url, hosts)]
    usual = Chosen(f"the addresses of {cms.title}", cms.addresses) if cms is not None else None
    if learned is not None:
        found = Chosen("the site's own listings", as_patterns(learned, own, hosts), learned.evidence)
        return usual if usual is not None and _agrees(usual, found, own, hosts) else found
    if usual is not None and len(find_addresses(usual.patterns, own, hosts)) >= _FEWEST:
        return usual
    return Chosen("the shapes that news sites share", ADDRESSES)


def _agrees(usual: Chosen, found: Chosen, links: Sequence[str], hosts: Mapping[str, str]) -> bool:
    listed, matched = (_match(links, each, hosts) for each in (found, usual))
    return len(listed & matched) >= _MATCHED * len(listed) and len(matched - listed) <= _BESIDES * len(listed)


def _match(links: Sequence[str], chosen: Chosen, hosts: Mapping[str, str]) -> set[str]:
    return {url for url in links if read_address(url, chosen.patterns, hosts) is not None}


def find_addresses(
    patterns: Sequence[AddressPattern], links: Iterable[str], hosts: Mapping[str, str]
) -> dict[str, tuple[str, Address]]:
    """The articles among the links by id: the link as printed, and its address."""
    found: dict[str, tuple[str, Address]] = {}
    for url in links:
        address = read_address(url, patterns, hosts)
        if address is not None and not is_file(urlsplit(url).path):
            found.setdefault(address.native_id, (url, address))
    return found


def used_patterns(
    patterns: Sequence[AddressPattern], links: Iterable[str], hosts: Mapping[str, str]
) -> tuple[AddressPattern, ...]:
    """The patterns that any of the links needs, in their order."""
    used, left = [], list(links)
    for pattern in patterns:
        rest = [url for url in left if read_address(url, (pattern,), hosts) is None]
        if len(rest) < len(left):
            used.append(pattern)
        left = rest
    return tuple(used)


def describe_rule(source: str, site: Site, links: Iterable[str], evidence: Sequence[str] = ()) -> Rule:
    """The rule of the site with examples, and the shapes of the links that it leaves."""
    own = [url for url in dict.fromkeys(links) if is_own_host(url, site.hosts)]
    found = find_addresses(site.addresses, own, site.hosts)
    left: dict[str, list[str]] = {}
    for url in own:
        target = read_target(url)
        if target is not None and read_address(url, site.addresses, site.hosts) is None:
            left.setdefault(show_target(target), []).append(url)
    shapes = sorted(left.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_SHAPES]
    used = used_patterns(site.addresses, own, site.hosts)
    return Rule(
        source=source,
        patterns=tuple(evidence) or tuple(map(drop_condition, used)),
        matched=len(found),
        examples=tuple(url for url, _ in list(found.values())[:_MOST_EXAMPLES]),
        others=tuple((shape, len(urls), urls[0]) for shape, urls in shapes),
    )
