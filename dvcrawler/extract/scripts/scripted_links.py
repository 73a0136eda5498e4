"""Links whose address only a script knows: `javascript:xemtin(12)`, `onclick`, `data-href`, `data-id`."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice
from typing import cast

from lxml import etree

from dvcrawler.extract.elements import Element, holds_any, text_of
from dvcrawler.extract.page import MOST_LINKS, Page
from dvcrawler.extract.scripts.choice_links import list_choices
from dvcrawler.extract.scripts.control_names import ACCOUNTS, POLLS, SEARCHES
from dvcrawler.extract.scripts.opening_code import Opening, evaluate, read_opening
from dvcrawler.extract.scripts.script_calls import (
    CALL,
    find_definitions,
    framework_clicks,
    read_handlers,
    scripts_of,
    selectors_of,
)
from dvcrawler.extract.scripts.script_values import read_arguments
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex, occurs

_CLICKED = etree.XPath(
    "//*[self::a[starts-with(normalize-space(@href), '#') or normalize-space(@href) = '' or"
    " starts-with(translate(normalize-space(@href), 'JAVSCRIPT', 'javscript'), 'javascript:')]"
    " or (not(self::a[@href]) and (@data-href or @data-link or @data-id or @onclick or @to or @routerlink))]"
)
#: One of them is on any page with such links, unless a handler makes them.
_MARKS = tuple(
    b"data-href data-link data-url onclick avascript: @click on:click ng-click (click) router"
    b" nuxt-link".split()
)
_ADDRESSES = ("data-href", "data-link", "data-url")
#: The links of Vue's and Angular's routers, where no anchor was made of them.
ROUTED = {"router-link": "to", "nuxt-link": "to", "nuxtlink": "to"}
_ROUTE = lazy_regex(r"/?#!?/\w|/?#!\w")
#: Functions that open no page of the site.
_OTHER = lazy_regex(rf"{POLLS}|{SEARCHES}|{ACCOUNTS}|void|share|chia-?se|print|lang", re.I)
#: Those that show something on the page itself.
_SHOWS = lazy_regex(r"play|video|clip|audio|slide|show|toggle|tab|collapse|expand|popup|zoom|phong-?to", re.I)


@dataclass(slots=True)
class _Scripts:
    """The functions of one page that open an address, each read once."""

    page: Page
    functions: dict[str, Opening | None]
    handlers: list[tuple[frozenset[str], Opening]]

    def function(self, name: str) -> Opening | None:
        if name not in self.functions:
            found = find_definitions(self.page, name) if not _OTHER.search(name) else iter(())
            read = [read_opening(self.page, *each) for each in islice(found, 2)]
            self.functions[name] = read[0] if len(read) == 1 else None
        return self.functions[name]


@lru_cache(maxsize=1)  # the articles, the blocks and the sections of a page are searched one after the other
def scripted_links(page: Page) -> tuple[tuple[str, Element], ...]:
    """(absolute address, element), as `Page.links` gives those of anchors."""
    return tuple(_find_scripted_links(page))


def _find_scripted_links(page: Page) -> Iterator[tuple[str, Element]]:
    yield from list_choices(page)
    scripts = _Scripts(page, {}, [*_read_handlers(page)])
    if not scripts.handlers and not any(occurs(mark, page.data) for mark in _MARKS):
        return
    for element in islice(_find_clicked(page), MOST_LINKS):
        address = _read_named_address(element) or _find_address(scripts, element)
        url = absolute_url(page.base, address) if address else None
        if url is not None:
            yield url, element


def _find_clicked(page: Page) -> Iterator[Element]:
    """The elements that only a script can follow, in the order of the page."""
    found = cast("list[Element]", _CLICKED(page.root))
    bound = [each for each in framework_clicks(page) if each.tag != "a" or not each.get("href")]
    if not bound:
        return iter(found)
    wanted = {*found, *bound}
    return (each for each in page.root.iter(etree.Element) if each in wanted)


def routes_in_fragments(page: Page) -> list[str]:
    """Links to the routes of an application that only its script knows: `#!/tin/12`, `/#/tin/12`."""
    return list(dict.fromkeys((anchor.get("href") or "").strip() for anchor in _find_routed(page)))


def unread_scripts(page: Page) -> list[str]:
    """The calls in links of which `scripted_links` gives no address, as written."""
    return [script for script, _, _ in _find_unread(page)]


def unread_labels(page: Page) -> list[str]:
    """The texts of the links that only a script can follow, of routes of an application too, unless a link
    with an address has the same text.
    """
    called = (each for _, name, each in _find_unread(page) if not _SHOWS.search(name) and _is_lowest(each))
    return _list_labels(page, chain(called, _find_routed(page)))


def routed_labels(page: Page) -> list[str]:
    """As `unread_labels`, of routes alone."""
    return _list_labels(page, _find_routed(page))


def _list_labels(page: Page, unread: Iterable[Element]) -> list[str]:
    labels = list(dict.fromkeys(clean_text(text_of(each)) for each in unread))
    if not labels:
        return []
    routed = dict.fromkeys(_find_routed(page))
    shown = {clean_text(text_of(anchor)) for _, anchor in page.links if anchor not in routed}
    return [label for label in labels if label not in shown]


def _find_routed(page: Page) -> Iterator[Element]:
    """The anchors that lead to the routes of an application."""
    for anchor in islice(page.root.iter("a"), MOST_LINKS):
        if _ROUTE.match((anchor.get("href") or "").strip()):
            yield anchor


def _is_lowest(element: Element) -> bool:
    """Whether the element is a link itself, and not a box around one."""
    return element.tag == "a" or not holds_any(element, "a")


def _find_unread(page: Page) -> Iterator[tuple[str, str, Element]]:
    """(script, function, element) of the calls without an address."""
    if not any(occurs(mark, page.data) for mark in _MARKS):
        return
    known = {element for _, element in scripted_links(page)}
    for element in islice(_find_clicked(page), MOST_LINKS):
        for script in scripts_of(element) if element not in known else ():
            call = CALL.search(script)
            if call is not None and call[2].strip() and not _OTHER.search(call[1]):
                yield script, call[1], element


def _read_named_address(element: Element) -> str:
    names = [*_ADDRESSES[: 3 if element.tag == "a" else 2], ROUTED.get(str(element.tag), "routerlink")]
    addresses = ((element.get(name) or "").strip() for name in names)
    return next((each for each in addresses if each[:1] not in ("", "#") and "{{" not in each), "")


def _find_address(scripts: _Scripts, element: Element) -> str | None:
    for script in scripts_of(element):
        code = read_opening(scripts.page, "", script.replace("\\/", "/"))
        if code is not None:
            return evaluate(code, [], element)
        for name, written in islice(CALL.findall(script), 3):
            function = scripts.function(name)
            if function is not None:
                return evaluate(function, read_arguments(written), element)
    names = selectors_of(element) if scripts.handlers else set()
    bound = [code for each, code in scripts.handlers if not names.isdisjoint(each)]
    return evaluate(bound[0], [], element) if len(bound) == 1 else None


def _read_handlers(page: Page) -> Iterator[tuple[frozenset[str], Opening]]:
    if b"location" not in page.data and b"window.open" not in page.data:
        return
    for names, written in read_handlers(page):
        code = read_opening(page, "", written)
        if code is not None:
            yield names, code
