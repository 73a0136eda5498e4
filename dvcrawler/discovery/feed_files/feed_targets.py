"""Collects addresses while the XML of a feed or sitemap is parsed."""

from collections.abc import Mapping
from dataclasses import dataclass

from dvcrawler.discovery.feed_files.feed_addresses import LOC, find_base, find_links, join_base, read_link
from dvcrawler.discovery.feed_files.xml_stream import LONGEST_TEXT
from dvcrawler.normalize.links import absolute_url

#: The limit of the sitemap protocol (sitemaps.org); the sites' largest have some thousands.
MOST_ENTRIES = 50_000
#: Relations of Atom's links to what is not the article.
_OTHER_LINKS = tuple(
    "self edit replies enclosure hub license first last next previous prev-archive next-archive"
    " current".split()
)
#: Relations of a feed's link to its older entries (RFC 5005), which some write without the namespace.
_OLDER = ("next", "prev-archive")
#: Characters of an item without a link that are searched for one.
_LONGEST_ITEM = 64 * 1024
_INDEX = "sitemapindex"
SITEMAP_ROOTS = ("urlset", _INDEX)


@dataclass(frozen=True, slots=True)
class SitemapEntry:
    """An address and, as printed, when it was last changed (None if not said). `is_sitemap`: it is that of a
    further sitemap.
    """

    url: str
    changed: str | None
    is_sitemap: bool = False


class _AddressTarget:
    """The common part of feeds and sitemaps: collects texts, and extracts addresses from them."""

    def __init__(self, base: str | None) -> None:
        self.root = ""
        self.found: list[SitemapEntry] = []
        self._base = base
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

    def _add(self, text: str, changed: str | None, *, is_sitemap: bool = False) -> None:
        self._count += 1
        url = read_link(text, self._base) if self._count <= MOST_ENTRIES else None
        if url is not None:
            self.found.append(SitemapEntry(url, changed, is_sitemap))


class EntryTarget(_AddressTarget):
    """The `loc` and `lastmod` of each child of the root; a text ends at the next element or entity."""

    def __init__(self, base: str | None) -> None:
        super().__init__(base)
        self._names: list[str] = []
        self._kind = ""
        self._parts: dict[str, str] | None = None
        self._open: str | None = None

    @property
    def is_full(self) -> bool:
        """True also for a document that is not a sitemap."""
        return self._count > MOST_ENTRIES or self.root not in ("", *SITEMAP_ROOTS)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self._close()
        if name == self.root:
            self._names.clear()  # another document of this kind after the first
        if len(self._names) > 1 and name == self._names[1]:
            del self._names[1:]  # a broken tag has a start and no end; entries are never nested
        self._names.append(name)
        depth = len(self._names)
        if depth == 1:
            self.root = name
        elif depth == 2:
            self.finish()
            self._kind, self._parts = name, {}
        elif depth == 3 and name in ("loc", "lastmod"):
            self._open, self._text = name, ""

    def end(self, name: str) -> None:
        self._close()
        while name in self._names and self._names.pop() != name:
            pass
        if len(self._names) == 1:
            self.finish()

    def finish(self) -> None:
        """The entry is whole, or the document ends within it: a text that is still open is cut."""
        self._open = None
        parts, self._parts = self._parts, None
        if parts is not None:
            url = parts.get("loc", "")
            self._add(url, parts.get("lastmod") or None, is_sitemap=self._names_sitemap(url))

    def _names_sitemap(self, url: str) -> bool:
        """Either list may hold entries of the other: their tags tell, the ending of a file, no feed, or,
        in an index, the address.
        """
        address = url.lower()
        if self._kind == "sitemap" or (self.root == _INDEX and (self._kind != "url" or "sitemap" in address)):
            return True
        return address.partition("?")[0].endswith((".xml", ".xml.gz")) and "rss" not in address

    def _close(self) -> None:
        if self._open is not None and self._parts is not None:
            # The first non-empty one: an image's address may follow as `image:loc`.
            self._parts[self._open] = self._parts.get(self._open) or (self._text or "").strip()
        self._open = self._text = None


