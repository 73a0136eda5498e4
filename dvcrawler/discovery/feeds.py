"""Feeds and sitemaps: addresses out of XML that a stranger wrote."""

import re
from dataclasses import dataclass

from lxml import etree

from dvcrawler.normalize.packed import unpack_gzip

#: What the protocol of sitemaps allows, unpacked (sitemaps.org).
_LARGEST = 50 * 1024 * 1024
_LOC = re.compile(r"^https?://\S+$")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address and, as printed, when it was last changed (None where not said)."""

    url: str
    changed: str | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`is_index`: the addresses are of further sitemaps."""

    is_index: bool
    entries: tuple[Listed, ...]


def read_sitemap(data: bytes) -> Sitemap | None:
    """A sitemap or an index of such, as it is or as .xml.gz; None where it is neither."""
    root = _parse(data)
    if root is None or _name(root) not in ("urlset", "sitemapindex"):
        return None
    entries = tuple(filter(None, (_entry(child) for child in root)))
    return Sitemap(_name(root) == "sitemapindex", entries)


def read_feed(data: bytes) -> list[str]:
    """The addresses in an RSS or Atom feed, in its order; empty where it is neither."""
    root = _parse(data)
    if root is None:
        return []
    links = (element for element in root.iter() if _name(element) == "link")
    urls = ((element.text or element.get("href") or "").strip() for element in links)
    return list(dict.fromkeys(url for url in urls if _LOC.match(url)))


def sitemaps_of(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    lines = (line.partition("#")[0].strip() for line in robots.splitlines())
    named = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:"))
    return list(dict.fromkeys(url for url in named if _LOC.match(url)))


def _parse(data: bytes) -> etree._Element | None:
    # Neither entities nor the network: a bomb or a file reference in a sitemap stays text.
    unpacked = unpack_gzip(data, _LARGEST)
    if unpacked is None:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, recover=True)
    try:
        return etree.fromstring(unpacked.strip(), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None


def _entry(element: etree._Element) -> Listed | None:
    parts = {_name(child): (child.text or "").strip() for child in element}
    if not _LOC.match(parts.get("loc", "")):
        return None
    return Listed(parts["loc"], parts.get("lastmod") or None)


def _name(element: etree._Element) -> str:
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
