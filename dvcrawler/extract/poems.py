"""Poems among the blocks of a page: runs of short lines side by side."""

from collections.abc import Iterator, Sequence
from itertools import groupby

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.verse import are_verses, is_verse_line

#: Two stanzas; fewer short lines may be anything else.
_LEAST_LINES = 8


def find_poems(blocks: Sequence[Block]) -> Iterator[int]:
    """The places of the lines of all poems, each in one paragraph or in paragraphs beside one another."""
    for _, run in groupby(enumerate(blocks), key=lambda each: _describe_block(each[1])):
        lines = list(run)
        if len(lines) >= _LEAST_LINES and are_verses([block.text for _, block in lines]):
            yield from (place for place, _ in lines)


def _describe_block(block: Block) -> tuple[bool, Element | None]:
    """Whether the block may be a verse, and the box around its paragraph."""
    box = block.parent.getparent() if block.parent.tag in ("p", "div") else block.parent
    return block.kind == TEXT and is_verse_line(block.text), box
