"""The state that an application sends with its page: as the call of a function, as Nuxt 2 does,
`(function(a,b){return {title:a,items:[…]}}("Thời sự",null))`, or in an attribute of a component:
`data-page='{"props": …}'` of Inertia, `props` of Astro, `:posts='[{…}]'`.

The values of such a call that occur often are parameters, and its keys have no quotes. It is rewritten as
JSON, never executed.
"""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, cast

from lxml import etree

from dvcrawler.extract.elements import Element
from dvcrawler.extract.scripts.script_bodies import unescape_literal
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

#: One of them is on any page with a title in such data.
_MARKS = lazy_regex(
    rb"(?:&quot;|&#34;)(?:title|tieu_?de|headline|name)(?:&quot;|&#34;)|='\s?[\[{]{1,2}\"", re.I
)
_STATES = etree.XPath("//@*[string-length(.) > 200][starts-with(., '{\"') or starts-with(., '[{\"')]")
_MOST_STATES, _DEEPEST = 20, 24
#: Astro writes the kind of each value before it: 0 for what JSON has, 1 for a list.
_MOST_KINDS = 12
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


def attribute_states(root: Element, data: bytes) -> Iterator[Any]:
    """`data`: the page as bytes."""
    if _MARKS.search(data) is None:
        return
    for written in cast("list[etree._ElementUnicodeResult]", _STATES(root))[:_MOST_STATES]:
        try:
            value = read_json(written)
        except ValueError:
            continue
        owner = written.getparent()
        yield _drop_kinds(value, 0) if owner is not None and owner.tag == "astro-island" else value


def _drop_kinds(value: Any, depth: int) -> Any:
    if depth > _DEEPEST:
        return None
    if isinstance(value, dict):
        return {key: _drop_kinds(each, depth + 1) for key, each in value.items()}
    if not isinstance(value, list):
        return value
    if len(value) == 2 and isinstance(value[0], int) and value[0] < _MOST_KINDS:
        return _drop_kinds(value[1], depth + 1)
    return [_drop_kinds(each, depth + 1) for each in value]
