"""Finds the parts of a page that are not the article: by the names of boxes, and by links."""

import re
from collections.abc import Callable, Sequence
from functools import cached_property

from dvcrawler.extract.block import TEXT, Block
from dvcrawler.extract.elements import Element, ancestors_or_self, is_inside, is_longer, names_of, text_length
from dvcrawler.extract.generic.boilerplate.box_contents import (
    COLOURED,
    holds_comments,
    holds_report,
    holds_text,
    is_coloured,
    is_soft,
    names_caption,
)
from dvcrawler.extract.generic.boilerplate.box_names import names_furniture, names_furniture_beside
from dvcrawler.extract.generic.boilerplate.site_notices import is_of_every_page
from dvcrawler.extract.generic.other_scopes import OtherScopes
from dvcrawler.extract.generic.own_statements import OwnStatements
from dvcrawler.extract.generic.teasers.other_pages import link_share, may_lead_elsewhere
from dvcrawler.extract.generic.text.inset_boxes import is_never_text, is_set_in
from dvcrawler.extract.lines.line_kinds import PROSE
from dvcrawler.extract.lines.verse import find_poems
from dvcrawler.extract.page import Page
from dvcrawler.normalize.links import names_page
from dvcrawler.patterns import lazy_regex

_OUTSIDE = frozenset(("nav", "footer", "aside", "form", "menu"))
#: Largest share of links in a box of facts, and of the print edition.
_MOST_LINKED = 0.25
#: A box of the print edition, and the characters of its text.
_PRINT, _LEAST_PRINTED = lazy_regex(r"print(?:er)?", re.I), 400
#: Largest share of links in running text.
_MOST_LINKS = 0.4
#: Characters of running text; a page with less may be that of a poem.
_LITTLE = 1_500
#: Characters of a form for a search or a login.
_LONGEST_FORM = 100


