"""The row of facts between headline and text: short lines in the box of the date, such as the name of the
section, a counter and a reading time, each in a box of its own.
"""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, text_length
from dvcrawler.extract.endings.end_lines import SENTENCE_ENDS
from dvcrawler.patterns import lazy_regex

_LABEL = lazy_regex(r":(?!\d)")
_LONGEST_LINE, _MOST_LINES = 60, 12
#: Characters of the row, with a headline that is in its box.
_LONGEST_ROW = 500


def find_head_row(blocks: Sequence[Block], date: int, start: int, first: int) -> Iterator[int]:
    """The places of the short lines in the row. `date`: the place of the date, which is between the headline
    and `first`, the place of the first sentence; `start`: that of the block below the headline.
    """
    if not start <= date < first < len(blocks) or first - start > _MOST_LINES:
        return
    row = _find_row(blocks[date].parent, blocks[first].parent)
    if row is None:
        return
    inside = frozenset(row.iter())
    for place in range(start, first):
        if place != date and blocks[place].parent in inside and _is_fact(blocks[place]):
            yield place


def _find_row(date: Element, sentence: Element) -> Element | None:
    """The largest box around the date that does not hold the first sentence."""
    around = frozenset(ancestors_or_self(sentence))
    row = None
    for box in ancestors_or_self(date):
        if box in around or text_length(box) > _LONGEST_ROW:
            break
        row = box
    return row


def _is_fact(block: Block) -> bool:
    """Whether the line is short and not a sentence; one with a label may state what the text is about."""
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST_LINE or _LABEL.search(text):
        return False
    return not text.endswith(SENTENCE_ENDS)
