"""Texts that a page shows in part, and whole once a script has run: the rest is in the script's strings."""

import html
import json
import re
from collections.abc import Iterator, Sequence
from html.entities import codepoint2name
from typing import NamedTuple

from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.hidden.app_states import read_states
from dvcrawler.extract.generic.hidden.folded import is_shown
from dvcrawler.extract.generic.hidden.hidden_texts import find_literals
from dvcrawler.extract.generic.hidden.markup import (
    LEAST_TEXT,
    as_markup,
    as_page,
    copy_with,
    count_characters,
    fold_text,
)
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.text import fold
from dvcrawler.patterns import lazy_regex

#: Characters by which a script is recognised as one that holds the text, and of a rest that is missed.
_OPENING, _LEAST_REST = 40, 80
_DEEPEST, _MOST_ITEMS = 14, 500
_LONGEST_SCRIPT = 1_000_000
#: The end of a text, without the full stop, which is what a page that shows a part of it lacks.
_END = lazy_regex(r".{1,60}\Z", re.S)


class Rest(NamedTuple):
    """`markup` is the whole text, of which the page shows the beginning."""

    markup: str
    length: int

    @property
    def read(self) -> Problem:
        reason = "the page shows only the beginning of the text; it was read from a script"
        return Problem("body", ProblemCode.HIDDEN_TEXT, reason)

    @property
    def left_out(self) -> Problem:
        reason = f"left out: the rest of the text in a script, {self.length} characters in all"
        return Problem("body", ProblemCode.HIDDEN_TEXT, reason)


def find_rest_in_script(page: Page, body: Sequence[str]) -> Rest | None:
    """The longest text of the page's scripts that begins with the paragraphs of `body` and is longer."""
    opening = body[0][:_OPENING] if body else ""
    programs = _find_programs(page, opening, sum(map(len, body)) + _LEAST_REST) if opening else []
    if not programs:
        return None
    shown = [fold(text) for text in body]
    found = (_build_rest(page, text, shown) for text in _find_strings(page, programs, opening))
    return max(filter(None, found), key=lambda each: each.length, default=None)


def show_rest(page: Page, container: Element, rest: Rest) -> Page | None:
    """A copy of the page with the whole text in place of what the container holds."""
    root, box = copy_with(page, container)
    box[:] = [read_fragment(rest.markup)]
    box.text = None
    return as_page(root, page.url)


def _find_programs(page: Page, opening: str, least: int) -> list[str]:
    """The scripts of more than that many characters that hold the opening of the text."""
    programs = ((script.text or "")[:_LONGEST_SCRIPT] for script in page.root.iter("script"))
    long = [text for text in programs if len(text) > least]
    forms = (opening, _encode_entities(opening)) if long else ()
    return [text for text in long if _holds(text, forms)]


def _holds(program: str, forms: Sequence[str]) -> bool:
    """Whether it has one of these forms of a text in a string, whose letters may be escaped."""
    if any(form in program for form in forms):
        return True
    if "\\u" not in program:
        return False
    escaped = [json.dumps(form)[1:-1] for form in forms]
    lowered = program.lower()
    return any(form.lower() in lowered for form in (*escaped, *(json.dumps(each)[1:-1] for each in escaped)))


def _encode_entities(text: str) -> str:
    """As CKEditor writes it, which names every letter that HTML has a name for."""
    names = ((letter, codepoint2name.get(ord(letter))) for letter in text)
    return "".join(f"&{name};" if name else letter for letter, name in names)


def _find_strings(page: Page, programs: Sequence[str], opening: str) -> Iterator[str]:
    found = False
    for text in (text for state in read_states(page.root) for text in _walk_texts(state, 0)):
        if opening in html.unescape(text):
            found = True
            yield text
    if not found:
        literals = (text for program in programs for text in find_literals(program))
        yield from (text for text in literals if opening in html.unescape(text))


def _walk_texts(value: object, depth: int) -> Iterator[str]:
    if isinstance(value, str):
        if len(value) >= LEAST_TEXT:
            yield value
    elif depth <= _DEEPEST and isinstance(value, (dict, list)):
        values = value.values() if isinstance(value, dict) else value[:_MOST_ITEMS]
        for each in values:
            yield from _walk_texts(each, depth + 1)


def _build_rest(page: Page, text: str, shown: Sequence[str]) -> Rest | None:
    """None if the text lacks a paragraph that the page shows, or if the page also shows how it ends."""
    length = count_characters(text)
    if length < sum(map(len, shown)) + _LEAST_REST:
        return None
    markup = as_markup(text)
    whole = fold_text(markup)
    end = _END.search(whole)
    if end is None or not all(each in whole for each in shown) or is_shown(page, end.group()):
        return None
    return Rest(markup, length)
