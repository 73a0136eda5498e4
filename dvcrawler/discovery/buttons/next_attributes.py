"""Attributes that name the next part of a list: its address, or the value that asks for it."""

import re
from collections.abc import Iterator
from itertools import islice
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.discovery.buttons.page_forms import find_other_page
from dvcrawler.discovery.pagers.page_addresses import set_parameters
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

#: Attributes that hold the address of the next page, on any element: a list that scrolls has no text.
NEXT_ADDRESSES = tuple(
    "data-next data-next-url data-next-page data-next-page-url data-nexturl data-next-href"
    " data-more-url data-loadmore-url data-load-more-url data-infinite-url data-scroll-url"
    " data-infinite-scroll-url".split()
)
#: The same in attributes of a template's own: `next-url`, `:next-page-url`, `load-more-href`.
_NEXT_NAME = lazy_regex(
    r":?(?:data-|ng-|v-bind:)?(?:load-?|infinite-?|scroll-?)?(?:next|more)(?:-?page)?-?(?:ur[li]|href|link)",
    re.I,
)
NEXT_CURSOR = "data-next-cursor"
#: Elements that a library fills with the answer from this address: htmx, Turbo, GitHub's include-fragment.
LOADED = "@hx-get or @data-hx-get or self::turbo-frame[@src] or self::include-fragment[@src]"
#: Attributes with the value that asks for the next part, the parameter's name after `data-`.
_NEXT_VALUES = ("data-cursor", NEXT_CURSOR, "data-offset", "data-start", "data-skip", "data-after")
_CURSOR = lazy_regex(r"cursor|token|after|offset|skip|start", re.I)
_COUNT_NAMES = ("limit", "count", "take", "size", "pagesize")
ADDRESS = lazy_regex(r"\A(?:https?:/)?[/?][^'\"\s]{1,2000}\Z")


def next_address(control: Element) -> str | None:
    """The address that an attribute says is that of the next page."""
    own = (str(name) for name in control.attrib if _NEXT_NAME.fullmatch(str(name)))
    named = (control.get(name) or "" for name in (*NEXT_ADDRESSES, *own))
    return next((written for written in named if ADDRESS.match(written)), None)


def ask_for_value(page: Page, control: Element) -> str | None:
    """The address in an attribute of the control, or of the box around it, with the value in another one that
    asks for the next part: `data-api="/api/tin" data-offset="10"`; the value in data that a script is sent
    counts for their address.
    """
    around = (control, *islice(control.iterancestors(), 1))
    return next(filter(None, (_ask_by_attributes(page, each) for each in around)), None)


def loads_itself(control: Element) -> bool:
    """Whether a library asks for the address of the element."""
    return control.tag in ("turbo-frame", "include-fragment") or bool(
        control.get("hx-get") or control.get("data-hx-get")
    )


def _ask_by_attributes(page: Page, control: Element) -> str | None:
    name, value = next(_read_values(control), (None, ""))
    if name is None:
        return None
    own = _find_cursor_name(page.url) if name == NEXT_CURSOR else None
    if own is not None:
        return set_parameters(page.url, {own: value})
    address = next((str(text) for text in control.attrib.values() if ADDRESS.match(str(text))), None)
    url = find_other_page(page, address)
    if url is None:
        return None
    own = _find_cursor_name(url) if name == NEXT_CURSOR else None
    parameter = own or name.removeprefix("data-next-").removeprefix("data-")
    return set_parameters(url, {parameter: value, **_read_counts(control)})


def _read_values(control: Element) -> Iterator[tuple[str, str]]:
    """The attributes with a value that asks for another part than the first."""
    given = ((name, control.get(name) or "") for name in _NEXT_VALUES)
    return ((name, value) for name, value in given if value.strip("0"))


def _read_counts(control: Element) -> dict[str, str]:
    """How many entries a part has, where the control says it."""
    return {each: count for each in _COUNT_NAMES if (count := control.get(f"data-{each}"))}


def _find_cursor_name(url: str) -> str | None:
    """The name of the cursor among the parameters with which this page was requested."""
    pairs = parse_qsl(urlsplit(url).query, keep_blank_values=True)
    return next((key for key, _ in pairs if _CURSOR.search(key)), None)
