"""Entries of a report in boxes directly in `<body>`, so that no box holds all of the text."""

from collections.abc import Container, Iterable, Iterator, Sequence
from typing import NamedTuple

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, select_like
from dvcrawler.extract.endings.comments_below import opens_comments
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS, ends_article, heads_other_articles
from dvcrawler.extract.generic.text.parts import is_alike, list_boxes
from dvcrawler.extract.generic.text.text_boxes import is_prose
from dvcrawler.extract.lines.line_kinds import PROSE, is_link_line, link_length, prose_length

#: Blocks of advertisements and other furniture between two entries.
_MOST_BETWEEN = 4
#: Entries of a report, and the share of the longest: a larger one is a text with other boxes beside it.
_FEWEST, _LARGEST = 3, 0.6
_SUBHEADS = ("h2", "h3", "h4")
#: How much longer than its links an entry is.
_FEW_LINKS = 8


class _Entry(NamedTuple):
    """`first`: place of its first block; `end`: the place after its last."""

    first: int
    end: int
    length: int


def find_entries(
    blocks: Sequence[Block], start: int, column: Element, span: tuple[int, int]
) -> tuple[int, int]:
    """The places from the first entry to the last; `span`, that of the text, if it is not one of several.

    An entry is a box like the text's, with a short line such as a time above its text, or the same boxes.
    """
    box = _find_outermost(column)
    if box is None or start < 1 or box in blocks[start - 1].parent.iterancestors():
        return span  # the headline is in the box of the text, as on most pages
    walk = _Walk(blocks, start, box, list_boxes(column, box))
    own = walk.read(box, range(span[0], len(blocks))[:1])
    if own is None:
        return span
    above, below = list(walk.list_entries(own, is_above=True)), list(walk.list_entries(own, is_above=False))
    if not above and not below:
        return span
    entries = [*reversed(above), own, *below]
    if not walk.is_nested and not _are_alike(entries):
        return span
    first = _find_subhead(blocks, start, min(span[0], entries[0].first))
    return first, max(span[1], entries[-1].end) if below else span[1]


def _are_alike(entries: Sequence[_Entry]) -> bool:
    """Whether there are several entries, none of which has most of the text."""
    longest, total = max(each.length for each in entries), sum(each.length for each in entries)
    return len(entries) >= _FEWEST and longest <= _LARGEST * total


def _find_subhead(blocks: Sequence[Block], start: int, first: int) -> int:
    """The place of the subhead right above the first entry; `first` itself if there is none."""
    above = blocks[first - 1] if first > start else None
    if above is None or above.parent.tag not in _SUBHEADS or above.kind != TEXT or is_link_line(above):
        return first
    is_short = len(above.text) < PROSE and not above.text.endswith(SENTENCE_ENDS)
    return first - 1 if is_short and not heads_other_articles(above.text) else first


def _find_outermost(column: Element) -> Element | None:
    """The box around the column that is directly in `<body>`."""
    chain = ancestors_or_self(column)
    return next((box for box in chain if (up := box.getparent()) is not None and up.tag == "body"), None)


class _Walk:
    """Reads the entries beside `box`; `inner`: the boxes within it down to the text's."""

    def __init__(self, blocks: Sequence[Block], start: int, box: Element, inner: Sequence[Element]) -> None:
        self._blocks, self._start, self._box, self._inner = blocks, start, box, inner
        self.is_nested = bool(inner)

    def list_entries(self, own: _Entry, *, is_above: bool) -> Iterator[_Entry]:
        """The entries above or below the text's box, nearest first, up to the first box of another kind."""
        at = own
        for box in select_like(self._box.itersiblings(preceding=is_above), self._box):
            text = self._find_text(box)
            if text is None or not is_alike(box, self._box, list_boxes(text, box), self._inner):
                continue
            found = self.read(box, self._find_near(at, is_above=is_above))
            if found is None:
                return
            yield found
            at = found

    def _find_text(self, box: Element) -> Element | None:
        """The box within that is where that of the text is; None without one."""
        found = [box]
        for each in self._inner:
            found = [child for parent in found for child in select_like(parent, each)]
        return found[0] if found else None

    def _find_near(self, at: _Entry, *, is_above: bool) -> range:
        """The places above or below the entry at which the next one begins or ends."""
        if is_above:
            return range(max(self._start, at.first - _MOST_BETWEEN), at.first)
        return range(at.end, min(len(self._blocks), at.end + _MOST_BETWEEN))

    def read(self, box: Element, near: Iterable[int]) -> _Entry | None:
        """The entry of the box, one of whose blocks is at a place in `near`; None for a box without one."""
        members = frozenset(box.iter())
        place = next((n for n in near if self._blocks[n].parent in members), None)
        if place is None:
            return None
        first, end = self._span(members, place)
        lines = [block for block in self._blocks[first:end] if block.kind == TEXT]
        length = prose_length(lines)
        is_entry = self._is_entry(lines) and link_length(box) * _FEW_LINKS <= length
        return _Entry(first, end, length) if is_entry else None

    def _span(self, members: Container[Element], place: int) -> tuple[int, int]:
        """The places around `place` whose blocks are in elements of the box, without a gap."""
        first = end = place
        while first > self._start and self._blocks[first - 1].parent in members:
            first -= 1
        while end < len(self._blocks) and self._blocks[end].parent in members:
            end += 1
        return first, end

    def _is_entry(self, lines: Sequence[Block]) -> bool:
        """Whether the lines have a paragraph, and a short line above it if no boxes show what they are."""
        if not any(map(is_prose, lines if self.is_nested else lines[1:])):
            return False
        first = lines[0]
        if not self.is_nested and len(first.text) >= PROSE:
            return False
        is_other = ends_article(first.text) or heads_other_articles(first.text)
        return not is_other and not opens_comments(first, lines[1:2])
