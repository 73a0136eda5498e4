"""Links of applications whose pages hold their lists as JSON: Next.js, Nuxt, `window.__INITIAL_STATE__`, or
an `ItemList` stated for search engines alone beside a box that a script fills.

Each item becomes the markup of a card, or of an entry of a menu, so that it is judged as any link is.
"""

import html
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from string import ascii_lowercase
from typing import Any

from dvcrawler.extract.elements import Element
from dvcrawler.extract.generic.hidden.app_states import read_states
from dvcrawler.extract.generic.hidden.sent_states import attribute_states
from dvcrawler.extract.loading.fragments import read_fragment
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.scripted_links import scripted_links
from dvcrawler.families.lists.data_items import DataItem, find_items, read_item
from dvcrawler.families.lists.script_items import script_items
from dvcrawler.normalize.links import absolute_url

#: One of them is on any page of an application that sends its state.
_MARKS = (
    b"__NEXT_DATA__",
    b"__NUXT",
    b"__next_f",
    b"_STATE__",
    b"window.__",
    b'type="application/json"',
    b"type='application/json'",
    b"type=application/json",
)
_MOST_ITEMS = 4000
_LIST = "ItemList"
_MOST_STATED, _DEEPEST, _LEAST_ITEMS = 500, 6, 3


@lru_cache(maxsize=1)  # as for scripted links
def data_links(page: Page) -> tuple[tuple[str, Element], ...]:
    """(absolute address, anchor) of the items in the page's data, as `Page.links` gives those of anchors."""
    known = list(_resolve_items(page))
    if not known:
        return ()
    places = _name_places(each for _, each in known)
    markup = "".join(write_card(url, each, places[each.place]) for url, each in known)
    anchors = read_fragment(markup).iter("a")
    return tuple(zip((url for url, _ in known), anchors, strict=True))


def all_links(page: Page) -> Iterator[tuple[str, Element]]:
    """Those of anchors, those that only a script can follow, and those in the page's data."""
    return chain(page.links, scripted_links(page), data_links(page))


def _resolve_items(page: Page) -> Iterator[tuple[str, DataItem]]:
    items = [each for each in data_items(page) if each.address] or script_items(page)
    for each in items or stated_items(page):
        url = absolute_url(page.base, each.address or "")
        if url is not None:
            yield url, each


@lru_cache(maxsize=1)
def data_items(page: Page) -> tuple[DataItem, ...]:
    """The titled objects in the page's data; those of JSON-LD are not links that a visitor sees."""
    states = read_states(page.root) if any(mark in page.data for mark in _MARKS) else iter(())
    states = (state for state in states if not _is_json_ld(state))
    items = chain.from_iterable(map(find_items, chain(states, attribute_states(page.root, page.data))))
    return tuple(islice(items, _MOST_ITEMS))


def _is_json_ld(state: object) -> bool:
    values = state if isinstance(state, list) else [state]
    return any(isinstance(each, dict) and "@context" in each for each in values)


def _name_places(items: Iterator[DataItem]) -> dict[str, str]:
    """A class for each list: lists of one page are judged one by one."""
    places = dict.fromkeys(each.place for each in items)
    return {place: _format_letters(number) for number, place in enumerate(places)}


def _format_letters(number: int) -> str:
    rest, last = divmod(number, len(ascii_lowercase))
    return (_format_letters(rest - 1) if rest else "") + ascii_lowercase[last]


def write_card(url: str, item: DataItem, place: str) -> str:
    """The item as the markup of a card, or of an entry of a menu; `place`: the class of its list."""
    link = f'<a href="{html.escape(url)}">{html.escape(item.title)}</a>'
    if not item.is_card:
        return f'<p class="{place}">{link}</p>'
    day = f'<time datetime="{html.escape(item.day)}">{html.escape(item.day)}</time>' if item.day else ""
    return f'<div class="{place}"><h3>{link}</h3>{day}</div>'


def stated_items(page: Page) -> list[DataItem]:
    """The items of such lists, unless the page links to one of them: then its links are the list."""
    if _LIST.encode() not in page.data:  # nearly every page has a `BreadcrumbList` with `itemListElement`
        return []
    found = [*islice(_list_items(read_states(page.root)), _MOST_STATED)]
    urls = {absolute_url(page.base, each.address or "") for each in found}
    is_shown = not urls.isdisjoint(page.linked_addresses)
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
