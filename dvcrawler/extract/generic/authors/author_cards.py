"""The name in a card about the author: above the office, or above the biography."""

import re
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.elements import SUBHEADINGS
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.bylines.names import is_sure_name
from dvcrawler.normalize.bylines.offices import NEWSROOM_OFFICES
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Offices of authors, printed below the name.
_WORK = lazy_regex(rf"\(?(?:{NEWSROOM_OFFICES})\b.{{0,40}}", re.I)
#: Elements of the name above a biography, and those that are looked at: a heading may say "Tác giả".
_NAME_TAGS, _MOST_MARKED = (*SUBHEADINGS, "a", "strong", "b"), 4
#: Characters above the name, of such a heading; persons in a biography are not its subject.
_LONGEST_LABEL = 30


def strip_office(element: Element) -> str:
    """The name in a box that prints the person's office in a separate box: "Lan Anh", "Phóng viên"."""
    if len(element) < 2:
        return ""
    pieces = [text for each in element.itertext("*") if (text := clean_text(str(each)))]
    is_named = len(pieces) == 2 and _WORK.fullmatch(pieces[1]) is not None and is_sure_name(pieces[0])
    return pieces[0] if is_named else ""


def find_name_in_card(element: Element, longest: int) -> str:
    """The only name in a heading, a link or bold, with which the card begins; empty without one, and for a
    box of more characters than `longest`.
    """
    printed = text_of(element)
    if len(printed) > longest:
        return ""
    marked = (clean_text(text_of(each)) for each in islice(element.iter(*_NAME_TAGS), _MOST_MARKED))
    names = list(dict.fromkeys(filter(is_sure_name, marked)))
    is_first = len(names) == 1 and 0 <= clean_text(printed).find(names[0]) <= _LONGEST_LABEL
    return names[0] if is_first else ""
