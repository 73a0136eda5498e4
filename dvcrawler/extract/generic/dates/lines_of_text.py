"""The dated lines among the paragraphs: of events in the text, not of its publication.

Timelines, invitations and letters have such lines. The day of publication is printed at the headline or
stated for machines; where there is neither, below a lead that is set apart, or in a box named after it.
"""

import re
from collections.abc import Container, Iterable, Sequence, Set
from datetime import date
from itertools import islice, takewhile
from typing import NamedTuple

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import Element, ancestors_or_self, are_alike, names_of
from dvcrawler.extract.generic.dates.address_days import is_near
from dvcrawler.extract.generic.dates.date_line_kinds import PUBLISHED, is_of_other_thing
from dvcrawler.extract.generic.dates.visit_dates import pieces_with_digits
from dvcrawler.extract.lines.line_kinds import is_paragraph
from dvcrawler.normalize.dates import is_date_line, read_date
from dvcrawler.patterns import lazy_regex

Line = tuple[int, str]
#: Blocks from a line within which its paragraphs are looked for, and boxes around it.
_NEAR, _MOST_AROUND = 40, 6
#: Places below the headline among which a line with nothing but the date is not of the text.
_MOST_BELOW = 4
_NAMED = lazy_regex(
    r"(?:^|[\s_-])(?:date|time|ngay|published?|pubdate|meta|info)(?:$|[\s_-](?!line|graphic|box))", re.I
)
_SET_APART = ("blockquote", "table", "figure", "ul", "ol", "dl", "aside")


class _Between(NamedTuple):
    """The paragraphs around a line in one box of both, the holder. None where there is none."""

    holder: Element
    above: Block
    below: Block


class _LinesOfText:
    """The lines in the text: among paragraphs of one box, beside one, or elsewhere below the first. The less
    sure that is, the more must speak against them.
    """

    def __init__(
        self, lines: Sequence[Line], blocks: Sequence[Block], title: int, first: int, end: int
    ) -> None:
        self._blocks, self._title = blocks, title
        self._opening, self._last = _find_ends(blocks, first, end, _find_labelled(lines))
        inside = [place for place, _ in lines if first <= place < end]
        self._among = _find_all_between(blocks, inside, first, end)
        rest = [n for n in inside if n not in self._among and not _is_named(blocks[n], None)]
        self._beside = {n for n in rest if _is_beside(blocks, n, self._last)}
        self._below_first = set(filter(range(self._opening, self._last).__contains__, rest))
        head = self._list_lines_of_head(lines)
        self._head = {read_date(raw).day for _, raw in head}
        self._is_dated_below = any(place > title for place, _ in head)

    def _list_lines_of_head(self, lines: Sequence[Line]) -> list[Line]:
        inside = self._beside.union(self._among, self._below_first)
        return [line for line in lines if line[0] not in inside and not is_of_other_thing(line[1])]

    def may_publish(self, place: int, raw: str, stated: Set[date]) -> bool:
        """Whether the line may give the day of publication."""
        if between := self._among.get(place):
            is_below_first = between.above is self._blocks[self._opening]
            if self._head or not _may_state_day(self._blocks[place], between, is_below_first=is_below_first):
                return False
            return _agrees(read_date(raw).day, set(), stated)
        if place in self._beside:
            head = set() if self._is_only_below(place, raw) else self._head
            return _agrees(read_date(raw).day, head, stated)
        return place not in self._below_first or _agrees(read_date(raw).day, self._head, set())

    def _is_only_below(self, place: int, raw: str) -> bool:
        """Whether the line is only a date, and the only one between headline and text: what is printed above
        the headline may be a clock.
        """
        if self._is_dated_below or not is_date_line(raw):
            return False
        return self._title < place < min(self._opening, self._title + _MOST_BELOW)


def _agrees(day: date | None, head: Set[date | None], stated: Set[date]) -> bool:
    """Whether the day is that of the headline, or stated, where there are such."""
    return not (head or stated) or day in head or any(is_near(day, each) for each in stated)


