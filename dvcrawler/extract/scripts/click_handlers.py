"""Functions that a page's scripts bind to clicks and changes: `$('.tin').click(function () { … })`."""

import re
from collections.abc import Iterator

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_calls import read_body
from dvcrawler.extract.scripts.script_values import find_assigned, inline_scripts, simplify
from dvcrawler.patterns import lazy_regex

_FUNCTION = (
    r"(?:async\s{0,3})?(?:function\s{0,3}\(\w{0,20}\)|\(\w{0,20}\)\s{0,3}=>|\w{1,20}\s{0,3}=>)\s{0,3}\{"
)
_HANDLER = lazy_regex(
    r"\.(?:(click|change)\(|on(click|change)\s{0,3}=|(?:on|addEventListener)\(\s{0,3}['\"](click|change)['\"]\s{0,3},\s{0,3}"
    rf"(?:['\"]([^'\"\n]{{1,80}})['\"]\s{{0,3}},\s{{0,3}})?)\s{{0,3}}{_FUNCTION}"
)
_LONGEST_SELECTOR = 120
_SELECTOR = lazy_regex(r"([#.][\w-]{1,60})(?=['\" ,)]|$)|getElementById\(['\"]([\w-]{1,60})['\"]")


def read_handlers(page: Page, event: str = "click") -> Iterator[tuple[frozenset[str], str]]:
    """Yields (`.class` and `#id` of the elements, code)."""
    if event.encode() not in page.data:
        return
    for text in inline_scripts(page):
        for found in _HANDLER.finditer(text):
            if event not in (found[1], found[2], found[3]):
                continue
            before = re.split(r"[;}\n]", text[max(0, found.start() - _LONGEST_SELECTOR) : found.start()])[-1]
            written = (found[4] or "", before, find_assigned(text, before.strip()))
            bound = next(filter(None, map(_SELECTOR.findall, written)), [])
            names = frozenset(each or f"#{by_id}" for each, by_id in bound)
            yield names, simplify(read_body(text, found.end()))


def selectors_of(element: Element) -> set[str]:
    """The selectors by which a handler may name the element."""
    classes = (element.get("class") or "").split()
    return {f"#{element.get('id') or ''}", *(f".{name}" for name in classes)}
