"""Links of a pager whose addresses are not recognised as the next page: reported instead of ignored, except
numbers of panes, parts of a list that are all on the page.
"""

from collections.abc import Collection
from itertools import islice
from typing import cast
from urllib.parse import urlsplit

from lxml import etree

from dvcrawler.discovery.buttons.page_forms import is_on_host
from dvcrawler.discovery.pagers.next_words import is_next_word, names_next_page, turns_page
from dvcrawler.discovery.pagers.number_rows import (
    OTHER_NUMBERS,
    is_disabled,
    is_in_pager,
    is_named,
    is_row,
    leaves_own_out,
    printed_number,
)
from dvcrawler.discovery.pagers.page_addresses import page_number
from dvcrawler.extract.elements import Element, holds_any
from dvcrawler.extract.page import Page
from dvcrawler.normalize.urls import canonical_url
from dvcrawler.patterns import lazy_regex

#: An id with a number: `pane-2`, `trang2`.
_ID = lazy_regex(r"(?<![\w/?&=.-])#?([A-Za-z][\w-]{0,40}?([0-9]{1,4}))(?![\w./-])")
#: A number that leads nowhere.
_INERT = etree.XPath(
    "//*[self::a or self::span or self::li or self::button or self::div][not(*)]"
    "[normalize-space() = string($number)]"
    "[not(ancestor-or-self::a[string(@href) and not(starts-with(@href, '#'))"
    " and not(starts-with(translate(@href, 'JAVSCRIPT', 'javscript'), 'javascript:'))])]"
)
#: Characters of the address in the message.
_MOST_SHOWN = 200
_UNLINKED = "its pager shows page {} without an address"


def find_strange(page: Page, number: int, articles: Collection[str]) -> str | None:
    """Why the pager cannot be followed with certainty beyond page `number`."""
    url = find_strange_link(page, number, articles)
    return name_strange(url) if url is not None else None


def find_strange_link(page: Page, number: int, articles: Collection[str]) -> str | None:
    """The address to which a pager leads for the page after page `number`, if it does not look like that.
    `articles`: links of the list, which buttons below them may repeat.
    """
    own, path = canonical_url(page.url).rstrip("/"), urlsplit(page.url).path.rstrip("/")
    for url, anchor in page.links:
        if url in articles or not is_on_host(page, url) or page_number(url) in (0, 1):
            continue
        if canonical_url(url).rstrip("/") == own:
            continue
        if _leads_on(anchor, number) or (number == 1 and _is_beside(path, url) and turns_page(anchor)):
            return url
    return None


def _is_beside(path: str, url: str) -> bool:
    """Whether the address has a number beside the whole path of the list: `/danh-sach/2/thoi-su`."""
    added = urlsplit(url).path.replace(path, "") if path and path in url else ""
    return any(map(str.isdecimal, added))


def name_strange(url: str) -> str:
    return f"its pager leads to {url[:_MOST_SHOWN]}, which does not look like its next page"


def _leads_on(anchor: Element, number: int) -> bool:
    """Whether the link shows that it leads to the next page: by its number or, on the first page, a word that
    names a page or is in a pager. On later pages, such words often lead to the same page or to the first one.
    """
    says_next = names_next_page(anchor) or (is_next_word(anchor) and is_in_pager(anchor))
    return (says_next and number == 1) or _is_next_of_row(anchor, number)


def find_inert_number(page: Page, number: int) -> str | None:
    """Why the page after page `number` cannot be requested: its number has no link, or one to `#page-2`."""
    for each in cast("list[Element]", _INERT(page.root, number=number + 1)):
        if is_in_pager(each) and _is_next_of_row(each, number) and not opens_pane(page, each):
            return "its pager has no address" if number == 1 else _UNLINKED.format(number + 1)
    return None


def leads_to_page(page: Page, number: int) -> bool:
    """Whether a row of page numbers links to page `number`."""
    return any(_is_next_of_row(anchor, number - 1) for _, anchor in page.links)


def _is_next_of_row(anchor: Element, number: int) -> bool:
    """Whether the link has the next page's number in a row of such numbers; rows of a table may be weeks."""
    if printed_number(anchor) != number + 1 or is_named(anchor, OTHER_NUMBERS) or is_disabled(anchor):
        return False
    around = [each for each in islice(anchor.iterancestors(), 3) if each.tag not in ("tr", "tbody", "table")]
    return any(is_row(each, number) or leaves_own_out(each, number, least=2) for each in around)


def opens_pane(page: Page, control: Element) -> bool:
    """Whether an attribute of the control, or of the entry around it, names an element with links by an id in
    its number, or in the one before where ids count from 0.
    """
    number = printed_number(control)
    around = control.getparent()
    if number is None or around is None:
        return False
    written = [*control.values(), *(around.values() if around.tag == "li" else ())]
    found = (each for text in written for each in _ID.findall(str(text)))
    named = {key for key, digits in found if int(digits) in (number, number - 1)}
    return any(_holds_list(page, key, control) for key in named)


def _holds_list(page: Page, key: str, control: Element) -> bool:
    return any(holds_any(each, "a") and each is not control for each in page.class_index.find(f"#{key}"))
