"""Entries of a report in boxes that stand directly in `<body>`, so that no box holds all of the text."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from lxml.etree import _Element as Element

from dvcrawler.extract.article_end import PROSE, has_linked_text, opens_comments, prose_length
from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.end_lines import ends_article, heads_other_articles
from dvcrawler.extract.generic.text_boxes import is_prose

#: Blocks of advertisements and the like between two entries.
_MOST_BETWEEN = 4
#: Entries of a report, and the share of the longest: a larger one is a text with other boxes beside it.
_FEWEST, _LARGEST = 3, 0.6


class _Entry(NamedTuple):
    """`first`: place of its first block; `end`: the place after its last."""

    first: int
    end: int
    length: int


def find_entries(
    blocks: Sequence[Block], start: int, column: Element, span: tuple[int, int]
) -> tuple[int, int]:
    """The places from the first entry to the last; `span`, that of the text, if it is not one of several.

    An entry is a box like the text's, with a short line such as a time above its text.
    """
    box = _find_outermost(column)
    if box is None or start < 1 or box in blocks[start - 1].parent.iterancestors():
        return span  # the headline is in the box of the text, as on most pages
    own = _read_entry(blocks, box, start, span[0])
    if own is None:
        return span
    above = list(_walk_entries(blocks, start, box, own, is_above=True))
    below = list(_walk_entries(blocks, start, box, own, is_above=False))
    entries = [*above, own, *below]
    longest, total = max(each.length for each in entries), sum(each.length for each in entries)
    if len(entries) < _FEWEST or longest > _LARGEST * total:
        return span
    return min(span[0], entries[len(above) - 1].first if above else own.first), max(span[1], entries[-1].end)


def _find_outermost(column: Element) -> Element | None:
    """The box around the column that stands in `<body>`."""
    chain = (column, *column.iterancestors())
    return next((box for box in chain if (up := box.getparent()) is not None and up.tag == "body"), None)


def _walk_entries(
    blocks: Sequence[Block], start: int, box: Element, own: _Entry, *, is_above: bool
) -> Iterator[_Entry]:
    """The entries above or below the text's box, nearest first, up to the first box that is none."""
    beside = box.itersiblings(str(box.tag), preceding=is_above)
    at = own
    for each in (each for each in beside if each.get("class") == box.get("class")):
        near = (
            range(max(start, at.first - _MOST_BETWEEN), at.first)
            if is_above
            else range(at.end, at.end + _MOST_BETWEEN)
        )
        members = frozenset(each.iter())
        place = next((n for n in near if n < len(blocks) and blocks[n].parent in members), None)
        found = None if place is None else _read_entry(blocks, each, start, place)
        if found is None:
            return
        yield found
        at = found


def _find_run(blocks: Sequence[Block], box: Element, start: int, place: int) -> tuple[int, int]:
    """The places of the blocks in the box around `place`, from `start` on."""
    members = frozenset(box.iter())
    first = end = place
    while first > start and blocks[first - 1].parent in members:
        first -= 1
    while end < len(blocks) and blocks[end].parent in members:
        end += 1
    return first, end


def _read_entry(blocks: Sequence[Block], box: Element, start: int, place: int) -> _Entry | None:
    """The entry of the box that holds the block at `place`; None if the box holds anything else."""
    first, end = _find_run(blocks, box, start, place)
    lines = [block for block in blocks[first:end] if block.kind == TEXT]
    if len(lines) < 2 or len(lines[0].text) >= PROSE or not any(map(is_prose, lines[1:])):
        return None
    heading = lines[0]
    is_other = (
        ends_article(heading.text)
        or heads_other_articles(heading.text)
        or opens_comments(heading, lines[1:2])
    )
    return None if is_other or has_linked_text(box) else _Entry(first, end, prose_length(lines))
