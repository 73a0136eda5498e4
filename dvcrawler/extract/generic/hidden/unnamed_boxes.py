"""Shows a text of a script for which the page has no box with a name: below the headline or the script."""

import base64
import binascii
from collections.abc import Iterator
from urllib.parse import unquote

from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.hidden.app_states import read_assigned
from dvcrawler.extract.generic.hidden.hidden_texts import TEXT_SCRIPTS, find_literals
from dvcrawler.extract.generic.hidden.markup import (
    HAS_MARKUP,
    as_markup,
    as_page,
    copy_with,
    count_characters,
)
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.patterns import lazy_regex

#: A script without any of them holds no text of an article: the end of a paragraph, escaped or encoded.
_MARKS = ("</p", "<\\/p", "\\u003c/p", "\\u003C/p", "%3C/p", "%3c/p", "%3C%", "%3c%", "PC9wP", "wvcD")
_BASE64 = lazy_regex(r"[A-Za-z0-9+/\s]{200,}={0,2}")
_CODE_POINT = lazy_regex(r"%u([0-9a-fA-F]{4})")
_LEAST_TEXT = 300
_LONGEST_PROGRAM = 500_000
_HEADINGS = ("h1", "h2", "h3", "h4")


def show_in_unnamed_box(page: Page) -> tuple[Page, Problem] | None:
    """The page with the longest text of its scripts in the empty box below a heading or after the script."""
    found = [
        (len(text), text, script)
        for script, text in _find_script_texts(page)
        if count_characters(text) >= _LEAST_TEXT
    ]
    if not found:
        return None
    _, markup, script = max(found, key=lambda each: each[0])
    box = _find_empty_box(page)
    filled = _insert(page, script if box is None else box, markup)
    if filled is None:
        return None
    reason = "the text is shown by a script only; it was read from a script"
    return filled, Problem("body", ProblemCode.HIDDEN_TEXT, reason)


def _find_script_texts(page: Page) -> Iterator[tuple[Element, str]]:
    """The strings of the page's programs that are markup, and the script that each is in."""
    for script in page.root.iter("script"):
        program = script.text or ""
        if any(mark in program for mark in _MARKS):
            yield from ((script, text) for text in _find_texts_in(script, program))


def _find_texts_in(script: Element, program: str) -> Iterator[str]:
    if (script.get("type") or "").lower() in TEXT_SCRIPTS:
        yield program
    if read_assigned(program) is not None:  # JSON, which may hold other articles
        return
    for text in map(_decode, find_literals(program[:_LONGEST_PROGRAM])):
        if HAS_MARKUP.search(text) and text[:1] not in "{[":
            yield text


def _decode(text: str) -> str:
    """The text itself, or what `decodeURIComponent`, `unescape` or `atob` makes of it."""
    if "%3" in text and not HAS_MARKUP.search(text):
        points = _CODE_POINT.sub(lambda found: chr(int(found[1], 16)), text)
        try:
            return unquote(points, errors="strict")
        except UnicodeDecodeError:
            return unquote(points, encoding="latin-1")
    if _BASE64.fullmatch(text):
        try:
            return base64.b64decode(text).decode()
        except (binascii.Error, ValueError):
            return text
    return text


def _find_empty_box(page: Page) -> Element | None:
    """The first box without text or pictures below the first heading."""
    is_below = False
    for element in page.body.iter():
        if element.tag in _HEADINGS:
            is_below = True
        elif is_below and element.tag in ("div", "section", "article", "td") and _is_empty(element):
            return element
    return None


def _is_empty(box: Element) -> bool:
    return len(box) == 0 and not (box.text or "").strip()


def _insert(page: Page, place: Element, markup: str) -> Page | None:
    """A copy of the page with the markup in the box, or after the script."""
    root, twin = copy_with(page, place)
    filled = read_fragment(as_markup(markup))
    if twin.tag == "script":
        twin.addnext(filled)
    else:
        twin.append(filled)
    return as_page(root, page.url)
