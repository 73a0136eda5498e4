"""The boxes that may hold the headline or the byline, going by their names: one walk finds both."""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import cast

from lxml import etree
from lxml.etree import _Element as Element

from dvcrawler.extract.author_names import may_rank
from dvcrawler.extract.page import Page

HEADINGS = ("h1", "h2", "h3")
#: Headlines too, where another statement on the page says the same.
LOW_HEADINGS = ("h4", "h5", "h6")
_HEADLINE_TAGS = frozenset((*HEADINGS, "div", "p", "span"))
_AUTHOR_TAGS = frozenset("div p span a strong b h3 h4 h5 h6 li address em i td".split())
_WALKED = _HEADLINE_TAGS | _AUTHOR_TAGS
_HEADLINE_NAMES = re.compile(r"title|headline|tieu-?de|ten-?bai", re.I)
#: Attributes beside `class` and `rel` that may mark an author's box.
_TELLING = ("id", "data-role", "itemprop")
_VALUES = {name: etree.XPath(f"descendant-or-self::*/@{name}", smart_strings=False) for name in _TELLING}
_OWNERS = {name: etree.XPath(f"descendant-or-self::*/@{name}/..") for name in (*_TELLING, "rel")}
_HEADLINE, _AUTHOR = 1, 2
_MOST_NAMES = 4096


class _Kinds(dict[str, int]):
    """What a value of `class` may be the name of; the same boxes are on every page of a site."""

    def __missing__(self, names: str) -> int:
        if len(self) >= _MOST_NAMES:
            self.clear()
        kinds = _HEADLINE if _HEADLINE_NAMES.search(names) else 0
        kinds |= _AUTHOR if may_rank(names) else 0
        self[names] = kinds
        return kinds


_kinds = _Kinds()


class NamedBoxes:
    """Those of one page, in document order."""

    def __init__(self, page: Page) -> None:
        self._page = page
        body = self._body = page.body
        self.headings: list[Element] = []
        self._authors: list[Element] = []
        ranked = set(body.iter(*HEADINGS, *LOW_HEADINGS))
        for element in body.iter(*_WALKED):
            names = element.get("class")
            kinds = _kinds[names] if names else 0
            if not kinds:
                if element in ranked:
                    self.headings.append(element)
                continue
            if element in ranked or (kinds & _HEADLINE and element.tag in _HEADLINE_TAGS):
                self.headings.append(element)
            if kinds & _AUTHOR and element.tag in _AUTHOR_TAGS:
                self._authors.append(element)

    @cached_property
    def authors(self) -> list[Element]:
        """Elements of which some attribute may say that they hold an author."""
        telling = [name for name in _TELLING if any(map(_tells_author, self._values(name)))]
        if "author" in self._page.relations:
            telling.append("rel")
        if not telling:
            return self._authors
        others = {element for name in telling for element in self._told_by(name)}
        others.update(self._authors)
        return [element for element in self._body.iter(*_AUTHOR_TAGS) if element in others]

    def _values(self, name: str) -> list[str]:
        return cast("list[str]", _VALUES[name](self._body))

    def _told_by(self, name: str) -> Iterator[Element]:
        owners = cast("list[Element]", _OWNERS[name](self._body))
        return (element for element in owners if _tells_author(element.get(name) or ""))


def _tells_author(value: str) -> bool:
    return value == "author" or may_rank(value)
