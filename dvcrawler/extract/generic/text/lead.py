"""Finds the lead of a page without rules: a separate field between headline and body."""

import re
from collections.abc import Callable, Sequence

from dvcrawler.extract.block import IMAGE, TEXT, Block
from dvcrawler.extract.bylines.author_names import is_about_author
from dvcrawler.extract.elements import holds_any, names_of
from dvcrawler.extract.endings.end_lines import ends_article
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.generic.text.opening_text import MIN_WORDS, says_something
from dvcrawler.extract.lines.line_kinds import line_link_length
from dvcrawler.extract.pictures.captions_above import boxed_captions
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts
from dvcrawler.normalize.dates import find_date
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

LEAD_NAMES = lazy_regex(
    r"sapo|home-?text|sub-?title|(?:^|[\s_-])a?lead|summary|description|chap(?:eau|o)|abstract|excerpt|stand-?first|tag-?line|head-?note|tom-?tat|mo-?ta"
    r"|trich-?(?:dan|yeu)|intro|(?:^|[\s_-])desc(?:$|[\s_-])",
    re.I,
)
#: Names that only the field of a lead has, however short it is.
SURE_NAMES = lazy_regex(
    r"sapo|home-?text|chap(?:eau|o)|stand-?first|head-?note|tom-?tat|trich-?(?:dan|yeu)|(?:^|\s)(?:lead|summary)(?:$|\s)"
    r"|(?:article|post|entry|news|detail|single)[_-]+(?:a?lead|summary|excerpt|description|desc)(?:$|[\s_-])",
    re.I,
)
_SHORTEST_NAMED = 12
_SHORTEST_LEAD, _LONGEST_LEAD = 40, 1200
_OPENING = 60
_MOST_LINKS = 0.4


def find_lead(
    blocks: Sequence[Block],
    start: int,
    body_start: int,
    stated: Structured,
    furniture: Furniture,
    is_elsewhere: Callable[[int], bool],
) -> int | None:
    """The position of the lead among the blocks below the headline; None without a separate field.

    `body_start` is the position of the container's first block: blocks before it are outside. `is_elsewhere`:
    whether the block at a position is about another article.
    """
    is_told = False
    for place in range(start, min(len(blocks), max(body_start + 4, start + 12))):
        block = blocks[place]
        if not _has_form_of_lead(block, furniture) or _is_caption(blocks, place, furniture):
            continue
        if is_told and not _is_stated(block.text, stated):
            continue  # a box named after a summary among the paragraphs is set into the text
        is_outside = place < body_start
        if _may_be_lead(block, stated, furniture, is_outside=is_outside) and not is_elsewhere(place):
            return place
        is_told = is_told or (not is_outside and says_something(block))
    return None


def _is_caption(blocks: Sequence[Block], place: int, furniture: Furniture) -> bool:
    """Whether the line is styled as a caption, or shares a box with the picture above it."""
    if blocks[place].italic and _is_below_picture(blocks, place, furniture):
        return True
    return place > 0 and blocks[place - 1].kind == IMAGE and bool(boxed_captions(blocks, place))


def _has_form_of_lead(block: Block, furniture: Furniture) -> bool:
    if block.kind != TEXT or not _SHORTEST_NAMED <= len(block.text) <= _LONGEST_LEAD:
        return False
    if len(block.text) < _SHORTEST_LEAD and not _is_short_field(block):
        return False
    return furniture.is_in_text(block.parent)


def _is_short_field(block: Block) -> bool:
    """Whether a line of some words is in the field of the lead: not a fact, a name or a link."""
    around = block.parent.getparent()
    near = (block.parent, around) if around is not None and len(around) == 1 else (block.parent,)
    if not any(SURE_NAMES.search(names_of(each)) for each in near):
        return False
    text = block.text
    if len(text.split()) < MIN_WORDS or line_link_length(block) or ends_article(text):
        return False
    return not (find_date(text) or split_facts(text) or is_byline(text))


def _may_be_lead(block: Block, stated: Structured, furniture: Furniture, *, is_outside: bool) -> bool:
    """Whether the names of its boxes say so, or the page's description has the same text."""
    if is_named_lead(block) and not is_about_author(block.parent):
        return True
    is_set_off = block.bold or block.italic or block.parent.tag in ("h2", "h3")
    if not is_set_off and not (is_outside and furniture.link_share(block.parent) < _MOST_LINKS):
        return False
    return _is_stated(block.text, stated)


def _is_below_picture(blocks: Sequence[Block], place: int, furniture: Furniture) -> bool:
    """Whether the line is the caption of a picture in its box: NukeViet sets both into that of the lead."""
    box = blocks[place].parent
    if not holds_any(box, "img"):
        return False
    above = (blocks[n] for n in range(place - 1, -1, -1) if not furniture.is_outside(blocks[n].parent))
    return next((block.kind == IMAGE for block in above), False)


def is_named_lead(block: Block) -> bool:
    near = [block.parent]
    parent = block.parent.getparent()
    if parent is not None and len(parent) <= 3:
        near.append(parent)
        around = parent.getparent()
        if len(parent) == 1 and around is not None and len(around) == 1:
            near.append(around)
    return any(LEAD_NAMES.search(f"{names_of(e)} {e.get('data-role') or ''}") for e in near)


def _is_stated(text: str, stated: Structured) -> bool:
    """Whether the page's description begins as this text does, or is part of it."""
    own = fold(text)
    for summary in stated.summaries:
        other = fold(summary)
        if other[:_OPENING] and (own.startswith(other[:_OPENING]) or other[:_OPENING] in own[: _OPENING * 2]):
            return True
    return False
