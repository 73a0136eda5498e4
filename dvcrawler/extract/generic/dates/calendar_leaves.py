"""A date printed as a calendar's leaf, whose day and month are boxes of their own."""

from collections.abc import Iterator, Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.normalize.dates import is_date_line

#: The boxes of a calendar's leaf, and the characters of one.
_LEAF_SIZES, _LONGEST_PART = (2, 3), 16


def find_leaves(
    blocks: Sequence[Block], start: int, end: int, furniture: Furniture
) -> Iterator[tuple[int, str]]:
    """A calendar's leaf, whose day and month are boxes of their own: "12" above "Tháng 6 2023"."""
    if not any(map(_is_number, blocks[start : end + max(_LEAF_SIZES)])):
        return
    for place in range(start, end):
        if len(blocks[place].text) > _LONGEST_PART:
            continue
        size = next((n for n in _LEAF_SIZES if _is_leaf(blocks[place : place + n], n)), 0)
        if size and not furniture.is_outside(blocks[place].parent):
            yield place, " ".join(block.text for block in blocks[place : place + size])


def _is_leaf(blocks: Sequence[Block], size: int) -> bool:
    if len(blocks) < size or any(b.kind != TEXT or len(b.text) > _LONGEST_PART for b in blocks):
        return False
    if not any(map(_is_number, blocks)):
        return False
    is_whole = is_date_line(" ".join(block.text for block in blocks))
    return is_whole and not any(is_date_line(block.text) for block in blocks)


def _is_number(block: Block) -> bool:
    return block.text.strip(" ,/.-").isdigit()
