"""Short notices of government portals: a dated headline, a sentence or a table, an attachment.

They have less text than two sentences, so only the headline with its date distinguishes them from boxes and
forms. Tried last, after all layouts that require a text of some length.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import islice
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.block import IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.body import BodyParts, find_restriction, read_body
from dvcrawler.extract.documents import article_files, is_file_line, opens_another
from dvcrawler.extract.elements import names_of
from dvcrawler.extract.end_lines import SENTENCE_ENDS, ends_article
from dvcrawler.extract.file_links import file_links
from dvcrawler.extract.generic.albums import is_album
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.byline import Credits, find_credits
from dvcrawler.extract.generic.byline_choice import choose_byline, find_source
from dvcrawler.extract.generic.cards import without_cards
from dvcrawler.extract.generic.cleaning import tidy_run
from dvcrawler.extract.generic.date import When, find_when
from dvcrawler.extract.generic.fact_lines import is_credit, is_fact_line
from dvcrawler.extract.generic.headline import Title, find_doubts, find_lone_heading, find_title, place_of
from dvcrawler.extract.generic.lead import is_named_lead
from dvcrawler.extract.generic.metadata import Structured, read_structured
from dvcrawler.extract.generic.opening_pictures import is_of_article
from dvcrawler.extract.generic.photo_essay import PHOTO
from dvcrawler.extract.generic.players import VIDEO, find_player
from dvcrawler.extract.generic.printed_tags import find_printed_tags
from dvcrawler.extract.generic.rest_in_script import find_rest_in_script
from dvcrawler.extract.generic.section import find_labelled, find_path, is_plain_section_line
from dvcrawler.extract.layout import Layout, Reading
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import find_date, is_date_line, read_date
from dvcrawler.normalize.text import clean_text

#: Replaces bytes that are not text: such a page was decoded with the wrong charset.
_LOST = "\ufffd"
_HEADING_TAGS = frozenset(("h1", "h2", "h3", "h4"))
#: Lines below the notice in which a wall is looked for, and above it those that may name the section.
_LINES_BELOW, _LINES_ABOVE = 5, 4
_LEAST_TEXT = 20
#: ASP.NET's hidden fields are the first of a form.
_MOST_FIELDS = 5
_ABOVE_HEADLINE = 2
_DATED_BOX = re.compile(r"time|date|ngay", re.I)
#: Characters of the label of a button or counter.
_LONGEST_LABEL = 60
_LONGEST_BESIDE_DATE = 50
_TEXT_NAMES = re.compile(r"notice|elementor", re.I)
#: Placeholders for a missing text.
_PLACEHOLDER = re.compile(
    r"đang (?:được )?(?:cập nhật|tải|xây dựng)|không (?:tồn tại|tìm thấy)|chưa có (?:nội dung|dữ liệu)"
    r"|đã bị (?:xóa|gỡ)|(?:bật|enable) javascript|đăng nhập|loading|not found",
    re.I,
)
#: Rows of the table of facts that portals print about an official document.
_DAY_OF_ISSUE = re.compile(
    r"(?:^|\| )(?:ngày|thời gian) (?:ban hành|phát hành|đăng|công bố|ký|văn bản|đăng tải)\s?[:|]\s?\|?\s?"
    r"(?P<day>\d{1,2}[/.-]\d{1,2}[/.-]\d{4}(?: \d{1,2}:\d\d)?)(?: \||$)",
    re.I | re.M,
)


class _Column(NamedTuple):
    """`lines` are the blocks of the text; `end` is the place of the first block that is not the column's.
    `is_album`: they are pictures.
    """

    element: Element
    lines: list[Block]
    end: int
    is_album: bool = False


def _read(page: Page) -> Reading | None:
    stated, furniture = read_structured(page), Furniture(page)
    furniture.spare(_find_text_boxes(page))
    title = find_title(page, stated, furniture) or find_lone_heading(page, stated, furniture)
    if title is None or _LOST in title.text:
        return None
    place = place_of(title, page.blocks)
    if title.element is None and place >= 0:
        title = replace(title, element=page.blocks[place].parent)
    if title.element is None:
        return None
    player = find_player(title.element, furniture, page.body)
    column = _find_column(page, title.element, place, furniture, player)
    if column is None:
        return None
    when = _find_date(page, stated, column, place, furniture, title.date)
    if when is None:
        return None
    kind = VIDEO if player is not None else PHOTO if column.is_album else None
    return _compose(page, stated, title, column, when, furniture, kind=kind)


def _find_text_boxes(page: Page) -> frozenset[Element]:
    """Boxes that look like furniture on the page of an article: ASP.NET sets all in one form, portals call
    the text a notice, page builders call every part a widget, and so may be those around the only headline.
    """
    headings = list(islice(page.body.iter("h1"), 2))
    around = (
        headings[0].iterancestors("div", "section", "article", "td", "main") if len(headings) == 1 else ()
    )
    forms = [form for form in page.body.iter("form") if _holds_page(form)]
    named = [
        element
        for element in page.body.iter("div", "section", "article")
        if _TEXT_NAMES.search(names := names_of(element)) and "cookie" not in names
    ]
    return frozenset((*forms, *named, *around))


def _holds_page(form: Element) -> bool:
    if next(form.iter("h1", "h2", "h3"), None) is not None:
        return True
    return any(field.get("name") == "__VIEWSTATE" for field in islice(form.iter("input"), _MOST_FIELDS))


def _find_column(
    page: Page, heading: Element, place: int, furniture: Furniture, player: Element | None
) -> _Column | None:
    """The nearest box around the headline that also contains a text, a file or the player of a video."""
    files = frozenset(file.element for file in file_links(page))
    for around in heading.iterancestors():
        if around.tag == "html":
            break
        members = set(around.iter())
        end = _find_end(page.blocks, place, members, furniture, files)
        inside = [b for b in page.blocks[place + 1 : end] if not _is_beside(b, heading, furniture, files)]
        inside = _drop_head_pictures(inside, furniture)
        below = [block for block in inside if not _is_lead_of_head(block)]
        told = sum(len(block.text) for block in below if block.kind in (TEXT, TABLE))
        is_told = told >= _LEAST_TEXT or any(_is_sentence(block) for block in below)
        if is_told or files & members or player in members:
            return _Column(around, inside, end, is_album=is_album(inside, furniture))
        if is_album(inside, furniture):
            return _Column(around, inside, end, is_album=True)
    return None


def _is_lead_of_head(block: Block) -> bool:
    """Whether the line is a lead that the page sets as a heading, which is not yet the text."""
    return block.parent.tag in _HEADING_TAGS and is_named_lead(block)


def _find_sentence(blocks: Sequence[Block]) -> int:
    """The place of the first sentence; 0 without one."""
    return next((n for n, block in enumerate(blocks) if _is_sentence(block)), 0)


def _drop_head_pictures(blocks: list[Block], furniture: Furniture) -> list[Block]:
    """Without the buttons and portraits above the first sentence."""
    first = _find_sentence(blocks)
    head = [each for each in blocks[:first] if each.kind != IMAGE or is_of_article(each, furniture)]
    return [*head, *blocks[first:]]


def _find_credits(blocks: Sequence[Block], place: int, end: int, furniture: Furniture) -> Credits:
    first = next((n for n in range(place + 1, end) if _is_sentence(blocks[n])), end)
    return find_credits(blocks, (first, end), place + 1, furniture)


def _drop_credits(blocks: list[Block], dated: Block | None) -> list[Block]:
    """Without the lines above the first sentence that name author, source, section or date."""
    first = _find_sentence(blocks)
    head = (block for block in blocks[:first] if block is not dated)
    told = (block for block in head if not is_credit(block) and not is_plain_section_line(block))
    return [*told, *blocks[first:]]


def _is_sentence(block: Block) -> bool:
    return block.kind == TEXT and _ends_sentence(block.text)


def _ends_sentence(text: str) -> bool:
    return text.endswith(SENTENCE_ENDS) and " " in text


def _find_end(
    blocks: Sequence[Block],
    place: int,
    members: set[Element],
    furniture: Furniture,
    files: frozenset[Element],
) -> int:
    for n in range(place + 1, len(blocks)):
        block = blocks[n]
        if block.parent not in members:
            return n
        if block.kind != TEXT or furniture.is_outside(block.parent) or is_file_line(block, files):
            continue
        if is_fact_line(block):
            continue
        if ends_article(block.text) or (_leads_away(block, furniture) and opens_another(block, furniture)):
            return n
    return len(blocks)


def _leads_away(block: Block, furniture: Furniture) -> bool:
    """Whether the line ends the notice, which only headings and links can do."""
    if block.parent.tag in _HEADING_TAGS:
        return not is_named_lead(block)
    return furniture.link_share(block.parent) > 0.4


def _is_beside(block: Block, heading: Element, furniture: Furniture, files: frozenset[Element]) -> bool:
    """Whether the block is not part of the text: furniture, a date line, the line of a file."""
    if furniture.is_outside(block.parent) or heading in (block.parent, *block.parent.iterancestors()):
        return True
    if block.kind != TEXT:
        return False
    return is_file_line(block, files) or _is_date(block.text) or _is_button(block) or is_fact_line(block)


def _is_button(block: Block) -> bool:
    """Whether the line is the text of one link ("In trang"), its box having a text besides."""
    links = (child for child in block.parent.iterchildren("a", "button"))
    return any(clean_text(text_of(link)) == block.text for link in links)


def _is_date(text: str) -> bool:
    found = find_date(text)
    if found is None:
        return is_date_line(text)
    beside = (text[: found[0]] + text[found[1] :]).strip()
    return len(beside) <= _LONGEST_BESIDE_DATE and not text.endswith(".")


def _find_date(
    page: Page,
    stated: Structured,
    column: _Column,
    place: int,
    furniture: Furniture,
    in_title: str | None,
) -> When | None:
    """The date printed in the column; a stated one only of a page that says it is an article."""
    blocks = page.blocks[: column.end]
    when = find_when(page, stated, blocks, place, place + 1, furniture, in_title=in_title)
    if when is None or (when.place < 0 and not stated.is_article):
        return _find_day_of_issue(page.blocks[place + 1 : column.end])
    if when.place < 0 or when.place >= place:
        return when
    box = page.blocks[when.place].parent
    is_near = when.place >= place - _ABOVE_HEADLINE and _DATED_BOX.search(box.get("class") or "")
    return when if is_near or column.element in box.iterancestors() else None


def _find_day_of_issue(lines: Sequence[Block]) -> When | None:
    """The day in a table or list of an official document's number, day and office."""
    for block in lines:
        found = _DAY_OF_ISSUE.search(block.text)
        if found is not None and read_date(found["day"]).day is not None:
            return When(found["day"])
    return None


