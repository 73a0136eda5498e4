"""Microdata of other things on the page: a related article's, a video's, a comment's."""

import re
from collections.abc import Callable, Iterator
from itertools import islice

from lxml.etree import _Element as Element

from dvcrawler.extract.generic.headlines.other_titles import LEAST_WORDS
from dvcrawler.extract.page import Page
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text

#: Types of schema.org that a page may give to itself.
_OWN_TYPES = re.compile(r"(?:Article|BlogPosting|Posting|Report|Page|CreativeWork)/?$")
_MOST_ELEMENTS = 60
_HEADINGS = ("h1", "h2", "h3")
#: More text than a card has.
_LONGEST_CARD = 300


class OtherScopes:
    """`is_own` tells whether a headline is that of the page."""

    def __init__(self, page: Page, is_own: Callable[[str], bool]) -> None:
        self._page, self._is_own = page, is_own
        self._judged: dict[Element, bool] = {}

    def find_metas(self) -> Iterator[Element]:
        """The `<meta>` elements that state something of another thing."""
        for element in self._page.body.iter("meta"):
            scope = _find_scope(element) if element.get("itemprop") else None
            if scope is not None and self._is_other(scope):
                yield element

    def _is_other(self, scope: Element) -> bool:
        if scope not in self._judged:
            self._judged[scope] = not _may_be_page(scope) or not self._is_own(_read_headline(scope))
        return self._judged[scope]


def _find_scope(element: Element) -> Element | None:
    """The box whose property the element is; None if that is the page."""
    around = element.iterancestors()
    scope = next((box for box in around if box.get("itemscope") is not None), None)
    return None if scope is None or scope.tag in ("html", "body") else scope


def _may_be_page(scope: Element) -> bool:
    kind = scope.get("itemtype") or ""
    return not kind or _OWN_TYPES.search(kind) is not None


def _read_headline(scope: Element) -> str:
    """What the box states as its headline, else its first heading or the link of a card; "" without one."""
    parts = list(islice(scope.iterdescendants("*"), _MOST_ELEMENTS))
    named = (each for each in parts if each.get("itemprop") == "headline")
    heading = next(named, None)
    if heading is None:
        heading = next((each for each in parts if each.tag in _HEADINGS), None)
    if heading is not None:
        return heading.get("content") or clean_text(text_of(heading))
    if len(parts) == _MOST_ELEMENTS or len(text_of(scope)) > _LONGEST_CARD:
        return ""
    links = (clean_text(text_of(each)) for each in parts if each.tag == "a")
    return next((text for text in links if len(text.split()) >= LEAST_WORDS), "")
