"""Links of a pager whose addresses are not recognised as the next page: reported instead of ignored."""

from collections.abc import Collection
from itertools import islice
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.pagers.number_rows import (
    OTHER_NUMBERS,
    is_in_pager,
    is_named,
    is_row,
    printed_number,
)
from dvcrawler.discovery.pagers.page_forms import is_on_host
from dvcrawler.discovery.pagers.pagination import page_number
from dvcrawler.extract.page import Page
from dvcrawler.normalize.urls import canonical_url

#: A "2" that leads nowhere.
_SECOND = etree.XPath(
    "//*[self::a or self::span or self::li or self::button or self::div][not(*) and normalize-space() = '2']"
    "[not(ancestor-or-self::a[@href and not(starts-with(@href, '#'))])]"
)
#: Characters of the address in the message.
_MOST_SHOWN = 200


def find_strange(page: Page, number: int, articles: Collection[str] = ()) -> str | None:
    """Why the pager cannot be followed, on the first page of a listing: on later ones, such links often lead
    to the same page or to the first one. `articles`: links of the list, which buttons below them may repeat.
    """
    if number > 1:
        return None
    own = canonical_url(page.url).rstrip("/")
    for url, anchor in page.links:
        if url in articles or not is_on_host(page, url) or page_number(url) in (0, 1):
            continue
        if canonical_url(url).rstrip("/") == own:
            continue
        if (is_next_word(anchor) and is_in_pager(anchor)) or _is_second_of_row(anchor):
            return f"its pager leads to {url[:_MOST_SHOWN]}, which does not look like its next page"
    return None


def find_inert_number(page: Page) -> str | None:
    """Why the second page of a pager cannot be asked for: its number is not a link, or one to `#page-2`."""
    for number in cast("list[Element]", _SECOND(page.root)):
        if is_in_pager(number) and _is_second_of_row(number):
            return "its pager has no address"
    return None


def _is_second_of_row(anchor: Element) -> bool:
    """Whether the link shows "2" in a row of page numbers; the rows of a table may be weeks."""
    if printed_number(anchor) != 2 or is_named(anchor, OTHER_NUMBERS):
        return False
    around = [*islice(anchor.iterancestors(), 3)]
    return any(is_row(each, 1) and each.tag not in ("tr", "tbody", "table") for each in around)
