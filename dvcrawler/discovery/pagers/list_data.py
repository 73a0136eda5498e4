"""A part of a list that a script is sent as JSON: markup in a string, or the addresses of articles.

The JSON may be the argument of a call (JSONP), or follow a prefix that prevents loading it as a script.
"""

import html
import re
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Any

from dvcrawler.extract.page import NotAPageError
from dvcrawler.families.lists.data_items import DataItem, read_item
from dvcrawler.normalize.numbers import read_json

_LARGEST_ANSWER = 5_000_000
#: Caps the values read.
_MOST_VALUES = 20_000
_CALL = re.compile(
    rb"(?:/\*\*/)?\s{0,9}(?:typeof [^&]{1,80}&&\s?)?[A-Za-z_$][\w$.\[\]]{0,100}\s?\(\s{0,9}(?=[\[{\"])"
)
_GUARD = re.compile(rb"\)\]\}',?\s{1,3}|(?:while|for)\s?\([1;]{1,3}\);\s{0,3}|/\*\*/\s{0,3}")
#: Names in small letters without hyphens of the address of the next part, and of the value that asks for it.
_NEXT_ADDRESSES = ("next", "nexturl", "nextpageurl", "nextlink", "@odata.nextlink", "nextpage", "nexthref")
_NEXT_VALUES = ("nextcursor", "nextpagetoken", "endcursor", "nexttoken", "cursornext", "nextoffset")
_ADDRESS = re.compile(r"(?:https?:/)?[/?]")
_BEGINNINGS = (b"{", b"[", b'"')


def as_markup(body: bytes) -> bytes:
    """The body as markup if it is JSON, else as it is. Raises NotAPageError for items without addresses."""
    written = _unwrap(body) if len(body) <= _LARGEST_ANSWER else b""
    if written[:1] not in _BEGINNINGS:
        return body
    try:
        data = read_json(written.decode("utf-8"))
    except ValueError:
        return body
    values = list(_walk_values(data))
    found = list(filter(None, map(_as_markup, values)))
    if not found and any(isinstance(each, dict) and read_item(each) is not None for each in values):
        raise NotAPageError("data without the addresses of articles")
    return f"<html><body>{''.join(found)}{_mark_next(values)}</body></html>".encode()


def _mark_next(values: list[dict[str, Any] | str]) -> str:
    """What the data say of the part after this one, as the attributes in which pages do: its address, or the
    value that the request for it has.
    """
    objects = [value for value in reversed(values) if isinstance(value, dict)]
    named = {_plain(key): each for value in objects for key, each in value.items()}
    for name in _NEXT_ADDRESSES:
        address = named.get(name)
        address = address.get("href") if isinstance(address, dict) else address
        if isinstance(address, str) and _ADDRESS.match(address):
            return f'<div data-next-url="{html.escape(address)}"></div>'
    return _mark_cursor(named.get(name) for name in _NEXT_VALUES)


def _mark_cursor(values: Iterable[object]) -> str:
    written = next((str(each) for each in values if isinstance(each, str | int) and each), "")
    return f'<div data-next-cursor="{html.escape(written)}"></div>' if written else ""


def _plain(key: str) -> str:
    return key.lower().replace("_", "").replace("-", "")


def _unwrap(body: bytes) -> bytes:
    """The JSON without what is around it."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    guard, call = _GUARD.match(text), _CALL.match(text)
    if call is not None:
        return text[call.end() :].rstrip(b" \t\r\n;").removesuffix(b")").rstrip()
    return text[guard.end() :] if guard is not None else text


def _walk_values(data: Any) -> Iterator[dict[str, Any] | str]:
    """The objects and strings of the data, the outer ones first."""
    waiting: deque[Any] = deque([data])
    read = 0
    while waiting and read < _MOST_VALUES:
        value = waiting.popleft()
        read += 1
        if isinstance(value, dict):
            yield value
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            yield value


def _as_markup(value: dict[str, Any] | str) -> str | None:
    """A link to the item, if it states its address, or a string with links."""
    if isinstance(value, str):
        return value if "<a" in value else None
    item = read_item(value)
    return _as_link(item) if item is not None and item.address else None


def _as_link(item: DataItem) -> str:
    return f'<p><a href="{html.escape(item.address or "")}">{html.escape(item.title)}</a></p>'
