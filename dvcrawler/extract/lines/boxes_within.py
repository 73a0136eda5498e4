"""Boxes between two paragraphs, headed by a line that may end an article: where the text continues below.

A box is the element around its heading that stands among the paragraphs, or, if the heading itself does, what
follows up to the next paragraph. Only a line set as the paragraphs above continues the text: what readers
wrote and excerpts of other articles are in boxes of their own, or set differently.
"""

from collections.abc import Iterable, Sequence
from itertools import islice, takewhile
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.block import CAPTION, IMAGE, TABLE, TEXT, Block
from dvcrawler.extract.elements import is_longer, is_within
from dvcrawler.extract.lines.byline_form import closes
from dvcrawler.extract.lines.end_lines import counts_comments, heads_comments
from dvcrawler.extract.lines.line_kinds import is_dated, is_link_line, is_running_text

#: Blocks of one box, and notes of a form that has none of its own.
_LONGEST_BOX, _MOST_NOTES = 60, 3
#: Paragraphs above the heading that those below are compared with.
_MOST_COMPARED = 5
#: Blocks below a paragraph that show whether it is an text that a reader wrote.
_NEAR = 6
#: Words of a headline, and excerpts of a list.
_LEAST_WORDS, _FEWEST_EXCERPTS = 4, 2
_CONTROLS = ("textarea", "input", "button", "select")
_LEVELS = 12
#: Characters of a colon and a number behind a heading.
_FEW = 6


class Below(NamedTuple):
    """A place below a box. `is_box`: the heading heads something, which is not the paragraph there."""

    place: int
    is_box: bool


def find_text_below_box(kept: Sequence[Block], blocks: Sequence[Block], place: int) -> Below | None:
    """Where the article continues below the box that the line at `place` heads; None if it does not, or if
    that is unclear. `kept`: the blocks above.
    """
    own = _Paragraphs(kept)
    heading = blocks[place]
    part = own.find_part(heading.parent)
    end = _find_end(blocks, place, part) if part is not None else None
    if part is None or end is None:
        return None
    if _is_box(part, heading):
        return None if own.find_continuation(blocks, end) is None else Below(end, is_box=True)
    if heads_comments(heading.text):
        found = _find_text_below_form(own, blocks, place, part)
        return None if found is None else Below(found, is_box=True)
    if heads_excerpts(blocks, place):
        return None
    found = own.find_continuation(blocks, end)
    if found is None:
        return None
    is_next = _is_next(own.find_part(blocks[place + 1].parent), part)
    return Below(_find_pictures_above(blocks, found), is_box=not is_next or found > place + 1)


def _is_box(part: Element, heading: Block) -> bool:
    """Whether the element holds more than the heading."""
    if part is heading.parent or len(part) == 0:
        return False
    return is_longer(part, len(heading.text) + _FEW) or _holds_control((part,))


def _is_next(element: Element | None, part: Element) -> bool:
    """Whether nothing that is not read, such as a list of links, is between the two."""
    return element is None or element is part.getnext()


def heads_excerpts(blocks: Sequence[Block], place: int) -> bool:
    """Whether only other articles are below the line: headlines that are links, each with its excerpt."""
    count, above = 0, None
    for block in islice(blocks, place + 1, place + _LONGEST_BOX):
        if block.kind != TEXT or (not is_link_line(block) and not is_running_text(block)):
            continue
        is_headline = is_link_line(block) and len(block.text.split()) >= _LEAST_WORDS
        if not is_link_line(block) and above is None:
            return False
        count += not is_headline and above is not None
        above = block if is_headline else None
    return count >= _FEWEST_EXCERPTS


def _find_pictures_above(blocks: Sequence[Block], found: int) -> int:
    """The place of the pictures right above a paragraph, or its own: they lead nowhere, or have captions."""
    while _is_captioned(blocks[found - 2 : found]) or _leads_nowhere(blocks[found - 1]):
        found -= 2 if blocks[found - 1].kind == CAPTION else 1
    return found


def _is_captioned(pair: Sequence[Block]) -> bool:
    return [each.kind for each in pair] == [IMAGE, CAPTION]


def _leads_nowhere(block: Block) -> bool:
    return block.kind == IMAGE and next(block.parent.iter("a"), None) is None


def _find_text_below_form(
    own: "_Paragraphs", blocks: Sequence[Block], place: int, box: Element
) -> int | None:
    """The text below a form that nothing is around: paragraphs without the dates that comments have."""
    if counts_comments(blocks[place].text) and not blocks[place].text.rstrip(" )").endswith("0"):
        return None
    found = own.find_continuation(blocks, place + 1, notes=_MOST_NOTES)
    if found is None or any(map(is_dated, blocks[place + 1 : found + _NEAR])):
        return None
    part = own.find_part(blocks[found].parent)
    between = list(takewhile(lambda each: each is not part, islice(box.itersiblings(), _LONGEST_BOX)))
    return found if _holds_control(between) else None


def _find_end(blocks: Sequence[Block], place: int, box: Element) -> int | None:
    """The place below the last block in the box; None if it holds more than a box within a text does."""
    for below in range(place + 1, min(len(blocks), place + _LONGEST_BOX)):
        if not is_within(blocks[below].parent, box):
            return below
    return None


def _holds_control(boxes: Iterable[Element]) -> bool:
    return any(next(box.iter(*_CONTROLS), None) is not None for box in boxes)


class _Paragraphs:
    """The last paragraphs of the text above, and the elements that they are set in."""

    def __init__(self, kept: Sequence[Block]) -> None:
        texts = [each for each in kept[-3 * _MOST_COMPARED :] if is_running_text(each)][-_MOST_COMPARED:]
        self._last = texts[-1] if texts else None
        self._looks = {_look_of(each.parent) for each in texts}
        self._parents = {each.parent for each in texts}
        self._columns = {each.parent.getparent() for each in texts}

    def find_part(self, element: Element) -> Element | None:
        """The element among the paragraphs that this is, or is in; None if it is not among them."""
        for each in (element, *islice(element.iterancestors(), _LEVELS)):
            if each in self._parents:
                return None
            if each.getparent() in self._columns or each.getparent() in self._parents:
                return each
        return None

    def find_continuation(self, blocks: Sequence[Block], start: int, notes: int = 0) -> int | None:
        """The place of the next paragraph, or of the byline; at most so many lines between are none."""
        for place in range(start, min(len(blocks), start + _LONGEST_BOX)):
            block = blocks[place]
            if block.kind in (IMAGE, CAPTION) or is_link_line(block):
                continue
            if not self._are_beside(block):
                continue
            if is_running_text(block) or self._is_byline(block):
                return place
            notes -= 1
            if notes < 0:
                return None
        return None

    def _are_beside(self, block: Block) -> bool:
        if block.parent in self._parents:
            return True
        is_alike = block.kind == TABLE or _look_of(block.parent) in self._looks
        return is_alike and block.parent.getparent() in self._columns

    def _is_byline(self, block: Block) -> bool:
        return self._last is not None and block.kind == TEXT and closes([self._last, self._last, block])


def _look_of(element: Element) -> tuple[str, str]:
    return str(element.tag), element.get("class") or ""
