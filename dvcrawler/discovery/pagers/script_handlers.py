"""Clicks bound to a pager's button by a script, and the requests that count pages in a variable."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.page_forms import NextPage
from dvcrawler.discovery.pagers.pager_requests import find_request
from dvcrawler.discovery.pagers.script_turns import LONGEST_FUNCTION, Turn, read_variables, until_closed
from dvcrawler.discovery.pagers.script_values import find_assigned, inline_scripts, read_globals, simplify
from dvcrawler.extract.page import Page

_COUNTER = r"([A-Za-z_$][\w$]{0,60})"
#: `page++`, `++page`, `page += 1`, `page = page + 1`.
_COUNTS = re.compile(
    rf"(?<![\w$.])(?:{_COUNTER}\s?\+\+|\+\+\s?{_COUNTER}|{_COUNTER}\s{{0,3}}\+=\s{{0,3}}1(?![\w.])"
    rf"|{_COUNTER}\s{{0,3}}=\s{{0,3}}(?=\4\s{{0,3}}\+\s{{0,3}}1(?![\w.])))"
)
_FUNCTION = (
    r"(?:async\s{1,3})?(?:function\s{0,3}\(\w{0,20}\)|\(\w{0,20}\)\s{0,3}=>|\w{1,20}\s{0,3}=>)\s{0,3}\{"
)
_HANDLER = re.compile(
    r"\.(?:click\(|(?:on|addEventListener)\(\s{0,3}['\"]click['\"]\s{0,3},\s{0,3}"
    rf"(?:['\"]([^'\"\n]{{1,80}})['\"]\s{{0,3}},\s{{0,3}})?)\s{{0,3}}{_FUNCTION}"
)
_LONGEST_SELECTOR = 120
_SELECTOR = re.compile(r"([#.][\w-]{1,60})(?=['\" ,)]|$)|getElementById\(['\"]([\w-]{1,60})['\"]")


def _handlers(page: Page, control: Element) -> Iterator[Turn]:
    """The functions that scripts bind to clicks on the control, by its id or one of its classes."""
    if b"click" not in page.data:
        return
    names = {f"#{control.get('id') or ''}", *(f".{name}" for name in (control.get("class") or "").split())}
    for text in inline_scripts(page):
        for found in _HANDLER.finditer(text):
            before = re.split(r"[;}\n]", text[max(0, found.start() - _LONGEST_SELECTOR) : found.start()])[-1]
            bound = _SELECTOR.findall(found[1] or before) or _SELECTOR.findall(
                find_assigned(text, before.strip())
            )
            if names.intersection(each or f"#{by_id}" for each, by_id in bound):
                code = simplify(until_closed(text[found.end() : found.end() + LONGEST_FUNCTION]))
                yield Turn("page", code, dict(read_variables(page, code, {})))


def turn_by_handler(page: Page, control: Element, number: int) -> NextPage | None:
    """The page that a function bound to clicks on the control requests; None if that is not certain."""
    return next((found for turn in _handlers(page, control) if (found := ask(page, turn, number))), None)


def ask(page: Page, turn: Turn, number: int) -> NextPage | None:
    """The request that the code sends for the next page, by its number in the call or in a variable."""
    known = read_globals(page, turn.code) | dict(turn.values)
    counted = [*_COUNTS.finditer(turn.code)]

    def values_at(place: int) -> Mapping[str, str]:
        values = dict(known)
        for found in counted:
            name = found[1] or found[2] or found[3] or found[4]
            if found.start() < place and values.get(name, "").isdecimal():
                values[name] = str(int(values[name]) + 1)
        return values

    return find_request(page, turn.code, number, values_at)
