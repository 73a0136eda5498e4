"""Code that opens an address: `location = '/tin/' + id`, `window.open($(this).data('link'))`.

Its address is read if all that it is joined from is known: strings, the arguments of a call, and attributes
of the link.
"""

import re
from collections.abc import Mapping
from typing import NamedTuple

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.choice_links import OPENS
from dvcrawler.extract.scripts.own_attributes import ATTRIBUTE, ITSELF, name_attribute
from dvcrawler.extract.scripts.script_calls import GOES, VARIABLE, read_variables
from dvcrawler.extract.scripts.script_values import put_together, read_globals, simplify

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
    code = simplify(ATTRIBUTE.sub(lambda found: _name_value(found, names), code))
    found = {*GOES.findall(code), *OPENS.findall(code)}
    if len(found) != 1:
        return None
    return Opening(names, code, found.pop(), read_globals(page, code) | dict(read_variables(page, code, {})))


def _name_value(found: re.Match[str], parameters: tuple[str, ...]) -> str:
    """The attribute that the code reads of the link, as the name of a variable."""
    holder = found[1] or found[2]
    if not ITSELF.fullmatch(holder) and holder not in parameters:
        return found[0]
    return _OF_LINK + name_attribute(found).replace("-", "_")


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
