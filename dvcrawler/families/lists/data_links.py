"""Links of applications whose pages hold their lists as JSON: Next.js, Nuxt, `window.__INITIAL_STATE__`.

Each item becomes the markup of a card, or of an entry of a menu, so that it is judged as any link is.
"""

import html
from collections.abc import Iterator
from functools import lru_cache
from itertools import chain, islice
from string import ascii_lowercase

from lxml import html as lxml_html
from lxml.etree import _Element as Element

from dvcrawler.extract.generic.hidden.app_states import read_states
from dvcrawler.extract.generic.hidden.attribute_states import attribute_states
from dvcrawler.extract.page import Page
from dvcrawler.families.lists.data_items import DataItem, find_items
from dvcrawler.families.lists.script_items import script_items
from dvcrawler.families.lists.stated_items import stated_items
from dvcrawler.normalize.links import absolute_url

#: One of them is on any page of an application that sends its state.
_MARKS = (b"__NEXT_DATA__", b"__NUXT", b"__next_f", b"_STATE__", b"window.__", b'type="application/json"',
          b"type='application/json'", b"type=application/json")  # fmt: skip
_MOST_ITEMS = 4000


@lru_cache(maxsize=1)  # as for scripted links
def data_links(page: Page) -> tuple[tuple[str, Element], ...]:
    """(absolute address, anchor) of the items in the page's data, as `Page.links` gives those of anchors."""
    known = list(_resolve_items(page))
    if not known:
        return ()
    places = _name_places(each for _, each in known)
    markup = "".join(write_card(url, each, places[each.place]) for url, each in known)
    anchors = lxml_html.fragment_fromstring(markup, create_parent="div").iter("a")
    return tuple(zip((url for url, _ in known), anchors, strict=True))


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
