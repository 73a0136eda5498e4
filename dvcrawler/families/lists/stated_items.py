"""Lists that a page states for search engines alone: an `ItemList` beside a box that a script fills."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from dvcrawler.extract.generic.hidden.app_states import read_states
from dvcrawler.extract.page import Page
from dvcrawler.families.lists.data_items import DataItem, read_item
from dvcrawler.normalize.links import absolute_url

_LIST = "ItemList"
_MOST_ITEMS, _DEEPEST, _LEAST_ITEMS = 500, 6, 3


def stated_items(page: Page) -> list[DataItem]:
    """The items of such lists, unless the page links to one of them: then its links are the list."""
    if _LIST.encode() not in page.data:  # nearly every page has a `BreadcrumbList` with `itemListElement`
        return []
    found = [*islice(_list_items(read_states(page.root)), _MOST_ITEMS)]
    urls = {absolute_url(page.base, each.address or "") for each in found}
    is_shown = any(url in urls for url, _ in page.links)
    return found if len(found) >= _LEAST_ITEMS and not is_shown else []


def _list_items(states: Iterator[Any]) -> Iterator[DataItem]:
    waiting: list[tuple[Any, int]] = [(state, 0) for state in states]
    for value, depth in waiting:
        if isinstance(value, dict) and value.get("@type") == _LIST:
            yield from _read_entries(value.get("itemListElement"))
        elif depth < _DEEPEST and isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            waiting += ((each, depth + 1) for each in inner)


def _read_entries(entries: Any) -> Iterator[DataItem]:
    """The entries, whose name and address are their own or those of their item."""
    for entry in entries if isinstance(entries, list) else ():
        item = entry.get("item") if isinstance(entry, dict) else None
        value = {**item, "url": item.get("url") or item.get("@id")} if isinstance(item, dict) else entry
        read = read_item(value, _LIST) if isinstance(value, dict) else None
        if read is not None and read.address:
            yield read
