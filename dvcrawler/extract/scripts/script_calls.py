"""Reads the script of a link: the functions of the page that it calls, with their parameters, and those bound
to clicks and changes: `$('.tin').click(function () { … })`.

Functions are parsed, not run: only assignments of parameters and of strings are understood.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml import etree

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import (
    PIECES,
    find_assigned,
    inline_scripts,
    put_together,
    read_arguments,
    read_globals,
    simplify,
)
from dvcrawler.patterns import lazy_regex

#: Caps the characters read of a function and of the call in an attribute.
_LONGEST_FUNCTION, _LONGEST_CALL = 3_000, 500
#: A variable's name, and not that of a member or of a key; texts are passed over.
_WORD = lazy_regex(r"'[^'\n]*'|\"[^\"\n]*\"|(?<![\w$.])[A-Za-z_$][\w$]{0,60}(?![\w$]|\s?:)")
_IS_SCRIPT = lazy_regex(r"\A\s{0,9}javascript:", re.I)
CALL = lazy_regex(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,9}\(([^()]{0,300})\)")
_DEFINITION = lazy_regex(
    r"(?:(?<![\w$])function\s{1,9}([\w$]{1,60})|(?<![\w$])([\w$]{1,60})\s{0,9}[=:]\s{0,9}(?:async\s{1,9})?function)"
    r"\s{0,9}\(([^()]{0,300})\)\s{0,9}\{"
    r"|(?<![\w$])([\w$]{1,60})\s{0,9}[=:]\s{0,9}(?:async\s{0,9})?\(([^()]{0,300})\)\s{0,9}=>\s{0,9}\{"
    r"|(?<![\w$.])([\w$]{1,60})\(([^()]{0,300})\)\s{0,9}\{"
)
#: Attributes in which frameworks write the script of a click: `@click.prevent`, `x-on:click`, `(click)`.
_CLICK = lazy_regex(r"(?:on|(?:data-)?ng-|x-on:|v-on:|on:|wire:|@|\()click(?:[.|][\w.|-]{1,40})?\)?")
_CLICK_MARKS = (b"@click", b"on:click", b"ng-click", b"wire:click", b"(click)")
END = r"\s{0,9}(?=[;,)}\n]|$)"
VARIABLE = lazy_regex(
    rf"(?<![\w$])(?:var|let|const)\s{{1,9}}([\w$]{{1,60}})\s{{0,9}}=\s{{0,9}}({PIECES}){END}"
)
#: The address that the code opens, joined from its pieces; by the routers of applications too.
GOES = lazy_regex(
    r"(?<![\w$])(?:location(?:\.href|\.search)?\s{0,9}(?:=(?!=)|\.(?:assign|replace)\()"
    r"|(?:\$?[rR]outer\.(?:push|replace)|navigateTo)\()\s{0,9}"
    rf"({PIECES}){END}"
)
_FUNCTION = (
    r"(?:async\s{0,3})?(?:function\s{0,3}\(\w{0,20}\)|\(\w{0,20}\)\s{0,3}=>|\w{1,20}\s{0,3}=>)\s{0,3}\{"
)
_HANDLER = lazy_regex(
    r"\.(?:(click|change)\(|on(click|change)\s{0,3}=|(?:on|addEventListener)\(\s{0,3}['\"](click|change)['\"]\s{0,3},\s{0,3}"
    rf"(?:['\"]([^'\"\n]{{1,80}})['\"]\s{{0,3}},\s{{0,3}})?)\s{{0,3}}(?:{_FUNCTION}|([A-Za-z_$][\w$]{{0,60}})\s{{0,3}}(?=[);,\n]))"
)
_LONGEST_SELECTOR = 120
_SELECTOR = lazy_regex(r"([#.][\w-]{1,60})(?=['\" ,)]|$)|getElementById\(['\"]([\w-]{1,60})['\"]")


@dataclass(frozen=True, slots=True)
class ScriptCall:
    """A script that may lead to another page. `name` of the function, "" for the script in the attribute
    itself; `values` of its parameters.
    """

    name: str
    code: str
    values: Mapping[str, str]


def scripts_of(control: Element) -> Iterator[str]:
    """The scripts that a click on the control runs: in its attributes or its address."""
    href = (control.get("href") or "").strip()
    written = [control.get(name) for name in map(str, control.keys()) if _CLICK.fullmatch(name)]
    written.append(unquote(href) if _IS_SCRIPT.match(href) else "")
    for script in filter(None, written):
        yield _IS_SCRIPT.sub("", script.strip())[:_LONGEST_CALL]


def framework_clicks(page: Page) -> Iterator[Element]:
    """The elements on which a framework's attribute binds a click, except for plain anchors."""
    if not any(mark in page.data for mark in _CLICK_MARKS):
        return
    for element in page.root.iter(etree.Element):
        if any("click" in name and name != "onclick" for name in map(str, element.keys())):
            yield element


def read_calls(page: Page, script: str) -> Iterator[ScriptCall]:
    """The script itself, and the functions of the page that it calls, with their arguments as values."""
    yield ScriptCall("", script, {})
    for name, written in islice(CALL.findall(script), 5):
        for parameters, code in find_definitions(page, name):
            names = [each.strip() for each in parameters.split(",")]
            given = zip(names, read_arguments(written), strict=False)
            code = _name_control(code, names, written)
            values = {key: value for key, value in given if value is not None}
            code = simplify(code)
            yield ScriptCall(name, code, values | dict(read_variables(page, code, values)))


def _name_control(code: str, names: Sequence[str], written: str) -> str:
    """The code with the control's own name for it, `load(this)`, in place of the parameter's."""
    given = (each.strip() for each in written.split(","))
    written_for = (name for name, each in zip(names, given, strict=False) if each == "this")
    name = next(written_for, "").partition("=")[0].rstrip()
    if not name:
        return code
    return _WORD.sub(lambda found: "this" if found[0] == name else found[0], code)


def read_variables(page: Page, code: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The path of the page, as scripts call it, and what the code puts together before it goes there."""
    path = urlsplit(page.url).path
    known = read_globals(page, code) | dict(values)
    for name in ("location.pathname", "window.location.pathname", "document.location.pathname"):
        known[name] = path
        yield name, path
    for name, written in VARIABLE.findall(code):
        if (value := put_together(written, known)) is not None:
            known[name] = value
            yield name, value


def find_definitions(page: Page, name: str) -> Iterator[tuple[str, str]]:
    """Yields (parameters, code) of the functions of that name in the page's inline scripts."""
    for text in inline_scripts(page):
        if name not in text:
            continue
        for found in _DEFINITION.finditer(text):
            if name in (found[1], found[2], found[4], found[6]):
                yield (found[3] or found[5] or found[7] or "", read_body(text, found.end()))


def read_body(script: str, start: int) -> str:
    """The code of the function whose first brace ends at `start`."""
    return _until_closed(script[start : start + _LONGEST_FUNCTION])


def _until_closed(code: str) -> str:
    depth = 1
    for place, character in enumerate(code):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return code[:place]
    return code


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
            for code in _read_bound(page, text, found):
                yield names, simplify(code)


def _read_bound(page: Page, text: str, handler: re.Match[str]) -> Iterator[str]:
    """The code of a handler, which may be named: `addEventListener('click', loadMore)`."""
    if handler[5] is None:
        yield read_body(text, handler.end())
    else:
        yield from (code for _, code in find_definitions(page, handler[5]))


def selectors_of(element: Element) -> set[str]:
    """The selectors by which a handler may name the element."""
    classes = (element.get("class") or "").split()
    return {f"#{element.get('id') or ''}", *(f".{name}" for name in classes)}
