"""Whether what a page states for machines is about its own article.

Templates print the JSON-LD or the Open Graph block of another article: of the first one of a list, of the one
that was edited last. Its author and day are not this page's.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from html import unescape
from itertools import islice
from typing import Any
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from dvcrawler.extract.block import TEXT
from dvcrawler.extract.generic.boilerplate.link_shares import is_in_link, link_share
from dvcrawler.extract.generic.headlines.other_titles import (
    LEAST_WORDS,
    OtherTitle,
    fold_title,
    measure_agreement,
)
from dvcrawler.extract.generic.other_scopes import OtherScopes
from dvcrawler.extract.page import Page, read_metas
from dvcrawler.extract.selectors import text_of
from dvcrawler.normalize.text import clean_text, fold

#: Agreement of an edited headline with the headline before; two articles of one site rarely share more
#: than a third of the words.
_AGREES, _SHARED = 0.72, 0.5
_LONGEST = 400
_MOST_HEADINGS = 5
#: Headlines that are compared with each line; a listing states hundreds.
_MOST_COMPARED = 10
_OPEN_GRAPH = ("og:", "article:", "twitter:")


class OwnStatements:
    """Compares statements with the headline and the address of one page."""

    def __init__(self, page: Page) -> None:
        self._page = page
        self._compared = 0

    @cached_property
    def scopes(self) -> OtherScopes:
        """The microdata of other things."""
        return OtherScopes(self._page, self._may_be_headline)

    @cached_property
    def metas(self) -> Sequence[tuple[str, str]]:
        """The names and texts of `<meta>`, without those of other things and other pages."""
        others = set(self.scopes.find_metas())
        has_foreign_graph = self._has_foreign_graph()
        if not others and not has_foreign_graph:
            return self._page.metas
        found = read_metas(each for each in self._page.root.iter("meta") if each not in others)
        return [each for each in found if not (has_foreign_graph and each[0].startswith(_OPEN_GRAPH))]

    @cached_property
    def meta(self) -> Mapping[str, str]:
        """`metas` by name; the first of each."""
        if self.metas is self._page.metas:
            return self._page.meta
        return dict(reversed(self.metas))

    def _has_foreign_graph(self) -> bool:
        title = self._page.meta.get("og:title", "")
        if len(title.split()) < LEAST_WORDS or not self._leads_elsewhere(self._page.meta.get("og:url", "")):
            return False
        return not self._is_headline(title, self._titles)

    def has(self, stated: Mapping[str, Any]) -> bool:
        """Whether a JSON-LD article may be the page's own: one without a headline is."""
        headline = stated.get("headline") or stated.get("name")
        if not isinstance(headline, str) or any(map(self._is_address, _list_addresses(stated))):
            return True
        return self._may_be_headline(headline, self.meta.get("og:title", ""))

    def _may_be_headline(self, text: str, *titles: str) -> bool:
        """Whether a text is the page's headline or too short to tell."""
        is_short = len(text.split()) < LEAST_WORDS
        return is_short or self._is_headline(text, [*self._titles, *map(fold_title, titles)])

    def _is_headline(self, text: str, titles: Sequence[OtherTitle]) -> bool:
        """Whether the title or the first heading says about the same, or a line of the page outside links."""
        other = fold_title(clean_text(unescape(unescape(text[:_LONGEST]))))
        return any(_agree(title, other) for title in titles) or self._is_printed(other)

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
        return frozenset(fold(each.text) for each in texts if not _is_link(each.parent))

    def _is_address(self, address: str) -> bool:
        own, other = _split_address(self._page.url), _split_address(address)
        return other[1] not in ("", "/") and own[1:] == other[1:]

    def _leads_elsewhere(self, address: str) -> bool:
        """Whether an address is that of another page of the same site, and not of its front page."""
        own, other = _split_address(self._page.url), _split_address(address)
        return own[0] == other[0] and other[1] != "" and own[1:] != other[1:]


def _is_link(box: Element) -> bool:
    return is_in_link(box) or link_share(box) > _SHARED


def _agree(own: OtherTitle, other: OtherTitle) -> bool:
    if max(measure_agreement(own.text, other), measure_agreement(other.text, own)) >= _AGREES:
        return True
    fewer = min(len(own.words), len(other.words))
    return fewer >= LEAST_WORDS and len(own.words & other.words) >= _SHARED * fewer


def _list_addresses(stated: Mapping[str, Any]) -> Iterator[str]:
    page = stated.get("mainEntityOfPage")
    values = (page.get("@id"), page.get("url")) if isinstance(page, dict) else (page,)
    yield from (each for each in (stated.get("url"), *values) if isinstance(each, str))


def _split_address(address: str) -> tuple[str, str, str]:
    """Its host, path and query in one form; three empty texts for what is not an address."""
    try:
        parts = urlsplit(address.strip()[:2_000])
    except ValueError:
        return "", "", ""
    host = parts.netloc.lower().removeprefix("www.")
    return host, unquote(parts.path).rstrip("/").lower(), parts.query
