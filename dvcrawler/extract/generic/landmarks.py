"""An article found by what every news page shows: a headline, a date, running text, a byline."""

from collections.abc import Sequence
from dataclasses import replace
from heapq import nlargest
from typing import NamedTuple

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.comments_above import find_comments_above
from dvcrawler.extract.generic.composition import LEAST_PROSE, Composition
from dvcrawler.extract.generic.dates.address_days import find_address_day
from dvcrawler.extract.generic.headlines.headline import find_title
from dvcrawler.extract.generic.headlines.other_titles import choose_wording
from dvcrawler.extract.generic.headlines.title import Head, Title, find_end, place_of
from dvcrawler.extract.generic.kinds.albums import find_pictures
from dvcrawler.extract.generic.metadata import Structured, read_structured
from dvcrawler.extract.generic.other_articles.doubtful_parts import doubt_name_below, name_doubtful_parts
from dvcrawler.extract.generic.other_articles.elsewhere import are_dated, name_hidden
from dvcrawler.extract.generic.other_articles.next_article import find_next_article
from dvcrawler.extract.generic.other_articles.other_boxes import find_other_box
from dvcrawler.extract.generic.other_articles.texts_of_others import find_texts_of_others
from dvcrawler.extract.generic.printed_tags import find_printed_tags, without_tags
from dvcrawler.extract.generic.section import without_sections
from dvcrawler.extract.generic.teasers.excerpts import Items, length_of
from dvcrawler.extract.generic.text import density as dense
from dvcrawler.extract.generic.text.notices_above import doubt_line_above, find_notices
from dvcrawler.extract.generic.text.text_span import find_text_span
from dvcrawler.extract.page import Page
from dvcrawler.extract.site import Reading
from dvcrawler.items import Problem
from dvcrawler.normalize.text import fold

#: The longest paragraphs of a page, which show whether a list of excerpts is all that it holds.
_MOST_JUDGED = 5
#: The replacement character for bytes that are not text: such a headline was decoded with the wrong charset.
_LOST = "\ufffd"


class Column(NamedTuple):
    """The result, and the box of its text."""

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

    `dated`: refuses a page that has no date, not even in its address, and no statement that it is an article;
    False for families whose pages print none. `bare_captions`: captions are printed as plain paragraphs.
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
    page, head, furniture = _begin_below_comments(page, title)
    if head is None:
        return None
    blocks = page.blocks[: head.end]
    column = container if container is not None else _find_column(head, blocks, furniture)
    if column is None:
        return None
    span = find_text_span(
        head.start, head.title.element, column, blocks, furniture, is_given=container is not None
    )
    reading = Composition(page, head, span, furniture, bare=bare_captions).compose()
    if reading is None or (dated and not _is_dated(page, reading, head)):
        return None
    page.hits["layout/generic"] += 1
    reading = _add_tags(page, reading, (head.start, span[1]), column)
    if not reading.tags and head.stated.keywords:
        reading = replace(reading, tags=without_sections(page, head.stated.keywords, reading.section))
    doubts = (*name_hidden(page, column, furniture), *_doubt_texts(page, reading, head))
    if doubts:
        reading = replace(reading, problems=(*reading.problems, *doubts))
    reading = name_doubtful_parts(reading, blocks, head.start)
    return Column(doubt_name_below(reading, blocks, page.blocks[len(blocks) :]), column, furniture)


def _is_dated(page: Page, reading: Reading, head: Head) -> bool:
    """Whether the page has a date, or says or shows by its address that it is an article of some day."""
    return reading.date_raw is not None or head.stated.is_article or find_address_day(page.url) is not None


def _doubt_texts(page: Page, reading: Reading, head: Head) -> tuple[Problem, ...]:
    headline = head.title.element
    blocks, own = page.blocks[: head.end], frozenset(reading.body)
    others = find_texts_of_others(blocks, head.start, reading.body, headline)
    above = doubt_line_above(blocks, head.start, own, reading.summary)
    return (*find_other_box(reading.body, headline, page), *others, *above)


def _begin_below_comments(page: Page, title: Title | None) -> tuple[Page, Head | None, Furniture]:
    """As `_begin`, with the page; without comments and notices of the site that are above the text."""
    head, furniture = _begin(page, title)
    if head is None:
        return page, head, furniture
    start = head.start
    boxes = find_comments_above(page.blocks, start, furniture) or find_notices(page.blocks, start)
    if not boxes:
        return page, head, furniture
    page = page.without_boxes(boxes)
    return page, *_begin(page, title)


def _begin(page: Page, title: Title | None) -> tuple[Head | None, Furniture]:
    """The headline with what is about it, None without one, and the boxes beside the article."""
    stated, furniture = read_structured(page), Furniture(page)
    prose = [block for _, block in furniture.prose]
    furniture.spare(dense.large_elements(prose, page) | dense.repeated_boxes(prose))
    title = _word(title, stated, page) if title is not None else find_title(page, stated, furniture)
    return _find_head(page, stated, title, furniture), furniture


def _word(title: Title, stated: Structured, page: Page) -> Title:
    """The headline of a known box, without the label or count in it that the page states it without."""
    return replace(title, text=choose_wording(title.text, (*stated.titles, page.title), title.element))


def _find_head(page: Page, stated: Structured, title: Title | None, furniture: Furniture) -> Head | None:
    if title is None or _LOST in title.text:
        return None
    start = find_end(fold(title.text), place_of(title, page.blocks), page.blocks)
    items = Items(page.blocks[start - 1].parent if start else None)
    end = find_next_article(page.blocks, start, furniture)
    if end is not None:
        furniture.leave_out(page.blocks[end:], page.blocks[start - 1 : end])
    return Head(stated, title, start, items, end)


def _add_tags(page: Page, reading: Reading, places: tuple[int, int], column: Element) -> Reading:
    """`places`: below the headline, and below the text."""
    if reading.tags:
        return reading
    tags = find_printed_tags(page, *places, column)
    return replace(reading, tags=tags, body=without_tags(reading.body, tags)) if tags else reading


def _find_column(head: Head, blocks: Sequence[Block], furniture: Furniture) -> Element | None:
    """The box with most of the running text below the headline; on the whole page if there is none below. A
    list of other articles only counts where there is nothing else.
    """
    end = len(blocks)
    below = [block for place, block in furniture.prose if head.start <= place < end]
    prose = _leave_out_items(below or [block for _, block in furniture.prose], head, blocks)
    if sum(len(block.text) for block in prose if not furniture.is_outside(block.parent)) < LEAST_PROSE:
        prose = find_pictures(blocks, head.start, furniture) or prose
    return dense.find_container(prose, furniture)


def _leave_out_items(prose: Sequence[Block], head: Head, blocks: Sequence[Block]) -> Sequence[Block]:
    """The text without a list of dated articles, if that is a large part of it and there is other text."""
    longest = nlargest(_MOST_JUDGED, prose, key=length_of)
    if not any(head.items.hold(block.parent) for block in longest):
        return prose
    own = [block for block in prose if not head.items.hold(block.parent)]
    return own if own and are_dated(blocks[head.start :], head.items) else prose
