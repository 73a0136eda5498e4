"""The requests by which a page's scripts load the list that the page itself does not show."""

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import islice
from urllib.parse import urlencode, urlsplit

from lxml import etree

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_requests import OTHER_LISTS
from dvcrawler.discovery.buttons.script_requests import ScriptRequest, may_request, read_asked, read_requests
from dvcrawler.discovery.listings.page_kinds import has_menu
from dvcrawler.discovery.pagers.next_steps import is_part_after_mark
from dvcrawler.discovery.pagers.page_addresses import is_page_parameter, page_number
from dvcrawler.discovery.script_lists.table_widgets import find_tables
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_calls import CALL, find_definitions, read_calls
from dvcrawler.extract.scripts.script_constants import name_results, read_constants
from dvcrawler.extract.scripts.script_values import (
    Values,
    inline_scripts,
    leave_out,
    read_empty,
    read_globals,
    simplify,
)
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.normalize.domains import registered_domain
from dvcrawler.normalize.links import absolute_url
from dvcrawler.normalize.url_form import add_query
from dvcrawler.patterns import lazy_regex

#: At most this many are sent for one page.
MOST_REQUESTS = 3
_MOST_CALLS = 20
#: Attributes of an empty box in which an external script finds the address of its data.
_ATTRIBUTES = tuple(
    "data-url data-api data-api-url data-src data-source data-endpoint data-ajax-url data-remote".split()
)
_BOXES = etree.XPath(
    "//*[self::div or self::ul or self::ol or self::section or self::main or self::tbody or self::table]"
    f"[{' or '.join('@' + name for name in _ATTRIBUTES)}][not(.//a)]"
)
#: Elements that load a part of the page themselves: of Turbo, GitHub's components, AMP, and htmx.
_FRAMES = etree.XPath(
    "//turbo-frame[@src][not(.//a)] | //include-fragment[@src][not(.//a)]"
    " | //amp-list[@src] | //*[@hx-get or @data-hx-get][@hx-trigger or @data-hx-trigger][not(.//a)]"
)
FRAME_MARKS = (b"<turbo-frame", b"<amp-list", b"<include-fragment", b"hx-get")
_LOADS = lazy_regex(r"(?:^|[\s,])(?:load|revealed|intersect|every)\b")
_DATA_PATH = lazy_regex(
    r"(?:^|[/._-])(?:api|json|ajax|ashx|asmx|services?|rest|wp-json|odata)(?:[/._-]|$)", re.I
)
#: What else pages load: they say nothing of a list of articles.
_NO_LIST = lazy_regex(
    r"count|visit|stat(?:s|istic)|track|banner|quang-?cao|/ads?(?:[/.?-]|$)|config|setting|i18n|lang|user"
    r"|auth|token|gia-?vang|ty-?gia|lich-?van",
    re.I,
)
_MENU = lazy_regex(r"menu|navigation", re.I)
#: Hosts whose answers are never lists of articles.
_OTHER_HOSTS = lazy_regex(
    r"weather|thoi-?tiet|facebook|google|zalo|tiktok|youtube|analytics|cloudflare|recaptcha", re.I
)
#: Gives the addresses in a script with its values.
_Reader = Callable[[str, Values], Iterator[str]]


def find_list_requests(page: Page) -> list[NextPage]:
    """What the page's boxes or scripts ask for at once on its own domain, by GET, or else by POST."""
    asked = [NextPage(url) for url in _find_all(page)] or [*_read_posts(page)]
    return [each for each in asked if is_on_domain(page.url, each.url)][:MOST_REQUESTS]


def find_other_domains(page: Page) -> list[str]:
    """The hosts of others that the page's boxes or scripts ask for lists."""
    hosts = (urlsplit(url).hostname for url in _find_all(page) if not is_on_domain(page.url, url))
    return [*dict.fromkeys(filter(None, hosts))]


def asks_for_list(page: Page) -> bool:
    """Whether the page's boxes or scripts ask for what may be a list, in a way that is followed or not."""
    return bool(_find_all(page, read_asked))


def _find_all(page: Page, read: _Reader | None = None) -> list[str]:
    tables = (table.address for table in find_tables(page) if read is not None or not table.is_post)
    written = [*_read_boxes(page), *tables, *_read_scripts(page, read or _list_addresses)]
    return [*dict.fromkeys(url for each in written if (url := _check(page, each)) is not None)]


