"""Microdata and RDFa in the body of a page, `<a itemprop="articleSection">`, and whether they are about
another thing on it: a related article, a video, a comment.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from itertools import chain, islice

from dvcrawler.extract.elements import TOP_HEADINGS, Element, is_within, text_of
from dvcrawler.extract.generic.headlines.other_titles import LEAST_WORDS
from dvcrawler.extract.generic.teasers.other_cards import is_of_card
from dvcrawler.extract.page import Page
from dvcrawler.extract.tag_index import put_in_order
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Elements that `read_metas` and the search for `<time>` read.
_READ_ELSEWHERE = ("meta", "time", "abbr")
_MOST = 20
#: Types of schema.org that are about a part of a page.
_PARTS = lazy_regex(
    r"(?:^|[/:])(?:(?:Video|Audio|Image|Media)Object|\w*Comments?|Podcast\w*|ListItem|\w*Review|Event)/?$"
)
_ARTICLES = lazy_regex(r"(?:Article|Posting|(?:^|[/:])(?:Report|CreativeWork))/?$")
#: Types of what an author is, whose boxes are part of another.
_AUTHORS = lazy_regex(r"(?:^|[/:])(?:Person|Organization)/?$")
_MOST_ELEMENTS = 60
#: More text than a card has.
_LONGEST_CARD = 300


class OtherScopes:
    """`is_own`: whether a headline is that of the page."""

    def __init__(self, page: Page, is_own: Callable[[str], bool]) -> None:
        self._page, self._is_own = page, is_own
        self._judged: dict[Element, bool] = {}

    def find_metas(self) -> Iterator[Element]:
        """The `<meta>` elements that state something of another thing."""
        metas = (
            each for each in self._page.body.iter("meta") if each.get("itemprop") or each.get("property")
        )
        judged: dict[Element | None, bool] = {}  # by the box, which alone decides: they hold nothing
        for each in metas:
            box = each.getparent()
            if box not in judged:
                judged[box] = self.are_about(each)
            if judged[box]:
                yield each

    def are_about(self, element: Element) -> bool:
        """Whether what the element says is about another thing: it is one's property, or in a card."""
        return self.hold(element) or is_of_card(element, self._page)

    def hold(self, element: Element) -> bool:
        """Whether the box whose property the element is, or may be, is that of another thing."""
        if not self._has_scopes:
            return False
        scope = next(filter(_is_scope, element.iterancestors()), None)
        return scope is not None and self._is_other(scope)

    @cached_property
    def _has_scopes(self) -> bool:
        return bool(self._page.with_attribute["itemscope"] or self._page.with_attribute["typeof"])

    def _is_other(self, scope: Element) -> bool:
        if scope not in self._judged:
            self._judged[scope] = self._judge(scope)
        return self._judged[scope]

    def _judge(self, scope: Element) -> bool:
        kind = _read_type(scope)
        if scope.tag in ("html", "body") or not (kind == "" or _ARTICLES.search(kind)):
            return _PARTS.search(kind) is not None
        return not self._is_own(_read_headline(scope))


def _is_scope(box: Element) -> bool:
    """Whether it is a thing of its own, not the author of one."""
    if box.get("itemscope") is None and box.get("typeof") is None:
        return False
    kind = _read_type(box)
    return _AUTHORS.search(kind) is None if kind else box.get("itemprop") is None


def _read_type(scope: Element) -> str:
    return (scope.get("itemtype") or scope.get("typeof") or "").strip()


def _read_headline(scope: Element) -> str:
    """What the box states as its headline, else its first heading or the link of a card; "" without one."""
    parts = list(islice(scope.iterdescendants("*"), _MOST_ELEMENTS))
    heading = _find_heading(parts)
    if heading is not None:
        return heading.get("content") or clean_text(text_of(heading))
    is_card = len(parts) < _MOST_ELEMENTS and len(text_of(scope)) <= _LONGEST_CARD
    return _read_link(parts) if is_card else ""


def _find_heading(parts: Sequence[Element]) -> Element | None:
    stated = (each for each in parts if "headline" in (each.get("itemprop"), each.get("property")))
    printed = (each for each in parts if each.tag in TOP_HEADINGS)
    return next(chain(stated, printed), None)


def _read_link(parts: Sequence[Element]) -> str:
    links = (clean_text(text_of(each)) for each in parts if each.tag == "a")
    return next((text for text in links if len(text.split()) >= LEAST_WORDS), "")


def find_properties(page: Page, name: str) -> list[Element]:
    """The elements of the body that state this property of schema.org, of whatever thing."""
    body = page.body
    stating = _list_stating(page, name)
    own = (each for each in stating if each is not body and each.tag not in _READ_ELSEWHERE)
    return list(islice((each for each in own if is_within(each, body)), _MOST))


def _list_stating(page: Page, name: str) -> Sequence[Element]:
    """The elements of the page that state it as microdata or as RDFa."""
    holders = page.with_attribute
    found = [each for each in holders["itemprop"] if each.get("itemprop") == name]
    rdfa = [each for each in holders["property"] if each.get("property") in (name, f"schema:{name}")]
    if found and rdfa:
        return put_in_order(page.body, {*found, *rdfa})
    return found or rdfa


def read_properties(page: Page, name: str, is_other: Callable[[Element], bool]) -> Iterator[str]:
    """What the article states of it; of a list of links, each. `is_other`: whether another thing does."""
    for element in find_properties(page, name):
        if is_other(element):
            continue
        if content := element.get("content"):
            yield content
        else:
            links = list(element.iter("a"))
            yield from (clean_text(text_of(each)) for each in (links or [element]))
