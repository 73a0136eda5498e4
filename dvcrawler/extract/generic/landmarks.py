"""An article found by what every news page shows: a headline, a date, running text, a byline."""

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from heapq import nlargest
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.block import Block
from dvcrawler.extract.body import BodyParts, find_restriction, read_body
from dvcrawler.extract.generic import density as dense
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.byline import find_credits, find_line_below
from dvcrawler.extract.generic.byline_choice import choose_byline, find_line_below_title, find_source
from dvcrawler.extract.generic.cleaning import tidy_run
from dvcrawler.extract.generic.date import When, find_when
from dvcrawler.extract.generic.date_lines import is_clock
from dvcrawler.extract.generic.elsewhere import Elsewhere, are_dated
from dvcrawler.extract.generic.excerpts import EXCERPTS, Items, length_of
from dvcrawler.extract.generic.headline import Title, find_doubts, find_title, place_of
from dvcrawler.extract.generic.kicker import find_kicker
from dvcrawler.extract.generic.lead import find_opening_text, find_sapo
from dvcrawler.extract.generic.left_out import name_hidden
from dvcrawler.extract.generic.metadata import Structured, read_structured
from dvcrawler.extract.generic.opening_pictures import find_opening_pictures
from dvcrawler.extract.generic.photo_essay import PHOTO, find_lead, find_pictures, is_photo_essay
from dvcrawler.extract.generic.players import VIDEO, find_player
from dvcrawler.extract.generic.printed_tags import find_printed_tags, without_tags
from dvcrawler.extract.generic.section import find_labelled, find_path
from dvcrawler.extract.generic.text_span import find_text_span
from dvcrawler.extract.generic.updates import find_last_update
from dvcrawler.extract.interface_lines import drop_interface_lines
from dvcrawler.extract.layout import Reading
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem
from dvcrawler.normalize.text import same_text

#: Less running text than two sentences have is not an article, but a box, a notice or a form.
LEAST_PROSE = 200
#: The longest paragraphs of a page, which show whether a list of excerpts is all that it holds.
_MOST_JUDGED = 5
#: Blocks of the text among which a paragraph above it may be repeated.
_MOST_REPEATED = 5
#: Lines above the headline, and below it and the text, that may name the section.
_LINES_ABOVE, _LINES_BELOW = 4, 5
_LINES_OF_HEAD = 2
#: Characters of the lead of a video.
_LONGEST_OF_VIDEO = 600
#: The replacement character for bytes that are not text: such a headline was decoded with the wrong charset.
_LOST = "\ufffd"


@dataclass(frozen=True, slots=True)
class _Head:
    """What is above the text. `start`: the place of the first block below the headline; `items`: of lists."""

    stated: Structured
    title: Title
    start: int
    items: Items


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
    start = place_of(title, page.blocks) + 1
    head = _Head(stated, title, start, Items(page.blocks[start - 1].parent if start else None))
    column = container if container is not None else _find_column(head, page.blocks, furniture)
    if column is None:
        return None
    span = find_text_span(
        head.start, head.title.element, column, page.blocks, furniture, is_given=container is not None
    )
    reading = _compose(page, head, span, furniture, bare=bare_captions)
    if reading is None or (dated and reading.date_raw is None and not stated.is_article):
        return None
    page.hits["layout/generic"] += 1
    reading = _with_tags(page, reading, span[1], column)
    hidden = name_hidden(page, column, furniture)
    reading = replace(reading, problems=(*reading.problems, *hidden)) if hidden else reading
    return Column(reading, column, furniture)


def _with_tags(page: Page, reading: Reading, end: int, column: Element) -> Reading:
    if reading.tags:
        return reading
    tags = find_printed_tags(page.blocks, end, column)
    return replace(reading, tags=tags, body=without_tags(reading.body, tags)) if tags else reading


def _kind(
    page: Page, head: _Head, body: Sequence[str], furniture: Furniture, *, is_essay: bool
) -> str | None:
    """A video with a lead is not told apart from a short article but by its player."""
    if is_essay:
        return PHOTO
    heading = head.title.element
    if heading is None or len(body) > 1 or sum(map(len, body)) > _LONGEST_OF_VIDEO:
        return None
    return VIDEO if find_player(heading, furniture, page.body) is not None else None


