"""Values in a page's script: strings, numbers, variables, and what is put together from them."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from itertools import islice

from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.page_values import write_data, write_hidden
from dvcrawler.patterns import lazy_regex

#: Caps the characters read of a script, and the scripts of a page.
_LONGEST_SCRIPT, _MOST_SCRIPTS = 200_000, 60
VALUE = r"""'[^'\n]{0,300}'|"[^"\n]{0,300}"|[\w$.]{1,60}"""
PIECES = rf"(?:{VALUE})(?:\s{{0,9}}\+\s{{0,9}}(?:{VALUE})){{0,9}}"
_PIECE = lazy_regex(VALUE)
_SUM = lazy_regex(PIECES)
_TOKEN = lazy_regex(r"'[^'\n]*'|\"[^\"\n]*\"|,|[^,'\"\s]+")
#: Calls that do not change a page's number.
_WRAPPED = lazy_regex(
    r"(?<![\w$.])(?:parseInt|Number|String|encodeURIComponent)\(\s{0,3}([\w$]{1,60})\s{0,3}(?:,\s?10\s?)?\)"
)
_AS_TEXT = lazy_regex(r"(?<=[\w$])\.toString\(\s{0,3}\)")
#: `'?page=' + (page + 1)` and `${page + 1}`: as a separate variable, with `_NEXT` after its name.
_NEXT = ".$next"
_ADDED = lazy_regex(r"(?<=[+,:(=]) ?\(\s?([\w$]{1,60})\s?\+\s?1\s?\)")
_ADDED_IN_TEMPLATE = lazy_regex(r"\$\{\s?([\w$]{1,60})\s?\+\s?1\s?\}")
#: `const url = new URL('/ajax/tin', location.origin)`.
_NEW_URL = lazy_regex(
    rf"(?<==)\s{{0,9}}new\s{{1,9}}URL\(\s{{0,9}}({PIECES})\s{{0,9}}(?:,\s{{0,9}}[\w.$]{{1,60}}\s{{0,9}})?\)"
)
_TEMPLATE = lazy_regex(r"`([^`\n]{0,300})`")
_IN_TEMPLATE = lazy_regex(r"\$\{([^{}]{0,200})\}")
_FIELD = lazy_regex(
    rf"\s{{0,9}}['\"]?([\w$.\[\]-]{{1,60}})['\"]?\s{{0,9}}(?::\s{{0,9}}({PIECES})\s{{0,9}})?(?:,|$)"
)
_NAME = lazy_regex(r"[A-Za-z_$][\w$]{0,60}")
_GLOBAL = lazy_regex(
    rf"(?:(?<![\w$])(?:var|let|const)\s{{1,9}}|,\s{{0,9}})([A-Za-z_$][\w$]{{0,60}})\s{{0,9}}=\s{{0,9}}({VALUE})"
    r"\s{0,9}(?=[;,\n]|$)"
)
#: A text of several lines, such as the query of GraphQL.
_GLOBAL_TEXT = lazy_regex(
    r"(?<![\w$])(?:var|let|const)\s{1,9}([A-Za-z_$][\w$]{0,60})\s{0,9}=\s{0,9}(?:gql\s{0,3})?`([^`]{0,3000})`"
)
_CHOICE = lazy_regex(
    rf"\(\s{{0,3}}([A-Za-z_$][\w$]{{0,60}})\s{{0,3}}\?\s{{0,3}}{PIECES}\s{{0,3}}:\s{{0,3}}(?:''|\"\")\s{{0,3}}\)"
)
_ASSIGNED = lazy_regex(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,9}\+?=(?!=)")
#: What the next request goes by, out of the last answer.
_REPLACED = lazy_regex(
    r"(?<![\w$.])([\w$]{0,20}(?:[nN]ext|[mM]ore|[cC]ursor)[\w$]{0,20})\s{0,3}=\s{0,3}[A-Za-z_$][\w$]{0,30}\.[A-Za-z_$][\w$.]{0,60}\s{0,3}[;,}\n]"
)
_ASSIGNMENT = lazy_regex(r"(?<![\w$.])([A-Za-z_$][\w$]{0,60})\s{0,9}=(?!=)([^;\n]{0,200})")

Values = Mapping[str, str]


def put_together(written: str, values: Values) -> str | None:
    """The text or the sum of the pieces; None if one of them is not known."""
    pieces = [read_value(each, values) for each in _PIECE.findall(written)]
    known = [piece for piece in pieces if piece is not None]
    if len(known) < len(pieces):
        return None
    if len(known) > 1 and "'" not in written and '"' not in written and all(map(str.isdecimal, known)):
        return str(sum(map(int, known)))
    return "".join(known)


