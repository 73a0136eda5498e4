"""Labels of buttons and boxes of links: rows of them, each in an element (networks, sizes of letters,
voices), and those that head a paragraph, "Từ khóa:", "Xem thêm".
"""

import re
from collections.abc import Iterator, Sequence
from itertools import islice

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import SUBHEADINGS, holds_any, text_of, unwrap
from dvcrawler.extract.interface.button_labels import is_button_label, is_network
from dvcrawler.extract.lines.line_kinds import is_link_line, is_paragraph, is_running_text
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

_LONGEST_ROW, _MOST_LABELS = 120, 12
_ELEMENTS = frozenset(("span", "button", "a", "i", "em", "label"))
_BOXES = frozenset(("div", "span", "section"))
#: How often an article was shared or commented on, and buttons of letters.
_BESIDE_LABEL = lazy_regex(
    r"[\d.,]{1,9} ?[kKmM]?|[AT]{1,2} ?[-+±]?|(?:chữ )?(?:nhỏ|vừa|to|lớn)|trung bình|mặc định|bình thường"
    r"|bình luận(?: \(?\d{1,6}\)?)?|\d{1,6} bình luận|đã sao chép|tóm tắt(?: bằng)?(?: ai)?",
    re.I,
)
#: What may be between two labels.
_BETWEEN = " |/·•-–:,"
_LONGEST = 40


def is_row_of_labels(block: Block) -> bool:
    """Whether the line consists of labels, each in its own element, or is the name of a network in a box that
    the template prints.
    """
    if len(block.text) > _LONGEST_ROW:
        return False
    box = unwrap(block.parent)
    if not 1 < len(list(islice(box.iterchildren(), _MOST_LABELS + 1))) <= _MOST_LABELS:
        return block.parent.tag in _BOXES and is_network(block.text)
    labels = list(_list_labels(block))
    named = [each for each in labels if not _BESIDE_LABEL.fullmatch(each)]
    return (
        len(labels) > 1 and bool(named) and all(is_button_label(each) or is_network(each) for each in named)
    )


def _list_labels(block: Block) -> Iterator[str]:
    """The text of each element of the line; the whole line if it has text beside them."""
    box = unwrap(block.parent)
    beside = "".join((box.text or "", *(child.tail or "" for child in box))).strip()
    if beside.strip(_BETWEEN) or any(child.tag not in _ELEMENTS for child in box):
        yield block.text
        return
    yield from filter(None, (clean_text(text_of(child)) for child in box))


def heads_paragraph(block: Block, below: Sequence[Block]) -> bool:
    """Whether the line, set as a heading or a label, is right above a sentence, with nothing between them
    that a script fills. `below`: the next block, if there is one.
    """
    if len(block.text) > _LONGEST or holds_any(block.parent, "a"):
        return False
    if not (block.bold or block.parent.tag in SUBHEADINGS or block.text.endswith(":")):
        return False
    return any(_is_sentence(each) and _is_set_above(block, each) for each in below)


def _is_sentence(block: Block) -> bool:
    is_long = is_paragraph(block)
    return is_long and is_running_text(block) and not is_link_line(block)


def _is_set_above(block: Block, paragraph: Block) -> bool:
    """Whether the line is a heading or a paragraph beside the other: no box of an advertisement."""
    line = block.parent if block.parent.getnext() is not None else block.parent.getparent()
    is_line = line is not None and (line.tag in SUBHEADINGS or line.tag == paragraph.parent.tag)
    return is_line and line is not None and line.getnext() is paragraph.parent