class Furniture:
    """Judges elements of one page; every judgement is made once."""

    def __init__(self, page: Page) -> None:
        self._outside: dict[Element, bool] = {}
        self._boxes: dict[Element, bool] = {}
        self._captions: dict[Element, bool] = {}
        self._shares: dict[Element, float] = {}
        self._linked: dict[Element, int] = {}
        self._facts: dict[Element, bool] = {}
        #: Whether each box that was checked is about the author (`author_names.is_about_author`).
        self.named_after_author: dict[Element, bool] = {}
        #: The first links in each box that was checked that lead nowhere, without spaces (`text.cleaning`).
        self.button_labels: dict[Element, str] = {}
        self.page = page
        self._body = page.body
        self._large: frozenset[Element] = frozenset()

    def leads_elsewhere(self, element: Element) -> bool:
        """Whether the element is in a link to another page."""
        link = next(element.iterancestors("a"), None)
        return link is not None and may_lead_elsewhere(link, self.page)

    def spare(self, elements: frozenset[Element]) -> None:
        """Keeps these elements out of the furniture regardless of their names, because they hold most of the
        page's prose. Readers' comments are not spared: they may be longer than the article.
        """
        self._large = frozenset(element for element in elements if not holds_comments(element))
        self._boxes.clear()

    def confine(self, box: Element) -> None:
        """Judges only what is in the box: neither it nor what is around it is furniture or a caption."""
        self._large = frozenset(ancestors_or_self(box))
        self._boxes.clear()
        self._outside[box] = self._captions[box] = False

    def leave_out(self, blocks: Sequence[Block], article: Sequence[Block]) -> None:
        """Takes the boxes of these blocks, which are below the article, for boxes beside it."""
        own = {block.parent for block in article}
        around = own.union(*(element.iterancestors() for element in own))
        for block in blocks:
            element: Element | None = block.parent
            while element is not None and element not in around and not self._outside.get(element):
                self._outside[element] = True
                element = element.getparent()

    def is_outside(self, element: Element) -> bool:
        """Whether the element or one around it is a box beside the article."""
        known = self._outside.get(element)
        return _find_upwards(element, self._outside, self.is_box) if known is None else known

    def is_in_text(self, element: Element) -> bool:
        """Whether the element is neither in a box beside the article nor in the caption of a picture."""
        return not (self.is_outside(element) or self.is_caption(element))

    def boxes_around(self, element: Element) -> list[Element]:
        """The boxes beside the article among the element and those around it, from the inside."""
        return [each for each in ancestors_or_self(element) if self.is_box(each)]

    def is_box_of_text(self, element: Element) -> bool:
        """Whether the boxes around an element within the text belong to the text: facts, an aside."""
        boxes = self.boxes_around(element)
        if not boxes or self._holds_facts(boxes[-1]):
            return not any(map(is_never_text, boxes)) or all(map(self._holds_facts, boxes))
        return False

    def is_apart(self, element: Element) -> bool:
        """Whether the element is in a box beside the article that does not belong to its text."""
        return self.is_outside(element) and not self.is_box_of_text(element)

    def _holds_facts(self, box: Element) -> bool:
        """Whether the box itself holds text, and is named or placed as one that belongs to the text."""
        known = self._facts.get(box)
        if known is None:
            is_text = self.link_share(box) < _MOST_LINKED and holds_text(box)
            known = self._facts[box] = is_text and (is_soft(box) or is_set_in(box))
        return known

    @cached_property
    def authors(self) -> list[Element]:
        """The boxes that are named for an author, without those of another article, a video or a comment."""
        return [each for each in self.page.authors if not self.other_scopes.hold(each)]

    @cached_property
    def other_scopes(self) -> OtherScopes:
        """The microdata of other things than the article."""
        return OwnStatements(self.page).scopes

    @cached_property
    def prose(self) -> list[tuple[int, Block]]:
        """(place, block) of the page's running text, most of which leads nowhere; of a page with little of it
        also the poems, and neither the site's imprint nor its notices.
        """
        blocks = self.page.blocks
        found = [(place, block) for place, block in enumerate(blocks) if self._is_prose(block)]
        if sum(len(block.text) for _, block in found) >= _LITTLE:
            return found
        places = {place for place, block in found if not is_of_every_page(block.text)}
        return [(place, blocks[place]) for place in sorted(places | self._find_verses())]

    def _find_verses(self) -> set[int]:
        blocks = self.page.blocks
        return {place for place in find_poems(blocks) if self.link_share(blocks[place].parent) <= _MOST_LINKS}

    def _is_prose(self, block: Block) -> bool:
        if block.kind != TEXT or len(block.text) < PROSE:
            return False
        return self.link_share(block.parent) <= _MOST_LINKS and not self._is_in_card(block.parent)

    def _is_in_card(self, element: Element) -> bool:
        """Whether a link to another page is around the paragraph and its headline."""
        link = next(element.iterancestors("a"), None)
        return link is not None and names_page(link.get("href") or "") and self.leads_elsewhere(element)

    def is_caption(self, element: Element) -> bool:
        """Whether the element or one around it is the caption of a picture."""
        known = self._captions.get(element)
        return _find_upwards(element, self._captions, names_caption) if known is None else known

    def link_share(self, element: Element) -> float:
        """Caches `link_share`, because one element may hold ten thousand lines."""
        known = self._shares.get(element)
        if known is None:
            known = self._shares[element] = link_share(element, self._linked)
        return known

    def is_box(self, element: Element) -> bool:
        """Whether the element itself is a box beside the article."""
        known = self._boxes.get(element)
        if known is None:
            known = self._boxes[element] = self._judge_box(element)
        return known

    def _judge_box(self, element: Element) -> bool:
        if element in self._large or element is self._body:
            return False
        if element.tag in _OUTSIDE:
            return not self._is_of_text(element)
        if element.tag in COLOURED and is_coloured(element):
            return True
        return names_furniture(element) and not (self._holds_print_edition(element) or holds_report(element))

    def _is_of_text(self, element: Element) -> bool:
        """Whether it is a footer that names who is quoted, or a form around most of the page (ASP.NET)."""
        if element.tag == "footer":
            return is_inside(element, "blockquote")
        is_long = element.tag == "form" and is_longer(element, _LONGEST_FORM)
        return is_long and 2 * text_length(element) > self._length

    @cached_property
    def _length(self) -> int:
        """Characters of the page."""
        return text_length(self._body)

    def _holds_print_edition(self, box: Element) -> bool:
        """Whether a box that is called `print`, as buttons are, holds a text: that of a print edition."""
        names = names_of(box)
        if "rint" not in names or names_furniture_beside(names, _PRINT):
            return False
        return text_length(box) >= _LEAST_PRINTED and self.link_share(box) < _MOST_LINKED


def _find_upwards(element: Element, known: dict[Element, bool], holds: Callable[[Element], bool]) -> bool:
    """Whether `holds` is true of the element or of one around it; `known` caches the answers. A loop, because
    broken pages nest deeper than Python's recursion limit.
    """
    path: list[Element] = []
    current: Element | None = element
    found = False
    while current is not None:
        before = known.get(current)
        if before is not None:
            found = before
            break
        path.append(current)
        if holds(current):
            found = True
            break
        current = current.getparent()
    for each in path:
        known[each] = found
    return found
