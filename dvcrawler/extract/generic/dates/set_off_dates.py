"""Lines with a date about a headline: whether they say little else or set the date off from a name or a
section, and whether they belong to an event, to another article or to a reader's comment.
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import SUBHEADINGS, ancestors_or_self, names_of, text_of
from dvcrawler.extract.generic.authors.dated_names import is_dated_line, is_posted_line
from dvcrawler.extract.generic.dates.date_line_kinds import PUBLISHED
from dvcrawler.extract.generic.dates.visit_dates import pieces_with_digits
from dvcrawler.extract.generic.headlines.heading_above import is_section
from dvcrawler.extract.generic.teasers.other_pages import is_like_own
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.extract.lines.line_kinds import is_link_line
from dvcrawler.extract.lines.link_lists import names_document
from dvcrawler.extract.page import Page
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.account_lines import is_account_line
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.dates import find_update, read_date
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Characters beside a date on its line.
LONGEST_BESIDE = 70
_DATE_NAMES = lazy_regex(r"date|time|ngay|publish|post(?:ed)?-?on|meta|info", re.I)
#: Parts a date from the name or section before it: "Thời sự | 15/03/2024 08:05".
_PARTED = lazy_regex(r"[|•·»]\s*$")
#: Behind the name of a section: "Thời sự - 15/03/2024".
_BEHIND_SECTION = lazy_regex(r"(?:\s[-–—/]|,)\s*$")
_LABELLED = lazy_regex(r"(?:chuyên mục|danh mục|thể loại)\s?:", re.I)
#: Before the time of an event: "Khai mạc lúc 08:15 12/03/2021".
_IS_EVENT = lazy_regex(r"^\D*\b(?:lúc|vào|hồi|từ|đến|trước|sau)\s*(?=\d)", re.I)
_PARTS = lazy_regex(r"[|•·»>/]|\s[-–—]\s")
_MOST_WORDS_BEFORE, _LONGEST_BEHIND = 6, 40
#: Least words of what a reader wrote.
_LEAST_OF_COMMENT = 3
#: Least words of a headline; buttons and sections have fewer.
_LEAST_WORDS = 4
#: An invitation gives time and place of what it invites to.
_TIME_OF_EVENT = lazy_regex(r"^\W*thời gian\s*:", re.I)
_PLACE_OF_EVENT = lazy_regex(r"^\W*(?:địa điểm|thành phần|nội dung|chủ trì|hình thức)\b", re.I)


def holds_little_else(
    block: Block, text: str, found: tuple[int, int], *, in_head: bool, of_plan: bool
) -> bool:
    """Whether the line is named after its date, begins with it (not as the row of a plan), or has the form
    of a dated line.
    """
    beside = (text[: found[0]] + text[found[1] :]).strip()
    if len(beside) > LONGEST_BESIDE and len(beside.replace(find_update(text) or "", "")) > LONGEST_BESIDE:
        return False
    if _is_named(block):
        return True
    is_first = found[0] == 0 and beside[-1:] != "." and not of_plan
    return is_first or is_dated_line(text, in_head=in_head)


def is_set_off(text: str, found: tuple[int, int]) -> bool:
    """Whether the date ends a line after a name or a section, with a mark between them or a time of day.

    A counter or a label may follow it.
    """
    before, date, behind = text[: found[0]], text[found[0] : found[1]], text[found[1] :].strip()
    if len(behind) > _LONGEST_BEHIND or behind.endswith(".") or behind.startswith(":"):
        return False
    if date.startswith(("(", "[")) and not behind:
        return read_date(date).at is not None
    if _is_behind_fact(before, date):
        return True
    if not _may_be_name(before):
        return False
    return is_posted_line(text) or _is_parted(before, date)


def _is_behind_fact(before: str, date: str) -> bool:
    """Whether a counter, an account or other facts are before it."""
    if is_counter(before) or is_account_line(before.strip()):
        return True
    return PUBLISHED.search(date) is not None and bool(split_facts(before))


def follows_section(block: Block, text: str, found: tuple[int, int], page: Page) -> bool:
    """Whether nothing but the date is behind a link, or the name of a section that the menu has. A document
    or a place may also be before a date; a link that is longer than most names may lead to another article.
    """
    before = text[: found[0]]
    if not before or text[found[1] :].strip():
        return False
    name = _BEHIND_SECTION.sub("", _PARTED.sub("", before)).strip()
    is_short, link = _may_be_name(before), next(block.parent.iter("a"), None)
    if link is not None and clean_text(text_of(link)) == name:
        return is_short or not (is_like_own(link, page) or names_document(link))
    is_marked = _BEHIND_SECTION.search(before) is not None
    return is_short and is_marked and (_LABELLED.match(name) is not None or is_section(page, name))


def _is_parted(before: str, date: str) -> bool:
    """Whether a mark or a time of day sets the date off from the name."""
    if _PARTED.search(before):
        return True
    return read_date(date).at is not None and not _IS_EVENT.search(before + date)


def _may_be_name(before: str) -> bool:
    """Whether the words before a date may be a name or a section."""
    if len(before) > LONGEST_BESIDE or any(map(str.isdigit, before)) or before.rstrip().endswith(":"):
        return False
    return len(_PARTS.split(before.rstrip(" |•·»>/–—-"))[-1].split()) <= _MOST_WORDS_BEFORE


def _is_named(block: Block) -> bool:
    """Whether the line is in a box that is named after the date."""
    near = [*pieces_with_digits(block), *ancestors_or_self(block.parent, 2)]
    return any(_DATE_NAMES.search(names_of(e)) for e in near)


def is_of_other(blocks: Sequence[Block], place: int, prose: int) -> bool:
    """Whether it is the date of an event, of another article, or of a reader's comment."""
    if is_of_event(blocks, place):
        return True
    return place > prose and (is_link_to_other(blocks[place - 1]) or _is_of_comment(blocks, place, prose))


def _is_of_comment(blocks: Sequence[Block], place: int, prose: int) -> bool:
    """Whether a text is below the line in a box of both, which does not hold the first paragraph."""
    text = blocks[place + 1].text if place + 1 < len(blocks) else ""
    if len(text.split()) < _LEAST_OF_COMMENT or is_counter(text) or is_link_line(blocks[place + 1]):
        return False
    if text.endswith(":") or blocks[place + 1].parent.tag == "dt":  # the label of the next fact
        return False
    around, line = frozenset(blocks[place + 1].parent.iterancestors()), blocks[place].parent
    box = next((each for each in ancestors_or_self(line) if each in around), None)
    return box is not None and box not in blocks[prose].parent.iterancestors()


def is_of_event(blocks: Sequence[Block], place: int) -> bool:
    """Whether the line gives the time of an event, whose place or subject is on a line near it."""
    if not _TIME_OF_EVENT.match(blocks[place].text):
        return False
    return any(_PLACE_OF_EVENT.match(block.text) for block in blocks[max(0, place - 3) : place + 4])


def is_link_to_other(block: Block) -> bool:
    """Whether the line is the linked headline of another article, whose date may be below it."""
    if len(block.text.split()) < _LEAST_WORDS or not is_link_line(block):
        return False
    return not split_facts(block.text) and not is_byline(block.text)


def heads_other(block: Block, page: Page) -> bool:
    """Whether the line is a heading that leads to another article, as that of a card above the text."""
    box = block.parent
    heading = box if box.tag in SUBHEADINGS else box.getparent()
    if heading is None or heading.tag not in SUBHEADINGS or not is_link_to_other(block):
        return False
    link = next(heading.iter("a"), None)
    return link is not None and is_like_own(link, page)
