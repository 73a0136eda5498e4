"""Constants of a page's scripts: members of objects, and functions without parameters that give a text."""

import re
from collections.abc import Iterator, Mapping
from urllib.parse import urlencode

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import (
    PIECES,
    VALUE,
    inline_scripts,
    put_together,
    read_fields,
    read_globals,
)
from dvcrawler.patterns import lazy_regex

_NAME = r"[A-Za-z_$][\w$]{0,60}"
_OBJECT = lazy_regex(
    rf"(?<![\w$])(?:var|let|const)\s{{1,9}}({_NAME})\s{{0,9}}=\s{{0,9}}\{{([^{{}}]{{0,1000}})\}}"
)
_MEMBER = lazy_regex(rf"(?<![\w$])({_NAME})['\"]?\s{{0,9}}:\s{{0,9}}({VALUE})\s{{0,9}}(?=,|$)")
_FUNCTION = lazy_regex(
    rf"(?<![\w$])(?:function\s{{1,9}}({_NAME})\s{{0,9}}\(\s{{0,9}}\)\s{{0,9}}\{{\s{{0,9}}return\s{{1,9}}({PIECES})"
    rf"\s{{0,9}};?\s{{0,9}}\}}|({_NAME})\s{{0,9}}=\s{{0,9}}\(\s{{0,9}}\)\s{{0,9}}=>\s{{0,9}}({PIECES})\s{{0,9}}(?=[;\n]|$))"
)
#: What a component sets on itself: `$scope.page = 1`, `this.size = 10`.
_SET = lazy_regex(
    rf"(?<![\w$.])((?:this|self|that|vm|\$scope)\.{_NAME})\s{{0,9}}=\s{{0,9}}({VALUE})\s{{0,9}}(?=[;,}}\n]|$)"
)
#: What a component begins with: `data: {page: 1}`, `data() { return {page: 1} }`, `x-data="{page: 1, …}"`.
_DATA = lazy_regex(
    r"(?:(?<![\w$])data\s{0,9}(?::\s{0,9}(?:function\s{0,9})?)?(?:\(\s{0,3}\)\s{0,9}(?:=>\s{0,9}\(|\{\s{0,9}return)\s{0,9})?|\A\s{0,9})"
    r"\{([^{}]{1,1000})"
)
#: `const page = ref(1)`, which is read as `page.value`.
_REF = lazy_regex(
    rf"(?<![\w$.])({_NAME})\s{{0,9}}=\s{{0,9}}(?:shallowRef|ref)\(\s{{0,3}}({VALUE})\s{{0,3}}\)"
)
#: `async function load(page = 1) {`.
_DEFAULT = lazy_regex(
    rf"(?:(?<![\w$])function\s{{1,9}}{_NAME}|=\s{{0,9}}(?:async\s{{0,9}})?)\(\s{{0,9}}({_NAME})\s{{0,9}}=\s{{0,9}}({VALUE})\s{{0,9}}[,)]"
)
_PARAMETERS = lazy_regex(
    rf"(?<![\w$.])({_NAME})\s{{0,9}}=\s{{0,9}}new\s{{1,9}}URLSearchParams\(\s{{0,9}}\{{([^{{}}]{{1,300}})\}}\s{{0,9}}\)"
)
#: After the name of a function, for what it gives.
_RESULT = ".$result"
_CALL = lazy_regex(rf"(?<![\w$.])({_NAME})\(\s{{0,3}}\)")


def read_constants(page: Page) -> dict[str, str]:
    """The values by what `name_results` and scripts call them; what is defined in several ways has none."""
    found: dict[str, str | None] = {}
    for text in inline_scripts(page):
        for name, value in (*_read_script(text), *_read_parameters(page, text)):
            found[name] = None if found.get(name, value) != value else value
    return {name: value for name, value in found.items() if value is not None}


def _read_script(text: str) -> Iterator[tuple[str, str | None]]:
    for found in _OBJECT.finditer(text):
        for member, value in _MEMBER.findall(found[2]):
            yield f"{found[1]}.{member}", put_together(value, {})
    for found in _DATA.finditer(text):
        yield from (
            (f"this.{member}", put_together(value, {})) for member, value in _MEMBER.findall(found[1])
        )
    yield from ((f"{name}.value", put_together(value, {})) for name, value in _REF.findall(text))
    for name, value in (*_SET.findall(text), *_DEFAULT.findall(text)):
        yield name, put_together(value, {})
    for found in _FUNCTION.finditer(text):
        yield (found[1] or found[3]) + _RESULT, put_together(found[2] or found[4], {})


def _read_parameters(page: Page, text: str) -> Iterator[tuple[str, str | None]]:
    """Queries that are made of an object: `new URLSearchParams({page, size: 10})`."""
    for name, written in _PARAMETERS.findall(text):
        fields = read_fields(written, read_globals(page, written))
        yield name, urlencode(fields) if fields is not None else None


def name_results(code: str, constants: Mapping[str, str]) -> str:
    """The code with the names of results in the place of the calls that give them."""
    names = {name for name in constants if name.endswith(_RESULT)}

    def name(found: re.Match[str]) -> str:
        return found[1] + _RESULT if found[1] + _RESULT in names else found[0]

    return _CALL.sub(name, code) if names else code
