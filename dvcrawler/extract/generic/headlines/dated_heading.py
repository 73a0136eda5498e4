"""Finds the headline by its date: the marked line beside the date line above the text.

Portals set it as `<h3>` to `<h6>`, as a line in bold or as a box named after a title, and give all pages the
same `<title>`.
"""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice, pairwise
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_within, text_of
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.date_lines import find_date_lines
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.generic.dates.visit_dates import is_of_visit
from dvcrawler.extract.generic.headlines.heading_above import find_start_of_text
from dvcrawler.extract.generic.headlines.marked_lines import (
    boxes_of_line,
    is_line,
    marks,
    may_be_headline,
    names_section,
)
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text

#: Words of the headline of another article.
_LEAST_LINKED = 6
#: Lines between headline and date: a lead, the section, the author.
_MOST_BETWEEN = 2
#: Caps the marked paragraphs above the text, the lines of a page without text, and the links of a box.
_MOST_LEADS, _MOST_LINES, _MOST_LINKS = 5, 300, 40


class DatedHeading(NamedTuple):
    """`element` holds the headline and nothing else; None if no element does."""

    element: Element | None
    text: str
    block: Block


def find_dated_heading(
    page: Page, furniture: Furniture, names_site: Callable[[str], bool]
) -> DatedHeading | None:
    """None if no marked line is beside a date or right above the text."""
    first = _find_first_paragraph(furniture)
    if first is None:
        return None
    lines = find_date_lines(page.blocks, -1, first, furniture)
    for place in sorted((place for place, _ in lines), reverse=True):
        beside = _find_lines_beside(page.blocks, place, first) if place < first else ()
        found = [n for n in beside if may_be_headline(page, page.blocks[n], furniture, names_site)]
        if found:
            best = max(found, key=lambda n: _rank_block(page.blocks[n]))
            return _build_heading(page.blocks[best])
    return _find_above_text(page, first, furniture, names_site)


def _build_heading(block: Block) -> DatedHeading:
    return DatedHeading(next(iter(boxes_of_line(block)[-1:]), None), block.text, block)


def _find_above_text(
    page: Page, first: int, furniture: Furniture, names_site: Callable[[str], bool]
) -> DatedHeading | None:
    """The marked line above the first paragraph, with nothing between them but a lead or pictures: the date
    may be below the text or stated for machines.
    """
    for place in _places_above(first):
        block = page.blocks[place]
        if block.kind != TEXT or (marks(block) and block.text.endswith(SENTENCE_ENDS)):
            continue
        if not marks(block) or not _shares_box(block, page.blocks[first]):
            return None
        return _build_heading(block) if may_be_headline(page, block, furniture, names_site) else None
    return None


def find_above_only_date(
    page: Page, furniture: Furniture, names_site: Callable[[str], bool]
) -> DatedHeading | None:
    """The only heading or named line with a date right below it, or right above it in its box, of a page
    without text. Another heading of its rank could be meant too.
    """
    pairs = list(pairwise(page.blocks[:_MOST_LINES]))
    dated = [(block, below) for block, below in pairs if _is_date(below) and marks(block) > 1]
    dated = dated or [
        (block, date)
        for date, block in pairs
        if _is_date(date) and marks(block) > 1 and _shares_box(block, date)
    ]
    found = [pair for pair in dated if may_be_headline(page, pair[0], furniture, names_site)]
    if len(found) != 1 or is_of_visit(found[0][1], None, above=True):
        return None
    heading = _build_heading(found[0][0])
    return None if _has_equal(page, heading, furniture, names_site) else heading


def _is_date(block: Block) -> bool:
    may_be = len(block.text) <= LONGEST_DATE and any(map(str.isdigit, block.text))
    return may_be and is_date_line(block.text)


def _has_equal(
    page: Page, heading: DatedHeading, furniture: Furniture, names_site: Callable[[str], bool]
) -> bool:
    tag = heading.block.parent.tag
    others = (
        each for each in page.blocks[:_MOST_LINES] if each.parent.tag == tag and each is not heading.block
    )
    return any(marks(each) > 1 and may_be_headline(page, each, furniture, names_site) for each in others)


def _rank_block(block: Block) -> tuple[bool, bool]:
    """Ranks a headline above a lead, and a heading above a line in bold."""
    return not block.text.endswith(SENTENCE_ENDS), marks(block) > 1


def _find_first_paragraph(furniture: Furniture) -> int | None:
    """The place of the first paragraph of the text that is not marked, as a headline and a lead are."""
    start = find_start_of_text(furniture)
    if start is None:
        return None
    prose = islice((each for each in furniture.prose if each[0] >= start), _MOST_LEADS)
    return next((place for place, block in prose if not marks(block)), start)


def _find_lines_beside(blocks: Sequence[Block], date: int, first: int) -> Iterator[int]:
    """The places of the marked lines above the date, nearest first, then of those below it."""
    below = range(date + 1, min(first, date + 2 + _MOST_BETWEEN))
    for place in (*_places_above(date), *below):
        block = blocks[place]
        marked = marks(block)
        is_next = abs(place - date) == 1 and not block.text.endswith(SENTENCE_ENDS)
        if (marked > 1 and (is_next or _shares_box(block, blocks[date]))) or (marked and is_next):
            yield place


def _places_above(place: int) -> range:
    """Nearest first."""
    return range(place - 1, max(-1, place - 2 - _MOST_BETWEEN), -1)


def _shares_box(heading: Block, date: Block) -> bool:
    """Whether the innermost box with more than the heading also holds the date or the text."""
    chain = ancestors_or_self(heading.parent)
    box = next((each for each in chain if not is_line(each, heading)), None)
    return box is not None and is_within(date.parent, box)


def heads_others(heading: tuple[Element, str], dated: DatedHeading) -> bool:
    """Whether a heading is not the headline although it ranks highest: it names the section, or is in a box
    with links to other articles.
    """
    element, text = heading
    if names_section(text):
        return not dated.text.endswith(SENTENCE_ENDS)
    box = next((each for each in element.iterancestors() if clean_text(text_of(each)) != text), None)
    if box is None or box in dated.block.parent.iterancestors():
        return False
    return any(len(text_of(link).split()) >= _LEAST_LINKED for link in islice(box.iter("a"), _MOST_LINKS))
