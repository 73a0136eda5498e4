"""Pages of products: portals have a shop beside the news, under addresses of the same form."""

import re
from itertools import islice
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.generic.kinds.stated_types import list_lines
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

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


def takes_orders(page: Page) -> bool:
    """Whether anything on the page puts a product into a cart."""
    return _CART.search(page.data) is not None


def sells_product(page: Page) -> bool:
    """Whether a button puts one thing with a price into a cart: a list has several of them."""
    if not takes_orders(page):
        return False
    buttons = islice(cast("list[Element]", _BUTTONS(page.root)), _MOST_BUTTONS)
    labels = (fold(text_of(each) or each.get("value") or "").strip() for each in buttons)
    is_single = sum(_CART_BUTTON.fullmatch(label) is not None for label in labels) in (1, 2, 3)
    return is_single and any(map(_PRICE.search, list_lines(page)))
