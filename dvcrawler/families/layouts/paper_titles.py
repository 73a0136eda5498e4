"""Headlines of the VNPT portal for papers: in a box of their own, with the paper's name behind them."""

import re
from collections.abc import Sequence

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.generic.headlines.headings import heading_text
from dvcrawler.extract.generic.headlines.other_titles import choose_wording
from dvcrawler.extract.generic.teasers.other_cards import is_of_card
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import FieldSelector, first_element
from dvcrawler.normalize.text import clean_text

_SEPARATOR = re.compile(r"(?<!\s)\s+[-|–](?=\s+(?P<paper>Báo\s)?)", re.I)
_SITE_END = re.compile(r"\b(?:online|điện tử)$", re.I)


def read_title(page: Page, boxes: Sequence[FieldSelector]) -> tuple[str, Element | None]:
    """The headline, whose lines only `<br>` may part, and its box; the stated one if no box has any text."""
    stated = clean_text(page.meta.get("og:title") or "")
    own = first_element(page, boxes, lambda each: _is_empty(each) or is_of_card(each, page))
    box = own if own is not None else first_element(page, boxes, _is_empty)
    if box is None:
        return without_site_name(stated), first_element(page, boxes)
    printed = without_site_name(heading_text(box) or clean_text(text_of(box)))
    return choose_wording(printed, [text for text in (stated, page.title) if text], box), box


def _is_empty(box: Element) -> bool:
    return not text_of(box).strip()


def without_site_name(title: str) -> str:
    """The title without "- Báo …" after it, or whatever follows the first separator and ends "… online"."""
    ends = _SITE_END.search(title)
    for separator in _SEPARATOR.finditer(title):
        if separator["paper"] or (ends and separator.end() < ends.start()):
            return title[: separator.start()]
    return title
