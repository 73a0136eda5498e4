"""The request of a form's button that leads to the next page."""

import re

from dvcrawler.discovery.buttons.page_forms import (
    NextPage,
    find_other_page,
    read_fields,
    send_form,
    typed_fields,
)
from dvcrawler.discovery.pagers.next_words import is_next_word, names_next_page
from dvcrawler.discovery.pagers.number_rows import ends_in_number, is_in_pager, is_named
from dvcrawler.discovery.pagers.page_addresses import is_page_parameter
from dvcrawler.discovery.pagers.pagination import is_worded_next
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.control_names import ACCOUNTS, CALENDARS, DAYS, POLLS, SEARCHES
from dvcrawler.extract.scripts.hidden_values import hidden_fields
from dvcrawler.patterns import lazy_regex

#: Calendars, polls and other forms post back too, with days and choices that look like page numbers.
NO_PAGER = lazy_regex("|".join((CALENDARS, DAYS, POLLS, SEARCHES, ACCOUNTS)), re.I)


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
    """Whether the button, or a hidden field beside it, sends the number of the next page:
    `<button name="trang" value="2">`.
    """
    sent = ((each.get("name") or "", each.get("value")) for each in (control, *hidden_fields(form)))
    return any(is_page_parameter(name) and value == str(number + 1) for name, value in sent)
