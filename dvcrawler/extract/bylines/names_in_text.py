"""Names at the end of an article that belong to its text: in a list, below an intertitle, above a clip.

A list of winners or of elected persons ends with names, as an article ends with its byline. Labelled names,
and those at the right or in a box for authors, sign it all the same.
"""

import re
from collections.abc import Sequence
from itertools import islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.bylines.author_names import UNNAMED, join_names, rank_box, rank_names
from dvcrawler.extract.elements import (
    ALL_HEADINGS,
    PLAYERS,
    ancestors_or_self,
    holds_any,
    is_longer,
    is_within,
    text_length,
)
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.labels import begins_with_label
from dvcrawler.normalize.bylines.names import begins_with_family_name
from dvcrawler.patterns import lazy_regex

#: Characters of an intertitle, and the names below one.
_LONGEST_HEADING, _MOST_NAMES = 80, 8
_LEVELS = 2
_LONGEST_CELL, _MOST_CELLS = 150, 24
_TEXT_ENDS = (".", "!", "?", "…", ":", ";", ",", "”", '"', ")", "/")
#: A bullet, or what the persons below won: such lines may be set as plainly as the names.
_BEGINS_HEADING = lazy_regex(
    r"[*+•●▪]|[\W\d]*(?:(?:đồng )?giải (?:nhất|nhì|ba|tư|khuyến khích|đặc biệt|[abc])\b|huy chương\b)", re.I
)
_MIDDLE_NAMES = frozenset(("thị", "văn"))


def is_in_text(blocks: Sequence[Block]) -> bool:
    """Whether the last block, the form of which is that of a byline, is part of the text instead."""
    last = blocks[-1]
    if begins_with_label(last.text, " "):
        return False
    if _is_of_term(last):
        return True
    if last.align == "right" or rank_box(last.parent) > UNNAMED:
        return False
    if _is_item(last, blocks[-2]) or _is_in_table(last) or _heads_player(last, blocks[:-1]):
        return True
    return not (last.bold or last.italic) and is_below_intertitle(blocks)


def _is_of_term(block: Block) -> bool:
    """Whether a list of terms, as of a book, says what the person is; not if it is named for the author."""
    return block.parent.tag == "dd" and not rank_names(join_names(block.parent))


def _is_item(block: Block, above: Block) -> bool:
    """Whether the line is in an item of a list that is not the box of the text above it."""
    around = ancestors_or_self(block.parent, _LEVELS)
    item = next((box for box in around if box.tag == "li"), None)
    return item is not None and not is_within(above.parent, item)


def _is_in_table(block: Block) -> bool:
    """Whether the line is in a small table beside other short cells; those of a page's columns are long."""
    around = ancestors_or_self(block.parent, _LEVELS)
    cell = next((box for box in around if box.tag in ("td", "th")), None)
    table = next(cell.iterancestors("table"), None) if cell is not None else None
    if table is None:
        return False
    cells = list(islice(table.iter("td", "th"), _MOST_CELLS + 1))
    if len(cells) > _MOST_CELLS or any(is_longer(each, _LONGEST_CELL) for each in cells):
        return False
    return any(each is not cell and text_length(each) for each in cells)


def _heads_player(block: Block, above: Sequence[Block]) -> bool:
    """Whether the line is right above a clip and names somebody whom the text is about."""
    return is_above_player(block) and is_mentioned(block.text, above)


def is_above_player(line: Block) -> bool:
    """Whether a clip, a map or another element that is not a block is right below the line."""
    below = line.parent.getnext()
    return below is not None and holds_any(below, *PLAYERS)


def is_below_intertitle(blocks: Sequence[Block]) -> bool:
    """Whether only names are between the last intertitle and the end."""
    for count, block in enumerate(reversed(blocks[-1 - _MOST_NAMES :])):
        if count and not is_byline(block.text):
            return _heads_names(block, blocks[: len(blocks) - count - 1])
    return False


def _heads_names(block: Block, above: Sequence[Block]) -> bool:
    """Whether the line is an intertitle: by its form or its words, or in bold below a line that is not."""
    if not above or not _may_head(block):
        return False
    if (block.bold and not above[-1].bold) or block.parent.tag in ALL_HEADINGS:
        return True
    return _BEGINS_HEADING.match(block.text) is not None or _is_in_capitals(block, above[-1])


def _may_head(block: Block) -> bool:
    text = block.text
    if block.kind != TEXT or len(text) > _LONGEST_HEADING or text.endswith(_TEXT_ENDS):
        return False
    return "\n" not in text and not begins_with_label(text, " ")


def _is_in_capitals(block: Block, above: Block) -> bool:
    """Whether the line alone is in capitals, as a heading or the office of who signs."""
    return block.text.isupper() and " " in block.text and not above.text.isupper()


def is_mentioned(name: str, blocks: Sequence[Block]) -> bool:
    """Whether a paragraph mentions the person: the text is about them, and may quote them."""
    return any(_mentions(block.text, name) for block in blocks if len(block.text) > len(name))


def _mentions(text: str, name: str) -> bool:
    """Whether the name is in the text, in any case, and is not the end of a longer name."""
    place = text.lower().find(name.lower())
    return place >= 0 and not is_part_of_name(text[:place], name)


def is_part_of_name(before: str, name: str) -> bool:
    """Whether a longer name ends with this one. `before`: the text before it."""
    return any(
        word.lower() in _MIDDLE_NAMES or begins_with_family_name(f"{word} {name}")
        for word in before.split()[-1:]
        if word[0].isupper()
    )
