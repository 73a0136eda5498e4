"""Where the text begins and ends among the blocks of the page. What follows may be longer: comments are."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS, Element, are_alike, find_part
from dvcrawler.extract.endings.comments_below import opens_comments
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.boilerplate.link_boxes import is_in_box_of_links
from dvcrawler.extract.generic.text import density as dense
from dvcrawler.extract.generic.text.bare_entries import find_entries
from dvcrawler.extract.generic.text.bare_text import find_bare_span
from dvcrawler.extract.generic.text.closing_text import find_closing_text
from dvcrawler.extract.generic.text.entries import Entries
from dvcrawler.extract.generic.text.text_boxes import TextBoxes
from dvcrawler.normalize.dates import is_date_line

#: Words of another headline, and characters of the article above readers' comments.
_LEAST_WORDS, _LEAST_ABOVE = 3, 200
#: The share of links from which a container is a box of other articles, excerpts and all.
_LINKED = 0.1


def find_text_span(
    start: int,
    headline: Element | None,
    column: Element,
    blocks: Sequence[Block],
    furniture: Furniture,
    *,
    is_given: bool,
) -> tuple[int, int]:
    """The places of the text: to the column's end and, if none was given, of boxes that continue it."""
    if column.tag == "body":
        first, end = find_bare_span(start, blocks, furniture)
        return first, _find_headline_alike(blocks, first, end, headline)
    inside = dense.inside(column, blocks)
    span = _find_span(start, inside, blocks, column, furniture)
    if is_given or span[1] != inside[1]:
        return span
    end = find_closing_text(blocks, column, span, furniture)
    first, end = find_entries(blocks, start, column, (span[0], end))
    return first, _find_headline_alike(blocks, first, end, headline)


def _find_span(
    start: int, inside: tuple[int, int], blocks: Sequence[Block], column: Element, furniture: Furniture
) -> tuple[int, int]:
    """The places of the text: the container's, unless the article ends before the container begins.

    On a page with little text the densest container is a box of other articles. Such a box between the lead
    and a text with few links does not end the article.
    """
    first, end = inside
    comments = _find_comments(blocks, start, first)
    if comments is not None:
        return start, comments
    marker = end_between(start, first, blocks)
    if marker is None:
        return max(first, start), end
    is_longer = _measure_text(blocks[start:marker]) < _measure_text(blocks[first:end])
    heading = blocks[marker].parent
    is_apart = is_in_box_of_links(heading, furniture)
    if is_longer and (is_apart or furniture.link_share(_find_box_below(heading, column)) < _LINKED):
        return max(first, start), end
    return start, marker


def _find_box_below(heading: Element, column: Element) -> Element:
    """The outermost box around the column without the heading above it: a list, if it is an excerpt."""
    box = find_part(column, frozenset(heading.iterancestors()))
    return box if box is not None else column


def _measure_text(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind == TEXT)


def end_between(start: int, first: int, blocks: Sequence[Block]) -> int | None:
    places = range(start, min(first, len(blocks)))
    return next((n for n in places if blocks[n].kind == TEXT and heads_other_articles(blocks[n].text)), None)


def _find_comments(blocks: Sequence[Block], start: int, end: int) -> int | None:
    """The place of the heading of the comments, with the article above it."""
    length = 0
    for place in range(start, min(end, len(blocks))):
        block = blocks[place]
        if length >= _LEAST_ABOVE and opens_comments(block, blocks[place + 1 : place + 2]):
            return place
        length += len(block.text) if block.kind == TEXT else 0
    return None


def _find_headline_alike(blocks: Sequence[Block], first: int, end: int, headline: Element | None) -> int:
    """The place in the chosen text of another heading set as the headline, with a date right below it; an
    `<h1>` with a class needs none. A copy of this article ends the text too, whatever its length.

    `find_next_article` looks below the headline before the text is known. It passes copies of the headline,
    and asks for text above and below.
    """
    if headline is None or headline.tag not in TOP_HEADINGS:
        return end
    entries, boxes = Entries(headline), TextBoxes(blocks[:end], first)
    for place in range(first + 1, end):
        box = blocks[place].parent
        if box is headline or not are_alike(box, headline):
            continue
        if _is_headline(blocks[place:end]) and not entries.hold(box) and not boxes.continue_at(place):
            return place
    return end


def _is_headline(blocks: Sequence[Block]) -> bool:
    """Whether the first block is a headline of some words, dated by the next one or marked as such."""
    heading = blocks[0]
    if len(heading.text.split()) < _LEAST_WORDS:
        return False
    is_marked = heading.parent.tag == "h1" and bool(heading.parent.get("class"))
    return is_marked or any(each.kind == TEXT and is_date_line(each.text) for each in blocks[1:2])
