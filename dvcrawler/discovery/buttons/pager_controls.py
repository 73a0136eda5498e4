"""Pagers without links: buttons with an address in an attribute or script, and the postbacks of ASP.NET."""

import re
from collections.abc import Collection, Iterator
from typing import cast

from dvcrawler.discovery.buttons.control_addresses import (
    ADDRESS_NAMES,
    NO_PAGER,
    find_address,
    find_same_path,
    read_submit,
    says_next_page,
)
from dvcrawler.discovery.buttons.next_attributes import LOADED, NEXT_CURSOR, loads_itself, next_address
from dvcrawler.discovery.buttons.page_choices import read_choice
from dvcrawler.discovery.buttons.page_forms import NextPage, find_postback, send_postback
from dvcrawler.discovery.buttons.pager_scripts import turn_by_script
from dvcrawler.discovery.buttons.script_handlers import turn_by_handler
from dvcrawler.discovery.pagers.next_words import is_next_word
from dvcrawler.discovery.pagers.number_rows import is_disabled, is_in_pager, is_named
from dvcrawler.discovery.pagers.page_addresses import guess_page, name_parameter, page_number
from dvcrawler.discovery.pagers.strange_links import find_strange, name_strange, opens_pane
from dvcrawler.discovery.script_lists.scrolling import continue_scrolling
from dvcrawler.extract.elements import Element, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.control_names import CALENDARS
from dvcrawler.extract.scripts.script_calls import framework_clicks, scripts_of
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Caps the elements examined on a page; pagers have a few dozen.
_MOST_CONTROLS = 5000
_CONTROLS = (
    "//*[@onclick or @data-page or self::button or @type='submit' or @type='image'"
    f" or {LOADED} or starts-with(normalize-space(translate(@href, 'JS', 'js')), 'javascript:')"
    + "".join(f" or @{name}" for name in (*ADDRESS_NAMES, NEXT_CURSOR))
    + "]"
)
_HANDLED = "//a[@href = '#' or not(@href)] | //div[@id or @class] | //span[@id or @class]"
_PAGER_NAME = lazy_regex(r"pag(?:e|ing|ination)|trang|next|more|them", re.I)
_CALLED = lazy_regex(r"\w\(\s?['\"]?([0-9]{1,6})['\"]?\s?[,)]")
_INERT = lazy_regex(r"\s{0,9}(?:#|javascript:\s{0,9}(?:void\(\s?0?\s?\)|;)?\s{0,9};?)\s{0,9}", re.I)
_CALENDAR = lazy_regex(CALENDARS, re.I)


def find_control(page: Page, number: int, articles: Collection[str] = ()) -> NextPage | str | None:
    """Page `number + 1` of a pager without links; or, as text, the reason why it cannot be followed; None if
    there is no pager. `articles`: links to articles; a pager has none.
    """
    faults: list[str] = []
    for found in _read_controls(page, number):
        if isinstance(found, NextPage):
            return found
        faults.append(found)
    if faults:
        return faults[0]
    loaded = _find_handled(page, number) or continue_scrolling(page, number)
    return loaded or find_strange(page, number, articles)


def _read_controls(page: Page, number: int) -> Iterator[NextPage | str]:
    """The next page, or the fault, of each control that leads on; then of a list of pages."""
    read = (
        _read_control(page, each, number) for each in _find_controls(page) if _leads_on(page, each, number)
    )
    yield from (found for found in read if found is not None)
    if (chosen := read_choice(page, number)) is not None:
        yield chosen


def _find_controls(page: Page) -> list[Element]:
    found = cast("list[Element]", page.root.xpath(_CONTROLS))
    known = {*found}
    found += [each for each in framework_clicks(page) if each not in known]
    return found[:_MOST_CONTROLS]