def _read_text(page: Page, title: Title, column: _Column, when: When, furniture: Furniture) -> BodyParts:
    dated = page.blocks[when.place] if when.place >= 0 else None
    lines = without_cards(_drop_credits(column.lines, dated), furniture)
    return read_body(tidy_run(lines, furniture, title.text), page.base, title.text)


def _compose(
    page: Page,
    stated: Structured,
    title: Title,
    column: _Column,
    when: When,
    furniture: Furniture,
    *,
    kind: str | None,
) -> Reading | None:
    parts = _read_text(page, title, column, when, furniture)
    body = tuple(text for text in parts.paragraphs if not _PLACEHOLDER.search(text))
    if any(_LOST in text for text in body):
        return None
    is_empty = sum(map(len, body)) < _LEAST_TEXT and not any(map(_ends_sentence, body))
    if is_empty and kind is None and not article_files(page, title.text, body):
        return None
    if is_empty and kind is not None:  # a label below the player
        body = ()
    page.hits["layout/notice"] += 1
    place = place_of(title, page.blocks)
    lines = page.blocks[place + 1 : column.end + _LINES_BELOW]
    about = page.blocks[max(0, place - _LINES_ABOVE) : column.end + _LINES_BELOW]
    credited = _find_credits(page.blocks, place, column.end, furniture)
    restriction = find_restriction(stated.is_restricted, parts, lines)
    rest = find_rest_in_script(page, body)
    doubts = (*find_doubts(title), *(() if kind else _find_doubts_of_text(body)))
    doubts += (rest.left_out,) if rest else ()
    return Reading(
        title=title.text,
        body=body,
        date_raw=when.raw,
        byline_raw=choose_byline(stated, furniture, credited, (parts.byline_raw, None)),
        source_raw=find_source(credited, parts.byline_raw),
        summary=parts.lead,
        images=parts.images,
        section=stated.section or find_path(page, title.text) or find_labelled(about, furniture),
        tags=stated.tags or find_printed_tags(page.blocks, column.end, column.element),
        modified_raw=next(iter(stated.modified), None),
        kind=stated.kind or kind,
        month_first=when.month_first,
        problems=(*doubts, *restriction, *parts.problems),
    )


def _find_doubts_of_text(body: Sequence[str]) -> tuple[Problem, ...]:
    """The problem of a text that is one short line and not a sentence, as buttons and labels are."""
    if len(body) != 1 or len(body[0]) > _LONGEST_LABEL or _ends_sentence(body[0]):
        return ()
    reason = "the text is one short line that is not a sentence; it may be a label of the page"
    return (Problem("body", ProblemCode.SHORT_BODY, reason),)


def _may_be_notice(page: Page) -> bool:
    """Whether there is enough text: less is an error page or a gate."""
    return len(page.data) > 300


NOTICE = Layout("generic-notice", _may_be_notice, _read, shows_migrated_times=True)
