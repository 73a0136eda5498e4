"""Cards of which only a button leads to the article: "Xem chi tiết" below a headline without a link."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple
from urllib.parse import unquote

from dvcrawler.extract.elements import ALL_HEADINGS, Element, text_of
from dvcrawler.normalize.text import clean_text

_HEADLINE = re.compile(r"title|headline|tieu-?de|ten-?tin", re.I)
#: Addresses of no page, and of services where visitors share one.
_NO_PAGE = re.compile(
    r"(?:javascript|mailto|tel|sms|zalo|fb|viber|whatsapp):"
    r"|(?:https?:)?//(?:[\w-]+\.)?(?:facebook|twitter|x|linkedin|pinterest|zalo|telegram|t|google|youtube)\.(?:com|me|vn)/",
    re.I,
)
#: Elements around a button that may be its card, and links of one.
_LEVELS, _MOST_LINKS = 5, 8
#: Syllables of the headline of such a card; a section's name has fewer.
_CARD_WORDS, _MOST_CARD_WORDS = 5, 40
#: Caps the elements of a card that are searched for its headline.
_CARD_ELEMENTS = 40
#: Elements that may hold a headline without being marked, and those that make one of them a box of others.
_PLAIN_TITLES = ("div", "p", "span", "strong", "b", "td", "li", "dt", "font", "em", "i")
_BOXES = ("a", "div", "p", "table", "td", "li", "ul", "h1", "h2", "h3", "h4", "h5", "h6", "br")


class Card(NamedTuple):
    box: Element
    title: str
    is_headed: bool


def find_card(anchor: Element, ancestors: list[Element]) -> Card | None:
    """The card around a button without a further link to a page. A headline without a mark of its own, as in
    a row of a table, may also be the title of a document: `is_headed` is False.
    """
    href = anchor.get("href") or ""
    for element in ancestors[:_LEVELS]:
        addresses = [each.get("href") or "" for each in islice(element.iter("a"), _MOST_LINKS)]
        if any(_leads_elsewhere(address, href) for address in addresses):
            return None
        titles = sorted(_find_titles(element, anchor), key=lambda each: not each[1])  # marked ones first
        if titles:
            return Card(element, *titles[0])
    return None


def _leads_elsewhere(address: str, href: str) -> bool:
    """Whether a link of the card leads to another page of the site: not one that shares this article, prints
    it or shows its comments.
    """
    address = address.strip()
    if address in ("", href) or address[0] == "#" or _NO_PAGE.match(address):
        return False
    return not (href and href in unquote(address))


def _find_titles(box: Element, button: Element) -> Iterator[tuple[str, bool]]:
    """(text as long as a headline, whether its element is marked as one)."""
    for inner in islice(box.iter(*ALL_HEADINGS, "a", *_PLAIN_TITLES), _CARD_ELEMENTS):
        is_head = _may_head_card(inner)
        if inner is button or not (is_head or _is_leaf(inner)):
            continue
        title = clean_text(text_of(inner))
        if _CARD_WORDS <= len(title.split()) <= _MOST_CARD_WORDS:
            yield title, is_head


def _is_leaf(element: Element) -> bool:
    return element.tag in _PLAIN_TITLES and not any(each.tag in _BOXES for each in element.iterdescendants())


def _may_head_card(element: Element) -> bool:
    if element.tag in ALL_HEADINGS or (element.tag == "a" and (element.get("href") or "")[:1] == "#"):
        return True
    return is_called_headline(element)


def is_called_headline(element: Element) -> bool:
    return _HEADLINE.search(element.get("class") or "") is not None
