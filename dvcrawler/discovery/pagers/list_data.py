"""A part of a list that a script is sent as JSON: markup in a string, or the addresses of articles."""

import html
from collections import deque
from collections.abc import Iterator
from typing import Any

from dvcrawler.extract.page import NotAPageError
from dvcrawler.normalize.numbers import read_json

_LARGEST = 5_000_000
#: Caps the values read.
_MOST_VALUES = 20_000
_ADDRESSES = ("url", "link", "href", "permalink", "detailurl", "detail_url", "link_detail", "linkdetail")
_TITLES = ("title", "name", "headline", "tieude", "tieu_de")


def as_markup(body: bytes) -> bytes:
    """The body as markup if it is JSON, else as it is. Raises NotAPageError for items without addresses."""
    if body.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] not in (b"{", b"[") or len(body) > _LARGEST:
        return body
    try:
        data = read_json(body.decode("utf-8-sig"))
    except ValueError:
        return body
    found: list[str] = []
    items = 0
    for value in _values(data):
        if isinstance(value, dict):
            link = _link(value)
            found += [link] if link else []
            items += link is None and _first(value, _TITLES) is not None
        elif "<a" in value:
            found.append(value)
    if not found and items:
        raise NotAPageError("data without the addresses of articles")
    return f"<html><body>{''.join(found)}</body></html>".encode()


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
    found = {key.lower(): value for key, value in item.items() if isinstance(value, str) and value.strip()}
    return next((found[key] for key in keys if key in found), None)