class LinkTarget(_AddressTarget):
    """Takes every `link` once: its text, that behind an empty one, or else its `href`; of an item without one
    its `guid` or `id`, or else what it links to.
    """

    def __init__(self, base: str | None) -> None:
        super().__init__(base)
        self._open: str | None = None
        self._href = ""
        self._guid: str | None = None
        self._has_link = self._is_outside = True
        #: Texts of the item, and addresses in its attributes, for one without a link; their length.
        self._texts: list[str] = []
        self._length = 0
        self._seen: set[str] = set()
        #: The address of the feed's older entries.
        self.older: str | None = None
        #: Base of the feed's addresses; entries may state another one.
        self._feed_base = base

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.root = self.root or name
        self._close()
        if name in ("item", "entry"):
            self.finish()
            self._has_link = self._is_outside = False
            self._guid = next((value for key, value in attributes.items() if key.endswith("about")), None)
        self._note_base(name, attributes)
        if name == "link":
            self._note_older(attributes)
        self._note_address(name, attributes)
        is_guid = name == "guid" and attributes.get("isPermaLink", "true").strip().lower() != "false"
        if is_guid or name in ("link", "origlink", "id", "comments"):
            self._open, self._href, self._text = name, self._read_href(attributes), ""

    def data(self, text: str) -> None:
        super().data(text)
        self._note_text(text)

    def end(self, name: str) -> None:
        if name == self._open == "link" and not (self._href or (self._text or "").strip()):
            return  # `<link/>https://…`: the text behind it is its own
        self._close()
        if name in ("item", "entry"):
            self.finish()
            self._is_outside = True

    def _note_text(self, text: str) -> None:
        if not self._has_link and self._length < _LONGEST_ITEM:
            self._texts.append(text)
            self._length += len(text)

    def _note_address(self, name: str, attributes: Mapping[str, str]) -> None:
        """The entries of an RSS 1.0 channel, and addresses that count where an item has no link."""
        if name == "li":
            self._add_once(next((value for key, value in attributes.items() if key.endswith("resource")), ""))
        elif name in ("a", "content"):
            self._note_text(f'<a href="{attributes.get("href") or attributes.get("src") or ""}">')

    def _note_base(self, name: str, attributes: Mapping[str, str]) -> None:
        if name in ("feed", "rss", "channel"):
            self._base = self._feed_base = join_base(self._feed_base, find_base(attributes))
        elif name in ("entry", "item"):
            self._base = join_base(self._feed_base, find_base(attributes))

    def _note_older(self, attributes: Mapping[str, str]) -> None:
        if self._is_outside and attributes.get("rel", "").strip().lower() in _OLDER:
            self.older = self.older or read_link(attributes.get("href", "").strip(), self._base)

    def _read_href(self, attributes: Mapping[str, str]) -> str:
        """The address in Atom's attribute, which may be any name; empty for that of something else."""
        href = (attributes.get("href") or attributes.get("url") or "").strip()
        if not href or attributes.get("rel", "").strip().lower() in _OTHER_LINKS:
            return ""
        return (absolute_url(self._base, href) if self._base else None) or href

    def finish(self) -> None:
        """The item is whole, or the document ends within it: a text that is still open is cut."""
        self._open = None
        guid, has_link = self._guid, self._has_link
        self._guid, self._has_link = None, True
        texts, self._texts, self._length = self._texts, [], 0
        if guid is not None and not has_link and (LOC.match(guid) or guid.startswith("/")):
            self._add_once(guid)
        elif not has_link and not self._is_outside:
            for url in find_links("".join(texts)):
                self._add_once(url)

    def _close(self) -> None:
        if self._open is None:
            return
        name, text = self._open, (self._text or "").strip()
        self._open = self._text = None
        if name in ("guid", "id"):
            self._guid = self._guid or text
            return
        if name == "comments":
            self._note_text(f'<a href="{text.partition("#")[0]}">' if LOC.match(text) else "")
            return
        url = text if read_link(text, self._base) else self._href
        self._has_link = self._has_link or read_link(url, self._base) is not None
        self._add_once(url)

    def _add_once(self, url: str) -> None:
        if url not in self._seen:
            self._seen.add(url[: LONGEST_TEXT + 1])
            self._add(url, None)
