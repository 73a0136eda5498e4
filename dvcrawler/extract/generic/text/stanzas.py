"""A few verses set apart between the headline and the text, such as the folk song it begins with."""

from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import are_alike
from dvcrawler.extract.lines.line_kinds import link_length
from dvcrawler.extract.lines.verse import are_verses

_FEWEST, _LEAST_WORDS = 2, 4


def is_of_stanza(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block is a line of a stanza that is set in the middle or in italics. A byline on two lines
    has fewer words in each.
    """
    block = blocks[place]
    if not _is_set_apart(block):
        return False
    beside = (*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2])
    return any(_is_set_apart(each) and _continues(block, each) for each in beside)


def _is_set_apart(block: Block) -> bool:
    if block.kind != TEXT or not (block.italic or block.align == "center"):
        return False
    return block.parent.tag not in ("h1", "h2", "h3") and link_length(block.parent) == 0


def _continues(one: Block, other: Block) -> bool:
    is_beside = one.parent.getparent() is other.parent.getparent() and are_alike(one.parent, other.parent)
    return is_beside and _are_stanza((one.text, other.text))


def _are_stanza(lines: Sequence[str]) -> bool:
    if not are_verses(lines, least=_FEWEST) or any(map(str.isupper, lines)):
        return False
    return all(len(line.split()) >= _LEAST_WORDS for line in lines)
