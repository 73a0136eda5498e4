"""The key points of an article, which a page lists between its headline and the box of its text."""

from collections import defaultdict
from collections.abc import Sequence

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, holds_any
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.interface.reader_counts import is_counter
from dvcrawler.extract.lines.line_kinds import is_dated, is_link_line
from dvcrawler.normalize.bylines import is_byline
from dvcrawler.normalize.bylines.fact_rows import split_facts

_BULLETS = ("-", "–", "•", "+", "*", "✓", "✔", "▪", "●", "■")
_LEVELS = 2
#: Items of a list, words of each, and of at least half of them; facts about the page have fewer.
_FEWEST, _LEAST_WORDS, _USUAL_WORDS = 2, 4, 6


def find_key_points(blocks: Sequence[Block], start: int, end: int, furniture: Furniture) -> frozenset[int]:
    """The places of the items of such lists: sentences, of which a link is a part at most."""
    lists: dict[Element, list[int]] = defaultdict(list)
    for place in range(start, min(end, len(blocks))):
        box = _find_list(blocks[place]) if blocks[place].kind == TEXT else None
        if box is not None:
            lists[box].append(place)
    return frozenset(
        place
        for places in lists.values()
        if _are_points([blocks[n] for n in places], furniture)
        for place in places
    )


def _find_list(block: Block) -> Element | None:
    """The list around an item without a picture, or the box of a line with a bullet."""
    item = next((each for each in ancestors_or_self(block.parent, _LEVELS) if each.tag == "li"), None)
    if item is not None:
        return None if holds_any(item, "img", "video") else item.getparent()
    if not block.text.startswith(_BULLETS):
        return None
    return block.parent.getparent() if block.parent.tag == "p" else block.parent


def _are_points(items: Sequence[Block], furniture: Furniture) -> bool:
    words = [len(item.text.split()) for item in items]
    if len(items) < _FEWEST or sum(count >= _USUAL_WORDS for count in words) * 2 < len(items):
        return False
    return all(count >= _LEAST_WORDS for count in words) and all(_is_point(item, furniture) for item in items)


def _is_point(item: Block, furniture: Furniture) -> bool:
    if is_link_line(item) or furniture.leads_elsewhere(item.parent) or furniture.is_outside(item.parent):
        return False
    text = item.text.lstrip("".join(_BULLETS) + " ")
    return not (is_counter(text) or is_dated(item) or split_facts(text) or is_byline(text))