def read_value(written: str, values: Values) -> str | None:
    if written[:1] in ("'", '"'):
        return written[1:-1]
    if written.endswith(_NEXT):
        name = written.removesuffix(_NEXT)
        number = values.get(name, name)
        return str(int(number) + 1) if number.isdecimal() else None
    return written if written.isdecimal() else values.get(written)


def read_arguments(written: str, values: Values | None = None) -> list[str | None]:
    """The values of a call's arguments: strings, numbers, or joined from `values`; None for any other."""
    parts: list[list[str]] = [[]]
    for token in _TOKEN.findall(written):
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    if values is not None:
        return [_read_argument(" ".join(part), values) for part in parts]
    return [read_value(part[0], {}) if len(part) == 1 else None for part in parts]


def _read_argument(written: str, values: Values) -> str | None:
    return put_together(written, values) if _SUM.fullmatch(written) else None


def read_fields(written: str, values: Values) -> dict[str, str] | None:
    """The fields of an object, `page: n, 'cat': 5`; None if one of them is not known."""
    fields: dict[str, str] = {}
    written, place = written.strip().rstrip(","), 0
    while place < len(written):
        found = _FIELD.match(written, place)
        value = None if found is None else put_together(found[2] or found[1], values)
        if found is None or value is None:
            return None
        fields[found[1]] = value
        place = found.end()
    return fields


def simplify(code: str) -> str:
    """The code with strings put together by `+` alone, and numbers as they are."""
    code = _AS_TEXT.sub("", _WRAPPED.sub(r"\1", code))
    code = _ADDED.sub(rf" \1{_NEXT}", _ADDED_IN_TEMPLATE.sub(rf"${{\1{_NEXT}}}", code))
    code = _TEMPLATE.sub(_convert_template, code)
    return _NEW_URL.sub(r" \1", code) if "new URL" in code else code


def _convert_template(found: re.Match[str]) -> str:
    return "'" + _IN_TEMPLATE.sub(r"'+\1+'", found[1].replace("'", "")) + "'"


def inline_scripts(page: Page) -> Iterator[str]:
    """The scripts in the page, and those in attributes that define a component of Alpine."""
    for script in islice(page.tagged["script"], _MOST_SCRIPTS):
        if script.text:
            yield write_hidden(page, write_data(page, script.text[:_LONGEST_SCRIPT]))
    if b"x-data" in page.data:
        yield from filter(None, (box.get("x-data") for box in page.root.iter("div", "section", "main", "ul")))


def read_globals(page: Page, code: str) -> dict[str, str]:
    """The variables used in the code that the page's scripts set once, to a string or a number."""
    known = _read_globals(page)
    return {name: known[name] for name in {*_NAME.findall(code)} & known.keys()}


@lru_cache(maxsize=1)  # the script of each link of a page asks for them
def _read_globals(page: Page) -> dict[str, str]:
    """The variables that are set once: a text never again, but for what each answer replaces (`next =
    data.next`); a number may be counted up, as its use shows.
    """
    found: dict[str, str | None] = {}
    assigned = Counter[str]()
    for text in inline_scripts(page):
        _add_globals(found, text)
        assigned.update(_ASSIGNED.findall(text))
        assigned.subtract(_REPLACED.findall(text))
    return {
        name: value
        for name, value in found.items()
        if value is not None and (value.isdecimal() or assigned[name] == 1)
    }


def _add_globals(found: dict[str, str | None], text: str) -> None:
    """Adds the variables of a script; None for one that is set again, or whose value is not known."""
    for name, written in _GLOBAL.findall(text):
        found[name] = None if name in found else read_value(written, {})
    for name, value in _GLOBAL_TEXT.findall(text) if "`" in text else ():
        found[name] = None if name in found or "${" in value else value


def read_empty(text: str) -> set[str]:
    """The variables that the script begins with an empty text: `let cursor = ''`, `let next = null`."""
    found = Counter(found[1] for found in _GLOBAL.finditer(text))
    begun = {found[1] for found in _GLOBAL.finditer(text) if found[2] in ("''", '""', "null", "undefined")}
    return {name for name in begun if found[name] == 1}


def leave_out(text: str, empty: Collection[str]) -> str:
    """The script without what it adds to an address if one of the variables is not empty:
    `'/api' + (cursor ? '&cursor=' + cursor : '')`.
    """
    return _CHOICE.sub(lambda found: "''" if found[1] in empty else found[0], text) if empty else text


def find_assigned(text: str, name: str) -> str:
    """The first value of the variable in the script, as written; empty if it has none."""
    return next((found[2] for found in _ASSIGNMENT.finditer(text) if found[1] == name), "")
