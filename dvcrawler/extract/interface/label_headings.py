"""Words that label a button or a box of links, as the heading of a paragraph: "Từ khóa:", "Xem thêm"."""

from collections.abc import Sequence

from dvcrawler.extract.block import Block
from dvcrawler.extract.elements import SUBHEADINGS, holds_any
from dvcrawler.extract.lines.line_kinds import is_link_line, is_paragraph, is_running_text

_LONGEST = 40


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
