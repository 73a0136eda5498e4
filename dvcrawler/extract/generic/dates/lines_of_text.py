"""The dated lines among the paragraphs: of what the text tells, not of its publication.

Timelines, invitations and letters have such lines. The day of publication is printed at the headline or
stated for machines; where there is neither, below a lead that is set apart, or in a box named after it.
"""

import re
from collections.abc import Iterable, Iterator, Sequence, Set
from datetime import date
from itertools import islice, takewhile
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import names_of
from dvcrawler.extract.generic.dates.address_days import is_near
from dvcrawler.extract.generic.dates.date_lines import is_of_other_thing
from dvcrawler.extract.generic.dates.visit_dates import pieces_with_digits
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.normalize.dates import read_date

Line = tuple[int, str]
#: Blocks from a line within which its paragraphs are looked for, and boxes around it.
_NEAR, _MOST_AROUND = 40, 6
_NAMED = re.compile(
    r"(?:^|[\s_-])(?:date|time|ngay|published?|pubdate|meta|info)(?:$|[\s_-](?!line|graphic|box))", re.I
)
_SET_APART = ("blockquote", "table", "figure", "ul", "ol", "dl", "aside")


class _Between(NamedTuple):
    """The paragraphs around a line in one box of both, the holder. None where there is none."""

    holder: Element
    above: Block
    below: Block


class _LinesOfText:
    """Those of the lines that are among the paragraphs or beside them."""

    def __init__(self, lines: Sequence[Line], blocks: Sequence[Block], first: int, end: int) -> None:
        self._blocks = blocks
        inside = [place for place, _ in lines if first <= place < end]
        self._among = {n: found for n in inside if (found := _find_between(blocks, n, first, end))}
        self._beside = {n for n in inside if n not in self._among and _is_beside(blocks, n, first, end)}
        self._opening = _find_opening(blocks[first:end])
        self._head = {read_date(raw).day for place, raw in lines if self._is_of_head(place, raw)}

    def _is_of_head(self, place: int, raw: str) -> bool:
        return place not in self._among and place not in self._beside and not is_of_other_thing(raw)

    def may_publish(self, place: int, raw: str, stated: Set[date]) -> bool:
        """Whether the line may give the day of publication."""
        between = self._among.get(place)
        if between is None and place not in self._beside:
            return True
        if between and (self._head or not _may_state_day(self._blocks[place], between, self._opening)):
            return False
        day = read_date(raw).day
        if day in self._head or not (self._head or stated):
            return True
        return any(is_near(day, each) for each in stated)


def without_lines_of_text(
    lines: Sequence[Line], blocks: Sequence[Block], text: tuple[int, int | None], stated: Set[date]
) -> list[Line]:
    """The lines that may give the day of publication. `text`: its first place and its end, if it is known;
    `stated`: the days that the page or its address state.
    """
    first, end = text[0], len(blocks) if text[1] is None else text[1]
    if not any(first <= place < end for place, _ in lines):
        return list(lines)
    found = _LinesOfText(lines, blocks, first, end)
    return [(place, raw) for place, raw in lines if found.may_publish(place, raw, stated)]


def _find_opening(blocks: Sequence[Block]) -> Block | None:
    return next((block for block in blocks if _is_paragraph(block)), None)


def _find_between(blocks: Sequence[Block], place: int, first: int, end: int) -> _Between | None:
    above = _find_paragraphs(blocks, range(place - 1, max(first, place - _NEAR) - 1, -1))
    below = _find_paragraphs(blocks, range(place + 1, min(end, place + _NEAR, len(blocks))))
    for holder in islice(blocks[place].parent.iterancestors(), _MOST_AROUND):
        before, behind = above.get(holder), below.get(holder)
        if before is not None and behind is not None and _are_of_one_text(before, behind):
            return _Between(holder, before, behind)
    return None


def _find_paragraphs(blocks: Sequence[Block], places: Iterable[int]) -> dict[Element, Block]:
    """The nearest paragraph in each box: the one around it, and that around a box of its own."""
    found: dict[Element, Block] = {}
    for place in places:
        block = blocks[place]
        if not _is_paragraph(block):
            continue
        box = block.parent.getparent()
        around = box.getparent() if box is not None and len(box) == 1 else None
        for each in (block.parent, box, around):
            if each is not None:
                found.setdefault(each, block)
    return found


def _are_of_one_text(above: Block, below: Block) -> bool:
    """Whether both are in one box, or each in a box of its own that a template would write alike."""
    box, other = above.parent.getparent(), below.parent.getparent()
    if box is other or above.parent is below.parent:
        return True
    return box is not None and other is not None and _are_alike(box, other)


def _is_paragraph(block: Block) -> bool:
    return block.kind == TEXT and len(block.text) >= PROSE


def _are_alike(one: Element, other: Element) -> bool:
    """Whether a template would write both as paragraphs of one text."""
    if one is other:
        return True
    is_same = one.tag == other.tag and one.get("class") == other.get("class")
    return is_same and one.getparent() is other.getparent()


def _is_beside(blocks: Sequence[Block], place: int, first: int, end: int) -> bool:
    """Whether the line is like the first paragraph, above it, or in the box of the last, below it."""
    above = _find_opening(blocks[first:place][::-1])
    below = _find_opening(blocks[place + 1 : end])
    line = blocks[place].parent
    if (above is None) == (below is None):
        return False
    if below is not None:
        return _are_alike(line, below.parent)
    return above is not None and any(each is above.parent.getparent() for each in line.iterancestors())


def _may_state_day(line: Block, between: _Between, opening: Block | None) -> bool:
    """Whether the line is in a box named after the date, or below a lead that is unlike the text."""
    own = list(takewhile(lambda each: each is not between.holder, _list_around(line.parent)))
    if any(_NAMED.search(names_of(each)) for each in (*own, *pieces_with_digits(line))):
        return True
    above, below = between.above, between.below
    if above is not opening or any(each.tag in _SET_APART for each in own):
        return False
    return (above.bold, above.italic) != (below.bold, below.italic) or not _are_alike(
        above.parent, below.parent
    )


def _list_around(element: Element) -> Iterator[Element]:
    yield element
    yield from element.iterancestors()
