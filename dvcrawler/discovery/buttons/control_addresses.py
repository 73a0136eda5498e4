"""The next page to which a button of a pager leads: by an address in an attribute or in its script, or by the
request of its form.
"""

import re
from collections.abc import Iterator, Sequence
from urllib.parse import parse_qsl, unquote, urlsplit

from dvcrawler.discovery.buttons.next_attributes import ADDRESS, NEXT_ADDRESSES, ask_for_value, next_address
from dvcrawler.discovery.buttons.page_forms import (
    NextPage,
    find_other_page,
    read_fields,
    send_form,
    typed_fields,
)
from dvcrawler.discovery.pagers.next_words import is_next_word, names_next_page
from dvcrawler.discovery.pagers.number_rows import (
    ends_in_number,
    is_in_number_row,
    is_in_pager,
    is_named,
    printed_number,
)
from dvcrawler.discovery.pagers.page_addresses import (
    guess_page,
    is_page_parameter,
    is_same_listing,
    page_number,
    page_parameter,
)
from dvcrawler.discovery.pagers.page_queries import turns_by_position
from dvcrawler.discovery.pagers.page_templates import fill_number
from dvcrawler.discovery.pagers.pagination import is_worded_next
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.control_names import ACCOUNTS, CALENDARS, DAYS, POLLS, SEARCHES
from dvcrawler.extract.scripts.page_values import hidden_fields
from dvcrawler.extract.scripts.script_calls import scripts_of
from dvcrawler.normalize.links import absolute_url
from dvcrawler.patterns import lazy_regex

#: Calendars, polls and other forms post back too, with days and choices that look like page numbers.
NO_PAGER = lazy_regex("|".join((CALENDARS, DAYS, POLLS, SEARCHES, ACCOUNTS)), re.I)
ADDRESS_NAMES = ("data-href", "data-url", "data-link", "data-ajax-url", *NEXT_ADDRESSES)
#: Attributes that hold the number of the next page.
_NEXT_NUMBERS = ("data-next-page", "data-next", "data-page-next", "data-nextpage")
_NUMBERS = ("data-page", *_NEXT_NUMBERS)
_QUOTED = lazy_regex(r"['\"]((?:https?:/)?[/?][^'\"\s]{1,2000})['\"]")
_IN_SECTION = lazy_regex(r"[0-9][-_/][0-9]{1,6}(?:\.[a-z]{2,5})?$")
#: How SharePoint writes the addresses in its scripts: `\u002fLists\u002fTin`.
_ESCAPED = lazy_regex(r"\\u(00[0-9a-fA-F]{2})")


def find_address(page: Page, control: Element, number: int) -> str | None:
    """The address in an attribute or script of the control, on the page's own host."""
    stated = find_other_page(page, next_address(control)) or ask_for_value(page, control)
    if stated is not None:
        return stated
    for text in _find_texts(control):
        written = f"{text}{number + 1}" if text.endswith("=") else fill_number(text, number + 1)
        url = find_other_page(page, written)
        found = _check_next(page, control, url, number) if url is not None else None
        if found is not None:
            return found
        if absolute_url(page.base, text) == page.url and _states_page(control, number + 1):
            return guess_page(page.url, page_parameter(page.url) or "page", number + 1)
    return next(_find_in_any_attribute(page, control, number), None)


def find_same_path(page: Page, control: Element) -> str | None:
    """The control's address, if only its query differs from the page's own: of an unknown pager, perhaps."""
    own = urlsplit(page.url)
    for written in _find_texts(control):
        url = find_other_page(page, written)
        parts = urlsplit(url or "")
        if (parts.netloc, parts.path) == (own.netloc, own.path) and parts.query not in ("", own.query):
            return None if any("prev" in key.lower() for key, _ in parse_qsl(parts.query)) else url
    return None


def _check_next(page: Page, control: Element, url: str, number: int) -> str | None:
    """The address of the next page, by the one that the control gives; None if that leads elsewhere."""
    if _is_numbered_next(page, url, control, number):
        return url
    if page_number(url) is None and _states_page(control, number + 1, _NEXT_NUMBERS):
        return guess_page(url, page_parameter(page.url) or "page", number + 1)
    if _shows_next(page, url, control, number):
        return url
    if control.get("data-page") in (str(number), str(number + 1)):
        return guess_page(url, page_parameter(url) or "page", number + 1)
    return url if page_number(url) is None and is_in_pager(control) else None


