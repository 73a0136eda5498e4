"""A few verses set apart between the headline and the text, such as the folk song it begins with."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import are_alike
from dvcrawler.extract.lines.line_kinds import is_editors_note, link_length
from dvcrawler.extract.lines.verse import are_verses, is_quoted, is_verse_line
from dvcrawler.patterns import lazy_regex

_FEWEST, _LEAST_WORDS = 2, 4
#: To whom a text is dedicated: gifts that are handed over have another word after the verb.
_DEDICATED = lazy_regex(
    r"\(?(?:(?:kính|thân|mến|riêng|yêu|thương) )?tặng (?:những|các|người|anh|chị|em|mẹ|cha|bố|thầy|cô|ông|bà"
    r"|bạn|con|cháu|quê|đồng đội|tất cả)\b|\(?(?:để )?(?:tưởng |kính )?nhớ (?:về )?"
    r"(?:những|các|người|anh|chị|mẹ|cha|bố|thầy|cô|ông|bà|bạn|quê|đồng đội)\b",
    re.I,
)
_LONGEST_DEDICATION = 80


def is_dedication(block: Block) -> bool:
    """Whether the line says for whom the text was written, set to the right or in italics."""
    if block.kind != TEXT or not (block.italic or block.align) or len(block.text) > _LONGEST_DEDICATION:
        return False
    return _DEDICATED.match(block.text) is not None and link_length(block.parent) == 0


def take_lead(opening: Sequence[Block]) -> tuple[str | None, list[Block]]:
    """The only paragraph above the text besides verses, a dedication and a newsroom's note; and the rest."""
    other = [block for block in opening if not _is_verse_apart(block)]
    found = [block for block in (other or opening) if not _is_note(block)]
    if len(found) != 1:
        return None, list(opening)
    return found[0].text, [block for block in opening if block is not found[0]]


def _is_verse_apart(block: Block) -> bool:
    return _is_set_apart(block) and all(map(is_verse_line, block.text.split("\n")))


def _is_note(block: Block) -> bool:
    return is_dedication(block) or is_editors_note(block.text)


def is_of_stanza(blocks: Sequence[Block], place: int) -> bool:
    """Whether the block is a line of a stanza that is set in the middle, in italics or as a quotation. A
    byline on two lines has fewer words in each.
    """
    block = blocks[place]
    if not _is_set_apart(block):
        return False
    beside = (*blocks[max(0, place - 1) : place], *blocks[place + 1 : place + 2])
    return any(_is_set_apart(each) and _continues(block, each) for each in beside)


def _is_set_apart(block: Block) -> bool:
    if block.kind != TEXT or not (block.italic or block.align == "center" or is_quoted(block)):
        return False
    return block.parent.tag not in ("h1", "h2", "h3") and link_length(block.parent) == 0


def _continues(one: Block, other: Block) -> bool:
    is_beside = one.parent.getparent() is other.parent.getparent() and are_alike(one.parent, other.parent)
    return is_beside and _are_stanza((one.text, other.text))


def _are_stanza(lines: Sequence[str]) -> bool:
    if not are_verses(lines, least=_FEWEST) or any(map(str.isupper, lines)):
        return False
    return all(len(line.split()) >= _LEAST_WORDS for line in lines)
