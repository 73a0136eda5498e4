"""A part of a list that a script is sent as data: markup in a string, or the addresses of articles.

The JSON may be the argument of a call (JSONP), or follow a prefix that prevents loading it as a script; a few
services send XML.
"""

import html
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from dvcrawler.discovery.listings.listing_state import LoadedList
from dvcrawler.discovery.script_lists.link_templates import fill_template
from dvcrawler.discovery.script_lists.xml_values import is_whole_page, is_xml_list, read_xml_values
from dvcrawler.extract.page import NotAPageError
from dvcrawler.families.lists.data_items import DataItem, read_item
from dvcrawler.families.lists.data_links import write_card
from dvcrawler.normalize.numbers import read_json
from dvcrawler.patterns import lazy_regex

_LARGEST_ANSWER = 5_000_000
#: Caps the values read.
_MOST_VALUES = 20_000
_CALL = lazy_regex(
    rb"(?:/\*\*/)?\s{0,9}(?:typeof [^&]{1,80}&&\s?)?[A-Za-z_$][\w$.\[\]]{0,100}\s?\(\s{0,9}(?=[\[{\"])"
)
_GUARD = lazy_regex(rb"\)\]\}',?\s{1,3}|(?:while|for)\s?\([1;]{1,3}\);\s{0,3}|/\*\*/\s{0,3}")
#: Names in small letters without hyphens of the address of the next part, and of the value that asks for it.
_NEXT_ADDRESSES = ("next", "nexturl", "nextpageurl", "nextlink", "@odata.nextlink", "nextpage", "nexthref")
_NEXT_VALUES = ("nextcursor", "nextpagetoken", "endcursor", "nexttoken", "cursornext", "nextoffset")
#: Names of what is false in the last part, and what the markup has in its place: services that count
#: entries may have an empty address in each part.
_GOES_ON = ("hasmore", "hasnext", "hasnextpage", "loadmore")
END_OF_LIST = '<div data-next-url=""></div>'
_ADDRESS = lazy_regex(r"(?:https?:/)?[/?]")
_BEGINNINGS = (b"{", b"[", b'"')
#: Names of the number of all entries.
_TOTALS = ("total", "totalcount", "totalitems", "totalelements", "totalrecords", "recordstotal", "tongso")


def as_markup(body: bytes, template: str | None = None, url: str = "") -> bytes:
    """The body as markup if it is data, else as it is. `template`: how the page writes the addresses of
    items; `url`: that of the answer. Raises NotAPageError for items without addresses.
    """
    values = _read_values(body)
    if values is None:
        return body
    found = [markup for each in values if (markup := _as_markup(each, template))]
    if not found and _count_entries(values):
        raise NotAPageError("data without the addresses of articles")
    return f"<html><body>{''.join(found)}{_mark_next(values, url)}</body></html>".encode()


def read_list(body: bytes, template: str | None, url: str) -> LoadedList | None:
    """The list that a script is sent, as data or as a part of a page; None for anything else. `template`: how
    the page writes the addresses of items.
    """
    values = _read_values(body)
    if values is None:
        part = _read_part(body)
        return LoadedList(url, part) if part is not None else None
    items = _list_items(values, template)
    entries = _write_entries(values, items)
    more = f"{_mark_next(values, url)}{_write_total(values, len(items))}" if items else ""
    return LoadedList(url, entries, more, _count_entries(values), _find_total(values)) if entries else None


def _write_entries(values: list[dict[str, Any] | str], items: list[DataItem]) -> str:
    """The items as markup; without any, the strings that are markup with links."""
    entries = "".join(write_card(item.address or "", item, "loaded") for item in items)
    return entries or "".join(each for each in values if isinstance(each, str) and "<a" in each)


def _list_items(values: list[dict[str, Any] | str], template: str | None) -> list[DataItem]:
    return [item for each in values if isinstance(each, dict) and (item := _address(each, template))]


def _read_part(body: bytes) -> str | None:
    if len(body) > _LARGEST_ANSWER or is_whole_page(body):
        return None
    return body.decode("utf-8", "replace") if b"<a" in body else None