def _is_numbered_next(page: Page, url: str, control: Element, number: int) -> bool:
    """Whether the address has the number of the next page, or a later position in the list."""
    if page_number(url) == number + 1 or _ends_in_page(control, url, number):
        return True
    return turns_by_position(page.url, url)


def _shows_next(page: Page, url: str, control: Element, number: int) -> bool:
    """Whether the control says in a word that it leads to the next page, or shows its number: in a row of
    numbers, or with the address of that page where pages count from 0, as "2" leads to `?PageIndex=1`.
    """
    if is_worded_next(page, url, control, number):
        return True
    if printed_number(control) != number + 1:
        return False
    if is_in_number_row(page, url, control, number):
        return True
    return page_number(url) == number and is_same_listing(page.url, url)


def _ends_in_page(control: Element, url: str, number: int) -> bool:
    """Whether the control states the number of the next page, and its address ends in it: `/ajax/tin/5/2`;
    that of this page, where pages count from 0, only after the number of the section: `/api/tin-12-1.html`.
    """
    if control.get("data-page") == str(number) and _IN_SECTION.search(urlsplit(url).path):
        return ends_in_number(url, number)
    return _states_page(control, number + 1) and ends_in_number(url, number + 1)


def _states_page(control: Element, number: int, names: Sequence[str] = _NUMBERS) -> bool:
    """Whether one of these attributes of the control has the number of this page."""
    return any(control.get(name) == str(number) for name in names)


def _find_in_any_attribute(page: Page, control: Element, number: int) -> Iterator[str]:
    """Addresses of the next page in attributes of a script's own, such as `nh-link-redirect`."""
    for written in map(str, control.attrib.values()):
        url = find_other_page(page, written) if ADDRESS.match(written) else None
        if url is not None and page_number(url) == number + 1:
            yield url


def _find_texts(control: Element) -> Iterator[str]:
    written = filter(None, (control.get(name) for name in ADDRESS_NAMES))
    yield from (each for each in written if not each.isdecimal())
    for script in scripts_of(control):
        yield from _QUOTED.findall(_ESCAPED.sub(_unescape, script.replace("\\/", "/")))
        if "%2F" in script:  # NukeViet's `nv_urldecode_ajax('%2Ftin%2F%3Fpage%3D2')`
            yield from _QUOTED.findall(unquote(script))


def _unescape(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def says_next_page(control: Element) -> bool:
    """Whether the control says that it leads to the next page: "Trang sau"; not that of another box."""
    return names_next_page(control) and not is_named(control, NO_PAGER)


def read_submit(page: Page, control: Element, number: int) -> NextPage | str | None:
    """The request of a form's button, if its label says that it leads to the next page."""
    form = next(control.iterancestors("form"), None)
    kind = (control.get("type") or ("submit" if control.tag == "button" else "")).lower()
    if form is None or kind not in ("submit", "image") or control.get("onclick"):
        return None
    is_pager = is_in_pager(control) or says_next_page(control) or _sends_page(control, form, number)
    if not (is_pager or _leads_on(page, control, form, number)):
        return None
    return send_form(page, form, _list_click_fields(form, control, kind))


def _leads_on(page: Page, control: Element, form: Element, number: int) -> bool:
    """Whether the form is sent to the next page, by its address. A form does not open an article, as a link
    of the same words may: `<form action="/tin-tuc/2"><button>Xem tiếp`.
    """
    url = find_other_page(page, form.get("action"))
    if url is None or not is_next_word(control):
        return False
    is_numbered = ends_in_number(url, number + 1) and not typed_fields(form)
    return is_numbered or is_worded_next(page, url, control, number)


def _list_click_fields(form: Element, button: Element, kind: str) -> list[tuple[str, str]]:
    fields, name = [*read_fields(form)], button.get("name")
    if not name:
        return fields
    if kind == "image":  # the browser sends where it was clicked
        return [*fields, (f"{name}.x", "1"), (f"{name}.y", "1")]
    return [*((key, value) for key, value in fields if key != name), (name, button.get("value") or "")]


def _sends_page(control: Element, form: Element, number: int) -> bool:
    """Whether button or hidden field sends the next page's number: `<button name="trang" value="2">`."""
    sent = ((each.get("name") or "", each.get("value")) for each in (control, *hidden_fields(form)))
    return any(is_page_parameter(name) and value == str(number + 1) for name, value in sent)
