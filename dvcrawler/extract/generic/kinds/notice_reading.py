"""What becomes of a notice: its text without the lines about it, its author, section and doubts."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from dvcrawler.extract.block import Block
from dvcrawler.extract.body import BodyParts, find_restriction, read_body
from dvcrawler.extract.files.documents import article_files
from dvcrawler.extract.generic.authors.byline_choice import (
    choose_byline,
    find_line_below_title,
    find_source,
    is_address_of,
    without_byline,
)
from dvcrawler.extract.generic.authors.credits import Credits, find_credits
from dvcrawler.extract.generic.authors.dated_names import find_name_beside_date
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.fact_lines import find_head_row, is_credit
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.stated_dates import find_stated_change
from dvcrawler.extract.generic.headlines.title import Title, find_doubts, place_of
from dvcrawler.extract.generic.hidden.rest_in_script import find_rest_in_script
from dvcrawler.extract.generic.kinds.notice_column import LEAST_TEXT, NoticeColumn
from dvcrawler.extract.generic.kinds.notice_lines import ends_sentence, find_sentence, is_sentence
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.other_articles.other_boxes import find_other_box
from dvcrawler.extract.generic.printed_tags import find_printed_tags
from dvcrawler.extract.generic.section import find_labelled, find_path, is_plain_section_line
from dvcrawler.extract.generic.stated_tags import find_stated_section
from dvcrawler.extract.generic.teasers.cards import without_cards
from dvcrawler.extract.generic.text.cleaning import tidy_run
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.patterns import lazy_regex

#: Replaces bytes that are not text: such a page was decoded with the wrong charset.
LOST = "\ufffd"
#: Lines below the notice in which a wall is looked for, and above it those that may name the section.
_LINES_BELOW, _LINES_ABOVE = 5, 4
#: Characters of the label of a button or counter.
_LONGEST_LABEL = 60
#: Placeholders for a missing text.
_PLACEHOLDER = lazy_regex(
    r"đang (?:được )?(?:cập nhật|tải|xây dựng)|không (?:tồn tại|tìm thấy)|chưa có (?:nội dung|dữ liệu)"
    r"|đã bị (?:xóa|gỡ)|(?:bật|enable) javascript|đăng nhập|loading|not found",
    re.I,
)


class Notice(NamedTuple):
    """What was found on the page. `kind`: of pictures or a video; None for a text."""

    page: Page
    stated: Structured
    furniture: Furniture
    title: Title
    column: NoticeColumn
    when: FoundDate
    kind: str | None


def compose_notice(notice: Notice) -> Reading | None:
    """None if there is nothing to read, or text of the wrong charset."""
    parts = _read_text(notice)
    body = tuple(text for text in parts.paragraphs if not _PLACEHOLDER.search(text))
    if any(LOST in text for text in body):
        return None
    if sum(map(len, body)) < LEAST_TEXT and not any(map(ends_sentence, body)):
        if notice.kind is not None:  # a label below the player
            body = ()
        elif not article_files(notice.page, notice.title.text, body):
            return None
    notice.page.hits["layout/notice"] += 1
    return _build_reading(notice, parts, body)


def _read_text(notice: Notice) -> BodyParts:
    page, column, furniture, title = notice.page, notice.column, notice.furniture, notice.title.text
    lines = without_cards(_drop_credits(column.lines, _find_head_lines(notice)), furniture)
    return read_body(tidy_run(lines, furniture, title), page.base, title)


def _build_reading(notice: Notice, parts: BodyParts, body: tuple[str, ...]) -> Reading:
    page, stated, furniture, title, column, when, kind = notice
    place = place_of(title, page.blocks)
    about = page.blocks[max(0, place - _LINES_ABOVE) : column.end + _LINES_BELOW]
    credited = _find_credits(page.blocks, place, column.end, furniture)
    printed = _find_printed(notice, place)
    closing = _leave_own_address(parts.byline_raw, page)
    byline = choose_byline(stated, furniture, credited, (closing, printed))
    tags = stated.tags or find_printed_tags(page, place + 1, column.end, column.element)
    return Reading(
        title=title.text,
        summary=parts.lead,
        body=without_byline(body, byline),
        images=parts.images,
        date_raw=when.raw,
        month_first=when.month_first,
        byline_raw=byline,
        source_raw=_leave_own_address(find_source(credited, closing), page),
        section=_find_section(notice, about),
        tags=tags or stated.keywords,
        modified_raw=find_stated_change(stated.modified, stated.dates, when),
        kind=stated.kind or kind,
        problems=(
            *_find_doubts(notice, body),
            *when.problems,
            *_find_restriction(notice, parts, place),
            *parts.problems,
        ),
    )


def _find_section(notice: Notice, about: Sequence[Block]) -> str | None:
    stated = notice.stated
    printed = stated.section or find_path(notice.page, notice.title.text)
    found = printed or find_labelled(about, notice.furniture, notice.page)
    return found or find_stated_section(stated.path, notice.title.text)


def _leave_own_address(line: str | None, page: Page) -> str | None:
    """The line; None if the page only gives its own address as its source."""
    return None if line and is_address_of(line, page.url) else line


def _find_printed(notice: Notice, place: int) -> str | None:
    """The byline between the headline and the first sentence, or beside the date."""
    blocks, when = notice.page.blocks, notice.when.place
    first = next((n for n in range(place + 1, notice.column.end) if is_sentence(blocks[n])), place + 1)
    _, printed = find_line_below_title(blocks[:first], place + 1, first, notice.furniture)
    if printed is not None or when < place - _LINES_ABOVE or place < when < first:
        return printed
    return find_name_beside_date(blocks, when) if when >= 0 else None


def _find_restriction(notice: Notice, parts: BodyParts, place: int) -> tuple[Problem, ...]:
    lines = notice.page.blocks[place + 1 : notice.column.end + _LINES_BELOW]
    return find_restriction(notice.stated.is_restricted, parts, lines, notice.page)


def _find_doubts(notice: Notice, body: tuple[str, ...]) -> tuple[Problem, ...]:
    rest = find_rest_in_script(notice.page, body)
    of_text = () if notice.kind else _find_doubts_of_text(body)
    of_text = (*of_text, *find_other_box(body, notice.title.element, notice.page))
    return (*find_doubts(notice.title), *of_text, *((rest.left_out,) if rest else ()))


def _find_doubts_of_text(body: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text that is one short line and not a sentence, as buttons and labels are."""
    if len(body) != 1 or len(body[0]) > _LONGEST_LABEL or ends_sentence(body[0]):
        return ()
    reason = "the text is one short line that is not a sentence; it may be a label of the page"
    return (Problem("body", ProblemCode.SHORT_BODY, reason),)


def _find_credits(blocks: Sequence[Block], place: int, end: int, furniture: Furniture) -> Credits:
    sentences = [n for n in range(place + 1, end) if is_sentence(blocks[n])]
    span = (sentences[0], sentences[-1] + 1) if sentences else (end, end)
    return find_credits(blocks, span, place + 1, furniture)


def _find_head_lines(notice: Notice) -> list[Block]:
    """The date and the other lines of its row."""
    blocks, place = notice.page.blocks, notice.when.place
    if place < 0:
        return []
    start = place_of(notice.title, blocks) + 1
    first = next((n for n in range(max(start, place), notice.column.end) if is_sentence(blocks[n])), -1)
    return [blocks[n] for n in (place, *find_head_row(blocks, place, start, first))]


def _drop_credits(blocks: list[Block], facts: Sequence[Block]) -> list[Block]:
    """The blocks without the lines above the first sentence that name author, source or section. `facts`:
    lines with the date.
    """
    rest = [block for block in blocks if not any(block is each for each in facts)]
    first = find_sentence(rest)
    head = (block for block in rest[:first] if not is_credit(block) and not is_plain_section_line(block))
    return [*head, *rest[first:]]
