"""A box whose attributes state another page of the site as its own, as those have that a script appends."""

import re
from collections.abc import Sequence
from itertools import takewhile
from urllib.parse import urlsplit

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, ancestors_or_self
from dvcrawler.extract.generic.own_addresses import OwnAddresses
from dvcrawler.extract.generic.text.text_boxes import LEAST_TEXT, TextBoxes, is_prose
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

_ATTRIBUTES = ("data-url", "data-href", "data-link")
_NAMES = frozenset(_ATTRIBUTES)
#: Words of a headline in an address, and addresses of data.
_HEADLINE = lazy_regex(r"[^\W\d_]+-[^\W_]+")
_OF_DATA = lazy_regex(
    r"/(?:api|ajax|rest|json|service|v\d|wp-json|wp-admin)(?:/|$)|\.(?:json|xml|ashx|asmx)$", re.I
)
_LEVELS = 8


def find_box_of_page(
    blocks: Sequence[Block], start: int, places: Sequence[int], page: Page, boxes: TextBoxes
) -> int | None:
    """The first place in such a box with a text, below all of the text above. `places`: those of lines below
    an article's text; `start`: below the headline.
    """
    if not any(page.with_attribute[name] for name in _ATTRIBUTES):
        return None
    seen, own = set(blocks[start - 1].parent.iterancestors()), OwnAddresses(page)
    for place in places:
        box = _find_box(blocks[place].parent, seen, page.base, own)
        if box is not None and _holds_text(blocks, place, box) and not boxes.continue_at(place):
            return place
    return None


def _find_box(element: Element, seen: set[Element], base: str, own: OwnAddresses) -> Element | None:
    """The innermost box around the element that states another page, among those not `seen` before."""
    new = list(takewhile(lambda each: each not in seen, ancestors_or_self(element, _LEVELS)))
    seen.update(new)
    named = (each for each in new if not _NAMES.isdisjoint(each.keys()))
    return next((each for each in named if _states_other(each, base, own)), None)


def _holds_text(blocks: Sequence[Block], place: int, box: Element) -> bool:
    below = (blocks[n] for n in range(place, len(blocks)))
    inside = takewhile(lambda each: box in ancestors_or_self(each.parent, _LEVELS), below)
    return sum(len(each.text) for each in inside if is_prose(each)) >= LEAST_TEXT


def _states_other(box: Element, base: str, own: OwnAddresses) -> bool:
    """Whether an attribute is the address of another article, and its headline is in it."""
    urls = [absolute_url(base, value) for name in _ATTRIBUTES if (value := box.get(name))]
    return any(url is not None and has_headline(url) and not own.share_name(url) for url in urls)


def has_headline(url: str) -> bool:
    """Whether the address ends with words of a headline."""
    path = urlsplit(url).path.rstrip("/")
    return _OF_DATA.search(path) is None and _HEADLINE.match(path.rpartition("/")[2]) is not None
