"""The date lines below an article's text, and the date of an article without one at its headline."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_inside, is_within
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.authors.dated_names import is_posted_line
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.own_footer import is_of_article
from dvcrawler.extract.generic.dates.address_days import is_near
from dvcrawler.extract.generic.dates.date_lines import PARAGRAPH, add_label_above, without_footer
from dvcrawler.extract.generic.dates.document_dates import find_document_day
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.set_off_dates import LONGEST_BESIDE, is_link_to_other
from dvcrawler.extract.generic.dates.settling import settle
from dvcrawler.extract.generic.dates.stated_dates import LONGEST_DATE
from dvcrawler.extract.generic.dates.visit_dates import is_of_visit
from dvcrawler.extract.generic.rows_of_facts import read_row
from dvcrawler.extract.generic.updates.dates_of_changes import without_changes
from dvcrawler.extract.lines.line_kinds import is_link_line
from dvcrawler.extract.styles.glued_lines import part_elements, separate_line
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.dates import find_date, is_date_line, read_date
from dvcrawler.patterns import lazy_regex

#: Below the text only a line that says so is the day of publication.
_PUBLISHED = lazy_regex(
    r"^\W*(?:(?:thời gian |ngày (?:giờ )?)?(?:đăng|xuất bản|phát hành)(?: (?:ngày|lúc|tải|tin|bài|vào))?"
    r"|ngày tạo|(?:date )?(?:published|posted|publish date))\b",
    re.I,
)
_BELOW_TEXT = 8
#: Characters of a line with a date and a name.
_LONGEST_FACT = 60
#: Boxes around a paragraph, up to the column that it shares with the lines below the text.
_MOST_AROUND = 3
#: Boxes around the date, of which the inner one may be a row.
_MOST_ROWS = 2


def find_date_below(blocks: Sequence[Block], end: int, furniture: Furniture) -> tuple[int, str] | None:
    """(place, text) of a line such as "Ngày đăng: 15/03/2024" about the end of the text."""
    for place in range(max(0, end - 2), min(len(blocks), end + _BELOW_TEXT)):
        block = blocks[place]
        if block.kind != TEXT:
            continue
        if heads_other_articles(block.text):
            if place < end:
                continue  # a box above the last paragraph
            return None
        text = add_label_above(blocks, place, without_changes(block))
        if (place > end and is_link_to_other(blocks[place - 1])) or not _states_date(text):
            continue
        if not is_inside(block.parent, "a") and not furniture.is_outside(without_footer(block.parent)):
            return place, text
    return None


def _states_date(text: str) -> bool:
    found = find_date(text[:LONGEST_DATE]) if _is_published(text) else None
    return found is not None and len(text) - (found[1] - found[0]) <= LONGEST_BESIDE


def find_date_at_end(blocks: Sequence[Block], end: int, furniture: Furniture) -> tuple[int, str] | None:
    """(place, text) of a line with a day, a time and nothing else, right below the last paragraph or the
    author. It may belong to something else: a portal prints its clock there, or the date of the next link.
    """
    for place in range(max(1, end - 2), min(len(blocks), end + 3)):
        block, above = blocks[place], blocks[place - 1]
        if block.kind != TEXT:
            continue
        if (date := _find_date_in_footer(block, above, furniture)) is not None:
            return place, date
        date = _find_moment(blocks, place)
        if date is None:
            continue
        if _ends_text(above, block.parent) and not furniture.is_outside(block.parent):
            return None if is_of_visit(block, None, above=False) else (place, date)
    return None


def _find_moment(blocks: Sequence[Block], place: int) -> str | None:
    """The day and the time in the line; a `<time>` may have only the day."""
    block = blocks[place]
    date = block.text if is_date_line(block.text) else _find_date_in_row(blocks, place)
    if date is None or (read_date(date).at is None and block.parent.tag != "time"):
        return None
    return date


def _find_date_in_row(blocks: Sequence[Block], place: int) -> str | None:
    """The date of a row of facts with a name; not of one that heads the comment of a reader."""
    block = blocks[place]
    row = read_row(part_elements(block)) or read_row(separate_line(block))
    if row is None or row.byline is None:
        return None
    below = next((each for each in blocks[place + 1 : place + 3] if each.kind == TEXT), None)
    return None if below is not None and _may_be_comment(below, block.parent.getparent()) else row.date


def _may_be_comment(block: Block, box: Element | None) -> bool:
    """Whether the line below a row is what the named person wrote, in the same box."""
    if box is None or not is_within(block.parent, box):
        return False
    return not (is_link_line(block) or heads_other_articles(block.text))


def _find_date_in_footer(block: Block, above: Block, furniture: Furniture) -> str | None:
    """The date of a line in a box for the facts about the article that ends above it."""
    found = find_date(block.text) if len(block.text) <= _LONGEST_FACT else None
    own = ancestors_or_self(block.parent)
    box = next((each for each in own if each.tag in ("aside", "footer")), None) if found is not None else None
    column = box.getparent() if box is not None and is_of_article(box, furniture) else None
    if found is None or column is None or column not in above.parent.iterancestors():
        return None
    return block.text[found[0] : found[1]]


def _ends_text(block: Block, date: Element) -> bool:
    """Whether the block is a paragraph or a byline in the column of the date, which may be in a row."""
    if len(block.text) < PARAGRAPH and not is_byline(block.text):
        return False
    columns = [each for each in islice(date.iterancestors(), _MOST_ROWS) if each.tag not in ("body", "html")]
    is_in_column = any(each in columns for each in ancestors_or_self(block.parent, _MOST_AROUND + 1))
    return is_in_column and not is_inside(block.parent, "a")


def _is_published(text: str) -> bool:
    return _PUBLISHED.match(text) is not None or is_posted_line(text)


def find_when_below(
    blocks: Sequence[Block], first: int, end: int, furniture: Furniture, address: date | None
) -> FoundDate | None:
    """The date below the text, or in it, where it is a document, unless the address has another day. `first`:
    the place of its first block.
    """
    found = _find_about_end(blocks, first, end, furniture)
    return found if found is None or is_near(read_date(found.raw).day, address) else None


def _find_about_end(blocks: Sequence[Block], first: int, end: int, furniture: Furniture) -> FoundDate | None:
    below = find_date_below(blocks, end, furniture)
    found = settle(*below, (), trusted=False) if below is not None else _find_signed(blocks, end, furniture)
    return found or _find_document_date(blocks, first, end, furniture)


def _find_signed(blocks: Sequence[Block], end: int, furniture: Furniture) -> FoundDate | None:
    signed = find_date_at_end(blocks, end, furniture)
    found = settle(*signed, (), trusted=False) if signed is not None else None
    if found is None:
        return None
    reason = "no date at the headline; it is that of a line below the text"
    return replace(found, problem=Problem("date", ProblemCode.DATE_BELOW_TEXT, reason))


def _find_document_date(
    blocks: Sequence[Block], first: int, end: int, furniture: Furniture
) -> FoundDate | None:
    found = find_document_day(blocks, first, end, furniture)
    if found is None:
        return None
    reason = "no date at the headline; it is the day printed in the document itself"
    return FoundDate(found[1], place=-1, problem=Problem("date", ProblemCode.DATE_BELOW_TEXT, reason))
