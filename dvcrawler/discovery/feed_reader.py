"""Feeds and sitemaps: addresses out of XML that a stranger wrote."""

import re
from dataclasses import dataclass

from dvcrawler.discovery.xml_stream import LONGEST_TEXT, read_xml
from dvcrawler.normalize.urls import absolute_url

#: What the protocol of sitemaps allows in one (sitemaps.org); the sites' largest have some thousands.
MOST_ENTRIES = 50_000
_LOC = re.compile(r"^https?://\S+$")
_ROOTS = ("urlset", "sitemapindex")


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address and, as printed, when it was last changed (None where not said)."""

    url: str
    changed: str | None


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`is_index`: the addresses are of further sitemaps. `cut`: why there may be more than these."""

    is_index: bool
    entries: tuple[SitemapEntry, ...]
    cut: str | None = None


def read_sitemap(data: bytes) -> Sitemap | None:
    """A sitemap or an index of such, as it is or as .xml.gz; None where it is neither."""
    target = _Entries()
    cut = read_xml(data, target)
    target.finish()
    if target.root not in _ROOTS and cut is None:
        return None
    return Sitemap(target.root == "sitemapindex", tuple(target.found), target.cut or cut)


def read_feed(data: bytes) -> list[str]:
    """The addresses in an RSS or Atom feed, in its order; empty where it is neither."""
    return [entry.url for entry in read_links(data).entries]


def read_links(data: bytes) -> Sitemap:
    """As `read_feed`, as entries that do not say when they changed."""
    target = _Links()
    cut = read_xml(data, target)
    target.end("")
    return Sitemap(False, tuple(target.found), target.cut or cut)


def sitemaps_of(robots: str) -> list[str]:
    """The sitemaps that a robots.txt names."""
    lines = (line.partition("#")[0].strip() for line in robots.splitlines())
    named = (line.partition(":")[2].strip() for line in lines if line.lower().startswith("sitemap:"))
    return list(dict.fromkeys(filter(_is_address, named)))


class _Addresses:
    """What feeds and sitemaps have in common: texts that are collected, and addresses that are taken out."""

    def __init__(self) -> None:
        self.root = ""
        self.found: list[SitemapEntry] = []
        self._text: str | None = None
        self._count = 0

    @property
    def is_full(self) -> bool:
        return self._count > MOST_ENTRIES

    @property
    def cut(self) -> str | None:
        return f"it has more than {MOST_ENTRIES:,} entries" if self._count > MOST_ENTRIES else None

    def data(self, text: str) -> None:
        if self._text is not None and len(self._text) <= LONGEST_TEXT:
            self._text += text

    def _add(self, url: str, changed: str | None) -> None:
        self._count += 1
        if self._count <= MOST_ENTRIES and _is_address(url):
            self.found.append(SitemapEntry(url, changed))


class _Entries(_Addresses):
    """The `loc` and `lastmod` of each child of the root; a text ends where an element or entity begins."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[str] = []
        self._parts: dict[str, str] | None = None
        self._open: str | None = None

    @property
    def is_full(self) -> bool:
        """Also where this is no sitemap."""
        return self._count > MOST_ENTRIES or self.root not in ("", *_ROOTS)

    def start(self, name: str, href: str) -> None:
        self._close()
        if len(self._names) > 1 and name == self._names[1]:
            del self._names[1:]  # a broken tag has a start and no end; entries do not stand in each other
        self._names.append(name)
        depth = len(self._names)
        if depth == 1:
            self.root = name
        elif depth == 2:
            self.finish()
            self._parts = {}
        elif depth == 3 and name in ("loc", "lastmod"):
            self._open, self._text = name, ""

    def end(self, name: str) -> None:
        self._close()
        while name in self._names and self._names.pop() != name:
            pass
        if len(self._names) == 1:
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
        text, href = (self._text or "").strip(), self._href.strip()
        url = text if _is_address(text) else href
        self._href = self._text = None
        if url not in self._seen:
            self._seen.add(url[: LONGEST_TEXT + 1])
            self._add(url, None)


def _is_address(text: str) -> bool:
    if len(text) > LONGEST_TEXT:
        return False
    return _LOC.match(text) is not None and absolute_url(text, text) is not None
