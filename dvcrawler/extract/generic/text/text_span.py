"""Where the text begins and ends among the blocks of the page."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture, is_in_box_of_links
from dvcrawler.extract.generic.boilerplate.next_texts import find_comments, find_headline_alike
from dvcrawler.extract.generic.text import density as dense
from dvcrawler.extract.generic.text.bare_entries import find_entries
from dvcrawler.extract.generic.text.bare_text import find_bare_span
from dvcrawler.extract.generic.text.closing_text import find_closing_text
from dvcrawler.extract.lines.end_lines import heads_other_articles

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
    """The places of the text: to the end of the column and, if the column was not given, of the boxes after
    it that continue the text.
    """
    if column.tag == "body":
        first, end = find_bare_span(start, blocks, furniture)
        return first, find_headline_alike(blocks, first, end, headline)
    inside = dense.inside(column, blocks)
    span = _find_span(start, inside, blocks, column, furniture)
    if is_given or span[1] != inside[1]:
        return span
    end = find_closing_text(blocks, column, span, furniture)
    first, end = find_entries(blocks, start, column, (span[0], end))
    return first, find_headline_alike(blocks, first, end, headline)


def _find_span(
    start: int, inside: tuple[int, int], blocks: Sequence[Block], column: Element, furniture: Furniture
) -> tuple[int, int]:
    """The places of the text: the container's, unless the article ends before the container begins.

    On a page with little text the densest container is a box of other articles. Such a box between the lead
    and a text with few links does not end the article.
    """
    first, end = inside
    comments = find_comments(blocks, start, first)
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
    around = frozenset(heading.iterancestors())
    box = column
    while (parent := box.getparent()) is not None and parent not in around:
        box = parent
    return box


def _measure_text(blocks: Sequence[Block]) -> int:
    return sum(len(block.text) for block in blocks if block.kind == TEXT)


def end_between(start: int, first: int, blocks: Sequence[Block]) -> int | None:
    places = range(start, min(first, len(blocks)))
    return next((n for n in places if blocks[n].kind == TEXT and heads_other_articles(blocks[n].text)), None)
