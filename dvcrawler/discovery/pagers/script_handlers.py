"""Clicks bound to a pager's button by a script, and the requests that count pages in a variable."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.page_forms import NextPage
from dvcrawler.discovery.pagers.pager_requests import find_request
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.click_handlers import read_handlers, selectors_of
from dvcrawler.extract.scripts.script_calls import ScriptCall, read_variables
from dvcrawler.extract.scripts.script_values import inline_scripts, read_globals

_COUNTER = r"([A-Za-z_$][\w$]{0,60})"
#: `page++`, `++page`, `page += 1`, `page = page + 1`.
_COUNTS = re.compile(
    rf"(?<![\w$.])(?:{_COUNTER}\s?\+\+|\+\+\s?{_COUNTER}|{_COUNTER}\s{{0,3}}\+=\s{{0,3}}1(?![\w.])"
    rf"|{_COUNTER}\s{{0,3}}=\s{{0,3}}(?=\4\s{{0,3}}\+\s{{0,3}}1(?![\w.])))"
)
#: What components call themselves: `this.page`, `$scope.page`.
_OWN = re.compile(r"(?<![\w$.])(?:this|self|that|vm|\$scope)\.(?=[A-Za-z_$])")
#: A number in the data of a component, or set on it.
_FIELD = re.compile(
    r"(?<![\w$])([A-Za-z_$][\w$]{0,60})['\"]?\s{0,3}[:=]\s{0,3}([0-9]{1,4})\s{0,3}(?=[,;}\n]|$)"
)


def _find_handlers(page: Page, control: Element) -> Iterator[ScriptCall]:
    """The functions that scripts bind to clicks on the control, by its id or one of its classes."""
    own = selectors_of(control)
    for names, code in read_handlers(page):
        if not names.isdisjoint(own):
            yield ScriptCall("page", code, dict(read_variables(page, code, {})))


def turn_by_handler(page: Page, control: Element, number: int) -> NextPage | None:
    """The page that a function bound to clicks on the control requests; None if that is not certain."""
    return next((found for turn in _find_handlers(page, control) if (found := ask(page, turn, number))), None)


def ask(page: Page, turn: ScriptCall, number: int) -> NextPage | None:
    """The request that the code sends for the next page, by its number in the call or in a variable."""
    code = _OWN.sub("", turn.code)
    counted = [*_COUNTS.finditer(code)]
    fields = _read_fields(page, {name for found in counted for name in found.groups() if name})
    known = fields | read_globals(page, code) | dict(turn.values)

    def values_at(place: int) -> Mapping[str, str]:
        values = dict(known)
        for found in counted:
            name = found[1] or found[2] or found[3] or found[4]
            if found.start() < place and values.get(name, "").isdecimal():
                values[name] = str(int(values[name]) + 1)
        return values

    return find_request(page, code, number, values_at)


def _read_fields(page: Page, names: set[str]) -> dict[str, str]:
    """The numbers that a component begins with, `page: 1`, where the page sets each name once."""
    found: dict[str, list[str]] = {name: [] for name in names}
    for text in inline_scripts(page) if names else ():
        for name, value in _FIELD.findall(text):
            if name in found:
                found[name].append(value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}
