"""Links to the pages of an article: "2", "Trang sau", "Xem tiếp trang 2", "2. Về đích"; and those below its
text, which may lead there.
"""

import re
from collections.abc import Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, names_of, text_of
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

_LONGEST_NUMBER, _LONGEST_TEXT, _LONGEST_TITLE = 12, 50, 90
_PAGE = r"trang|phần|page|part"
TOKEN = lazy_regex(r"[a-z]+|[0-9]+")
#: Folded words of links to the next page; those that alone mean "next".
_WORDS = frozenset(
    "doc xem sang den toi moi ban quy vi trang phan tiep theo sau ke so con nua next page continue reading"
    " to part het click vao day older ky".split()
)
_NEXT = frozenset("tiep sau ke next continue older".split())
_ARROW = lazy_regex(r"[»›>→⟩▶]{1,3}")
#: A number alone, in brackets, or out of the number of pages.
_NUMBER = lazy_regex(
    rf"\W{{0,9}}+(?:{_PAGE})?\W{{0,9}}+([0-9]{{1,2}})(?:\s?/\s?[0-9]{{1,2}})?\W{{0,9}}+", re.I
)
_NUMBERED = lazy_regex(r"(?:trang|phan|page|part) ([0-9]{1,2})")
#: The title of a page after its number.
_TITLE = lazy_regex(
    rf"(?:(?:{_PAGE})\s{{0,3}}([0-9]{{1,2}})\s?[-–:.]|([0-9]{{1,2}})\s?[.)])\s?[^\s0-9].*", re.I | re.S
)
#: Boxes whose pagers turn the pages of something else.
_OTHER_BOX = lazy_regex(
    r"comment|binh-?luan|relat|lien-?quan|other|khac|cung-?chuyen|same|sidebar|footer|gallery", re.I
)
PROSE = 120
_COMMENTS = ("binh luan", "y kien ban doc", "phan hoi", "gui binh luan")
#: Folded words of links that lead back, to a page of something else, or to another form of this one.
_NOT_TITLE = lazy_regex(
    r"^\W*(?:(?:xem|doc|tai|load|read|show|view|see) (?:them|more)\b"
    r"|(?:(?:trang|bai|tin|phan)? ?(?:truoc|sau|dau|chu|prev\w*)|ban in|print|tra loi|reply"
    r"|(?:xem )?(?:anh|hinh(?: anh)?|video|nguon)(?: [0-9]{1,3})?)\W*$)"
    r"|binh luan|\bcomments?\b|y kien ban doc|(?:tin|bai) (?:khac|moi|tuc|lien quan)"
    r"|(?:older|newer|previous) (?:posts|entries)"
)


class PageTurn(NamedTuple):
    """`printed`: the number that the link shows. `is_titled`: followed by the title of that page."""

    printed: int | None
    is_titled: bool = False


def read_turn(text: str) -> PageTurn | None:
    """None for the text of a link that does not turn a page."""
    text = clean_text(text)
    if not 0 < len(text) <= _LONGEST_TITLE:
        return None
    if _ARROW.fullmatch(text):
        return PageTurn(None)
    number = _NUMBER.fullmatch(text)
    if number:
        return PageTurn(int(number[1]))
    if len(text) <= _LONGEST_TEXT and (turn := _read_words(fold(text))) is not None:
        return turn
    title = _TITLE.fullmatch(text)
    return PageTurn(int(title[1] or title[2]), is_titled=True) if title else None


def is_in_pager(block: Block) -> bool:
    """Whether the line is the number of this page, beside links to others: "1" in a list of "2" and "3"; or
    a row of such numbers.
    """
    if len(block.text) > _LONGEST_NUMBER:
        return False
    number = _NUMBER.fullmatch(block.text)
    if _is_row_of_pages(block.parent):
        return True
    if number is None:
        return False
    around = (block.parent, *islice(block.parent.iterancestors("li", "span"), 1))
    beside = [near for each in around for near in (each.getprevious(), each.getnext()) if near is not None]
    return any(_turns_to(near, (int(number[1]) - 1, int(number[1]) + 1)) for near in beside)


def _is_row_of_pages(element: Element) -> bool:
    """Whether the element holds nothing but the numbers of pages in their order, some of them links."""
    if element.find("a") is None:
        return False
    pieces = [text for each in element.itertext("*") if (text := clean_text(str(each)).strip(" |"))]
    numbers = [int(each) for each in pieces if each.isascii() and each.isdecimal()]
    is_order = all(below == above + 1 for above, below in pairwise(numbers))
    return is_order and 1 < len(numbers) == len(pieces)


def _turns_to(element: Element, numbers: Sequence[int]) -> bool:
    """Whether the element is, or holds nothing but, a link to a page of one of these numbers."""
    link = element if element.tag == "a" else element.find(".//a")
    found = None if link is None else _NUMBER.fullmatch(clean_text(text_of(element)))
    return found is not None and int(found[1]) in numbers


def is_title(link: Element) -> bool:
    """Whether the text of a link to a page may be the title of that page: "Cách làm", alone in its line."""
    text, above, around = clean_text(text_of(link)), link.getprevious(), link.getparent()
    before = above.tail if above is not None else around.text if around is not None else None
    if (before or "").strip()[-1:].isalpha() or (link.tail or "").strip()[:1].isalnum():
        return False
    return len(text) <= _LONGEST_TITLE and any(map(str.isalpha, text)) and not _NOT_TITLE.search(fold(text))


def _read_words(folded: str) -> PageTurn | None:
    tokens = TOKEN.findall(folded)
    if not tokens or any(token not in _WORDS and not token.isdecimal() for token in tokens):
        return None
    numbers = _NUMBERED.findall(folded)
    if numbers:
        return PageTurn(int(numbers[-1]))
    return PageTurn(None) if _NEXT.intersection(tokens) else None


def links_after_text(page: Page) -> frozenset[Element]:
    """The elements after the headings of other articles or comments that follow the text."""
    seen_prose, end = False, None
    for block in page.blocks:
        seen_prose = seen_prose or len(block.text) >= PROSE
        if seen_prose and (heads_other_articles(block.text) or fold(block.text).startswith(_COMMENTS)):
            end = block.parent
            break
    if end is None:
        return frozenset()
    elements = page.root.iter()
    any(each is end for each in elements)  # continues to the heading
    return frozenset(elements)


def is_in_other_box(link: Element) -> bool:
    boxes = islice(link.iterancestors(), 8)
    return any(_OTHER_BOX.search(names_of(box)) for box in boxes if box.tag not in ("body", "html"))