def is_on_domain(url: str, other: str) -> bool:
    """Whether the other address is on the same host, or on one under the same registered name."""
    one, two = (urlsplit(each).hostname or "" for each in (url, other))
    if urlsplit(url).netloc == urlsplit(other).netloc:
        return True
    name = registered_domain(one)
    return one != two and name is not None and name == registered_domain(two)


def names_data(page: Page) -> bool:
    """Whether an empty box of the page names the address of its data."""
    may_name = b"data-" in page.data or any(mark in page.data for mark in FRAME_MARKS)
    return may_name and any(_check(page, each) for each in _read_boxes(page))


def _read_boxes(page: Page) -> Iterator[str]:
    if any(mark in page.data for mark in FRAME_MARKS):
        yield from _read_frames(page)
    boxes: list[Element] = _BOXES(page.root)  # type: ignore[assignment]
    for box in boxes[:MOST_REQUESTS]:
        if text_of(box).strip():
            continue
        for name in _ATTRIBUTES:
            written = (box.get(name) or "").strip()
            if _DATA_PATH.search(urlsplit(written).path):
                yield written


def _read_frames(page: Page) -> Iterator[str]:
    """The parts that elements of the page load by themselves, not those that a click asks for."""
    frames: list[Element] = _FRAMES(page.root)  # type: ignore[assignment]
    for frame in frames[:MOST_REQUESTS]:
        trigger = frame.get("hx-trigger") or frame.get("data-hx-trigger") or "load"
        if _LOADS.search(trigger):
            yield (frame.get("src") or frame.get("hx-get") or frame.get("data-hx-get") or "").strip()


def _read_scripts(page: Page, read: _Reader) -> Iterator[str]:
    for code, values in _read_codes(page):
        yield from read(code, values)


def _read_codes(page: Page) -> Iterator[tuple[str, Values]]:
    """The code of the page's scripts that send requests, each with the values of its variables."""
    for text in inline_scripts(page):
        if may_request(text):
            yield from _read_script(page, text)


def _read_script(page: Page, text: str) -> Iterator[tuple[str, Values]]:
    """The script itself, and the functions that it calls with their values."""
    constants, empty = read_constants(page), read_empty(text)
    known = dict.fromkeys(empty, "") | read_globals(page, text) | constants
    yield name_results(simplify(leave_out(text, empty)), constants), known
    for found in islice(CALL.finditer(text), _MOST_CALLS):
        if found[2].strip() and next(find_definitions(page, found[1]), None):
            for call in read_calls(page, found[0]):
                yield call.code, known | dict(call.values)


def _list_addresses(code: str, values: Values) -> Iterator[str]:
    for request in read_requests(code, lambda _: values):
        if request is not None and not request.is_post:
            yield add_query(request.address, urlencode(request.query))


def _read_posts(page: Page) -> Iterator[NextPage]:
    """The requests by POST for the first part of a list."""
    for code, values in _read_codes(page):
        for request in _list_posts(code, values):
            if (url := _check(page, request.address)) is not None:
                yield NextPage(url, request.form, is_part=True)


def _list_posts(code: str, values: Values) -> Iterator[ScriptRequest]:
    found = read_requests(code, lambda _: values)
    return (each for each in found if each is not None and each.is_post and _asks_for_first(each.query))


def _asks_for_first(fields: Mapping[str, str]) -> bool:
    """Whether the fields name a page or a place, and the first one; a query of GraphQL may name none."""
    numbers = [value for name, value in fields.items() if is_page_parameter(name)]
    is_query = fields.get("query", "").lstrip().startswith(("query", "{"))
    return (bool(numbers) or is_query) and all(value in ("0", "1") for value in numbers)


def _check(page: Page, written: str) -> str | None:
    """The address as absolute, if its answer may be the first part of a list."""
    url = absolute_url(page.base, written)
    if url is None or url == page.url or "undefined" in url:
        return None
    if _is_of_other(url):
        return None
    if _MENU.search(urlsplit(url).path) and (has_menu(page) or not is_front_page(page.url)):
        return None
    is_further = page_number(url) not in (None, 0, 1) or is_part_after_mark(url)
    return None if is_further else url


def _is_of_other(url: str) -> bool:
    """Whether the path or the host says that the answer is something else than a list of articles."""
    parts = urlsplit(url)
    if OTHER_LISTS.search(parts.path) or _NO_LIST.search(parts.path):
        return True
    return _OTHER_HOSTS.search(parts.hostname or "") is not None
