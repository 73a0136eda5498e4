"""The byline taken out of the blocks of an article: at its end, or between date and lead.

Forms and places: baonamdinh.vn 2010-2024 (own last line after "./."; before the lead for
contributed pieces, with the office on a second line), danguykhoi and danvan (last line). Portals of
communes print the account that put the page up, or a widget, below it.
"""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TABLE, TEXT, Block
from dvcrawler.extract.bylines.byline_form import (
    LONGEST,
    closes,
    has_office,
    is_dated_name,
    is_office_of,
    is_right,
    may_be_byline,
)
from dvcrawler.extract.bylines.byline_notes import count_notes
from dvcrawler.extract.bylines.last_lines import take_last
from dvcrawler.extract.bylines.names_in_text import is_mentioned
from dvcrawler.extract.bylines.names_of_others import names_other
from dvcrawler.extract.bylines.parts_below_byline import count_parts_below
from dvcrawler.extract.endings.letters import is_signer
from dvcrawler.extract.lines.credit_pairs import join_credit_pairs
from dvcrawler.normalize.bylines import is_byline, names_author
from dvcrawler.normalize.bylines.account_lines import is_credit_line
from dvcrawler.patterns import lazy_regex

#: "Một số hình ảnh tại hội nghị:", and the blocks below a byline.
_OF_PICTURES = lazy_regex(
    r"(?:(?:một số|những|chùm|các) )?(?:hình )?ảnh\b.{0,90}$|dưới đây là .{0,30}ảnh.{0,60}$", re.I
)
_MOST_BELOW = 3


def take_byline(blocks: Sequence[Block], *, is_letter: bool) -> tuple[list[Block], str | None]:
    """(blocks without it, the byline as printed or None). `is_letter`: a full name at its end signs it."""
    rest, opening = _take_first(join_credit_pairs(blocks))
    below = _count_below(rest) or count_notes(rest) or count_parts_below(rest, is_box=False)
    rest, closing = _take_above(rest, below, is_letter=is_letter)
    if closing is None and (below := count_parts_below(rest, is_box=True)):
        rest, closing = _take_above(rest, below, is_letter=is_letter)
    if opening is None or (closing and is_dated_name(opening) and names_author(closing)):
        return rest, closing
    return rest, opening


def _take_above(blocks: list[Block], below: int, *, is_letter: bool) -> tuple[list[Block], str | None]:
    rest, behind = blocks[: len(blocks) - below], blocks[len(blocks) - below :]
    is_signed = is_letter and bool(rest) and is_signer(rest[-1].text)
    rest, closing = (rest, None) if is_signed else take_last(rest)
    return [*rest, *behind], closing


def _count_below(blocks: Sequence[Block]) -> int:
    """Number of blocks below a byline at the right: tables, and the heading of further pictures."""
    count = 0
    while count < _MOST_BELOW and count + 2 < len(blocks) and _may_follow_byline(blocks[-1 - count]):
        count += 1
    return count if count and _is_signed(blocks[: len(blocks) - count]) else 0


def _is_signed(blocks: Sequence[Block]) -> bool:
    """Whether the last line is a byline, at the right or in bold; in bold it may head what is below it."""
    signed = blocks[-1]
    if not (is_right(signed) or signed.bold) or not is_byline(signed.text):
        return False
    return (is_right(signed) or not is_mentioned(signed.text, blocks[:-1])) and closes(blocks)


def _may_follow_byline(block: Block) -> bool:
    return block.kind == TABLE or (block.kind == TEXT and _heads_pictures(block.text))


def _heads_pictures(text: str) -> bool:
    return len(text) <= LONGEST and _OF_PICTURES.match(text) is not None and not is_credit_line(text)


def _take_first(blocks: list[Block]) -> tuple[list[Block], str | None]:
    """Name and office between date and lead: "Nguyễn Văn A," and below it "Bí thư …"."""
    if len(blocks) < 3 or not may_be_byline(blocks[0]) or _names_other(blocks):
        return blocks, None
    first, second = blocks[0].text, blocks[1].text
    if is_office_of(second, first):
        return blocks[2:], f"{first}\n{second}"
    if has_office(first) or is_byline(first):
        return blocks[1:], first
    return blocks, None


def _names_other(blocks: Sequence[Block]) -> bool:
    """Whether the first line is a name that is set apart as one of a list, of a picture or of facts."""
    return is_credit_line(blocks[0].text) or names_other(blocks[0], [blocks[-1].parent])
