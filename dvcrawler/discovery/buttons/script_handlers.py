"""Clicks bound to a pager's button by a script, and the requests that count pages in a variable."""

import re
from collections.abc import Callable, Iterator
from itertools import islice
from typing import NamedTuple

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_requests import find_request
from dvcrawler.discovery.buttons.script_requests import may_request
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.opening_code import write_attributes
from dvcrawler.extract.scripts.script_calls import (
    CALL,
    VARIABLE,
    ScriptCall,
    find_definitions,
    read_handlers,
    read_variables,
    selectors_of,
)
from dvcrawler.extract.scripts.script_constants import read_constants
from dvcrawler.extract.scripts.script_values import (
    Values,
    inline_scripts,
    put_together,
    read_arguments,
    read_globals,
    simplify,
)
from dvcrawler.patterns import lazy_regex

#: `load(++page)`: counted before the call; `load(page++)` after it.
_FIRST = lazy_regex(r"\+\+\s?[A-Za-z_$]")
#: Functions that a handler calls, and boxes around a control that may be named in its place.
_MOST_CALLS, _LEVELS = 8, 3
_NAME = r"[A-Za-z_$][\w$]{0,60}(?:\.[A-Za-z_$][\w$]{0,60})?"
#: `page++`, `++page`, `skip += size`, `page = page + 1`.
_COUNTS = lazy_regex(
    rf"(?<![\w$.])(?:(?P<after>{_NAME})\s?\+\+|\+\+\s?(?P<before>{_NAME})"
    rf"|(?P<raised>{_NAME})\s{{0,3}}\+=\s{{0,3}}(?P<step>[0-9]{{1,4}}|{_NAME})(?![\w$.(])"
    rf"|(?P<set>{_NAME})\s{{0,3}}=\s{{0,3}}(?=(?P=set)\s{{0,3}}\+\s{{0,3}}1(?![\w.])))"
)
#: What components call themselves: `this.page`, `$scope.page`.
_OWN = lazy_regex(r"(?<![\w$.])(?:this|self|that|vm|\$scope)\.(?=[A-Za-z_$])")
#: A number in the data of a component, or set on it.
_FIELD = lazy_regex(
    r"(?<![\w$])([A-Za-z_$][\w$]{0,60})['\"]?\s{0,3}[:=]\s{0,3}([0-9]{1,4})\s{0,3}(?=[,;}\n]|$)"
)


def _find_handlers(page: Page, control: Element) -> Iterator[ScriptCall]:
    """The functions that scripts bind to clicks on the control, by its id or one of its classes, or by those
    of a box around it: `$('#paging a').click(…)`.
    """
    around = islice(control.iterancestors(), _LEVELS)
    own = set().union(selectors_of(control), *map(selectors_of, around))
    for names, code in read_handlers(page):
        if not names.isdisjoint(own):
            own_code = write_attributes(code, control)
            yield ScriptCall("page", own_code, dict(read_variables(page, own_code, {})))


def turn_by_handler(page: Page, control: Element, number: int) -> NextPage | None:
    """The page that a function bound to clicks on the control requests; None if that is not certain."""
    return next((found for turn in _find_handlers(page, control) if (found := ask(page, turn, number))), None)


def ask(page: Page, turn: ScriptCall, number: int) -> NextPage | None:
    """The request that the code sends for the next page, by its number in the call or in a variable; or that
    of the one function which it calls with that number: `page++; loadMore(page)`.
    """
    code = _OWN.sub("", turn.code)
    values_at = _read_counts(page, code, turn.values)
    if may_request(code):
        return find_request(page, code, number, values_at)
    turns = _read_called(page, code, values_at)
    found = [find_request(page, each.code, number, _read_counts(page, *each)) for each in turns]
    asked = [each for each in found if each is not None]
    return asked[0] if len(asked) == 1 else None


class _Called(NamedTuple):
    code: str
    values: Values


def _read_called(page: Page, code: str, values_at: Callable[[int], Values]) -> Iterator[_Called]:
    """The functions that the code calls, with the values of their parameters and of what was counted."""
    for call in islice(CALL.finditer(code), _MOST_CALLS):
        values = values_at(call.end() if _FIRST.search(call[2]) else call.start())
        for parameters, inner in find_definitions(page, call[1]):
            names = [each.strip() for each in parameters.split(",")]
            given = zip(names, read_arguments(call[2].replace("++", ""), values), strict=False)
            known = {**values, **{key: value for key, value in given if value is not None}}
            inner = _OWN.sub("", simplify(inner))
            yield _Called(inner, known | dict(read_variables(page, inner, known)))


def _read_counts(page: Page, code: str, given: Values) -> Callable[[int], Values]:
    """The variables at a place of the code, in which some may be counted up before it."""
    counted = [*_COUNTS.finditer(code)]
    names = {name for found in counted for name in found.groups() if name}
    members = read_constants(page) if any("." in name for name in names) else {}
    known = members | _read_fields(page, names) | read_globals(page, code) | dict(given)
    changes = sorted([*counted, *VARIABLE.finditer(code)] if counted else [], key=lambda found: found.start())

    def values_at(place: int) -> Values:
        values = dict(known)
        for found in changes:
            if found.start() < place:
                _change(values, found)
        return values

    return values_at


def _change(values: dict[str, str], found: re.Match[str]) -> None:
    """Counts a variable up, or sets one that is put together from those that were counted."""
    if found.re.groupindex:  # a declaration's groups have no names
        _count(values, found)
    elif (value := put_together(found[2], values)) is not None:
        values[found[1]] = value


def _count(values: dict[str, str], found: re.Match[str]) -> None:
    """Counts a variable up where its value and the step are known."""
    name = found["after"] or found["before"] or found["raised"] or found["set"]
    step = found["step"] or "1"
    step = step if step.isdecimal() else values.get(step, "")
    if values.get(name, "").isdecimal() and step.isdecimal():
        values[name] = str(int(values[name]) + int(step))


def _read_fields(page: Page, names: set[str]) -> dict[str, str]:
    """The numbers that a component begins with, `page: 1`, where the page sets each name once."""
    found: dict[str, list[str]] = {name: [] for name in names}
    for text in inline_scripts(page) if names else ():
        for name, value in _FIELD.findall(text):
            if name in found:
                found[name].append(value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}
