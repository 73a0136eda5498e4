"""The selectors of a layout: CSS or XPath, tried in order; the one that gave a value is counted by name.

The counts are in the run record, so that a selector that no longer matches is noticed before pages go unread.
Selectors are compiled by parsel's translator, as everywhere in Scrapy. Simple ones (`h1.title`,
`#content .desc`, `.tags a`) are answered from the page's class index instead, with the same result.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from cssselect import SelectorError as CssError
from cssselect import parse
from lxml import etree
from parsel.csstranslator import HTMLTranslator

from dvcrawler.errors import DvcrawlerError, ExitCode
from dvcrawler.extract.class_index import expect_keys
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Prefix of a selector in XPath.
_XPATH = "xpath:"
_SIMPLE_STEP = lazy_regex(r"(?P<tag>[a-z][a-z0-9]*)?(?P<key>[.#][A-Za-z_][\w-]*)?", re.ASCII)
#: XPath that ends with an attribute, a text or a function: it gives no element.
_NO_ELEMENT = lazy_regex(r"(?:^|/|::)\s*(?:(?:@|attribute::)[\w:*-]+|text\(\))\s*$")
_NAMESPACES = {"re": "http://exslt.org/regular-expressions"}
_EMPTY = etree.Element("html")


class SelectorError(DvcrawlerError):
    """A layout has a selector that cannot be used: an error in its file."""

    code = ExitCode.CONFIG


@dataclass(frozen=True, slots=True)
class Step:
    """One part of a simple selector: `tag` and `key` (a class, or an id with its `#`); one may be empty."""

    tag: str
    key: str


@dataclass(frozen=True, slots=True)
class FieldSelector:
    """`name` is the counter, e.g. `title/1`; `path` is the selector.

    `steps` is the same as one or two simple steps, the last within the other; empty if it has none.
    """

    name: str
    path: etree.XPath
    steps: tuple[Step, ...] = ()


def compile_selectors(field: str, *selectors: str) -> tuple[FieldSelector, ...]:
    """Selectors of one field, numbered in the order in which they are tried.

    Each is CSS, or XPath after `xpath:`. Raises SelectorError, which names the field and the selector.
    """
    made = tuple(_compile(f"{field}/{n}", selector) for n, selector in enumerate(selectors, 1))
    expect_keys(step.key for each in made for step in each.steps if step.key)
    return made


def select(page: Page, selector: FieldSelector) -> Iterator[Element]:
    """The elements selected, in document order."""
    if not selector.steps:
        found = selector.path(page.root)
        return (each for each in found if isinstance(each, Element)) if isinstance(found, list) else iter(())
    *outer, last = selector.steps
    if not outer:
        return iter(_find(page, last))
    return _find_within(page, outer[0], last)


def _is_none(_element: Element) -> bool:
    return False


def first_text(
    page: Page, alternatives: Sequence[FieldSelector], is_other: Callable[[Element], bool] = _is_none
) -> str | None:
    """Cleaned text of the first match that has any and is not of another article; None if nothing matches."""
    for selector, element in _select_all(page, alternatives):
        text = clean_text(text_of(element))
        if text and not is_other(element):
            page.hits[selector.name] += 1
            return text
    return None


def first_element(
    page: Page, alternatives: Sequence[FieldSelector], is_other: Callable[[Element], bool] = _is_none
) -> Element | None:
    """The first element matched that is not of another article; None if nothing matches."""
    for selector, element in _select_all(page, alternatives):
        if not is_other(element):
            page.hits[selector.name] += 1
            return element
    return None


def own_element(
    page: Page, alternatives: Sequence[FieldSelector], is_other: Callable[[Element], bool]
) -> Element | None:
    """As `first_element`; the first one of all if each seems to be of another article."""
    own = first_element(page, alternatives, is_other)
    return own if own is not None else first_element(page, alternatives)


def _select_all(page: Page, alternatives: Iterable[FieldSelector]) -> Iterator[tuple[FieldSelector, Element]]:
    return ((selector, element) for selector in alternatives for element in select(page, selector))


def all_texts(
    page: Page, alternatives: Sequence[FieldSelector], is_other: Callable[[Element], bool] = _is_none
) -> tuple[str, ...]:
    """Cleaned texts, each once, of all matches of the first selector that gives any of the article."""
    for selector in alternatives:
        own = (each for each in select(page, selector) if not is_other(each))
        found = [text for each in own if (text := clean_text(text_of(each)))]
        if found:
            page.hits[selector.name] += 1
            return tuple(dict.fromkeys(found))
    return ()


def _compile(name: str, selector: str) -> FieldSelector:
    try:
        path = etree.XPath(_translate_selector(selector), namespaces=_NAMESPACES)
        if not isinstance(path(_EMPTY), list):
            raise ValueError("it gives a value, not elements")
    except (CssError, ValueError, etree.XPathError) as error:
        field = name.partition("/")[0]
        raise SelectorError(f"field {field}: unusable selector {selector!r}: {error}") from error
    return FieldSelector(name, path, _split_simple_steps(selector))


def _translate_selector(selector: str) -> str:
    if selector.startswith(_XPATH):
        path = selector.removeprefix(_XPATH).strip()
        if _NO_ELEMENT.search(path):
            raise ValueError("it gives text or an attribute, not elements")
        return path
    if any(each.pseudo_element for each in parse(selector)):
        raise ValueError("a pseudo-element gives text or an attribute, not elements")
    return HTMLTranslator().css_to_xpath(selector)


def _split_simple_steps(selector: str) -> tuple[Step, ...]:
    """The selector as one or two steps that the class index answers; empty for any other."""
    found = [_SIMPLE_STEP.fullmatch(part) for part in selector.split()]
    steps = tuple(Step(each["tag"] or "", (each["key"] or "").removeprefix(".")) for each in found if each)
    if len(steps) != len(found) or len(steps) > 2 or not steps[0].key:
        return ()
    return steps


def _find(page: Page, step: Step) -> Iterable[Element]:
    found = page.class_index.find(step.key)
    return (element for element in found if element.tag == step.tag) if step.tag else found


def _find_within(page: Page, outer: Step, last: Step) -> Iterator[Element]:
    around = list(_find(page, outer))
    if not last.key:
        inner = (each for box in around for each in box.iterdescendants(last.tag))
        yield from dict.fromkeys(inner)
        return
    boxes = frozenset(around)
    for element in _find(page, last) if boxes else ():
        if not boxes.isdisjoint(element.iterancestors(outer.tag or None)):
            yield element
