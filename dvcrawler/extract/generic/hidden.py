"""Texts that a script makes visible: hidden boxes, templates, attributes, strings in scripts.

They are searched only if the page's box for the text is empty; the reading says where the text was found.
"""

import html
import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import islice
from typing import Any, NamedTuple

from lxml import html as lxml_html
from lxml.etree import _Element as Element

from dvcrawler.extract.blocks import HIDDEN
from dvcrawler.extract.generic.markup import (
    HAS_MARKUP,
    LEAST_TEXT,
    as_markup,
    as_page,
    count_characters,
    inner_markup,
)
from dvcrawler.extract.page import Page
from dvcrawler.extract.script_bodies import unescape_literal
from dvcrawler.extract.selectors import text_of
from dvcrawler.extract.unshown import BY_CLASS, show
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.numbers import read_json
from dvcrawler.normalize.text import fold

#: A box with more visible text than a waiting line ("Đang tải nội dung…") is not empty.
_MOST_VISIBLE = 60
_BODY_NAMES = re.compile(
    r"^(?:article|news|post|entry|detail|main|page|content|body|text|journal|chi-?tiet|noi-?dung|tin|bai-?viet|ck)?"
    r"[-_]?(?:body|content|detail|text|html|noi-?dung|chi-?tiet|bodyhtml|bodytext|fulltext|maincontent)(?:[-_]?\w{0,12})?$",
    re.I,
)
_ATTRIBUTES = (
    "data-content",
    "data-html",
    "data-body",
    "data-text",
    "data-noidung",
    "data-detail",
    "data-article",
)
_TEXT_SCRIPTS = ("text/template", "text/html", "text/x-template", "text/x-handlebars-template", "text/plain")
_KEYS = frozenset(
    "content body articlebody contenthtml bodyhtml html detail details fulltext noidung noi_dung noidungtin"
    " noi_dung_html description_html text chitiet content_html".split()
)
_LITERAL = re.compile(r""""(?:[^"\\]|\\.){200,}"|'(?:[^'\\]|\\.){200,}'|`(?:[^`\\]|\\.){200,}`""", re.S)
_JSON_ASSIGNED = re.compile(r"=\s*(?=[{\[])")
_UNSEEN = frozenset(("script", "style", "template", "noscript", "textarea"))
_TITLE_KEYS = ("title", "headline", "name", "tieude", "tieu_de", "ten")
_LONGEST = 1_000_000
_DEEPEST = 12


class _Hidden(NamedTuple):
    """`markup` belongs into the box; `place` says in words where it was found."""

    markup: str
    place: str


def uncover(page: Page) -> tuple[Page, Problem] | None:
    """The page with the hidden text in its box, and the problem that says so; None if there is none."""
    box = _empty_box(page)
    found = None if box is None else _find_text(page, box)
    if box is None or found is None:
        return None
    filled = _fill(page, box, found.markup)
    if filled is None:
        return None
    reason = f"the text is shown by a script only; it was read from {found.place}"
    return filled, Problem("body", ProblemCode.HIDDEN_TEXT, reason)


def reveal(page: Page) -> tuple[Page, Problem] | None:
    """The page with everything shown that classes hide on a wide screen, and the problem that says so; None
    if nothing is hidden.
    """
    page.blocks  # noqa: B018  # marks what is hidden
    root = deepcopy(page.root)
    hidden = [element for element in root.iter() if element.get("hidden") == BY_CLASS]
    for element in hidden:
        show(element)
    shown = as_page(root, page.url) if hidden else None
    reason = "the page's classes or styles hide the text on a wide screen; it was read as if they did not"
    return (shown, Problem("body", ProblemCode.HIDDEN_TEXT, reason)) if shown else None


def _empty_box(page: Page) -> Element | None:
    """The innermost box that is named for the article's text and shows none."""
    found = None
    for element in page.body.iter("div", "section", "article", "td"):
        if found is not None and found not in element.iterancestors():
            break
        if _is_named(element) and _shows_nothing(element):
            found = element
    return found


def _is_named(element: Element) -> bool:
    names = (element.get("id") or "", *(element.get("class") or "").split())
    return element.get("itemprop") == "articleBody" or any(_BODY_NAMES.match(name) for name in names)


def _shows_nothing(element: Element) -> bool:
    if next(element.iter("iframe", "embed", "object", "video", "audio", "h1"), None) is not None:
        return False
    return _visible_length(element) <= _MOST_VISIBLE


def _visible_length(element: Element) -> int:
    """Number of characters that a reader without scripts sees in the element."""
    if any(map(_is_hidden, element.iterancestors())):
        return 0
    length, pending = 0, [element]
    while pending:
        each = pending.pop()
        if each.tag not in _UNSEEN and not _is_hidden(each):
            length += len((each.text or "").strip()) + sum(len((child.tail or "").strip()) for child in each)
            pending.extend(each)
    return length


