"""What a handler reads of the element that was clicked: `$(this).data('page')`, `e.target.dataset.id`."""

import re
from functools import partial

from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.scripts.script_values import simplify
from dvcrawler.patterns import lazy_regex

#: `$(this).data('id')`, `this.getAttribute('data-id')`, `e.currentTarget.dataset.id`.
ATTRIBUTE = lazy_regex(
    r"(?:(?:\$|jQuery)\(\s?([\w.]{1,40})\s?\)|(?<![\w$.)])([\w.$]{1,40}))"
    r"\.(?:(data|attr|getAttribute)\(\s?['\"]([\w-]{1,40})['\"]\s?\)|dataset\.(\w{1,40}))"
)
ITSELF = lazy_regex(r"this|(?:e|ev|evt|event)\.(?:currentTarget|target)")
#: `$(this).text()`, `this.innerText`.
_TEXT = lazy_regex(
    r"(?:(?:\$|jQuery)\(\s?this\s?\)\.(?:text|html)\(\s?\)|(?<![\w$.])this\.(?:innerText|textContent|innerHTML)(?![\w$]))"
    r"(?:\.trim\(\s?\))?"
)
#: `var link = $(this);`.
_NAMED = lazy_regex(
    r"(?<![\w$.])([A-Za-z_$][\w$]{0,40})\s{0,3}=\s{0,3}(?:(?:\$|jQuery)\(\s?this\s?\)|this)\s{0,3}(?=[;,\n])"
)
_CAPITAL = lazy_regex("[A-Z]")
_UNWRITTEN, _LONGEST_VALUE = frozenset("'\"\n\\"), 200


def name_attribute(found: re.Match[str]) -> str:
    """The attribute that `ATTRIBUTE` matched: `data-page`."""
    if found[5]:
        return "data-" + _CAPITAL.sub(lambda letter: f"-{letter[0].lower()}", found[5])
    return ("data-" if found[3] == "data" else "") + found[4]


def write_attributes(code: str, element: Element) -> str:
    """The code of a handler with the element's attributes and text in place of what reads them."""
    if "this" not in code and ".currentTarget" not in code and ".target" not in code:
        return code
    names = {*_NAMED.findall(code)}
    written = ATTRIBUTE.sub(partial(_write_attribute, element, names), code)
    written = _TEXT.sub(lambda found: _write(text_of(element).strip()) or found[0], written)
    return code if written == code else simplify(written)


def _write_attribute(element: Element, names: set[str], found: re.Match[str]) -> str:
    holder = found[1] or found[2]
    is_own = ITSELF.fullmatch(holder) is not None or holder in names
    return (is_own and _write(element.get(name_attribute(found)) or "")) or found[0]


def _write(value: str) -> str | None:
    """The value as a script writes it; None for one that it cannot."""
    if not value or len(value) > _LONGEST_VALUE or _UNWRITTEN & {*value}:
        return None
    return value if value.isdecimal() else f"'{value}'"
