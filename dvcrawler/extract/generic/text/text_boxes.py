"""Between which places of a page each box has running text; worked out once, for pages with many headings."""

from collections.abc import Container, Hashable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate, islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.lines.line_kinds import is_link_line, is_paragraph

#: Characters of the text of an article, and the paragraphs in which they are counted.
LEAST_TEXT, _PARAGRAPHS = 200, 3


class TextBoxes:
    """The boxes with running text among the blocks from `start` on. Nothing is worked out before it is asked
    for: most pages have no heading that matters.
    """

    def __init__(self, blocks: Sequence[Block], start: int) -> None:
        self._blocks = blocks
        self._start = start

    def continue_at(self, place: int) -> bool:
        """Whether a box has running text both above the place and below it."""
        return self._in_prose[place] > 0

    def have_lines_below(self, place: int) -> bool:
        """Whether a box with running text above the place has any text below it."""
        return self._in_text[place] > 0

    @cached_property
    def _texts(self) -> list[tuple[int, Block]]:
        places = range(self._start, len(self._blocks))
        return [(place, self._blocks[place]) for place in places if self._blocks[place].kind == TEXT]

    @cached_property
    def _prose(self) -> list[tuple[int, Block]]:
        return [(place, block) for place, block in self._texts if is_prose(block)]

    @cached_property
    def _first(self) -> Mapping[Hashable, int]:
        """The place where the running text of each box begins."""
        return {box: place for place, block in reversed(self._prose) for box in _boxes_of(block)}

    @cached_property
    def _in_prose(self) -> list[int]:
        return _count_open(self._first, self._prose, len(self._blocks))

    @cached_property
    def _in_text(self) -> list[int]:
        return _count_open(self._first, self._texts, len(self._blocks))


def _count_open(first: Mapping[Hashable, int], blocks: Iterable[tuple[int, Block]], number: int) -> list[int]:
    """The number of boxes, for each place, that begin above it and of which one of the blocks is below it."""
    last = {box: place for place, block in blocks for box in _boxes_of(block) if box in first}
    changes = [0] * (number + 2)
    for box, end in last.items():
        if end > first[box] + 1:
            changes[first[box] + 1] += 1
            changes[end] -= 1
    return list(accumulate(changes))


def _boxes_of(block: Block) -> tuple[Hashable, Hashable]:
    """The element of the block, and the elements of its tag and class beside it."""
    element = block.parent
    return element, (element.getparent(), element.tag, element.get("class"))


def is_prose(block: Block) -> bool:
    """Whether the block is a paragraph of running text."""
    return is_paragraph(block) and not is_link_line(block)


def list_prose(blocks: Sequence[Block], place: int) -> Iterator[Block]:
    """The paragraphs of running text from the place on."""
    return (blocks[n] for n in range(place, len(blocks)) if is_prose(blocks[n]))


def has_text(blocks: Sequence[Block], place: int) -> bool:
    """Whether the next paragraphs from the place on are long enough for an article."""
    return sum(len(each.text) for each in islice(list_prose(blocks, place), _PARAGRAPHS)) >= LEAST_TEXT


def heads_own_text(blocks: Sequence[Block], place: int, body: Container[str]) -> bool:
    """Whether paragraphs long enough for an article are below the line, and the article has the first one."""
    below = next(list_prose(blocks, place + 1), None)
    return below is not None and below.text in body and has_text(blocks, place + 1)
