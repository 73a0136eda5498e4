"""Finds the parts of the blocks below the headline that are about other articles, and names what was left out
although a visitor may see it.
"""

import re
from collections.abc import Collection, Sequence
from itertools import accumulate, islice

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, holds_any, is_longer, names_of, text_of
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture_beside
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.hidden.folded import Folded, find_folded, is_shown
from dvcrawler.extract.generic.hidden.markup import LEAST_TEXT
from dvcrawler.extract.generic.teasers.cards import find_cards
from dvcrawler.extract.generic.teasers.excerpt_runs import find_doubt, find_runs, find_sure
from dvcrawler.extract.generic.teasers.excerpts import Items
from dvcrawler.extract.generic.text.inset_boxes import holds_sentences
from dvcrawler.extract.page import Page
from dvcrawler.extract.styles.toggled import find_hidden
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import is_date_line
from dvcrawler.normalize.text import clean_text, fold
from dvcrawler.patterns import lazy_regex

#: Share of links in a box of articles.
_MOST_LINKS = 0.4
#: Caps the hidden boxes examined in a column.
_MOST_BOXES = 200
#: Characters that a copy may have beside the text: "In trang này".
_LINE = 30
#: Names of boxes beside a text that templates also give to a part of it.
_BESIDE = lazy_regex(r"(?:side-?bar|widget)", re.I)
_LEFT_OUT = "left out: a text at the end, in a box that is named as one beside the text"
_AT_END = Problem("body", ProblemCode.HIDDEN_TEXT, _LEFT_OUT)


class Elsewhere:
    """What is about other articles, by places of blocks. `span`: from the headline to the end of the text."""

    def __init__(
        self, blocks: Sequence[Block], span: tuple[int, int], items: Items, furniture: Furniture
    ) -> None:
        self._blocks = blocks
        self._items = items
        self._furniture = furniture
        self._runs = list(find_runs(blocks[slice(*span)], furniture))
        self.cards = self._find_cards(*span)

    def holds(self, place: int) -> bool:
        """Whether the block is in a card or in an item of a list."""
        return place in self.cards or self._items.hold(self._blocks[place].parent)

    def has_excerpts(self, places: Sequence[int]) -> bool:
        """Whether the text consists of items of a list."""
        blocks = (self._blocks[place] for place in places)
        return self._items.hold_most([b for b in blocks if not self._furniture.is_outside(b.parent)])

    def find_doubt(self, paragraphs: Collection[str]) -> tuple[Problem, ...]:
        """A problem if some of these paragraphs may be excerpts without a heading."""
        return find_doubt(self._runs, paragraphs)

    def _find_cards(self, start: int, end: int) -> frozenset[int]:
        cards = find_cards(self._blocks[start:end], self._furniture) | find_sure(self._runs)
        return frozenset(n for n in range(start, end) if id(self._blocks[n]) in cards) if cards else cards


def are_dated(blocks: Sequence[Block], items: Items) -> bool:
    """Whether items among the blocks have separate dates, as those of other articles do."""
    lines = (block for block in blocks if block.kind == TEXT and is_date_line(block.text))
    return any(items.hold(block.parent) for block in lines)


def find_rest(page: Page, container: Element, furniture: Furniture) -> Folded | None:
    """Finds the text that a script would add to the column."""
    return find_folded(page, _find_column(container), furniture)


def name_hidden(page: Page, container: Element, furniture: Furniture) -> tuple[Problem, ...]:
    """A problem if the page hides a text of the column, which may be the rest of the article."""
    for element in islice(find_hidden(_find_column(container)), _MOST_BOXES):
        if not is_longer(element, LEAST_TEXT):
            continue
        text = fold(clean_text(text_of(element)))
        is_other = furniture.is_outside(element) or furniture.link_share(element) >= _MOST_LINKS
        if len(text) >= LEAST_TEXT and not is_other and not _is_copy(page, element, text):
            reason = f"left out: a text of {len(text)} characters that the page hides"
            return (Problem("body", ProblemCode.HIDDEN_TEXT, reason),)
    return _name_last_box(container, furniture)


def _is_copy(page: Page, element: Element, text: str) -> bool:
    """Whether the page shows the hidden text, or each paragraph of it: a copy with the headline, to print."""
    if is_shown(page, text):
        return True
    shown = fold(" ".join(block.text for block in page.blocks))
    lines = (fold(clean_text(each)) for each in map(str, element.itertext()))
    new = accumulate(len(each) for each in lines if each not in shown)
    return all(length < _LINE for length in new)


def _name_last_box(container: Element, furniture: Furniture) -> tuple[Problem, ...]:
    """A problem if the last box of the text has paragraphs of its own and only the name of one beside it."""
    last = next(container.iterchildren(reversed=True), None)
    if last is None or not furniture.is_box(last) or names_furniture_beside(names_of(last), _BESIDE):
        return ()
    is_other = furniture.is_box_of_text(last) or holds_any(last, "a") or not holds_sentences(last)
    return () if is_other else (_AT_END,)


def _find_column(container: Element) -> Element:
    parent = container.getparent()
    return container if parent is None else parent
