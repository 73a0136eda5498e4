"""Finds where the article ends because another text begins, which may be longer: comments, another
article."""

from collections.abc import Sequence

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import TOP_HEADINGS
from dvcrawler.extract.generic.text.entries import Entries
from dvcrawler.extract.generic.text.text_boxes import TextBoxes
from dvcrawler.extract.lines.article_end import opens_comments
from dvcrawler.normalize.dates import is_date_line

_LEAST_WORDS = 3
#: Characters of the article above.
_LEAST_ABOVE = 200


def find_comments(blocks: Sequence[Block], start: int, end: int) -> int | None:
    """The place of the heading of the comments, with the article above it."""
    length = 0
    for place in range(start, min(end, len(blocks))):
        block = blocks[place]
        if length >= _LEAST_ABOVE and opens_comments(block, blocks[place + 1 : place + 2]):
            return place
        length += len(block.text) if block.kind == TEXT else 0
    return None


def find_headline_alike(blocks: Sequence[Block], first: int, end: int, headline: Element | None) -> int:
    """The place in the chosen text of another heading set as the headline, with a date right below it; an
    `<h1>` with a class needs none. A copy of this article ends the text too, whatever its length.

    `find_next_article` looks below the headline before the text is known. It passes copies of the headline,
    and asks for text above and below.
    """
    if headline is None or headline.tag not in TOP_HEADINGS:
        return end
    own = (headline.tag, headline.get("class"))
    entries, boxes = Entries(headline), TextBoxes(blocks[:end], first)
    for place in range(first + 1, end):
        box = blocks[place].parent
        if box is headline or (box.tag, box.get("class")) != own:
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
