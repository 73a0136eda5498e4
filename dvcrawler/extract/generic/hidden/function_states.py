"""The state that Nuxt 2 sends: `(function(a,b){return {title:a,items:[…]}}("Thời sự",null))`.

Values that occur often are parameters, keys have no quotes. The object is rewritten as JSON, never executed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

from dvcrawler.extract.scripts.script_bodies import unescape_literal
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

_HEAD = lazy_regex(r"\(function\(([\w$,\s]{0,20000})\)\s{0,9}\{")
_CALLED = lazy_regex(r"\s{0,9};?\s{0,9}\}\s{0,9}\)?\s{0,9}\(")
_TOKEN = lazy_regex(
    r"\s{0,99}(?:(?P<text>\"(?:[^\"\\]|\\.)*+\"|'(?:[^'\\]|\\.)*+')|(?P<number>-?[0-9]+(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?)"
    r"|(?P<word>void 0|![01]|[A-Za-z_$][\w$]*)|(?P<sign>[{}\[\]:,]))",
    re.S,
)
_WORDS = {"true": "true", "false": "false", "!0": "true", "!1": "false", "null": "null"}
_MOST_TOKENS = 400_000


def read_function_state(text: str) -> Any:
    """The object that the function returns for its arguments; None for other scripts."""
    head = _HEAD.search(text[:300])
    start = text.find("return", head.end()) if head else -1
    if head is None or start < 0:
        return None
    state, end = _read(text, start + len("return"))
    called = _CALLED.match(text, end)
    if called is None or not state:
        return None
    arguments, _ = _read(text, called.end())
    names = [name.strip() for name in head[1].split(",")]
    values = dict(zip(names, _split(arguments), strict=False))
    try:
        return read_json("".join(_convert_tokens(state, values)))
    except ValueError:
        return None


def _read(text: str, place: int) -> tuple[list[str], int]:
    """The tokens of one object, or of a list of arguments; and where they end."""
    found: list[str] = []
    depth = 0
    while len(found) < _MOST_TOKENS and (token := _TOKEN.match(text, place)):
        written = token[0].strip()
        depth += (written in ("{", "[")) - (written in ("}", "]"))
        if depth < 0:
            break
        found.append(written)
        place = token.end()
        if depth == 0 and found[0] == "{" and written == "}" and text[place : place + 1] != ",":
            break
    return found, place


def _split(tokens: list[str]) -> Iterator[str]:
    """The JSON of each argument."""
    depth, part = 0, list[str]()
    for token in [*tokens, ","]:
        if token == "," and depth == 0:
            yield "".join(_convert_tokens(part, {}))
            part = []
            continue
        depth += (token in ("{", "[")) - (token in ("}", "]"))
        part.append(token)


def _convert_tokens(tokens: list[str], values: Mapping[str, str]) -> Iterator[str]:
    for place, token in enumerate(tokens):
        is_key = tokens[place + 1 : place + 2] == [":"] and tokens[place - 1] in ("{", ",")
        if token[0] in "\"'":
            yield json.dumps(unescape_literal(token))
        elif is_key:
            yield json.dumps(token)
        elif token[0].isalpha() or token[0] in "_$!":
            yield _WORDS.get(token) or values.get(token) or "null"
        else:
            yield token
