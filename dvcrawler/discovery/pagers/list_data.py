"""A part of a list that a script is sent as JSON: markup in a string, or the addresses of articles.

The JSON may be the argument of a call (JSONP), or follow a prefix that prevents loading it as a script.
"""

import html
import re
from collections import deque
from collections.abc import Iterator
from typing import Any

from dvcrawler.extract.page import NotAPageError
from dvcrawler.normalize.numbers import read_json

_LARGEST_ANSWER = 5_000_000
#: Caps the values read.
_MOST_VALUES = 20_000
#: Without underscores and in small letters.
_ADDRESSES = (
    "url", "link", "href", "permalink", "detailurl", "linkdetail", "weburl", "shareurl", "fullurl", "pageurl",
    "newsurl", "articleurl", "posturl", "linkurl", "duongdan", "uri", "path",
)  # fmt: skip
_TITLES = ("title", "name", "headline", "tieude", "tentin", "tenbai", "subject", "newstitle", "posttitle")
#: The text of a title in WordPress, and of what is similar to it.
_RENDERED = ("rendered", "raw", "text", "value")
_CALL = re.compile(
    rb"(?:/\*\*/)?\s{0,9}(?:typeof [^&]{1,80}&&\s?)?[A-Za-z_$][\w$.\[\]]{0,100}\s?\(\s{0,9}(?=[\[{\"])"
)
_GUARD = re.compile(rb"\)\]\}',?\s{1,3}|(?:while|for)\s?\([1;]{1,3}\);\s{0,3}|/\*\*/\s{0,3}")
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
    values = list(_values(data))
    found = list(filter(None, map(_as_link, values)))
    if not found and any(isinstance(value, dict) and _first(value, _TITLES) for value in values):
        raise NotAPageError("data without the addresses of articles")
    return f"<html><body>{''.join(found)}</body></html>".encode()


def _as_link(value: dict[str, Any] | str) -> str | None:
    """A link to the item, or a string with markup."""
    if isinstance(value, dict):
        return _link(value)
    return value if "<a" in value else None


def _unwrap(body: bytes) -> bytes:
    """The JSON without what is around it."""
    text = body.lstrip(b"\xef\xbb\xbf \t\r\n")
    guard, call = _GUARD.match(text), _CALL.match(text)
    if call is not None:
        return text[call.end() :].rstrip(b" \t\r\n;").removesuffix(b")").rstrip()
    return text[guard.end() :] if guard is not None else text


def _values(data: Any) -> Iterator[dict[str, Any] | str]:
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


def _link(item: dict[str, Any]) -> str | None:
    address, title = _first(item, _ADDRESSES), _first(item, _TITLES)
    if address is None or title is None:
        return None
    return f'<p><a href="{html.escape(address)}">{html.escape(title)}</a></p>'


def _first(item: dict[str, Any], keys: tuple[str, ...]) -> str | None:
    texts = {key.lower().replace("_", ""): _text(value) for key, value in item.items()}
    return next((text for key in keys if (text := texts.get(key))), None)


def _text(value: Any) -> str | None:
    if isinstance(value, dict):
        value = next((value[key] for key in _RENDERED if key in value), None)
    return value.strip() if isinstance(value, str) else None