def _find_column(head: _Head, blocks: Sequence[Block], furniture: Furniture) -> Element | None:
    """The box with most of the running text below the headline; on the whole page if there is none below. A
    list of other articles only counts where there is nothing else.
    """
    below = [block for place, block in furniture.prose if place >= head.start]
    prose = below or [block for _, block in furniture.prose]
    if any(head.items.hold(block.parent) for block in nlargest(_MOST_JUDGED, prose, key=length_of)):
        own = [block for block in prose if not head.items.hold(block.parent)]
        if own and are_dated(blocks[head.start :], head.items):
            prose = own
    if sum(len(block.text) for block in prose if not furniture.is_outside(block.parent)) < LEAST_PROSE:
        prose = find_pictures(blocks, head.start, furniture) or prose
    return dense.find_container(prose, furniture)


def _compose(
    page: Page, head: _Head, span: tuple[int, int], furniture: Furniture, *, bare: bool
) -> Reading | None:
    stated, start, blocks = head.stated, head.start, page.blocks
    first, end = span
    elsewhere = Elsewhere(blocks, (start, end), head.items, furniture)
    when = find_when(page, stated, blocks, start - 1, first, furniture, end, elsewhere.holds)
    sapo = find_sapo(blocks, start, first, stated, furniture, elsewhere.holds)
    lines, printed = find_line_below_title(blocks, start, first)
    above = filter(elsewhere.holds, range(start, first))
    clocks = _clocks_beside(blocks, when)
    update = find_last_update(blocks, (start, first), end, when, furniture)
    dated = {found.place for found in (when, update) if found is not None}
    skip = {sapo, *dated, *lines, *clocks, *elsewhere.cards, *above}
    lead = blocks[sapo].text if sapo is not None else None
    parts = _read_text(page, head, span, furniture, skip, lead, bare=bare)
    is_essay = sum(map(len, parts.paragraphs)) < LEAST_PROSE
    if is_essay and not is_photo_essay(parts.images):
        return None
    if is_essay and not parts.paragraphs:
        told = (blocks[n] for n in range(start, first) if n not in skip)
        parts = replace(parts, paragraphs=find_lead(told, parts.images, furniture))
    is_listed = elsewhere.has_excerpts([n for n in range(first, end) if n not in skip])
    if is_listed and are_dated(blocks[start:], head.items):
        return None
    doubts = (*find_doubts(head.title), *((EXCERPTS,) if is_listed else ()))
    restriction = find_restriction(stated.is_restricted, parts, blocks[first : end + _LINES_BELOW])
    credited = find_credits(blocks, span, start, furniture)
    is_unsigned = parts.byline_raw is None and credited.author is None
    closing = find_line_below(blocks[end : end + 3], furniture) if is_unsigned else parts.byline_raw
    byline = choose_byline(stated, furniture, credited, (closing, printed))
    return Reading(
        title=head.title.text,
        body=_without_byline(parts.paragraphs, byline),
        date_raw=when.raw if when else None,
        byline_raw=byline,
        source_raw=find_source(credited, closing),
        summary=parts.lead, images=parts.images,
        problems=(*doubts, *_conflict(when), *restriction, *parts.problems),
        section=stated.section or find_path(page) or find_labelled(_beside(blocks, start, end), furniture),
        tags=stated.tags,
        kind=stated.kind or _kind(page, head, parts.paragraphs, furniture, is_essay=is_essay),
        kicker=find_kicker(blocks, start - 1, furniture),
        modified_raw=next(iter(stated.modified), update.raw if update else None),
        month_first=bool(when and when.month_first),
    )  # fmt: skip


def _clocks_beside(blocks: Sequence[Block], when: When | None) -> set[int]:
    """The places of a time of day in a box of its own, right above or below the date."""
    near = () if when is None or when.place < 0 else (when.place - 1, when.place + 1)
    return {place for place in near if 0 <= place < len(blocks) and is_clock(blocks[place])}


def _without_byline(paragraphs: tuple[str, ...], byline: str | None) -> tuple[str, ...]:
    """Without the byline that a box names, where it is printed right above the text."""
    if byline is None or byline not in paragraphs[:_LINES_OF_HEAD]:
        return paragraphs
    place = paragraphs.index(byline)
    return (*paragraphs[:place], *paragraphs[place + 1 :])


def _read_text(
    page: Page,
    head: _Head,
    span: tuple[int, int],
    furniture: Furniture,
    skip: Set[int | None],
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
    skip: Set[int | None],
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
