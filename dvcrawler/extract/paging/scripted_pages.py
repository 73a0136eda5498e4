"""Pagers inside an article whose pages only a script can fetch: "Trang: 1 2 3" without addresses."""

import re
from collections.abc import Iterable
from itertools import chain, islice, takewhile
from string import ascii_letters, digits

from dvcrawler.extract.elements import Element, names_of, text_of
from dvcrawler.extract.page import MOST_LINKS, Page
from dvcrawler.extract.paging.page_numbers import MOST_PAGES
from dvcrawler.extract.paging.page_turns import PROSE, TOKEN, is_in_other_box, links_after_text
from dvcrawler.normalize.links import names_page
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_TAGS = ("a", "button", "option")
#: Pieces of text that are links by the script of this attribute.
_PIECES, _PRESSED = ("span", "li", "b", "div"), "onclick"
_LINKS = (*_TAGS, *_PIECES)
#: The attribute of pieces that only a script turns into links, with the number of their page.
_NUMBERED = "data-page"
#: Elements around a link that may be its pager.
_LEVELS, _LONGEST_PAGER, _MOST_TEXTS = 4, 120, 80
_PAGE_WORDS = frozenset(("trang", "phan", "page", "pages"))
_WORDS = _PAGE_WORDS | frozenset(
    "xem doc tiep theo sau truoc ke dau cuoi next prev previous first last so chuyen den".split()
)
_PAGER = lazy_regex(r"(?:^|[\s_-])(?:pag(?:e|es|er|ing|inat\w{0,8})|phan-?trang|trang)(?=$|[\s_-])", re.I)
#: Boxes in which numbers choose a picture.
_PICTURES = lazy_regex(r"slid|carousel|swiper|album|photo|bullet|dots|indicator", re.I)
#: The box of the second page, if it is in the page already.
_SECOND = lazy_regex(
    rb"""\b(?:id|class|name)\s?=\s?["']?[^"'>]{0,60}?(?:page|trang|phan|part|tab)[-_]?2\b""", re.I
)
#: A text that ends in the number, or has a few letters after it: rare on a page without a pager.
#: "Thứ 2, 21/10/2024" has other numbers after it. Digits are also in entities for blanks.
_TWO = lazy_regex(rb"2(?<![0-9A-Za-z]2)(?![0-9A-Za-z])(?:&#x?[0-9A-Fa-f]{1,6};|[^<>0-9]){0,20}\s*<")
#: How nearly every address begins that leads to another page.
_LEADING = frozenset(ascii_letters + digits + "/.?").difference("jJ")
#: Blocks between the text and its pager: the author, the source, a caption.
_MOST_BETWEEN = 4


def count_scripted_pages(page: Page) -> int | None:
    """The number of pages in such a pager below the text; None without one."""
    if (number := _count_numbered(page)) is not None:
        return number
    for link in _find_second_links(page):
        if not _TWO.search(page.data):
            return None
        pager = _find_pager(link)
        if pager is None or is_in_other_box(link) or not _follows_text(page, pager):
            continue
        if link not in links_after_text(page) and not _SECOND.search(page.data):
            return max(_read_numbers(pager))
    return None


def _count_numbered(page: Page) -> int | None:
    """The largest number of pieces beside each other below the text, of which each has that of a page."""
    for each in page.with_attribute[_NUMBERED][: 2 * MOST_PAGES]:
        box = each.getparent()
        if box is None or each.get(_NUMBERED) != "2" or is_in_other_box(each) or not _follows_text(page, box):
            continue
        if (largest := _find_largest(box)) is not None:
            return largest if each not in links_after_text(page) else None
    return None


def _find_largest(box: Element) -> int | None:
    """The largest number of a page in the box; None if only the second has one."""
    numbers = [read_whole(other.get(_NUMBERED) or "", 1, MOST_PAGES) or 0 for other in box]
    return max(numbers) if max(numbers) > 2 or 1 in numbers else None


def _find_second_links(page: Page) -> list[Element]:
    """Links to a second page that have no address, in document order.

    The addresses are judged first: they are at hand, and most lead to another page.
    """
    links = zip(page.anchors.elements, page.anchors.addresses, strict=True)
    idle = [link for link, address in links if address[0] not in _LEADING]
    pressed = (each for each in page.with_attribute[_PRESSED] if each.tag in _PIECES)
    others = islice(chain(page.tagged["button"], page.tagged["option"], pressed), MOST_LINKS)
    found = [each for each in _select_possible((*idle, *page.anchors.bare, *others)) if _is_second(each)]
    return found if len(found) < 2 else [each for each in page.root.iter(*_LINKS) if each in found]


def _select_possible(links: Iterable[Element]) -> list[Element]:
    """A quick test, of all at once: tables of contents have hundreds of links to parts of their page."""
    return [each for each in links if (count := len(each)) < 3 and (count or "2" in (each.text or ""))]


def _leads_on(address: str) -> bool:
    """Whether the address is neither a part of this page nor a script."""
    return address[:1] in _LEADING or names_page(address)


def _is_second(link: Element) -> bool:
    if link.tag not in _LINKS or _leads_on(link.get("href") or ""):
        return False
    return "2" in text_of(link) and _read_numbers(link) == [2] and len(_read_text(link)) < 20


def _find_pager(link: Element) -> Element | None:
    """The box around the link if it holds only a pager, and says so."""
    named = False
    for box in islice(link.iterancestors(), _LEVELS):
        names = names_of(box)
        tokens = _read_pager_tokens(box)
        if tokens is None or _PICTURES.search(names):
            return None
        named = named or bool(_PAGER.search(names)) or not _PAGE_WORDS.isdisjoint(tokens)
        if named and _read_numbers(box)[:2] == [1, 2]:
            return box
    return None


def _read_pager_tokens(box: Element) -> list[str] | None:
    """The words and numbers of the box; None if it holds more than a pager."""
    text = _read_text(box)
    tokens = TOKEN.findall(fold(text)) if len(text) <= _LONGEST_PAGER else []
    is_pager = all(token.isdecimal() or token in _WORDS for token in tokens)
    return tokens if len(text) <= _LONGEST_PAGER and is_pager else None


def _read_numbers(element: Element) -> list[int]:
    found = [read_whole(token, 1, MOST_PAGES) for token in TOKEN.findall(fold(_read_text(element)))]
    return [number for number in found if number is not None]


def _read_text(element: Element) -> str:
    """The beginning of the element's text, with a blank between links that nothing separates."""
    texts = islice(map(str, element.itertext("*")), _MOST_TEXTS)
    return " ".join(map(str.strip, texts))[: 2 * _LONGEST_PAGER]


def _follows_text(page: Page, pager: Element) -> bool:
    """Whether the pager is directly below a paragraph of text."""
    prose = {block.parent for block in page.blocks if len(block.text) >= PROSE}
    other = {block.parent for block in page.blocks} - prose
    between = _MOST_BETWEEN + 1
    for element in takewhile(lambda each: each is not pager, page.root.iter()):
        if element in prose:
            between = 0
        elif element in other:
            between += 1
    return between <= _MOST_BETWEEN
