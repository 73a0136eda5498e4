"""The sapo of a page without rules: a separate field between headline and body."""

import re
from collections.abc import Sequence

from dvcrawler.extract.blocks import TEXT, Block
from dvcrawler.extract.generic.boilerplate import Furniture
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.normalize.text import fold

_NAMES = re.compile(
    r"sapo|home-?text|sub-?title|(?:^|[\s_-])lead|summary|description|chapeau|abstract|excerpt|stand-?first|head-?note|tom-?tat"
    r"|trich-?(?:dan|yeu)|intro|(?:^|[\s_-])desc(?:$|[\s_-])",
    re.I,
)
_SHORTEST, _LONGEST = 40, 1200
_OPENING = 60
_MOST_LINKS = 0.4
_SENTENCE_ENDS = frozenset(".!?…”\"")


def find_sapo(
    blocks: Sequence[Block], start: int, body_start: int, stated: Structured, furniture: Furniture
) -> int | None:
    """The place of the sapo among the blocks below the headline; None if it has no field.

    `body_start` is the place of the container's first block: blocks before it are outside.
    """
    for place in range(start, min(len(blocks), max(body_start + 4, start + 12))):
        block = blocks[place]
        if block.kind != TEXT or not _SHORTEST <= len(block.text) <= _LONGEST:
            continue
        if furniture.is_outside(block.parent) or furniture.is_caption(block.parent):
            continue
        if _is_named(block):
            return place
        few_links = furniture.link_share(block.parent) < _MOST_LINKS
        if place < body_start and few_links and _is_stated(block.text, stated):
            return place
        if (block.bold or block.italic or block.parent.tag in ("h2", "h3")) and _is_stated(
            block.text, stated
        ):
            return place
    return _find_bold(blocks, start, body_start, furniture)


def _find_bold(blocks: Sequence[Block], start: int, body_start: int, furniture: Furniture) -> int | None:
    """The place of the first bold sentence between the headline and the box of the text."""
    for place in range(start, min(len(blocks), body_start)):
        block = blocks[place]
        if block.kind != TEXT or not block.bold or not _SHORTEST <= len(block.text) <= _LONGEST:
            continue
        if block.text[-1] not in _SENTENCE_ENDS or furniture.link_share(block.parent) >= _MOST_LINKS:
            continue
        if not furniture.is_outside(block.parent) and not furniture.is_caption(block.parent):
            return place
    return None


def _is_named(block: Block) -> bool:
    near = [block.parent]
    parent = block.parent.getparent()
    if parent is not None and len(parent) <= 3:
        near.append(parent)
        around = parent.getparent()
        if len(parent) == 1 and around is not None and len(around) == 1:
            near.append(around)
    return any(
        _NAMES.search(f"{e.get('class') or ''} {e.get('id') or ''} {e.get('data-role') or ''}") for e in near
    )


def _is_stated(text: str, stated: Structured) -> bool:
    """Whether the page's description begins as this text does, or is part of it."""
    own = fold(text)
    for summary in stated.summaries:
        other = fold(summary)
        if other[:_OPENING] and (own.startswith(other[:_OPENING]) or other[:_OPENING] in own[: _OPENING * 2]):
            return True
    return False
