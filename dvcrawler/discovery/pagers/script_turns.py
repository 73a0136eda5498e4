"""What a pager's script does: the functions of the page that it calls, with the values of their parameters.

Functions are parsed, not run: only assignments of parameters and of strings are understood.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice
from urllib.parse import unquote, urlsplit

from lxml.etree import _Element as Element

from dvcrawler.extract.page import Page

#: Caps the characters read of a script, of a function and of the call in an attribute, and the scripts of a
#: page.
_LONGEST_SCRIPT, _LONGEST_FUNCTION, _LONGEST_CALL, _MOST_SCRIPTS = 200_000, 3_000, 500, 60
VALUE = r"""'[^'\n]{0,300}'|"[^"\n]{0,300}"|[\w$.]{1,60}"""
_IS_SCRIPT = re.compile("javascript:", re.I)
CALL = re.compile(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,9}\(([^()]{0,300})\)")
_DEFINITION = re.compile(
    r"(?:(?<![\w$])function\s{1,9}([\w$]{1,60})|(?<![\w$])([\w$]{1,60})\s{0,9}[=:]\s{0,9}function)"
    r"\s{0,9}\(([^()]{0,300})\)\s{0,9}\{"
    r"|(?<![\w$])([\w$]{1,60})\s{0,9}[=:]\s{0,9}\(([^()]{0,300})\)\s{0,9}=>\s{0,9}\{"
)
_TOKEN = re.compile(r"'[^'\n]*'|\"[^\"\n]*\"|,|[^,'\"\s]+")
END = r"\s{0,9}(?=[;,)}\n]|$)"
PIECES = rf"(?:{VALUE})(?:\s{{0,9}}\+\s{{0,9}}(?:{VALUE})){{0,9}}"
_VARIABLE = re.compile(
    rf"(?<![\w$])(?:var|let|const)\s{{1,9}}([\w$]{{1,60}})\s{{0,9}}=\s{{0,9}}({PIECES}){END}"
)
#: What leaves a page's number as it is.
_WRAPPED = re.compile(
    r"(?<![\w$.])(?:parseInt|Number|String|encodeURIComponent)\(\s{0,3}([\w$]{1,60})\s{0,3}(?:,\s?10\s?)?\)"
)
_TEMPLATE = re.compile(r"`([^`\n]{0,300})`")
_PIECE = re.compile(VALUE)


@dataclass(frozen=True, slots=True)
class Turn:
    """A script that may turn the page. `name` of the function, "" for the script in the attribute itself;
    `values` of its parameters.
    """

    name: str
    code: str
    values: Mapping[str, str]


def scripts_of(control: Element) -> Iterator[str]:
    href = (control.get("href") or "").strip()
    written = [
        control.get("onclick"),
        control.get("ng-click"),
        unquote(href) if _IS_SCRIPT.match(href) else "",
    ]
    for script in filter(None, written):
        yield _IS_SCRIPT.sub("", script.strip(), count=1)[:_LONGEST_CALL]


def read_turns(page: Page, script: str) -> Iterator[Turn]:
    """The script itself, and the functions of the page that it calls, with their arguments as values."""
    yield Turn("", script, {})
    for name, written in islice(CALL.findall(script), 5):
        for parameters, code in find_definitions(page, name):
            names = [each.strip() for each in parameters.split(",")]
            given = zip(names, read_arguments(written), strict=False)
            values = {key: value for key, value in given if value is not None}
            if values:
                code = _simplify(code)
                yield Turn(name, code, values | dict(_read_variables(page, code, values)))


def _simplify(code: str) -> str:
    """The code with strings put together only by `+`, and numbers without conversions around them."""
    return _TEMPLATE.sub(_as_sum, _WRAPPED.sub(r"\1", code))


def _as_sum(found: re.Match[str]) -> str:
    return "'" + found[1].replace("'", "").replace("${", "'+").replace("}", "+'") + "'"


def _read_variables(page: Page, code: str, values: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The path of the page, as scripts call it, and what the code puts together before it goes there."""
    path = urlsplit(page.url).path
    known = dict(values)
    for name in ("location.pathname", "window.location.pathname", "document.location.pathname"):
        known[name] = path
        yield name, path
    for name, written in _VARIABLE.findall(code):
        if (value := put_together(written, known)) is not None:
            known[name] = value
            yield name, value


def put_together(written: str, values: Mapping[str, str]) -> str | None:
    pieces = [read_value(each, values) for each in _PIECE.findall(written)]
    known = [piece for piece in pieces if piece is not None]
    return "".join(known) if len(known) == len(pieces) else None


def read_arguments(written: str) -> list[str | None]:
    """The values of a call's arguments; None for an argument that is neither a string nor a number."""
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(written):
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return [read_value(part[0], {}) if len(part) == 1 else None for part in parts]


def read_value(written: str, values: Mapping[str, str]) -> str | None:
    if written[:1] in ("'", '"'):
        return written[1:-1]
    return written if written.isdecimal() else values.get(written)


def find_definitions(page: Page, name: str) -> Iterator[tuple[str, str]]:
    """Yields (parameters, code) of the functions of that name in the page's inline scripts."""
    for script in islice(page.root.iter("script"), _MOST_SCRIPTS):
        text = (script.text or "")[:_LONGEST_SCRIPT]
        if name not in text:
            continue
        for found in _DEFINITION.finditer(text):
            if name in (found[1], found[2], found[4]):
                yield (
                    found[3] or found[5] or "",
                    _until_closed(text[found.end() : found.end() + _LONGEST_FUNCTION]),
                )


def _until_closed(code: str) -> str:
    depth = 1
    for place, character in enumerate(code):
        depth += (character == "{") - (character == "}")
        if depth == 0:
            return code[:place]
    return code
