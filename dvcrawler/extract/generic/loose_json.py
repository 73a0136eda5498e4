"""JSON as templates write it by hand: comments, bare quotes in strings, superfluous commas, values left out.

A page builder fills a template with an editor's headline, quotation marks and all. Each step is linear.
"""

import html
import re
from typing import Any

from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

#: A quotation mark ends a string only where the text continues as JSON does; others belong to the string.
_END = r'"(?=\s*(?:[:}\]]|\Z|,\s*(?:["{\[}\]\-\d/,]|true|false|null)|//|/\*))'
_LOOSE = lazy_regex(
    rf'"((?:[^"\\]|\\.|(?!{_END})")*+)(?:"|\Z)'  # a string
    r"|/\*(?:[^*]|\*(?!/))*+(?:\*/)?|//[^\n]*|<!--[^{\[\x22<>]*?-->|<!--|-->|<!\[CDATA\[|\]\]>",
    re.DOTALL,
)
_BARE = lazy_regex(r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})|["\\]|[\x00-\x1f]+')
#: A comma too many, a value left out, a comma left out between two objects.
_SLIPS = lazy_regex(
    r'("(?:[^"\\]|\\.)*+"?)|(?P<comma>,)(?=\s*[,}\]])|:(?=\s*[,}])|(?P<brace>\})(?=\s*\{)', re.DOTALL
)


def read_loose_json(text: str) -> Any:
    """The value, or the list of the values that follow each other. Raises ValueError."""
    if text.startswith(("{&", "[&", "[{&")):
        text = html.unescape(text)
    strict = _SLIPS.sub(_mend, _LOOSE.sub(_as_strict, text)).strip(" \n\r\t,;")
    try:
        return read_json(strict)
    except ValueError:
        return read_json(f"[{strict}]")


def _as_strict(found: re.Match[str]) -> str:
    return " " if found[1] is None else f'"{_BARE.sub(_escape, found[1])}"'


def _escape(found: re.Match[str]) -> str:
    mark = found[0]
    if mark in ('"', "\\"):
        return f"\\{mark}"
    return mark if mark[0] == "\\" else " "


def _mend(found: re.Match[str]) -> str:
    if found[1] is not None:
        return found[1]
    if found["comma"]:
        return ""
    return "}," if found["brace"] else ": null"
