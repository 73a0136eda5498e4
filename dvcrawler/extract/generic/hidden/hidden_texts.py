"""Where a page holds a text that a script shows: hidden boxes, attributes, templates, strings of scripts."""

import html
import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.generic.hidden.app_states import read_assigned
from dvcrawler.extract.generic.hidden.markup import HAS_MARKUP, LEAST_TEXT, count_characters, inner_markup
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_bodies import unescape_literal
from dvcrawler.extract.styles.unshown import HIDDEN
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

_ATTRIBUTES = "data-content data-html data-body data-text data-noidung data-detail data-article".split()
TEXT_SCRIPTS = ("text/template", "text/html", "text/x-template", "text/x-handlebars-template", "text/plain")
_KEYS = frozenset(
    "content body articlebody contenthtml bodyhtml html detail details fulltext noidung noi_dung noidungtin"
    " noi_dung_html description_html text chitiet content_html".split()
)
_LITERAL = lazy_regex(r""""(?:[^"\\]|\\.){200,}"|'(?:[^'\\]|\\.){200,}'|`(?:[^`\\]|\\.){200,}`""", re.S)
_TITLE_KEYS = ("title", "headline", "name", "tieude", "tieu_de", "ten")
_LONGEST_SCRIPT = 1_000_000
_DEEPEST = 12


class HiddenText(NamedTuple):
    """`markup` belongs in the box; `place` says in words where it was found."""

    markup: str
    place: str


def find_hidden_text(page: Page, box: Element) -> HiddenText | None:
    """The longest text of the first kind of place that has any."""
    for place, candidates in (
        ("a hidden box", _read_hidden_boxes(box)),
        ("an attribute of the box", _read_attributes(box)),
        ("a <template>", (inner_markup(e) for e in page.root.iter("template"))),
        ("a <noscript>", (inner_markup(e) for e in box.iter("noscript"))),
        ("a <textarea>", (text_of(e) for e in page.root.iter("textarea"))),
        ("a hidden field", _read_fields(page)),
        ("a script", _read_scripts(page)),
    ):
        long = [text for text in candidates if count_characters(text) >= LEAST_TEXT]
        if long:
            return HiddenText(max(long, key=len), place)
    return None


def _read_hidden_boxes(box: Element) -> Iterator[str]:
    """The text of the box itself or a part of it, else of a hidden box directly next to it."""
    return map(inner_markup, _find_hidden_within(box) or _find_hidden_around(box))


def _find_hidden_within(box: Element) -> list[Element]:
    hidden = list(filter(is_hidden, (box, *box.iterdescendants("div", "section", "article", "p"))))
    return [box] if not hidden and any(map(is_hidden, box.iterancestors())) else hidden


def _find_hidden_around(box: Element) -> list[Element]:
    parent = box.getparent()
    return [each for each in (parent if parent is not None else ()) if each.tag == "div" and is_hidden(each)]


def _read_attributes(box: Element) -> Iterator[str]:
    return (markup for _, markup in list_attributes(box.iter("*")))


def list_attributes(elements: Iterable[Element]) -> Iterator[tuple[Element, str]]:
    """The elements that hold a text in an attribute, with its markup."""
    for element in elements:
        for name in _ATTRIBUTES:
            value = element.get(name)
            if value:
                yield element, html.unescape(value) if "&lt;" in value else value


def _read_fields(page: Page) -> Iterator[str]:
    """The markup in hidden fields of forms, as editors of ASP.NET pages leave it."""
    values = (each.get("value") or "" for each in page.root.iter("input") if each.get("type") == "hidden")
    return (value for value in values if HAS_MARKUP.search(value))


def _read_scripts(page: Page) -> Iterator[str]:
    """Texts in templates and in strings of programs, and the one text of JSON that can be the article's."""
    stated: list[tuple[str, str]] = []
    for script in page.root.iter("script"):
        text = (script.text or "")[:_LONGEST_SCRIPT]
        kind = (script.get("type") or "").lower()
        if kind in TEXT_SCRIPTS:
            yield text
        elif len(text) >= LEAST_TEXT:
            value = read_assigned(text)
            stated.extend(_walk_texts(value, 0))
            if value is None:
                yield from filter(HAS_MARKUP.search, find_literals(text))
    yield from _select_own_texts(page, stated)


def _select_own_texts(page: Page, stated: list[tuple[str, str]]) -> Iterator[str]:
    """Scripts hold other articles too: a text counts if its title is on the page, or if it is alone."""
    long = {text: title for text, title in stated if count_characters(text) >= LEAST_TEXT}
    heads = fold(" ".join(map(text_of, page.root.iter("title", "h1", "h2"))))
    own = [text for text, title in long.items() if title and fold(title) in heads]
    if own or len(long) != 1:
        return iter(own)
    return (text for text, title in long.items() if not title)


def find_literals(script: str) -> Iterator[str]:
    """The long strings of a program."""
    for found in _LITERAL.finditer(script):
        yield unescape_literal(found.group())


def _walk_texts(value: object, depth: int) -> Iterator[tuple[str, str]]:
    """Yields (text, title beside it or "") of strings whose key names a text."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:500]:
            yield from _walk_texts(each, depth + 1)
    elif isinstance(value, dict):
        titles = (value[key] for key in _TITLE_KEYS if isinstance(value.get(key), str))
        title = next(titles, "")
        for key, each in value.items():
            if not isinstance(each, str):
                yield from _walk_texts(each, depth + 1)
            elif key.lower().replace("-", "_") in _KEYS:
                yield each, title


def is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style") or ""))
