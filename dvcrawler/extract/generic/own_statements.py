"""Whether what a page states for machines is about its own article.

Templates print the JSON-LD or the Open Graph block of another article: of the first one of a list, of the one
that was edited last. Its author and day are not this page's.
"""

from collections.abc import Mapping, Sequence
from enum import Enum, auto
from functools import cached_property
from html import unescape
from itertools import islice
from typing import Any

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.elements import is_inside, text_of
from dvcrawler.extract.generic.headlines.other_titles import (
    LEAST_WORDS,
    OtherTitle,
    fold_title,
    measure_agreement,
)
from dvcrawler.extract.generic.other_scopes import OtherScopes
from dvcrawler.extract.generic.own_addresses import OwnAddresses, list_addresses
from dvcrawler.extract.generic.teasers.other_pages import link_share
from dvcrawler.extract.page import Page, read_metas
from dvcrawler.normalize.text import clean_text, fold

#: Agreement of an edited headline with the headline before; two articles of one site rarely share more
#: than a third of the words.
_AGREES, _SHARED, _ALIKE = 0.72, 0.5, 0.34
_LONGEST = 400
_MOST_HEADINGS = 5
#: Headlines that are compared with each line; a listing states hundreds.
_MOST_COMPARED = 10
_OPEN_GRAPH = ("og:", "article:", "twitter:")


class Standing(Enum):
    """Whose a statement is. Without an address that shows it, it is `UNSURE` under a headline that shares
    words with the page's, and `STRANGE` under one that does not.
    """

    OWN = auto()
    UNSURE = auto()
    STRANGE = auto()
    OTHER = auto()


class _OwnHeadline:
    """Compares texts with the headline of one page. Apart from `OwnStatements`, whose scopes would else refer
    back to it: such a cycle kept each page in memory until it was found as garbage.
    """

    def __init__(self, page: Page) -> None:
        self._page = page
        self._compared = 0

    def is_like(self, text: str, title: str) -> bool:
        other = fold_title(clean_text(unescape(unescape(text[:_LONGEST]))))
        return any(_share_words(own, other, _ALIKE) for own in [*self._titles, fold_title(title)])

    def may_be(self, text: str, *titles: str) -> bool:
        """Whether a text is the page's headline or too short to decide."""
        return len(text.split()) < LEAST_WORDS or self.is_said(text, *titles)

    def is_said(self, text: str, *titles: str) -> bool:
        """Whether a title or the first heading says about the same, or a line of the page outside links."""
        other = fold_title(clean_text(unescape(unescape(text[:_LONGEST]))))
        said = (_agree(title, other) for title in [*self._titles, *map(fold_title, titles)])
        return any(said) or self._is_printed(other)

    @cached_property
    def _titles(self) -> list[OtherTitle]:
        headings = map(text_of, islice(self._page.body.iter("h1"), _MOST_HEADINGS))
        texts = (self._page.title, *headings)
        return [fold_title(clean_text(text[:_LONGEST])) for text in texts if text.strip()]

    def _is_printed(self, other: OtherTitle) -> bool:
        """Whether a line says about the same; after some headlines only whether one says just that."""
        self._compared += 1
        if self._compared > _MOST_COMPARED:
            return other.text in self._lines
        long = (line for line in self._lines if len(line) >= _SHARED * len(other.text))  # not the site's name
        return any(measure_agreement(line, other) >= _AGREES for line in long)

    @cached_property
    def _lines(self) -> frozenset[str]:
        """The folded lines outside links that have the length of a headline."""
        texts = (each for each in self._page.blocks if each.kind == TEXT and len(each.text) < _LONGEST)
        outside = (each for each in texts if not is_inside(each.parent, "a"))
        return frozenset(fold(each.text) for each in outside if link_share(each.parent) <= _SHARED)


class OwnStatements:
    """Compares statements with the headline and the address of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._addresses = OwnAddresses(page)
        self._headline = _OwnHeadline(page)

    @cached_property
    def scopes(self) -> OtherScopes:
        """The microdata of other things."""
        return OtherScopes(self._page, self._headline.may_be)

    @cached_property
    def metas(self) -> Sequence[tuple[str, str]]:
        """The names and texts of `<meta>`, without those of other things and other pages."""
        others = set(self.scopes.find_metas())
        has_foreign_graph = self._has_foreign_graph()
        if not others and not has_foreign_graph:
            return self._page.metas
        found = read_metas(each for each in self._page.tagged["meta"] if each not in others)
        return [each for each in found if not (has_foreign_graph and each[0].startswith(_OPEN_GRAPH))]

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """`metas` by name; the first of each."""
        if self.metas is self._page.metas:
            return self._page.meta
        return dict(reversed(self.metas))

    def _has_foreign_graph(self) -> bool:
        title = self._page.meta.get("og:title", "")
        if len(title.split()) < LEAST_WORDS or not self._addresses.lead_elsewhere(
            self._page.meta.get("og:url", "")
        ):
            return False
        return not self._headline.is_said(title)

    def judge(self, stated: Mapping[str, Any]) -> Standing:
        """Whose a JSON-LD article is: by its address, else by its headline."""
        addresses = list(list_addresses(stated))
        if any(map(self._addresses.hold, addresses)):
            return Standing.OWN
        is_elsewhere = any(map(self._addresses.name_other_article, addresses))
        headline = stated.get("headline") or stated.get("name")
        if not isinstance(headline, str) or len(headline.split()) < LEAST_WORDS:
            return Standing.OTHER if is_elsewhere else Standing.OWN
        title = self.meta.get("og:title", "")
        if self._headline.may_be(headline, title):
            return Standing.OWN
        if is_elsewhere:
            return Standing.OTHER
        return Standing.UNSURE if self._headline.is_like(headline, title) else Standing.STRANGE


def _agree(own: OtherTitle, other: OtherTitle) -> bool:
    if max(measure_agreement(own.text, other), measure_agreement(other.text, own)) >= _AGREES:
        return True
    return _share_words(own, other, _SHARED)


def _share_words(own: OtherTitle, other: OtherTitle, least: float) -> bool:
    fewer = min(len(own.words), len(other.words))
    return fewer >= LEAST_WORDS and len(own.words & other.words) >= least * fewer
