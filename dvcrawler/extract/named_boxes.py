"""The boxes that a class hides, or names for headline, byline or path, among all elements with a class."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence

from dvcrawler.extract.bylines.author_names import may_rank
from dvcrawler.extract.elements import ALL_HEADINGS, TOP_HEADINGS, Element
from dvcrawler.extract.styles.unshown import hides
from dvcrawler.extract.tag_index import put_in_order, select_within
from dvcrawler.patterns import lazy_regex

#: Headlines too, where another statement on the page says the same.
LOW_HEADINGS = ("h4", "h5", "h6")
_HEADLINE_TAGS = frozenset((*TOP_HEADINGS, "div", "p", "span", "td"))
_HEADING_TAGS = _HEADLINE_TAGS.union(ALL_HEADINGS)
_AUTHOR_TAGS = frozenset("div p span a strong b h3 h4 h5 h6 li address em i td".split())
_HEADLINE_NAMES = lazy_regex(
    r"title|headline|tieu-?de|ten-?bai|(?:content|article|post|entry|news|detail)-?heading", re.I
)
#: Attributes beside `class` and `rel` that may mark an author's box.
_MARKING = ("id", "data-role", "itemprop", "property")
_PATH_NAMES = lazy_regex(r"bread[-_]?crumb", re.I)
PATH_TAGS = frozenset(("ul", "ol", "div", "nav", "p", "section", "span"))
_HEADLINE, _AUTHOR, _HIDING, _STYLED, _PATH = 1, 2, 4, 8, 16
_MOST_NAMES = 2048


class _Kinds(dict[str, int]):
    """The kinds of box that a value of `class` may name; the same boxes are on every page of a site."""

    def __missing__(self, names: str) -> int:
        if len(self) >= _MOST_NAMES:
            self.clear()
        kinds = self[names] = _find_kinds(names) if names else 0
        return kinds


def _find_kinds(names: str) -> int:
    kinds = _HEADLINE if _HEADLINE_NAMES.search(names) else 0
    kinds |= _AUTHOR if may_rank(names) else 0
    kinds |= _PATH if _PATH_NAMES.search(names) else 0
    return kinds | (_HIDING if hides(names) else 0)


_kinds = _Kinds()


class NamedBoxes:
    """The named boxes of one page, in document order. `hidden`: boxes that their class hides.

    `styled`: boxes with one of the `classes` that a style sheet hides, and after them those with one of the
    `ids`. `tagged`, `holders`: the elements with each tag and attribute (`tag_index`).
    """

    def __init__(
        self,
        body: Element,
        tagged: Mapping[str, Sequence[Element]],
        holders: Mapping[str, Sequence[Element]],
        classes: frozenset[str] = frozenset(),
        ids: frozenset[str] = frozenset(),
    ) -> None:
        self._body, self._holders = body, holders
        self.headings: list[Element] = []
        self.paths: list[Element] = []
        self.hidden: list[Element] = []
        self.styled: list[Element] = []
        self._authors: list[Element] = []
        self._sort(select_within(body, holders["class"]), classes)
        self._add_ranked({each for tag in ALL_HEADINGS for each in tagged[tag]})
        self.styled += _find_first(ids, holders["id"]) if ids else ()

    def _sort(self, named: Iterable[Element], classes: frozenset[str]) -> None:
        """Adds the elements with a class to the lists for what that names."""
        kinds_of: dict[str, int] = {}
        for element in named:
            names = element.get("class") or ""
            kinds = kinds_of.get(names)
            if kinds is None:
                is_styled = classes and not classes.isdisjoint(names.split())
                kinds = kinds_of[names] = _kinds[names] | (_STYLED if is_styled else 0)
            if kinds:
                self._sort_in(element, kinds)

    def _add_ranked(self, ranked: set[Element]) -> None:
        """Adds the headings to the boxes named as such."""
        if not ranked.issubset(self.headings):
            ranked.update(self.headings)
            self.headings = put_in_order(self._body, ranked, *_HEADING_TAGS)

    def _sort_in(self, element: Element, kinds: int) -> None:
        tag = element.tag
        if kinds & _HEADLINE and tag in _HEADLINE_TAGS:
            self.headings.append(element)
        if kinds & _AUTHOR and tag in _AUTHOR_TAGS:
            self._authors.append(element)
        if kinds & _PATH and tag in PATH_TAGS:
            self.paths.append(element)
        if element is not self._body:
            self._sort_hidden(element, kinds)

    def _sort_hidden(self, element: Element, kinds: int) -> None:
        if kinds & _HIDING:
            self.hidden.append(element)
        if kinds & _STYLED:
            self.styled.append(element)

    def find_authors(self, relations: Collection[str]) -> list[Element]:
        """Elements with an attribute that may mark an author's box. `relations`: all values of `rel`."""
        attributes = (*_MARKING, "rel") if "author" in relations else _MARKING
        others = {each for name in attributes for each in self._holders[name] if _is_author(each, name)}
        if others.issubset(self._authors):
            return self._authors  # most have a class that says the same
        others.update(self._authors)
        return put_in_order(self._body, others, *_AUTHOR_TAGS)


def _find_first(ids: Iterable[str], holders: Sequence[Element]) -> list[Element]:
    """The first element with each of the ids."""
    first = {each.get("id"): each for each in reversed(holders)}
    return [first[name] for name in ids if name in first]


def _is_author(element: Element, attribute: str) -> bool:
    return element.tag in _AUTHOR_TAGS and _names_author(element.get(attribute) or "")


def _names_author(value: str) -> bool:
    return value in ("author", "schema:author") or may_rank(value)
