"""What a page that gives no article says it is instead: a question, an event, a film, a product, a list.

Only checked for pages that no layout reads, or only as a notice.
"""

import re
from collections.abc import Sequence
from itertools import islice
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.generic.kinds.questions import QUESTION, asks_question
from dvcrawler.extract.generic.kinds.stated_types import (
    list_lines,
    list_types,
    read_graph_type,
    states_article,
)
from dvcrawler.extract.generic.metadata import is_article_type
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex, occurs

#: What puts a product into a cart, and its price.
_CART = lazy_regex(
    rb"add[-_]?to[-_]?cart|(?:them|cho)[-_]?(?:vao[-_]?)?gio|mua[-_]?(?:hang|ngay)|buy[-_]?now"
    rb"|name=[\"']?(?:quantity|qty|so[-_]?luong)[\"'\s>]",
    re.I,
)
_CART_BUTTON = lazy_regex(
    r"(?:them|cho) vao gio(?: hang)?|(?:dat )?mua(?: hang| ngay)|dat hang|add to cart|buy now"
)
_PRICE = lazy_regex(r"[0-9]{1,3}(?:[.,][0-9]{3}){1,3}\s?(?:đ(?:ồng)?|₫|vnđ|vnd)(?!\w)", re.I)
_BUTTONS = etree.XPath("//button | //a | //input[@type='submit' or @type='button']")
_MOST_BUTTONS = 500
_EVENT_KIND, _PRODUCT, _PROCEDURE = "an event", "a product", "an official procedure"
#: By the types of schema.org.
_KINDS = {
    "QAPage": QUESTION,
    "FAQPage": QUESTION,
    "Question": QUESTION,
    "VideoObject": "a film",
    "Movie": "a film",
    "TVEpisode": "a broadcast",
    "RadioEpisode": "a broadcast",
    "AudioObject": "a sound recording",
    "PodcastEpisode": "a sound recording",
    "JobPosting": "a vacancy",
    "ProfilePage": "a profile",
    "GovernmentService": _PROCEDURE,
    "Legislation": "a legal document",
    "CollectionPage": "a list",
    "SearchResultsPage": "a list",
    "ContactPage": "a contact page",
    "AboutPage": "a page about the site",
    "Product": _PRODUCT,
    "ProductGroup": _PRODUCT,
}
#: `SportsEvent`, `MusicEvent`, `Event`.
_EVENT = lazy_regex(r"[A-Za-z]{0,40}Event")
#: By the beginning of `og:type`.
_GRAPH_KINDS = {"video": "a film", "music": "a sound recording", "product": _PRODUCT, "profile": "a profile"}
_PRODUCT_NAME, _PRODUCT_MARKS = b"Product", (b'"Product', b"/Product")
#: Folded headings of pages that no layout reads, as they have no text or date.
_HEADED = (
    ("a calendar", lazy_regex(r"lich (?:cong tac|lam viec|hop|tiep|truc|kham|xet xu|phat song|tuan)\b")),
    (_PROCEDURE, lazy_regex(r"(?:ten )?thu tuc\b")),
)
_HEADINGS = ("h1", "h2", "h3")


def name_other_kind(page: Page) -> str | None:
    """What the page is, in words; None for a page that says that it is an article, or does not say."""
    types, graph = [*list_types(page)], read_graph_type(page)
    if any(map(is_article_type, types)) or graph == "article":
        return None
    stated = _find_kind(types) or _GRAPH_KINDS.get(re.split(r"[.:]", graph)[0])
    return stated or _name_by_contents(page)


def _name_by_contents(page: Page) -> str | None:
    if _sells_product(page):
        return _PRODUCT
    return QUESTION if asks_question(page) else _name_by_heading(page)


def is_product(page: Page) -> bool:
    """Whether a page that gives no article is that of a product in a shop."""
    return name_other_kind(page) == _PRODUCT


def name_stated_product(page: Page) -> str | None:
    """The kind of a page that states that it is a product, and takes orders: its description and the day of
    its offer look like an article's. Articles with ratings state a product too.
    """
    is_marked = occurs(_PRODUCT_NAME, page.data) and any(mark in page.data for mark in _PRODUCT_MARKS)
    may_state = is_marked or "product" in read_graph_type(page)
    return _PRODUCT if may_state and _takes_orders(page) and is_product(page) else None


def name_stated_event(page: Page) -> str | None:
    """The kind of a page that states that it is an event or a question: its few lines and its day, which is
    often to come, look like those of a short notice.
    """
    if not (occurs(b"Event", page.data) or occurs(b"QAPage", page.data)):
        return None
    kind = None if states_article(page) else _find_kind([*list_types(page)])
    return kind if kind in (_EVENT_KIND, QUESTION) else None


def _find_kind(types: Sequence[str]) -> str | None:
    return next(filter(None, map(_name_type, types)), None)


def _name_type(name: str) -> str | None:
    return _EVENT_KIND if _EVENT.fullmatch(name) else _KINDS.get(name)


def _name_by_heading(page: Page) -> str | None:
    """The kind of a page of which the only heading of its rank says what it holds."""
    ranks = ([*islice(page.body.iter(rank), 2)] for rank in _HEADINGS)
    texts = [fold(text_of(headings[0])).strip() for headings in ranks if len(headings) == 1]
    return next((kind for kind, words in _HEADED if any(map(words.match, texts))), None)


def _takes_orders(page: Page) -> bool:
    """Whether anything on the page puts a product into a cart."""
    return _CART.search(page.data) is not None


def _sells_product(page: Page) -> bool:
    """Whether a button puts one thing with a price into a cart: a list has several of them."""
    if not _takes_orders(page):
        return False
    buttons = islice(cast("list[Element]", _BUTTONS(page.root)), _MOST_BUTTONS)
    labels = (fold(text_of(each) or each.get("value") or "").strip() for each in buttons)
    is_single = sum(_CART_BUTTON.fullmatch(label) is not None for label in labels) in (1, 2, 3)
    return is_single and any(map(_PRICE.search, list_lines(page)))
