"""A box whose attributes state another page of the site as its own, as those have that a script appends."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, takewhile
from urllib.parse import urlsplit

from lxml.etree import _Element as Element

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.text.text_boxes import LEAST_TEXT, TextBoxes, is_prose
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url

_ATTRIBUTES = ("data-url", "data-href", "data-link")
_NAMES = frozenset(_ATTRIBUTES)
_MARKS = tuple(name.encode() for name in _ATTRIBUTES)
#: Words of a headline in an address, addresses of data, and the number of an article.
_HEADLINE, _NUMBER = re.compile(r"[^\W\d_]+-[^\W_]+"), re.compile(r"\d{4,}")
_OF_DATA = re.compile(
    r"/(?:api|ajax|rest|json|service|v\d|wp-json|wp-admin)(?:/|$)|\.(?:json|xml|ashx|asmx)$", re.I
)
_LEVELS = 8


def find_box_of_page(
    blocks: Sequence[Block], start: int, places: Sequence[int], page: Page, boxes: TextBoxes
) -> int | None:
    """The first place in such a box with a text, below all of the text above. `places`: those of lines below
    an article's text; `start`: below the headline.
    """
    if not any(mark in page.data for mark in _MARKS):
        return None
    seen = set(blocks[start - 1].parent.iterancestors())
    for place in places:
        box = _find_box(blocks[place].parent, seen, page)
        if box is not None and _holds_text(blocks, place, box) and not boxes.continue_at(place):
            return place
    return None


def _find_box(element: Element, seen: set[Element], page: Page) -> Element | None:
    """The innermost box around the element that states another page, among those not `seen` before."""
    found = None
    for each in _walk_up(element):
        if each in seen:
            break
        seen.add(each)
        if found is None and not _NAMES.isdisjoint(each.keys()) and _states_other(each, page):
            found = each
    return found


def _walk_up(element: Element) -> Iterator[Element]:
    yield element
    yield from islice(element.iterancestors(), _LEVELS)


def _holds_text(blocks: Sequence[Block], place: int, box: Element) -> bool:
    below = (blocks[n] for n in range(place, len(blocks)))
    inside = takewhile(lambda each: box in _walk_up(each.parent), below)
    return sum(len(each.text) for each in inside if is_prose(each)) >= LEAST_TEXT


def _states_other(box: Element, page: Page) -> bool:
    """Whether an attribute is the address of another article: its headline, and not this one's number."""
    return any(_is_other_article(value, page) for name in _ATTRIBUTES if (value := box.get(name)))


def _is_other_article(href: str, page: Page) -> bool:
    url = absolute_url(page.base, href)
    path, own = urlsplit(url).path.rstrip("/") if url else "", urlsplit(page.url).path.rstrip("/")
    if path == own or _OF_DATA.search(path) or _HEADLINE.match(path.rpartition("/")[2]) is None:
        return False
    return _NUMBER.search(own) is None or set(_NUMBER.findall(path)).isdisjoint(_NUMBER.findall(own))
