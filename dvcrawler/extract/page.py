"""One page as received: bytes in, a parsed document out; nothing here knows a site."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from copy import copy
from functools import cached_property
from itertools import chain, islice
from typing import cast

from lxml import etree

from dvcrawler.extract.block import Block
from dvcrawler.extract.blocks import STYLING, read_blocks
from dvcrawler.extract.class_index import ClassIndex, expect_keys
from dvcrawler.extract.elements import Element, is_within_any
from dvcrawler.extract.lines.label_lines import join_labels
from dvcrawler.extract.loading.base_address import find_base, undo_replay
from dvcrawler.extract.loading.escaped_markup import unescape_markup
from dvcrawler.extract.loading.page_bytes import NotAPageError as NotAPageError
from dvcrawler.extract.loading.page_bytes import as_utf8, check_page, unpack_page
from dvcrawler.extract.loading.parsing import parse_page
from dvcrawler.extract.loading.repair import repair_double_encoding, unescape_bytes
from dvcrawler.extract.loading.shown_text import MARK, compose_letters, print_elements, show_addresses
from dvcrawler.extract.loading.trial import drop_inline_images, find_burden
from dvcrawler.extract.loading.unclosed_links import open_unclosed_links
from dvcrawler.extract.named_boxes import NamedBoxes
from dvcrawler.extract.styles.looks import BOLD_CLASSES
from dvcrawler.extract.styles.style_sheets import HidingRules, read_style_sheets
from dvcrawler.extract.styles.toggled import show_toggled
from dvcrawler.extract.styles.unshown import holds_unshown, list_styled, mark_unshown
from dvcrawler.extract.tag_index import MOST_LINKS as MOST_LINKS
from dvcrawler.extract.tag_index import Anchors, index_attributes, index_tags
from dvcrawler.items import PageCode
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text

expect_keys(BOLD_CLASSES)
#: Characters: where no tag closes it, `<title>` holds the whole page.
_LONGEST_TITLE = 5_000
#: Levels of boxes within boxes. The parser leaves out what follows the first 2,048, without an error.
_DEEPEST = 2_040


class Page:
    """A fetched page. `url` is its address; `hits` counts the rules that fired.

    `repaired` holds each piece of text that had been encoded twice. `is_too_deep`: whether the parser gave up
    among boxes within boxes, and `root` lacks the rest.

    Raises NotAPageError at once where the bytes cannot be a page, TypeError for a text: how it was decoded is
    among the questions here.
    """

    def __init__(self, data: bytes, url: str, content_type: str | None = None) -> None:
        if not isinstance(data, bytes):
            raise TypeError(
                f"a page is read from bytes, not from {type(data).__name__}; pass them as they were served"
            )
        if not isinstance(url, str):
            raise TypeError(f"the address of a page is a text, not {type(url).__name__}")
        data = unescape_bytes(unpack_page(data))
        check_page(data, content_type)
        self.url, self.is_too_deep = url, False
        self.hits: Counter[str] = Counter()
        data, self.charset = as_utf8(data, content_type)
        data, self.repaired = repair_double_encoding(undo_replay(data))
        self.data = drop_inline_images(unescape_markup(compose_letters(data)))
        burden = find_burden(self.data)
        if burden is not None:
            raise NotAPageError(burden, PageCode.TOO_COSTLY)

    def without_boxes(self, boxes: Collection[Element]) -> "Page":
        """The same page without the blocks and authors of these boxes."""
        left_out = frozenset(boxes)
        page = copy(self)
        page.blocks = [each for each in self.blocks if not is_within_any(each.parent, left_out)]
        page.authors = [each for each in self.authors if not is_within_any(each, left_out)]
        return page

    @cached_property
    def _document(self) -> tuple[Element, Mapping[str, Sequence[Element]]]:
        """`root` and `tagged`."""
        try:
            root = parse_page(self.data)
        except etree.XMLSyntaxError as error:
            raise NotAPageError("the page holds no markup", PageCode.NO_MARKUP) from error
        if root is None:
            raise NotAPageError("the page holds no markup", PageCode.NO_MARKUP)
        self.is_too_deep = _is_too_deep(root)
        etree.strip_tags(root, "wbr")  # says only where a word may be parted
        if MARK in self.data:
            show_addresses(root)
        tagged = index_tags(root)
        print_elements(tagged["q"], tagged["sup"])
        return root, tagged

    @cached_property
    def root(self) -> Element:
        """The document. Plain lxml elements: those of lxml.html take twice as long to walk."""
        return self._document[0]

    @cached_property
    def tagged(self) -> Mapping[str, Sequence[Element]]:
        """The elements of each tag that is often asked for (`tag_index.TAGS`), in document order."""
        return self._document[1]

    @cached_property
    def base(self) -> str:
        """The base of relative addresses: `<base href>`, or the page's own address."""
        return find_base(self.tagged["base"], self.url)

    @cached_property
    def title(self) -> str:
        """The text of `<title>`, without what is beyond its first 5,000 characters."""
        found = next(iter(self.tagged["title"]), None)
        texts = cast("Iterator[str]", found.itertext()) if found is not None else ()
        return clean_text("".join(texts)[:_LONGEST_TITLE])

    @cached_property
    def body(self) -> Element:
        return next(self.root.iterchildren("body"), self.root)

    @cached_property
    def blocks(self) -> list[Block]:
        """The blocks that a wide screen shows, in reading order, for layouts that go by landmarks."""
        open_unclosed_links(self.anchors.elements)
        return join_labels(read_blocks(self.body, styled=self._described))

    def read_box(self, box: Element, drop: frozenset[str] = frozenset()) -> list[Block]:
        """As `blocks`, of one box, without the elements of a class in `drop`."""
        if holds_unshown(box):  # seldom, and to mark it takes as long as to read the box
            _ = self._described
        return read_blocks(box, drop)

    @cached_property
    def _described(self) -> frozenset[Element]:
        """The elements with attributes that describe how they look; those not shown are marked as hidden."""
        body, holders = self.body, self.with_attribute
        styled = list_styled(body, holders)
        hidden = show_toggled(body, (*self.named_boxes.hidden, *self.hidden_by_style), styled)
        mark_unshown(hidden, styled)
        bold = map(self.class_index.find, BOLD_CLASSES)
        return frozenset(chain(hidden, *bold, *(holders[name] for name in STYLING)))

    @cached_property
    def hidden_by_style(self) -> list[Element]:
        """The boxes that a style sheet of the page hides."""
        return self.style_rules.find_hidden(self.named_boxes.styled)

    @cached_property
    def style_rules(self) -> HidingRules:
        """The elements that the page's own style sheets hide."""
        return read_style_sheets(self.tagged["style"], self.data)

    @cached_property
    def named_boxes(self) -> NamedBoxes:
        """The boxes that a class hides, or names for the headline or the byline."""
        rules = self.style_rules
        return NamedBoxes(self.body, self.tagged, self.with_attribute, rules.classes, rules.ids)

    @cached_property
    def authors(self) -> list[Element]:
        """The elements of which some attribute may say that they hold an author, in document order."""
        return self.named_boxes.find_authors(self.relations)

    @cached_property
    def anchors(self) -> Anchors:
        """The links in document order."""
        return Anchors(self.root)

    @cached_property
    def addresses(self) -> str:
        """The addresses of the links as written, each once and with a line break before it, to search all of
        them at once.
        """
        return "\n" + "\n".join(dict.fromkeys(self.anchors.addresses))

    @property
    def links(self) -> Iterator[tuple[str, Element]]:
        """(absolute address, anchor) of the links that lead to a page, in document order; those of pictures
        with several links (`<area>`) are among them.

        Not cached: a list of a hundred thousand links would take 25 MB.
        """
        for anchor in islice(self.root.iter("a", "area"), MOST_LINKS):
            href = anchor.get("href")
            if not href or href[0] == "#":  # leads nowhere; half of the anchors of some pages
                continue
            url = absolute_url(self.base, href)
            if url is not None:
                yield url, anchor

    @property
    def linked_addresses(self) -> Iterator[str]:
        """The addresses of `links`, each once: pages name an article three times, and a menu twice."""
        # Not of `anchors`, which would hold a hundred thousand elements for as long as the page.
        written = dict.fromkeys(each.get("href") for each in islice(self.root.iter("a", "area"), MOST_LINKS))
        found = (absolute_url(self.base, href) for href in written if href and href[0] != "#")
        return iter(dict.fromkeys(filter(None, found)))

    @cached_property
    def links_left(self) -> int:
        """Number of anchors beyond those that `links` reads."""
        return max(0, sum(1 for _ in self.root.iter("a", "area")) - MOST_LINKS)

    @cached_property
    def class_index(self) -> ClassIndex:
        """The elements of each class and id (`#name`)."""
        return ClassIndex(self.with_attribute)

    @cached_property
    def with_attribute(self) -> Mapping[str, Sequence[Element]]:
        """The elements with each attribute as the page was parsed, in document order."""
        return index_attributes(self.root)

    @cached_property
    def relations(self) -> list[str]:
        """The values of `rel` on all elements, in document order."""
        return [each.get("rel") or "" for each in self.with_attribute["rel"]]

    @cached_property
    def metas(self) -> list[tuple[str, str]]:
        """(property, name or itemprop in small letters, content) of each `<meta>`."""
        return read_metas(self.tagged["meta"])

    @cached_property
    def meta(self) -> dict[str, str]:
        """`<meta>` by property, name or itemprop; the first of each."""
        found: dict[str, str] = {}
        for name, content in self.metas:
            found.setdefault(name, content)
        return found


def _is_too_deep(root: Element) -> bool:
    """Whether the parser gave up: every box was open there, each is the last one within its parent."""
    box, depth = root, 0
    while depth < _DEEPEST and len(box):
        box, depth = box[-1], depth + 1
    return depth == _DEEPEST


def read_metas(elements: Iterable[Element]) -> list[tuple[str, str]]:
    """(property, name or itemprop in small letters, content) of each of these `<meta>`."""
    return [
        (name.lower(), element.get("content") or "")
        for element in elements
        for key in ("property", "name", "itemprop")
        if (name := element.get(key))
    ]