def without_lines_of_text(
    lines: Sequence[Line],
    blocks: Sequence[Block],
    title: int,
    text: tuple[int, int | None],
    stated: Set[date],
) -> list[Line]:
    """The lines that may give the day of publication. `title`: the place of the headline, negative if it is
    not printed; `text`: its first place and its end, if it is known; `stated`: the days that the page or its
    address state.
    """
    first, end = text[0], len(blocks) if text[1] is None else text[1]
    if not any(first <= place < end for place, _ in lines):
        return list(lines)
    found = _LinesOfText(lines, blocks, title, first, end)
    return [(place, raw) for place, raw in lines if found.may_publish(place, raw, stated)]


def _find_labelled(lines: Sequence[Line]) -> set[int]:
    return {place for place, raw in lines if PUBLISHED.search(raw)}


def _find_ends(blocks: Sequence[Block], first: int, end: int, labelled: Container[int]) -> tuple[int, int]:
    """The places of the first paragraph and of the last; `end` if there is none. A row that says who
    published the article, and when, may be as long as one: `labelled`.
    """
    opening = next((n for n in range(first, end) if is_paragraph(blocks[n]) and n not in labelled), end)
    return opening, next((n for n in range(end - 1, opening, -1) if is_paragraph(blocks[n])), opening)


def _find_all_between(
    blocks: Sequence[Block], places: Iterable[int], first: int, end: int
) -> dict[int, _Between]:
    return {n: found for n in places if (found := _find_between(blocks, n, first, end))}


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
        if not is_paragraph(block):
            continue
        box = block.parent.getparent()
        is_alone = block.parent.getprevious() is None and block.parent.getnext() is None
        around = box.getparent() if box is not None and is_alone else None
        for each in (block.parent, box, around):
            if each is not None:
                found.setdefault(each, block)
    return found


def _are_of_one_text(above: Block, below: Block) -> bool:
    """Whether both are in one box, or each in a box of its own that a template would write alike."""
    if above.parent is below.parent:
        return True
    box, other = above.parent.getparent(), below.parent.getparent()
    return box is not None and other is not None and _are_paragraphs(box, other)


def _are_paragraphs(one: Element, other: Element) -> bool:
    """Whether a template would write both as paragraphs of one text."""
    return are_alike(one, other) and one.getparent() is other.getparent()


def _is_beside(blocks: Sequence[Block], place: int, last: int) -> bool:
    """Whether the line is written like the paragraph below it, or in the box of the last, below that."""
    line = blocks[place].parent
    if place < last:
        near = range(place + 1, min(place + _NEAR, last + 1, len(blocks)))
        below = next((blocks[n].parent for n in near if is_paragraph(blocks[n])), None)
        return below is not None and below.tag == line.tag and below.getparent() is line.getparent()
    box = blocks[last].parent.getparent() if last < min(place, len(blocks)) else None
    return box is not None and any(each is box for each in line.iterancestors())


def _may_state_day(line: Block, between: _Between, *, is_below_first: bool) -> bool:
    """Whether the line is in a box named after the date, or below a lead that is unlike the text."""
    if _is_named(line, between.holder):
        return True
    own = _list_own_boxes(line.parent, between.holder)
    above, below = between.above, between.below
    if not is_below_first or any(each.tag in _SET_APART for each in own):
        return False
    return (above.bold, above.italic) != (below.bold, below.italic) or not _are_paragraphs(
        above.parent, below.parent
    )


def _is_named(line: Block, holder: Element | None) -> bool:
    """Whether a box around the line, or a piece of it, is named after its date; up to `holder`, if given."""
    own = _list_own_boxes(line.parent, holder) if holder is not None else [line.parent]
    return any(_NAMED.search(names_of(each)) for each in (*own, *pieces_with_digits(line)))


def _list_own_boxes(element: Element, holder: Element) -> list[Element]:
    return list(takewhile(lambda each: each is not holder, ancestors_or_self(element)))
