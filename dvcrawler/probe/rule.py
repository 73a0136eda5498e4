"""Which links are articles: the patterns that tell them, and what the other links look like."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from dvcrawler.normalize.urls import Address, AddressPattern, is_own_host, read_address
from dvcrawler.probe.findings import Rule

#: Articles that a pattern must match to count, and shapes and examples that are shown.
_FEWEST, _MOST_SHAPES, _MOST_EXAMPLES = 3, 8, 3
_NUMBER = re.compile(r"[0-9]+")
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|jpe?g|png|gif|webp|mp[34]|js|css|ico|xml|rss)$", re.I)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Patterns that may tell the articles. `source`: where they come from, in words."""

    source: str
    patterns: tuple[AddressPattern, ...]


def choose_rule(candidates: Sequence[Candidate], links: Iterable[str], hosts: Mapping[str, str]) -> Candidate:
    """The first candidate that matches enough of the links, with those of its patterns that match any; else
    the one that matches most.
    """
    own = [url for url in dict.fromkeys(links) if is_own_host(url, hosts)]
    counted = [(len(find_addresses(each.patterns, own, hosts)), each) for each in candidates]
    chosen = next((each for count, each in counted if count >= _FEWEST), None)
    return chosen or max(counted, key=lambda pair: pair[0])[1]


def find_addresses(
    patterns: Sequence[AddressPattern], links: Iterable[str], hosts: Mapping[str, str]
) -> dict[str, tuple[str, Address]]:
    """The articles among the links by id: the link as printed, and its address."""
    found: dict[str, tuple[str, Address]] = {}
    for url in links:
        address = read_address(url, patterns, hosts)
        if address is not None and not _FILE.search(urlsplit(url).path):
            found.setdefault(address.native_id, (url, address))
    return found


def used_patterns(
    patterns: Sequence[AddressPattern], links: Iterable[str], hosts: Mapping[str, str]
) -> tuple[AddressPattern, ...]:
    """The patterns that any of the links needs, in their order."""
    own = list(links)
    used = []
    left = own
    for pattern in patterns:
        matched = {url for url in left if read_address(url, (pattern,), hosts) is not None}
        if matched:
            used.append(pattern)
        left = [url for url in left if url not in matched]
    return tuple(used)


def describe_rule(chosen: Candidate, links: Iterable[str], hosts: Mapping[str, str]) -> Rule:
    """The rule with examples, and the shapes of the links on the site that it leaves."""
    own = [url for url in dict.fromkeys(links) if is_own_host(url, hosts)]
    found = find_addresses(chosen.patterns, own, hosts)
    left: dict[str, list[str]] = {}
    for url in own:
        if read_address(url, chosen.patterns, hosts) is None:
            left.setdefault(shape_of(url), []).append(url)
    shapes = sorted(left.items(), key=lambda item: (-len(item[1]), item[0]))[:_MOST_SHAPES]
    return Rule(
        source=chosen.source,
        patterns=tuple(each.regex for each in used_patterns(chosen.patterns, own, hosts)),
        matched=len(found),
        examples=tuple(url for url, _ in list(found.values())[:_MOST_EXAMPLES]),
        others=tuple((shape, len(urls), urls[0]) for shape, urls in shapes),
    )


def shape_of(url: str) -> str:
    """The address with its words and numbers left out: `/word/slug-N.html`."""
    parts = urlsplit(url)
    path = "/".join(map(_segment_shape, parts.path.split("/")))
    names = [pair.partition("=")[0] for pair in parts.query.split("&") if pair]
    return path + ("?" + "&".join(f"{name}=…" for name in names[:6]) if names else "")


def _segment_shape(segment: str) -> str:
    stem, dot, ending = segment.rpartition(".")
    if not dot or len(ending) > 5:
        stem, dot, ending = segment, "", ""
    if not stem:
        return segment
    if _NUMBER.fullmatch(stem):
        return f"N{dot}{ending}"
    words = [word for word in stem.split("-") if word]
    tail = "-N" if words and _NUMBER.fullmatch(words[-1]) else ""
    body = "slug" if len(words) - bool(tail) > 2 else "word"
    return f"{body}{tail}{dot}{ending}"
