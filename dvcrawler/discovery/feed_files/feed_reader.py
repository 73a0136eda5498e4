"""Reads addresses from feeds and sitemaps, XML or JSON (jsonfeed.org), which are untrusted."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

import orjson

from dvcrawler.discovery.feed_files.feed_addresses import find_links, read_link
from dvcrawler.discovery.feed_files.feed_targets import (
    MOST_ENTRIES,
    SITEMAP_ROOTS,
    EntryTarget,
    LinkTarget,
    SitemapEntry,
)
from dvcrawler.discovery.feed_files.unpacking import unpack_at_most
from dvcrawler.discovery.feed_files.xml_stream import read_xml
from dvcrawler.families.lists.data_items import find_items
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

_SITEMAP_LINE = lazy_regex(r"^[ \t]*site-?map[ \t]*:([^#\r\n]*)", re.I | re.M)
#: What separates two sitemaps on one line.
_NEXT = lazy_regex(r"[\s,;]{1,9}(?:site-?map[ \t]{0,9}:[ \t]{0,9})?(?=https?://)", re.I)
_FEEDS = ("rss", "feed", "rdf")
#: Caps the bytes of a plain-text sitemap; longer ones are not read to their end.
_LONGEST_LIST = 10 * 1024 * 1024
#: Pieces of 32 KB that are unpacked of it, and lines from which on one may be none.
_MOST_CHUNKS, _LONG_LIST = _LONGEST_LIST // (1 << 15) + 2, 5
_LINE = lazy_regex(
    r"(?P<url>(?:https?:/)?/\S+?)(?:[\s,;|]{1,9}(?P<day>[12][0-9]{3}[-/.][0-9T:+./Z -]{3,31}))?"
)
_BOM, _UTF16 = b"\xef\xbb\xbf", (b"\xff\xfe", b"\xfe\xff")
#: Members by which a feed is distinguished from other data with `items`.
_MARKS = ("feed_url", "home_page_url")
#: Members of an item that may be its address.
_ADDRESSES = ("url", "id", "link", "external_url")


@dataclass(frozen=True, slots=True)
class Sitemap:
    """`cut`: why there may be more than these. `older`: where a feed has its older entries."""

    entries: tuple[SitemapEntry, ...]
    cut: str | None = None
    older: str | None = None

    @property
    def is_index(self) -> bool:
        """Whether it names further sitemaps."""
        return any(entry.is_sitemap for entry in self.entries)


def read_sitemap(data: bytes, base: str | None = None) -> Sitemap | None:
    """Reads a sitemap or sitemap index, plain or as .xml.gz; None if it is neither.

    Sitemaps may also be feeds, or texts with an address on each line (sitemaps.org). Relative addresses are
    resolved against `base`, the sitemap's address; without it they are left out.
    """
    target = EntryTarget(base)
    cut = read_xml(data, target)
    target.finish()
    if target.root in _FEEDS:
        return read_feed(data, base)
    if target.root not in SITEMAP_ROOTS and cut is None:
        return None if target.root else read_json_feed(data, base) or _read_text(data, base)
    return Sitemap(tuple(target.found), target.cut or cut)


def _read_text(data: bytes, base: str | None) -> Sitemap | None:
    """Reads a list of addresses, one on each line, perhaps with a day behind it; None for any other text.
    A long one may have a heading.
    """
    data = unpack_at_most(data, _MOST_CHUNKS)
    lines = _split_lines(data[:_LONGEST_LIST])
    found = [entry for line in lines if (entry := _read_line(line, base))]
    if not found or len(found) < len(lines) - (len(lines) >= _LONG_LIST):
        return None
    is_cut = len(found) > MOST_ENTRIES or len(data) > _LONGEST_LIST
    return Sitemap(
        tuple(found[:MOST_ENTRIES]), f"it has more than {MOST_ENTRIES:,} entries" if is_cut else None
    )


def _split_lines(data: bytes) -> list[str]:
    """The lines of the text without blank ones and comments."""
    text = data.decode("utf-16" if data.startswith(_UTF16) else "utf-8-sig", "replace")
    lines = (line.strip() for line in text.splitlines())
    return [line for line in lines if line and not line.startswith("#")]


def _read_line(line: str, base: str | None) -> SitemapEntry | None:
    """The address in a line, which begins with its scheme or a slash, and the day behind it."""
    read = _LINE.fullmatch(line)
    url = read_link(read["url"], base) if read is not None else None
    return SitemapEntry(url, read["day"] or None) if read is not None and url is not None else None


def read_feed(data: bytes, base: str | None = None) -> Sitemap:
    """The links of an RSS, Atom or JSON feed, in order, as entries without a time; those of any list in JSON,
    and none of any other file.
    """
    target = LinkTarget(base)
    cut = read_xml(data, target)
    target.finish()
    if not target.root:
        return read_json_feed(data, base) or _read_data(data, base) or Sitemap((), cut)
    return Sitemap(tuple(target.found), target.cut or cut, target.older)


def read_json_feed(data: bytes, base: str | None) -> Sitemap | None:
    """The items of a JSON feed (jsonfeed.org), each address once, in order; None if it is not one."""
    text = data.removeprefix(_BOM).strip()
    if not text.startswith(b"{"):
        return None
    try:
        feed = orjson.loads(text.decode("utf-8", "replace"))
    except orjson.JSONDecodeError:
        return Sitemap((), "it is not valid JSON") if b"jsonfeed.org" in text else None
    if not isinstance(feed, dict) or not _is_feed(feed):
        return None
    next_url = feed.get("next_url")
    older = read_link(next_url.strip(), base) if isinstance(next_url, str) else None
    found = list(dict.fromkeys(_find_addresses(feed["items"], base)))
    cut = f"it has more than {MOST_ENTRIES:,} entries" if len(found) > MOST_ENTRIES else None
    return Sitemap(tuple(SitemapEntry(url, None) for url in found[:MOST_ENTRIES]), cut, older)


def _read_data(data: bytes, base: str | None) -> Sitemap | None:
    try:
        values = read_json(data.removeprefix(_BOM).decode("utf-8", "replace"))
    except ValueError:
        return None
    read = (read_link(each.address, base) for each in find_items(values) if each.address)
    urls = list(dict.fromkeys(filter(None, read)))[:MOST_ENTRIES]
    return Sitemap(tuple(SitemapEntry(url, None) for url in urls))


def sitemaps_of(robots: str, base: str | None = None) -> list[str]:
    """The sitemaps that a robots.txt names; relative addresses only with its own address as `base`."""
    lines = _SITEMAP_LINE.findall(robots.replace("\ufeff", "").replace("\r", "\n"))
    named = (each for line in lines for each in _NEXT.split(line.strip()))
    return list(dict.fromkeys(filter(None, (read_link(each.strip(), base) for each in named))))


def _is_feed(feed: dict[str, object]) -> bool:
    is_named = "jsonfeed.org" in str(feed.get("version"))
    return isinstance(feed.get("items"), list) and (is_named or any(mark in feed for mark in _MARKS))


def _find_addresses(items: list[object], base: str | None) -> Iterator[str]:
    """`url` of each item or, where it has none, another address, or what its text links to."""
    for item in items:
        members = item if isinstance(item, dict) else {}
        read = (read_link(each.strip(), base) for each in _list_texts(members, _ADDRESSES))
        address = next(filter(None, read), None)
        if address is not None:
            yield address
            continue
        linked = find_links("".join(_list_texts(members, ("content_html", "summary"))))
        yield from filter(None, (read_link(each, base) for each in linked))


def _list_texts(members: dict[str, object], names: tuple[str, ...]) -> Iterator[str]:
    return (text for name in names if isinstance(text := members.get(name), str))
