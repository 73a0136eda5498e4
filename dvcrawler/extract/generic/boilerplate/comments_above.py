"""Boxes of readers' comments above the text of an article, which would give it a reader as its author."""

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_within
from dvcrawler.extract.endings.comment_headings import heads_comments
from dvcrawler.extract.endings.end_lines import heads_other_articles
from dvcrawler.extract.generic.boilerplate.box_names import names_comments
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.lines.line_kinds import PROSE, is_link_line, is_paragraph

#: Lines below the headline that are searched, characters of a paragraph, and how many may be above the box:
#: a lead and the first of the text.
_MOST_LINES, _PARAGRAPH, _MOST_ABOVE = 20, 90, 2
#: Boxes around a heading, lines of a box, and words of what a reader wrote.
_LEVELS, _LONGEST_BOX, _LEAST_WORDS = 4, 40, 2
#: The text below has at least this many times the characters of what is above and in the box.
_TIMES = 2
#: Where rows of facts count the comments.
_COUNTERS = ("a", "span", "small", "time", "i", "em", "button", "label")
_SENTENCE_ENDS = (".", "!", "?", "…")
#: Caps the boxes of one page: some have a box for each comment.
_MOST_BOXES = 50


class _Comments(NamedTuple):
    """A box, and the places of its first block and below its last."""

    box: Element
    place: int
    end: int


def find_comments_above(blocks: Sequence[Block], start: int, furniture: Furniture) -> list[Element]:
    """The boxes of comments between the headline and the text. `start`: below the headline."""
    found: list[Element] = []
    while len(found) < _MOST_BOXES and (first := _find_first(blocks, start, furniture)) is not None:
        found.append(first.box)
        blocks = [*blocks[: first.place], *blocks[first.end :]]
    return found


def _find_first(blocks: Sequence[Block], start: int, furniture: Furniture) -> _Comments | None:
    paragraphs = 0
    for place in range(max(1, start), min(len(blocks), start + _MOST_LINES)):
        block = blocks[place]
        box = _find_box(blocks, place, furniture) if block.kind == TEXT else None
        if box is not None:
            found = _Comments(box, place, place + len(_list_below(blocks, place - 1, box)))
            if _is_above_text(blocks, start, found):
                return found
        paragraphs += len(block.text) >= _PARAGRAPH
        if paragraphs > _MOST_ABOVE:
            return None
    return None


def _find_box(blocks: Sequence[Block], place: int, furniture: Furniture) -> Element | None:
    """The box that begins with this line, if it is headed or named as that of comments."""
    line = blocks[place]
    if heads_comments(line.text) and line.parent.tag not in _COUNTERS:
        boxes = _list_boxes(line.parent, blocks[place - 1].parent)
        return next((box for box in boxes if _holds_comment(blocks, place, box)), None)
    if not furniture.is_outside(line.parent):
        return None
    named = [box for box in _list_boxes(line.parent, blocks[place - 1].parent) if names_comments(box)]
    return named[-1] if named and _holds_comment(blocks, place - 1, named[-1]) else None


def _list_boxes(element: Element, above: Element) -> Iterator[Element]:
    """The element and the boxes around it that do not hold the line above."""
    boxes = ancestors_or_self(element, _LEVELS)
    return takewhile(lambda box: not is_within(above, box), boxes)


def _list_below(blocks: Sequence[Block], place: int, box: Element) -> Sequence[Block]:
    end = place + 1
    while end < min(len(blocks), place + _LONGEST_BOX) and is_within(blocks[end].parent, box):
        end += 1
    return blocks[place + 1 : end]


def _holds_comment(blocks: Sequence[Block], place: int, box: Element) -> bool:
    """Whether the box holds a sentence and is not longer than one of comments is."""
    below = _list_below(blocks, place, box)
    return len(below) < _LONGEST_BOX - 1 and any(map(_is_sentence, below))


def _is_sentence(block: Block) -> bool:
    text = block.text
    return block.kind == TEXT and text.endswith(_SENTENCE_ENDS) and len(text.split()) >= _LEAST_WORDS


def _is_above_text(blocks: Sequence[Block], start: int, comments: _Comments) -> bool:
    """Whether the text begins or continues right below the box, and most of it is there."""
    box, place, end = comments
    above, around = _measure(blocks[start:place]), box.getparent()
    below = list(blocks[end:])
    if above and around is not None:
        below = [each for each in below if is_within(each.parent, around)]
    return _begins_text(below) and _measure(below) >= _TIMES * max(above, _measure(blocks[place:end]))


def _begins_text(blocks: Sequence[Block]) -> bool:
    """Whether the first paragraph is neither a link nor below the heading of other articles."""
    first = next((n for n, each in enumerate(blocks) if len(each.text) >= PROSE), None)
    if first is None or is_link_line(blocks[first]):
        return False
    return not any(heads_other_articles(each.text) for each in blocks[:first])


def _measure(blocks: Sequence[Block]) -> int:
    return sum(len(each.text) for each in filter(is_paragraph, blocks))
