"""The states of applications in scripts: JSON, JSON assigned to a variable, `JSON.parse` of a literal, the
payload of Nuxt 3 (values by their place in a list), the rows of Next.js' server components.
"""

import re
from collections.abc import Iterator
from typing import Any

from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.hidden.markup import LEAST_TEXT
from dvcrawler.extract.generic.hidden.sent_states import read_function_state
from dvcrawler.extract.scripts.script_bodies import unescape_literal
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

_LONGEST_SCRIPT = 2_000_000
_ASSIGNED = lazy_regex(r"=\s*(?=[{\[])")
#: Vue's server rendering appends a function that removes the script.
_CLEARS = ";(function"
_PARSED = lazy_regex(r"""JSON\.parse\(\s*("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')\s*\)""", re.S)
_PUSHED = lazy_regex(r"""__next_f\.push\(\s*\[\s*1\s*,\s*("(?:[^"\\]|\\.)*")\s*\]\s*\)""", re.S)
_ROW = lazy_regex(rb"([0-9a-f]+):(?:T([0-9a-f]+),|[A-Z]{0,2})")
#: How Angular writes what would end an attribute or a script.
_OF_ANGULAR = (("&q;", '"'), ("&s;", "'"), ("&l;", "<"), ("&g;", ">"), ("&a;", "&"))
_REFERENCE = lazy_regex(r"\$([0-9a-f]+)")
_DEEPEST, _MOST_ROWS, _MOST_ITEMS, _MOST_VALUES = 14, 2_000, 500, 100_000


def read_states(root: Element) -> Iterator[Any]:
    """The values that scripts of the page hold; skips programs."""
    pushed: list[str] = []
    for script in root.iter("script"):
        text = (script.text or "")[:_LONGEST_SCRIPT]
        if "__next_f" in text:
            pushed += (unescape_literal(found[1]) for found in _PUSHED.finditer(text))
        elif len(text) >= LEAST_TEXT and (value := _load(text)) is not None:
            is_payload = script.get("id") == "__NUXT_DATA__" and isinstance(value, list)
            yield _Payload(value).resolve(0) if is_payload else value
    yield from _read_rows("".join(pushed)) if pushed else ()


def read_assigned(text: str) -> Any:
    """The JSON that the script consists of or assigns; None if there is none."""
    text = text.strip().rstrip(";")
    if text.startswith("{&q;"):
        for escape, mark in _OF_ANGULAR:
            text = text.replace(escape, mark)
    start = _ASSIGNED.search(text[:300])
    assigned = text[start.end() :] if start else ""
    for candidate in (text, assigned, assigned.rpartition(_CLEARS)[0]):
        try:
            return read_json(candidate)
        except ValueError:
            continue
    return None


def _load(text: str) -> Any:
    value = read_assigned(text)
    if value is None and "__NUXT__" in text[:300]:
        return read_function_state(text)
    parsed = _PARSED.search(text) if value is None and "JSON.parse" in text else None
    return read_assigned(unescape_literal(parsed[1])) if parsed else value


class _Payload:
    """Nuxt's list, in which objects and lists name the places of what they hold.

    A value may be named often, so that the number of values that are put together has a limit.
    """

    def __init__(self, values: list[Any]) -> None:
        self._values = values
        self._left = _MOST_VALUES

    def resolve(self, place: Any, depth: int = 0) -> Any:
        self._left -= 1
        is_place = isinstance(place, int) and 0 <= place < len(self._values)
        if not is_place or depth > _DEEPEST or self._left < 0:
            return None
        value = self._values[place]
        if isinstance(value, dict):
            return {key: self.resolve(each, depth + 1) for key, each in value.items()}
        if isinstance(value, list):
            return [self.resolve(each, depth + 1) for each in value[:_MOST_ITEMS]]
        return value


def _read_rows(text: str) -> Iterator[Any]:
    """The values of rows such as `5:["$",…]`; long texts are in a separate row, `12:T4f1,…`, with a name."""
    data = text.encode("utf-8", "replace")
    texts: dict[str, str] = {}
    values: list[Any] = []
    place = 0
    for _ in range(_MOST_ROWS):
        found = _ROW.match(data, place)
        if found is None:
            break
        if found[2]:
            place = found.end() + int(found[2], 16)
            texts[found[1].decode()] = data[found.end() : place].decode("utf-8", "replace")
            continue
        end = data.find(b"\n", place)
        end = len(data) if end < 0 else end
        values.append(_load(data[found.end() : end].decode("utf-8", "replace")))
        place = end + 1
    yield from (_insert_texts(value, texts, 0) for value in values if value is not None)


def _insert_texts(value: object, texts: dict[str, str], depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: _insert_texts(each, texts, depth + 1) for key, each in value.items()}
    if isinstance(value, list):
        return [_insert_texts(each, texts, depth + 1) for each in value]
    found = _REFERENCE.fullmatch(value) if isinstance(value, str) else None
    return texts.get(found[1], value) if found else value