def count_entries(body: bytes) -> tuple[int, int] | None:
    """How many entries a list sent as data holds, and how many it counts, 0 if it does not; else None."""
    values = _read_values(body)
    return (_count_entries(values), _find_total(values)) if values is not None else None


def _count_entries(values: list[dict[str, Any] | str]) -> int:
    return sum(isinstance(each, dict) and read_item(each) is not None for each in values)


def _write_total(values: list[dict[str, Any] | str], shown: int) -> str:
    total = _find_total(values)
    return f"<p>1 - {shown} of {total}</p>" if total > shown > 1 else ""


def _find_total(values: list[dict[str, Any] | str]) -> int:
    objects = [value for value in values if isinstance(value, dict)]
    totals = [each for value in objects for key, each in value.items() if _plain(key) in _TOTALS]
    return max((each for each in totals if isinstance(each, int)), default=0)


def _read_values(body: bytes) -> list[dict[str, Any] | str] | None:
    """The objects and strings of JSON or XML; None for anything else."""
    if len(body) <= _LARGEST_ANSWER and is_xml_list(body):
        return [*read_xml_values(body)]
    written = _unwrap(body) if len(body) <= _LARGEST_ANSWER else b""
    if written[:1] not in _BEGINNINGS:
        return None
    try:
        return list(_walk_values(read_json(written.decode("utf-8"))))
    except ValueError:
        return None


def _mark_next(values: list[dict[str, Any] | str], url: str) -> str:
    """What the data say of the part after this one, as the attributes in which pages do: its address, or the
    value that the request for it has.
    """
    named = _name_values(values)
    address = _find_next_address(named)
    if address is not None:
        return f'<div data-next-url="{html.escape(urljoin(url, address))}"></div>'
    is_last = any(name in named and not named[name] for name in (*_NEXT_ADDRESSES, *_GOES_ON))
    return _mark_cursor((named.get(name) for name in _NEXT_VALUES), url) or (END_OF_LIST if is_last else "")


def _name_values(values: list[dict[str, Any] | str]) -> dict[str, Any]:
    """The values of all objects by their plain names; of several those of the outermost."""
    objects = [value for value in reversed(values) if isinstance(value, dict)]
    return {_plain(key): each for value in objects for key, each in value.items()}


def _find_next_address(named: Mapping[str, Any]) -> str | None:
    for name in _NEXT_ADDRESSES:
        address = named.get(name)
        address = address.get("href") if isinstance(address, dict) else address
        if isinstance(address, str) and _ADDRESS.match(address):
            return address
    return None


def _mark_cursor(values: Iterable[object], url: str) -> str:
    """The value, which is asked for at the address of this part where that has no parameter for it."""
    written = next((str(each) for each in values if isinstance(each, str | int) and each), "")
    if not written:
        return ""
    return f'<div data-next-cursor="{html.escape(written)}" data-api="{html.escape(url)}"></div>'


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
            waiting.extend(_with_number(value, each) for each in value.values())
        elif isinstance(value, list):
            waiting.extend(value)
        elif isinstance(value, str):
            yield value


def _with_number(value: dict[str, Any], inner: Any) -> Any:
    """The inner object with the number of the outer one: Strapi has all but the number in `attributes`."""
    is_inner = isinstance(inner, dict) and inner is value.get("attributes") and "id" in value
    return {"id": value["id"]} | inner if is_inner else inner


def _as_markup(value: dict[str, Any] | str, template: str | None) -> str | None:
    """A link to the item, if it states its address or the template gives it, or a string with links."""
    if isinstance(value, str):
        return value if "<a" in value else None
    item = _address(value, template)
    return _as_link(item) if item is not None else None


def _address(value: dict[str, Any], template: str | None) -> DataItem | None:
    item = read_item(value)
    if item is None:
        return None
    address = (fill_template(template, value) if template else None) or item.address
    return replace(item, address=address) if address else None


def _as_link(item: DataItem) -> str:
    return f'<p><a href="{html.escape(item.address or "")}">{html.escape(item.title)}</a></p>'
