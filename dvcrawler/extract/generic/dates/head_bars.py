"""Bars between headline and text that have the names of their buttons ("social-share") and print the date."""

import re
from urllib.parse import urlsplit

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, holds_any, names_of, text_length, text_of
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.visit_dates import pieces_with_digits
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: Characters of a date, a section, an author and some buttons.
_LONGEST_BAR = 200
#: Words of a link that may be the headline of another article; buttons and sections have fewer.
_LEAST_HEADLINE = 5
#: Buttons and the icons beside dates.
_BUTTONS = ("a", "button", "i", "svg", "img", "input")
#: Names of boxes that hold a date.
DATED_BOX = lazy_regex(r"time|date|ngay", re.I)


def is_in_head_bar(block: Block, furniture: Furniture) -> bool:
    """Whether a line with a date between headline and text is in a bar of buttons.

    A box with the headline of another article prints that article's date; one with only a date may be that of
    a comment, unless its tag alone makes it furniture.
    """
    # The outermost box around the line that has the name of furniture.
    bar = next(reversed(furniture.boxes_around(block.parent)), None)
    if bar is None or text_length(bar) > _LONGEST_BAR or _holds_headline(bar, furniture):
        return False
    if holds_any(bar, *_BUTTONS) or not names_furniture(bar):
        return True
    pieces = (block.parent, *pieces_with_digits(block))
    return any(each.tag == "time" or DATED_BOX.search(names_of(each)) for each in pieces)


def _holds_headline(bar: Element, furniture: Furniture) -> bool:
    page = furniture.page
    host = urlsplit(page.url).netloc
    for link in bar.iter("a"):
        address = absolute_url(page.base, link.get("href") or "")
        is_own = address is not None and urlsplit(address).netloc == host
        if is_own and len(text_of(link).split()) >= _LEAST_HEADLINE:
            return True
    return False
