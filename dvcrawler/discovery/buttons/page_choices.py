"""Pagers that are drop-down lists of page numbers: `<select>` with an address, a form or a script."""

import re
from collections.abc import Sequence
from itertools import islice
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.page_forms import (
    NextPage,
    find_other_page,
    find_postback,
    send_changed,
    send_postback,
)
from dvcrawler.discovery.pagers.number_rows import PAGER_CLASS, is_named
from dvcrawler.discovery.pagers.page_addresses import is_page_parameter
from dvcrawler.extract.elements import Element, text_before, text_of
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.script_values import put_together
from dvcrawler.normalize.text import clean_text
from dvcrawler.patterns import lazy_regex

#: Caps the lists examined on a page, and their options.
_MOST_CHOICES, _MOST_OPTIONS = 20, 2000
_MOST_BOXES = 200
#: Characters before a field in which it is named.
_NEAR = 60
#: The number of pages, after an input for the number of a page.
_TOTAL = lazy_regex(r"\s{0,9}(?:/|trên|of)\s{0,9}(?:tổng số\s{0,9})?([0-9]{1,5})(?![0-9/])", re.I)
_LABEL = lazy_regex(r"(?:trang|page)?\s{0,9}([0-9]{1,4})(?:\s{0,9}/\s{0,9}[0-9]{1,4})?", re.I)
#: Lists of days, months, rows a page and marks are numbered, too.
_OTHER = lazy_regex(
    r"ngay|thang|(?:^|[^a-z])nam(?:[^a-z]|$)|day|month|year|date|hour|gio|size|rows|limit|so-?(?:dong|tin|bai)|diem|vote|rat"
    r"|tuan|week|quy",
    re.I,
)
_PAGE = lazy_regex(r"trang|page|paging|pager", re.I)
_CHOSEN = r"(?:this\.value|this\.options\[\s?this\.selectedIndex\s?\]\.value)"
_GOES = lazy_regex(r"location(?:\.href)?\s{0,3}(?:=|\.(?:assign|replace)\()\s{0,3}([^;]{1,300})")
_SUBMITS = lazy_regex(r"\.submit\(")


def read_choice(page: Page, number: int) -> NextPage | str | None:
    """Page `number + 1` in a list of pages; or, as text, why it cannot be followed; None without a list."""
    for choice in islice(page.root.iter("select"), _MOST_CHOICES):
        options = [*islice(choice.iter("option"), _MOST_OPTIONS)]
        option = _find_next(options, number)
        if option is None:
            continue
        found: NextPage | str | None = _follow_address(page, choice, option)
        if found is None and _is_list_of_pages(choice, options, number):
            found = _follow_list(page, choice, option)
        if found is not None:
            return found
    return _read_box(page, number)


def _read_box(page: Page, number: int) -> NextPage | str | None:
    """The next page by a box for its number: `Trang <input name="trang" value="1">/4`."""
    for box in islice(page.root.iter("input"), _MOST_BOXES):
        form, name = next(box.iterancestors("form"), None), box.get("name") or ""
        last = _TOTAL.match(box.tail or "")
        is_box = box.get("type", "text").lower() in ("text", "number") and box.get("value") == str(number)
        if form is not None and is_box and last and is_page_parameter(name) and number < int(last[1]):
            return send_changed(page, form, {name: str(number + 1)})
    return None


def is_last_choice(page: Page, number: int) -> bool:
    """Whether a list of pages, or the number after a box, ends with this one."""
    for choice in islice(page.root.iter("select"), _MOST_CHOICES):
        options = [*islice(choice.iter("option"), _MOST_OPTIONS)]
        if options and _read_label(options[-1]) == number:
            return _is_list_of_pages(choice, options, number)
    boxes = islice(page.root.iter("input"), _MOST_BOXES)
    totals = (_TOTAL.match(box.tail or "") for box in boxes if is_page_parameter(box.get("name") or ""))
    return any(total and int(total[1]) == number for total in totals)


def _find_next(options: Sequence[Element], number: int) -> Element | None:
    return next((each for each in options[: number + 2] if _read_label(each) == number + 1), None)


def _read_label(option: Element) -> int | None:
    found = _LABEL.fullmatch(clean_text(text_of(option)))
    return int(found[1]) if found else None


def _follow_address(page: Page, choice: Element, option: Element) -> NextPage | None:
    """The address that is the value of the option, in a list that sets the location."""
    value = (option.get("value") or "").strip()
    if not choice.get("onchange") or value.isdecimal():
        return None
    url = find_other_page(page, value)
    return NextPage(url) if url is not None else None


def _is_list_of_pages(choice: Element, options: Sequence[Element], number: int) -> bool:
    """Whether the options count from 1, this page is the chosen one, and the list is called one of pages."""
    labels = [label for each in options if (label := _read_label(each)) is not None]
    chosen = [_read_label(each) for each in options if each.get("selected") is not None]
    counts = labels == [*range(1, len(labels) + 1)]
    return counts and (chosen or [1])[0] == number and _is_called_pages(choice, options[0])


def _is_called_pages(choice: Element, first: Element) -> bool:
    name = f"{choice.get('name') or ''} {choice.get('id') or ''}"
    if _OTHER.search(name):
        return False
    if _PAGE.search(name) or is_page_parameter(choice.get("name") or "") or is_named(choice, PAGER_CLASS):
        return True
    return bool(_PAGE.search(text_before(choice)[-_NEAR:]) or _PAGE.match(clean_text(text_of(first))))


def _follow_list(page: Page, choice: Element, option: Element) -> NextPage | str | None:
    """The request that choosing the option sends."""
    value = option.get("value") or clean_text(text_of(option))
    script = choice.get("onchange") or ""
    sent = send_choice(page, choice, value, script)
    if sent is not None:
        return sent
    found = _GOES.search(script)
    return "its list of pages is read by a script" if found is None else _go(page, found[1], value)


def send_choice(page: Page, choice: Element, value: str, script: str) -> NextPage | str | None:
    """The form with the value, if the script posts it back or submits it."""
    form, name = next(choice.iterancestors("form"), None), choice.get("name")
    if form is None or not name:
        return None
    postback = find_postback(script)
    if postback is not None:
        return send_postback(page, form, *postback, {name: value})
    if script and not (_SUBMITS.search(script) and not _GOES.search(script)):
        return None
    return send_changed(page, form, {name: value})


def _go(page: Page, written: str, value: str) -> NextPage | str:
    """The address that a script puts together with the option's value."""
    code, path = re.sub(_CHOSEN, "chosen", written).rstrip(" )"), urlsplit(page.url).path
    address = put_together(
        code, {"chosen": value, "location.pathname": path, "window.location.pathname": path}
    )
    url = find_other_page(page, address or None)
    if "chosen" not in code or url is None:
        return "its list of pages is read by a script"
    return NextPage(url)
