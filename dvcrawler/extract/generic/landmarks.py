"""An article found by what every news page shows: a headline, a date, running text, a byline."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.body import BodyParts, find_restriction, read_body
from dvcrawler.extract.end_lines import heads_other_articles
from dvcrawler.extract.generic import density as dense
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.byline import find_credits, find_line_below
from dvcrawler.extract.generic.byline_choice import choose_byline, find_line_below_title, find_source
from dvcrawler.extract.generic.cleaning import tidy_run
from dvcrawler.extract.generic.closing_text import find_closing_text
from dvcrawler.extract.generic.date import When, find_when
from dvcrawler.extract.generic.headline import Title, find_doubts, find_title, place_of
from dvcrawler.extract.generic.lead import find_opening_text, find_sapo
from dvcrawler.extract.generic.left_out import name_hidden
from dvcrawler.extract.generic.metadata import Structured, read_structured
from dvcrawler.extract.generic.opening_pictures import find_opening_pictures
from dvcrawler.extract.generic.section import find_labelled, find_path
from dvcrawler.extract.interface_lines import drop_interface_lines
from dvcrawler.extract.layout import Reading
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem
from dvcrawler.normalize.text import same_text

#: Less running text than two sentences have is not an article, but a box, a notice or a form.
LEAST_PROSE = 200
#: The share of links from which a container is a box of other articles, excerpts and all.
_LINKED = 0.1
#: Blocks of the text among which a paragraph above it may be repeated.
_MOST_REPEATED = 5
#: Lines above the headline, and below it and the text, that may name the section.
_LINES_ABOVE, _LINES_BELOW = 4, 5
#: The replacement character for bytes that are not text: such a headline was decoded with the wrong charset.
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Head:
    """What is above the text. `start` is the place of the first block below the headline."""

    stated: Structured
    title: Title
    start: int


class Column(NamedTuple):
    """What was read, and the box of its text."""

    reading: Reading
    container: Element
    furniture: Furniture


def read_landmarks(
    page: Page,
    *,
    title: Title | None = None,
    container: Element | None = None,
    dated: bool = True,
    bare_captions: bool = False,
) -> Reading | None:
    """Reads the page by landmarks. A family that knows the headline or the box of the text passes it.

    `dated`: refuses a page that has neither a date nor a statement that it is an article; False for
    families whose pages print no date. `bare_captions`: captions are printed as plain paragraphs.
    """
    found = read_column(page, title, container, dated=dated, bare_captions=bare_captions)
    return found.reading if found is not None else None


def read_column(
    page: Page,
    title: Title | None = None,
    container: Element | None = None,
    *,
    dated: bool = True,
    bare_captions: bool = False,
) -> Column | None:
    stated = read_structured(page)
    furniture = Furniture(page)
    prose = [block for _, block in furniture.prose]
    furniture.spare(dense.large_elements(prose) | dense.repeated_boxes(prose))
    title = title or find_title(page, stated, furniture)
    if title is None or _LOST in title.text:
        return None
    head = _Head(stated, title, place_of(title, page.blocks) + 1)
    column = container if container is not None else _find_column(head.start, furniture)
    if column is None:
        return None
    span = _text_span(head.start, column, page.blocks, furniture, is_given=container is not None)
    reading = _compose(page, head, span, furniture, bare=bare_captions)
    if reading is None or (dated and reading.date_raw is None and not stated.is_article):
        return None
    page.hits["layout/generic"] += 1
    hidden = name_hidden(page, column, furniture)
    reading = replace(reading, problems=(*reading.problems, *hidden)) if hidden else reading
    return Column(reading, column, furniture)


def _find_column(start: int, furniture: Furniture) -> Element | None:
    """The box with most of the running text below the headline; on the whole page if there is none below."""
    below = [block for place, block in furniture.prose if place >= start]
    return dense.find_container(below or [block for _, block in furniture.prose], furniture)


def _text_span(
    start: int, column: Element, blocks: Sequence[Block], furniture: Furniture, *, is_given: bool
) -> tuple[int, int]:
    """The places of the text: to the end of the column and, if the column was not given, of the boxes after
    it that continue the text.
    """
    inside = dense.inside(column, blocks)
    span = _span(start, inside, blocks, boxed=furniture.link_share(column) >= _LINKED)
    if is_given or span[1] != inside[1]:
        return span
    return span[0], find_closing_text(blocks, column, span[1], furniture)


def _span(start: int, inside: tuple[int, int], blocks: Sequence[Block], *, boxed: bool) -> tuple[int, int]:
    """The places of the text: the container's, unless the article ends before the container begins.

    On a page with little text the densest container is a box of other articles; `boxed`: it holds many
    links. A box of other articles between the lead and a text with few links does not end the article.
    """
    first, end = inside
    marker = end_between(start, first, blocks)
    if marker is not None and not boxed and _length(blocks[start:marker]) < _length(blocks[first:end]):
        marker = None
    return (start, marker) if marker is not None else (max(first, start), end)


def _length(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind == TEXT)


def end_between(start: int, first: int, blocks: Sequence[Block]) -> int | None:
    places = range(start, min(first, len(blocks)))
    return next((n for n in places if blocks[n].kind == TEXT and heads_other_articles(blocks[n].text)), None)


def _compose(
    page: Page, head: _Head, span: tuple[int, int], furniture: Furniture, *, bare: bool
) -> Reading | None:
    stated, start, blocks = head.stated, head.start, page.blocks
    first, end = span
    when = find_when(page, stated, blocks, start - 1, first, furniture, end)
    sapo = find_sapo(blocks, start, first, stated, furniture)
    line, printed = find_line_below_title(blocks, start, first)
    skip = {sapo, when.place if when else None, line}
    lead = blocks[sapo].text if sapo is not None else None
    parts = _read_text(page, head, span, furniture, skip, lead, bare=bare)
    if sum(map(len, parts.paragraphs)) < LEAST_PROSE:
        return None
    restriction = find_restriction(stated.is_restricted, parts, blocks[first : end + _LINES_BELOW])
    credited = find_credits(blocks, span, start, furniture)
    is_unsigned = parts.byline_raw is None and credited.author is None
    closing = find_line_below(blocks[end : end + 3], furniture) if is_unsigned else parts.byline_raw
    return Reading(
        title=head.title.text,
        body=parts.paragraphs,
        date_raw=when.raw if when else None,
        byline_raw=choose_byline(stated, furniture, credited, (closing, printed)),
        source_raw=find_source(credited, closing),
        summary=parts.lead, images=parts.images,
        problems=(*find_doubts(head.title), *_conflict(when), *restriction, *parts.problems),
        section=stated.section or find_path(page) or find_labelled(_beside(blocks, start, end), furniture),
        tags=stated.tags, kind=stated.kind,
        modified_raw=next(iter(stated.modified), None),
        month_first=bool(when and when.month_first),
    )  # fmt: skip


def _read_text(
    page: Page,
    head: _Head,
    span: tuple[int, int],
    furniture: Furniture,
    skip: set[int | None],
    lead: str | None,
    *,
    bare: bool,
) -> BodyParts:
    """The text with its pictures, and what is printed of it between headline and container."""
    start, blocks, title = head.start, page.blocks, head.title.text
    first, end = span
    text = [blocks[n] for n in range(first, end) if n not in skip]
    above = [] if bare else [blocks[n] for n in range(start, first) if n not in skip]
    pictures = find_opening_pictures(above, text, furniture)  # a bare first paragraph is not their caption
    opening = _opening_text(blocks, (start, first), skip, text, furniture)
    if opening:
        opening, _ = drop_interface_lines(tidy_run(opening, furniture, title))
    if lead is None and len(opening) == 1:
        lead, opening = opening[0].text, []
    run = tidy_run([*pictures, *opening, *text], furniture, title)
    return read_body(run, page.base, title, lead=lead, bare_captions=bare)


def _opening_text(
    blocks: Sequence[Block],
    above: tuple[int, int],
    skip: set[int | None],
    text: Sequence[Block],
    furniture: Furniture,
) -> list[Block]:
    """The blocks between headline and text that are part of the article, unless the text repeats them."""
    places = (n for n in find_opening_text(blocks, *above, furniture) if n not in skip)
    opening = text[:_MOST_REPEATED]
    return [blocks[n] for n in places if not any(same_text(blocks[n].text, each.text) for each in opening)]


def _beside(blocks: Sequence[Block], start: int, end: int) -> Sequence[Block]:
    """The lines about the headline and right below the text."""
    return [*blocks[max(0, start - _LINES_ABOVE) : start + _LINES_BELOW], *blocks[end : end + _LINES_BELOW]]


def _conflict(when: When | None) -> tuple[Problem, ...]:
    return (when.problem,) if when is not None and when.problem is not None else ()
