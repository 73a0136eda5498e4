"""Code that opens an address: `location = '/tin/' + id`, `window.open($(this).data('link'))`.

Its address is read if all that it is joined from is known: strings, the arguments of a call, and attributes
of the link.
"""

import re
from collections.abc import Mapping
from functools import partial
from typing import NamedTuple

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.choice_links import OPENS
from dvcrawler.extract.scripts.script_calls import GOES, VARIABLE, read_variables
from dvcrawler.extract.scripts.script_values import put_together, read_globals, simplify
from dvcrawler.patterns import lazy_regex

#: `$(this).data('id')`, `this.getAttribute('data-id')`, `e.currentTarget.dataset.id`.
_ATTRIBUTE = lazy_regex(
    r"(?:(?:\$|jQuery)\(\s?([\w.]{1,40})\s?\)|(?<![\w$.)])([\w.$]{1,40}))"
    r"\.(?:(data|attr|getAttribute)\(\s?['\"]([\w-]{1,40})['\"]\s?\)|dataset\.(\w{1,40}))"
)
_ITSELF = lazy_regex(r"this|(?:e|ev|evt|event)\.(?:currentTarget|target)")
#: `$(this).text()`, `this.innerText`.
_TEXT = lazy_regex(
    r"(?:(?:\$|jQuery)\(\s?this\s?\)\.(?:text|html)\(\s?\)|(?<![\w$.])this\.(?:innerText|textContent|innerHTML)(?![\w$]))"
    r"(?:\.trim\(\s?\))?"
)
#: `var link = $(this);`.
_NAMED = lazy_regex(
    r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,3}=\s{0,3}(?:(?:\$|jQuery)\(\s?this\s?\)|this)\s{0,3}(?=[;,\n])"
)
#: `this.dataset.page++`, `b.dataset.page = Number(b.dataset.page) + 1`.
_COUNTED = lazy_regex(r"(?<![\w$.)])([\w.$]{1,40})\.dataset\.(\w{1,40})\s{0,3}(?:\+\+|\+?=(?!=))")
_DATA = lazy_regex(r"(?<![\w$.)])([\w.$]{1,40})\.dataset\.(\w{1,40})(?!\w)")
_CAPITAL = lazy_regex("[A-Z]")
_UNWRITTEN, _LONGEST_VALUE = frozenset("'\"\n\\"), 200
_OPENING = ("location", "open(", "outer.", "navigateTo(")
#: Before the name of an attribute of the link in code.
_OF_LINK = "link$."


class Opening(NamedTuple):
    """Code that opens one address: `address` as it is written, `known` the values of its variables."""

    parameters: tuple[str, ...]
    code: str
    address: str
    known: Mapping[str, str]


def read_opening(page: Page, parameters: str, code: str) -> Opening | None:
    """The code of a function with these parameters; None if it opens no address, or one of several."""
    names = tuple(each.strip() for each in parameters.split(","))
    if not any(mark in code for mark in _OPENING):
        return None
    code = simplify(_ATTRIBUTE.sub(lambda found: _name_value(found, names), code))
    found = {*GOES.findall(code), *OPENS.findall(code)}
    if len(found) != 1:
        return None
    return Opening(names, code, found.pop(), read_globals(page, code) | dict(read_variables(page, code, {})))


def _name_value(found: re.Match[str], parameters: tuple[str, ...]) -> str:
    """The attribute that the code reads of the link, as the name of a variable."""
    holder = found[1] or found[2]
    if not _ITSELF.fullmatch(holder) and holder not in parameters:
        return found[0]
    return _OF_LINK + _name_attribute(found).replace("-", "_")


def evaluate(code: Opening, arguments: list[str | None], element: Element) -> str | None:
    """The address that the code opens for this link; None if a part of it is not known."""
    values = dict(code.known)
    values |= {
        _OF_LINK + str(name).replace("-", "_"): str(value).strip() for name, value in element.attrib.items()
    }
    given = zip(code.parameters, arguments, strict=False)
    values |= {name: value for name, value in given if value is not None}
    for name, written in VARIABLE.findall(code.code):
        if (value := put_together(written, values)) is not None:
            values[name] = value
    return put_together(code.address, values)


def _name_attribute(found: re.Match[str]) -> str:
    """The attribute that `_ATTRIBUTE` matched: `data-page`."""
    if found[5]:
        return "data-" + _CAPITAL.sub(lambda letter: f"-{letter[0].lower()}", found[5])
    return ("data-" if found[3] == "data" else "") + found[4]


def write_attributes(code: str, element: Element) -> str:
    """The code of a handler with the element's attributes and text in place of what reads them."""
    if "this" not in code and ".currentTarget" not in code and ".target" not in code:
        return code
    names = {*_NAMED.findall(code)}
    code = _name_counted(code, names, element)
    written = _ATTRIBUTE.sub(partial(_write_attribute, element, names), code)
    written = _TEXT.sub(lambda found: _write(text_of(element).strip()) or found[0], written)
    return code if written == code else simplify(written)


def _name_counted(code: str, names: set[str], element: Element) -> str:
    """The code with a variable in place of an attribute that it counts up."""
    for holder, name in _COUNTED.findall(code):
        value = element.get("data-" + _CAPITAL.sub(lambda letter: f"-{letter[0].lower()}", name)) or ""
        if value.isdecimal() and (_ITSELF.fullmatch(holder) or holder in names):
            code = f"var {name}$ = {value};" + simplify(_replace_data(code, holder, name))
    return code


def _replace_data(code: str, holder: str, name: str) -> str:
    return _DATA.sub(lambda found: f"{name}$" if found.groups() == (holder, name) else found[0], code)


def _write_attribute(element: Element, names: set[str], found: re.Match[str]) -> str:
    holder = found[1] or found[2]
    is_own = _ITSELF.fullmatch(holder) is not None or holder in names
    return (is_own and _write(element.get(_name_attribute(found)) or "")) or found[0]


def _write(value: str) -> str | None:
    """The value as a script writes it; None for one that it cannot."""
    if not value or len(value) > _LONGEST_VALUE or _UNWRITTEN & {*value}:
        return None
    return value if value.isdecimal() else f"'{value}'"