def _is_hidden(element: Element) -> bool:
    return "hidden" in element.attrib or bool(HIDDEN.search(element.get("style") or ""))


def _find_text(page: Page, box: Element) -> _Hidden | None:
    """The longest text of the first kind of place that has any."""
    for place, candidates in (
        ("a hidden box", _in_hidden_boxes(box)),
        ("an attribute of the box", _in_attributes(box)),
        ("a <template>", (inner_markup(e) for e in page.root.iter("template"))),
        ("a <noscript>", (inner_markup(e) for e in box.iter("noscript"))),
        ("a <textarea>", (text_of(e) for e in page.root.iter("textarea"))),
        ("a script", _in_scripts(page)),
    ):
        long = [text for text in candidates if count_characters(text) >= LEAST_TEXT]
        if long:
            return _Hidden(max(long, key=len), place)
    return None


def _in_hidden_boxes(box: Element) -> Iterator[str]:
    """The text of the box itself or a part of it, else of a hidden box directly beside it."""
    hidden = [e for e in (box, *box.iterdescendants("div", "section", "article", "p")) if _is_hidden(e)]
    if not hidden and any(map(_is_hidden, box.iterancestors())):
        hidden = [box]
    if not hidden:
        parent = box.getparent()
        hidden = [e for e in (parent if parent is not None else ()) if e.tag == "div" and _is_hidden(e)]
    return (inner_markup(element) for element in hidden)


def _in_attributes(box: Element) -> Iterator[str]:
    for element in (box, *box.iterdescendants()):
        for name in _ATTRIBUTES:
            value = element.get(name)
            if value:
                yield html.unescape(value) if "&lt;" in value else value


def _in_scripts(page: Page) -> Iterator[str]:
    """Texts in templates and in strings of programs, and the one text of JSON that can be the article's."""
    stated: list[tuple[str, str]] = []
    for script in page.root.iter("script"):
        text = (script.text or "")[:_LONGEST]
        kind = (script.get("type") or "").lower()
        if kind in _TEXT_SCRIPTS:
            yield text
        elif len(text) >= LEAST_TEXT:
            value = _load(text)
            stated.extend(_texts_of(value, 0))
            if value is None:
                yield from _literals(text)
    yield from _of_this_article(page, stated)


def _of_this_article(page: Page, stated: list[tuple[str, str]]) -> Iterator[str]:
    """Scripts hold other articles too: a text counts if its title is on the page, or if it is alone."""
    long = {text: title for text, title in stated if count_characters(text) >= LEAST_TEXT}
    heads = fold(" ".join(text_of(each) for each in page.root.iter("title", "h1", "h2")))
    own = [text for text, title in long.items() if title and fold(title) in heads]
    unnamed = [text for text, title in long.items() if not title]
    return iter(own or (unnamed if len(long) == 1 else ()))


def _literals(script: str) -> Iterator[str]:
    for found in _LITERAL.finditer(script):
        text = unescape_literal(found.group())
        if HAS_MARKUP.search(text):
            yield text


def _load(text: str) -> Any:
    """The JSON that the script consists of or assigns; None if there is none."""
    text = text.strip().rstrip(";")
    start = _JSON_ASSIGNED.search(text[:300])
    for candidate in (text, text[start.end() :] if start else ""):
        try:
            return read_json(candidate)
        except ValueError:
            continue
    return None


def _texts_of(value: Any, depth: int) -> Iterator[tuple[str, str]]:
    """Yields (text, title beside it or "") of strings whose key names a text."""
    if depth > _DEEPEST:
        return
    if isinstance(value, list):
        for each in value[:500]:
            yield from _texts_of(each, depth + 1)
    elif isinstance(value, dict):
        titles = [value[key] for key in _TITLE_KEYS if isinstance(value.get(key), str)]
        for key, each in value.items():
            if not isinstance(each, str):
                yield from _texts_of(each, depth + 1)
            elif key.lower().replace("-", "_") in _KEYS:
                yield each, titles[0] if titles else ""


def _fill(page: Page, box: Element, markup: str) -> Page | None:
    """A copy of the page with the markup in the box and the box shown."""
    place = next(n for n, element in enumerate(page.root.iter()) if element is box)
    root = deepcopy(page.root)
    twin = next(islice(root.iter(), place, None))
    markup = as_markup(markup)
    for element in (twin, *twin.iterancestors()):
        show(element)
        element.attrib.pop("hidden", "")
        if _is_hidden(element):
            element.set("style", "")
    twin[:] = [lxml_html.fragment_fromstring(markup, create_parent="div")]
    twin.text = None
    return as_page(root, page.url)