def _find_handled(page: Page, number: int) -> NextPage | None:
    """The next page behind an element that is a button only to a script: `<div id="more">Xem thêm</div>`."""
    if b"click" not in page.data:
        return None
    for control in cast("list[Element]", page.root.xpath(_HANDLED))[:_MOST_CONTROLS]:
        if _leads_on(page, control, number) and (found := turn_by_handler(page, control, number)) is not None:
            return found
    return None


def _leads_on(page: Page, control: Element, number: int) -> bool:
    if is_named(control, _CALENDAR) or is_disabled(control):
        return False
    label = _read_label(control)
    if label == str(number + 1) and opens_pane(page, control):
        return False
    if label == str(number + 1) or (not label and control.get("data-page") == str(number + 1)):
        return True
    return is_next_word(control) or _states_next(control) or loads_itself(control)


def _states_next(control: Element) -> bool:
    """Whether an attribute holds the address of the next page, or the value that asks for it."""
    return next_address(control) is not None or bool(control.get(NEXT_CURSOR))


def _read_label(control: Element) -> str:
    """Its text; of a button of a form, its value."""
    text = clean_text(text_of(control))
    return text or (control.get("value") or "" if control.tag == "input" else "")


def _read_control(page: Page, control: Element, number: int) -> NextPage | str | None:
    url = find_address(page, control, number)
    if url is not None:
        # The call may give its function address and number.
        turned = turn_by_script(page, control, number) if page_number(url) is None else None
        return turned if isinstance(turned, NextPage) else NextPage(url)
    for script in (control.get("onclick") or "", control.get("href") or ""):
        if (postback := find_postback(script)) is not None:
            return _read_postback(page, control, *postback, number)
    turned = turn_by_script(page, control, number) or read_submit(page, control, number)
    return turned or _read_unknown(page, control, number)


def _read_unknown(page: Page, control: Element, number: int) -> NextPage | str | None:
    """The next page of a control whose address or script is not known, or why it cannot be followed."""
    found = _read_without_address(page, control, number) if _is_of_pager(control, number) else None
    if found is not None or number > 1 or not is_next_word(control):
        return found
    url = find_same_path(page, control)
    return name_strange(url) if url is not None else None


def _is_of_pager(control: Element, number: int) -> bool:
    """Whether the control is in a pager, calls the next page, or says that it leads there: "Trang sau"."""
    if loads_itself(control):
        return False
    return is_in_pager(control) or _calls_page(control, number) or says_next_page(control)


def _read_without_address(page: Page, control: Element, number: int) -> NextPage | str | None:
    if control.get("data-page") is not None and not control.get("data-url"):
        return NextPage(guess_page(page.url, name_parameter(page), number + 1))
    if number > 1 and _is_inert(control):
        return None  # an address led to this page, and none leads on from it
    return "its pager has no address"


def _is_inert(control: Element) -> bool:
    """Whether the control says itself that it does nothing, as Liferay's on the last page."""
    return _INERT.fullmatch(control.get("href") or "") is not None and not control.get("onclick")


def _read_postback(
    page: Page, control: Element, target: str, argument: str, number: int
) -> NextPage | str | None:
    if NO_PAGER.search(target) and not _PAGER_NAME.search(target.rpartition("$")[2]):
        return None
    is_numbered = argument in (str(number + 1), f"Page${number + 1}", "Page$Next")
    if not (is_numbered or _PAGER_NAME.search(target) or is_in_pager(control)):
        return None
    form = next(control.iterancestors("form"), None)
    form = form if form is not None else next(page.root.iter("form"), None)
    if form is None:
        return "its pager posts a form that is not there"
    return send_postback(page, form, target, argument, {})


def _calls_page(control: Element, number: int) -> bool:
    """Whether a link with the number of the next page runs a script with that number: `loadPage(2)`."""
    script = " ".join(scripts_of(control))
    called = {int(found) for found in _CALLED.findall(script)}
    return clean_text(text_of(control)) == str(number + 1) and number + 1 in called
