"""Finds the headline by its date: the marked line beside the date line above the text.

Portals set it as `<h3>` to `<h6>`, as a line in bold or as a box named after a title, and give all pages the
same `<title>`.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.end_lines import SENTENCE_ENDS
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.date_lines import find_date_lines
from dvcrawler.extract.generic.heading_above import NO_HEADLINE, find_start_of_text, leads_elsewhere
from dvcrawler.extract.generic.headings import is_headline
from dvcrawler.extract.generic.link_shares import is_in_link
from dvcrawler.extract.generic.other_titles import LEAST_WORDS
from dvcrawler.extract.named_boxes import HEADINGS, LOW_HEADINGS
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.dates import find_date, is_date_line
from dvcrawler.normalize.text import clean_text

#: Classes and ids of boxes for the headline: "news_title", "TieuDe", "lblTenBai", "detail-heading".
_NAMED = re.compile(r"title|head(?:line|ing|er)|tieu-?_?de|ten-?_?(?:bai|tin)|post-?name|subject", re.I)
#: A larger letter than that of the text.
_STYLED = re.compile(r"font-weight\s*:\s*(?:bold|[6-9]00)|font-size\s*:\s*(?:1[6-9]|[2-4]\d)(?:px|pt)", re.I)
#: How the names of sections begin: "Tin tức và sự kiện nổi bật", "Hoạt động của lãnh đạo tỉnh".
_SECTION = re.compile(
    r"(?:các |trang )?tin(?: mới| bài| nổi bật| chi tiết)?(?= (?:và|nổi bật|mới|sự kiện)\b| ?[-–,|/&]|$)"
    r"|tin (?:tức|hoạt động|trong)\b|(?:chuyên |danh )mục\b|chuyên trang\b|(?:văn bản|thông báo) mới\b"
    r"|thông tin (?:chung|tuyên truyền|chỉ đạo)\b"
    r"|hoạt động (?:của |các )?(?:lãnh đạo|đảng|hội|đoàn|ngành|xã|phường|địa phương)\b",
    re.I,
)
_LONGEST_SECTION = 7
#: Words of the headline of another article.
_LEAST_LINKED = 6
#: Lines between headline and date: a lead, the section, the author.
_MOST_BETWEEN = 2
_MOST_AROUND, _MOST_PIECES = 3, 40
_RANKED = frozenset((*HEADINGS, *LOW_HEADINGS))


class DatedHeading(NamedTuple):
    """`element` holds the headline and nothing else; None if no element does."""

    element: Element | None
    text: str
    block: Block


def find_dated_heading(
    page: Page, furniture: Furniture, names_site: Callable[[str], bool]
) -> DatedHeading | None:
    """None if no marked line is beside a date."""
    first = _find_first_paragraph(furniture)
    if first is None:
        return None
    lines = find_date_lines(page.blocks, -1, first, furniture)
    for place in sorted((place for place, _ in lines), reverse=True):
        beside = _lines_beside(page.blocks, place, first) if place < first else ()
        found = [n for n in beside if _may_be_headline(page, page.blocks[n], furniture, names_site)]
        if found:
            best = max(found, key=lambda n: _worth(page.blocks[n]))
            block = page.blocks[best]
            element = next(iter(_boxes_of_line(block)[-1:]), None)
            return DatedHeading(element, block.text, block)
    return None


def _worth(block: Block) -> tuple[bool, bool]:
    """A headline rather than a lead, a heading rather than a line in bold."""
    return not block.text.endswith(SENTENCE_ENDS), _marks(block) > 1


def _find_first_paragraph(furniture: Furniture) -> int | None:
    """The place of the first paragraph of the text that is not marked, as a headline and a lead are."""
    start = find_start_of_text(furniture)
    if start is None:
        return None
    places = (place for place, block in furniture.prose if place >= start and not _marks(block))
    return next(places, start)


def _lines_beside(blocks: Sequence[Block], date: int, first: int) -> Iterator[int]:
    """The places of the marked lines above the date, nearest first, then of those below it."""
    above = range(date - 1, max(-1, date - 2 - _MOST_BETWEEN), -1)
    below = range(date + 1, min(first, date + 2 + _MOST_BETWEEN))
    for place in (*above, *below):
        block = blocks[place]
        marks = _marks(block)
        is_next = abs(place - date) == 1 and not block.text.endswith(SENTENCE_ENDS)
        if (marks > 1 and (is_next or _shares_box(block, blocks[date]))) or (marks and is_next):
            yield place


def _shares_box(heading: Block, date: Block) -> bool:
    """Whether the innermost box with more than the heading also holds the date."""
    box = next((each for each in heading.parent.iterancestors() if not _is_line(each, heading)), None)
    return box is not None and box in (date.parent, *date.parent.iterancestors())


def _marks(block: Block) -> int:
    """3 for a heading, 2 for a box with the name of one, 1 for a line in bold, else 0."""
    near = _boxes_of_line(block)
    if any(each.tag in _RANKED for each in near):
        return 3
    if any(_NAMED.search(_names_of(each)) for each in near):
        return 2
    return int(block.bold or any(_STYLED.search(each.get("style") or "") for each in near))


def _boxes_of_line(block: Block) -> list[Element]:
    """The elements that hold this line and nothing else, from within to without."""
    pieces = islice(block.parent.iterdescendants("span", "font", "a"), _MOST_PIECES)
    found = [each for each in pieces if _is_line(each, block)]
    for around in (block.parent, *block.parent.iterancestors()):
        if len(found) > _MOST_AROUND or not _is_line(around, block):
            break
        found.append(around)
    return found


def _is_line(element: Element, block: Block) -> bool:
    return clean_text(text_of(element)) == block.text


def _names_of(element: Element) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _may_be_headline(
    page: Page, block: Block, furniture: Furniture, names_site: Callable[[str], bool]
) -> bool:
    text, near = block.text, _boxes_of_line(block)
    if block.kind != TEXT or not is_headline(text) or len(text.split()) < LEAST_WORDS:
        return False
    if is_date_line(text) or find_date(text) == (0, len(text)) or names_site(text) or _names_section(text):
        return False
    if any(NO_HEADLINE.search(_names_of(each)) for each in near) or furniture.is_outside(block.parent):
        return False
    return not any(leads_elsewhere(page, each) for each in near) and not is_in_link(block.parent)


def heads_others(heading: tuple[Element, str], dated: DatedHeading) -> bool:
    """Whether a heading is not the headline although it ranks highest: it names the section, or is in a box
    with links to other articles.
    """
    element, text = heading
    if _names_section(text):
        return not dated.text.endswith(SENTENCE_ENDS)
    box = next((each for each in element.iterancestors() if clean_text(text_of(each)) != text), None)
    if box is None or box in dated.block.parent.iterancestors():
        return False
    return any(len(text_of(link).split()) >= _LEAST_LINKED for link in islice(box.iter("a"), _MOST_PIECES))


def _names_section(text: str) -> bool:
    return len(text.split()) <= _LONGEST_SECTION and _SECTION.match(text) is not None
