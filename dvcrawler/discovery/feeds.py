"""Feeds and sitemaps: addresses out of XML that a stranger wrote."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dvcrawler.discovery.xml_stream import LONGEST_TEXT, XmlReading
from dvcrawler.normalize.urls import absolute_url

#: What the protocol of sitemaps allows in one (sitemaps.org); the sites' largest have some thousands.
MOST_ENTRIES = 50_000
_LOC = re.compile(r"^https?://\S+$")
_ROOTS = ("urlset", "sitemapindex")


@dataclass(frozen=True, slots=True)
class Listed:
    """An address and, as printed, when it was last changed (None where not said)."""

    url: str
    changed: str | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`is_index`: the addresses are of further sitemaps. `cut`: why there may be more than these."""

    is_index: bool
    entries: tuple[Listed, ...]
    cut: str | None = None


def read_sitemap(data: bytes) -> Sitemap | None:
    """A sitemap or an index of such, as it is or as .xml.gz; None where it is neither."""
    parts = [part for part in sitemap_parts(data) if part is not None]
    if not parts:
        return None
    return Sitemap(parts[0].is_index, tuple(entry for part in parts for entry in part.entries), parts[-1].cut)


def read_feed(data: bytes) -> list[str]:
    """The addresses in an RSS or Atom feed, in its order; empty where it is neither."""
    return [entry.url for part in feed_parts(data) if part is not None for entry in part.entries]


def sitemap_parts(data: bytes) -> Iterator[Sitemap | None]:
    """As `read_sitemap`, part by part, so that a large one neither fills the memory nor holds up the crawl.

    None: some more was read, and nothing found in it.
    """
    target = _Entries()
    reading = XmlReading(data, target)
    for _ in reading.steps():
        if target.root not in ("", *_ROOTS):
            return
        yield _part(target, None)
        if target.is_full:
            return
    target.finish()
    if target.root in _ROOTS or reading.cut:
        yield _part(target, reading.cut)


def feed_parts(data: bytes) -> Iterator[Sitemap | None]:
    """As `read_feed`, part by part."""
    target = _Links()
    reading = XmlReading(data, target)
    for _ in reading.steps():
        yield _part(target, None)
        if target.is_full:
            return
    yield _part(target, reading.cut)


def sitemaps_of(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    lines = (line.partition("#")[0].strip() for line in robots.splitlines())
    named = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:"))
    return list(dict.fromkeys(filter(_is_address, named)))


class _Addresses:
    """What feeds and sitemaps have in common: texts that are collected, and addresses that are taken out."""

    def __init__(self) -> None:
        self.root = ""
        self._text: str | None = None
        self._found: list[Listed] = []
        self._count = 0

    @property
    def is_full(self) -> bool:
        return self._count > MOST_ENTRIES

    def take(self) -> tuple[Listed, ...]:
        found, self._found = self._found, []
        return tuple(found)

    def data(self, text: str) -> None:
        if self._text is not None and len(self._text) <= LONGEST_TEXT:
            self._text += text

    def _add(self, url: str, changed: str | None) -> None:
        self._count += 1
        if not self.is_full and _is_address(url):
            self._found.append(Listed(url, changed))


class _Entries(_Addresses):
    """The `loc` and `lastmod` of each child of the root; a text ends where an element or entity begins."""

    def __init__(self) -> None:
        super().__init__()
        self._depth = 0
        self._parts: dict[str, str] | None = None
        self._open: str | None = None

    def start(self, name: str, href: str) -> None:
        self._close()
        self._depth += 1
        if self._depth == 1:
            self.root = name
        elif self._depth == 2:
            self.finish()
            self._parts = {}
        elif self._depth == 3 and name in ("loc", "lastmod"):
            self._open, self._text = name, ""

    def end(self, name: str) -> None:
        self._close()
        self._depth -= 1
        if self._depth == 1:
            self.finish()

    def finish(self) -> None:
        """The entry is whole, or the document ends within it."""
        self._close()
        parts, self._parts = self._parts, None
        if parts is not None:
            self._add(parts.get("loc", ""), parts.get("lastmod") or None)

    def _close(self) -> None:
        if self._open is not None and self._parts is not None:
            self._parts[self._open] = (self._text or "").strip()
        self._open = self._text = None


class _Links(_Addresses):
    """Every `link` once: its text, else its `href`."""

    def __init__(self) -> None:
        super().__init__()
        self._href: str | None = None
        self._seen: set[str] = set()

    def start(self, name: str, href: str) -> None:
        self.root = self.root or name
        self._close()
        if name == "link":
            self._href, self._text = href, ""

    def end(self, name: str) -> None:
        self._close()

    def _close(self) -> None:
        if self._href is None:
            return
        url = (self._text or "").strip() or self._href.strip()
        self._href = self._text = None
        if url not in self._seen:
            self._seen.add(url[: LONGEST_TEXT + 1])
            self._add(url, None)


def _part(target: _Addresses, cut: str | None) -> Sitemap | None:
    if target.is_full:
        cut = f"it has more than {MOST_ENTRIES:,} entries"
    if not target.root and cut is None:
        return None
    return Sitemap(target.root == "sitemapindex", target.take(), cut)


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_TEXT:
        return False
    return _LOC.match(text) is not None and absolute_url(text, text) is not None
