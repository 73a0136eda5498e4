"""Clicks bound to a pager's button by a script, and the requests that count pages in a variable."""

import re
from collections.abc import Iterator, Mapping

from lxml.etree import _Element as Element

from dvcrawler.discovery.pagers.page_forms import NextPage
from dvcrawler.discovery.pagers.pager_requests import find_request
from dvcrawler.extract.click_handlers import names_of, read_handlers
from dvcrawler.extract.page import Page
from dvcrawler.extract.script_calls import ScriptCall, read_variables
from dvcrawler.extract.script_values import read_globals

_COUNTER = r"([A-Za-z_$][\w$]{0,60})"
#: `page++`, `++page`, `page += 1`, `page = page + 1`.
_COUNTS = re.compile(
    rf"(?<![\w$.])(?:{_COUNTER}\s?\+\+|\+\+\s?{_COUNTER}|{_COUNTER}\s{{0,3}}\+=\s{{0,3}}1(?![\w.])"
    rf"|{_COUNTER}\s{{0,3}}=\s{{0,3}}(?=\4\s{{0,3}}\+\s{{0,3}}1(?![\w.])))"
)


def _handlers(page: Page, control: Element) -> Iterator[ScriptCall]:
    """The functions that scripts bind to clicks on the control, by its id or one of its classes."""
    own = names_of(control)
    for names, code in read_handlers(page):
        if not names.isdisjoint(own):
            yield ScriptCall("page", code, dict(read_variables(page, code, {})))


def turn_by_handler(page: Page, control: Element, number: int) -> NextPage | None:
    """The page that a function bound to clicks on the control requests; None if that is not certain."""
    return next((found for turn in _handlers(page, control) if (found := ask(page, turn, number))), None)


def ask(page: Page, turn: ScriptCall, number: int) -> NextPage | None:
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
