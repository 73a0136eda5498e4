"""The line right above the headline that a page marks as its kicker."""

import re
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import SUBHEADINGS, names_of
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.normalize.dates import find_date
from dvcrawler.patterns import lazy_regex

_NAMES = lazy_regex(
    r"kicker|eyebrow|overline|(?:over|super|pre|sub)-?_?title|title-?_?sub|ti[te]t?-?phu|tieu-?de-?phu", re.I
)
_MOST_WORDS = 15


def find_kicker(blocks: Sequence[Block], title_place: int, furniture: Furniture) -> str | None:
    """The line above the headline if its name says so, or if it is a heading that ends in a colon."""
    block = blocks[title_place - 1] if title_place > 0 else None
    if block is None or block.kind != TEXT or len(block.text.split()) > _MOST_WORDS or not _is_kicker(block):
        return None
    return None if find_date(block.text) or furniture.is_outside(block.parent) else block.text


def _is_kicker(block: Block) -> bool:
    parent = block.parent
    if _NAMES.search(names_of(parent)):
        return True
    return parent.tag in SUBHEADINGS and block.text.endswith(":")
