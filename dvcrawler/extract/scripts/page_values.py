"""Values that a page's scripts read of hidden fields, `$('#offset').val()`, and boxes, `box.dataset.cate`."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

_BOX = (
    r"(?:(?:\$|jQuery)\(\s?['\"](?:#([\w-]{1,60})|body)['\"]\s?\)"
    r"|document\.(?:getElementById\(\s?['\"]([\w-]{1,60})['\"]\s?\)|querySelector\(\s?['\"]#([\w-]{1,60})['\"]\s?\)"
    r"|body(?![\w$])))"
)
_READ_DATA = lazy_regex(
    rf"(?:{_BOX}|(?<![\w$.])([A-Za-z_$][\w$]{{0,60}}))"
    r"\.(?:data\(\s?['\"]([\w-]{1,40})['\"]\s?\)|dataset\.(\w{1,40})(?!\s?=(?!=))"
    r"|(?:attr|getAttribute)\(\s?['\"]data-([\w-]{1,40})['\"]\s?\))"
)
#: A variable that refers to a box.
_NAMED = lazy_regex(rf"(?<![\w$.])([A-Za-z_$][\w$]{{0,60}})\s{{0,3}}=\s{{0,3}}{_BOX}\s{{0,3}}(?=[;,\n]|$)")
_SET = lazy_regex(
    r"(?:data|attr|setAttribute)\(\s?['\"](?:data-)?([\w-]{1,40})['\"]\s?,|dataset\.(\w{1,40})\s?=(?!=)"
)
_DATA_MARKS = (".data(", ".dataset.", "data-")
_CAPITAL = lazy_regex(r"(?<=[a-z0-9])[A-Z]")
_LONGEST_DATA, _BODY = 200, "body"
_NAME = (
    r"(?:input)?(?:\[type=['\"]?hidden['\"]?\])?(?:#([\w-]{1,60})|\[name=\\?['\"]?([\w.-]{1,60})\\?['\"]?\])"
)
_READ = lazy_regex(
    rf"(?:(?:\$|jQuery)\(\s?['\"]{_NAME}['\"]\s?\)\.val\(\s?\)"
    rf"|document\.(?:querySelector\(\s?['\"]{_NAME}['\"]\s?\)|getElementById\(\s?['\"]([\w-]{{1,60}})['\"]\s?\))"
    r"\.value(?!\s{0,3}\+?=(?!=)))"
)
_MARKS = (".val()", ".value")
_LONGEST_VALUE = 500


def write_hidden(page: Page, text: str) -> str:
    """The script with the values of hidden fields in the place of what reads them."""
    if not any(mark in text for mark in _MARKS) or _READ.search(text) is None:
        return text
    return _READ.sub(partial(_write_value, page), text)


def hidden_fields(form: Element) -> Iterator[Element]:
    return (each for each in form.iter("input") if (each.get("type") or "").lower() == "hidden")


def _write_value(page: Page, found: re.Match[str]) -> str:
    by_id, by_name = found[1] or found[3] or found[5], found[2] or found[4]
    value = _find_fields(page).get(f"#{by_id}" if by_id else by_name)
    return found[0] if value is None else f"'{value}'"


@lru_cache(maxsize=1)  # each script of a page asks
def _find_fields(page: Page) -> dict[str, str | None]:
    """The value of each hidden field, by its name and by `#` and its id; None where several share one."""
    found: dict[str, str | None] = {}
    for field in hidden_fields(page.root):
        for key in filter(None, (field.get("name"), field.get("id") and f"#{field.get('id')}")):
            found[key] = None if key in found else _read_plain(field.get("value") or "")
    return found


def _read_plain(value: str) -> str | None:
    """The value, if a string of a script can hold it."""
    is_plain = 0 < len(value) <= _LONGEST_VALUE and not {*"'\"\n\\`$"} & {*value}
    return value if is_plain else None


def write_data(page: Page, text: str) -> str:
    """The script with the values of data attributes for what reads them, unless it changes them."""
    if not any(mark in text for mark in _DATA_MARKS) or _READ_DATA.search(text) is None:
        return text
    changed = {_attribute(found[1] or found[2]) for found in _SET.finditer(text)}
    boxes = name_boxes(text)
    return _READ_DATA.sub(partial(_write_attribute, page, boxes, changed), text)


def name_boxes(text: str) -> dict[str, str]:
    """The ids of the boxes to which variables of the script refer; "" for one that refers to several."""
    boxes: dict[str, str] = {}
    for found in _NAMED.finditer(text):
        boxes[found[1]] = "" if found[1] in boxes else _name_box(found, 2)
    return boxes


def _name_box(found: re.Match[str], first: int) -> str:
    """The id of the box that `_BOX` matched, whose groups begin with this one."""
    return next(filter(None, found.groups()[first - 1 : first + 2]), _BODY)


def _write_attribute(page: Page, boxes: dict[str, str], changed: set[str], found: re.Match[str]) -> str:
    box = boxes.get(found[4], "") if found[4] else _name_box(found, 1)
    name = _attribute(found[5] or found[6] or found[7])
    value = _find_boxes(page).get(box, {}).get(name) if name not in changed else None
    return found[0] if value is None else f"'{value}'"


def _attribute(written: str) -> str:
    """The attribute without `data-`: `cateId` is that of `data-cate-id`."""
    return _CAPITAL.sub(lambda found: f"-{found[0]}", written).lower()


@lru_cache(maxsize=1)  # each script of a page asks
def _find_boxes(page: Page) -> dict[str, dict[str, str]]:
    """The data of each box with an id of its own, and of the body, as far as a script can name them."""
    found: dict[str, dict[str, str]] = {}
    for element in page.root.iter("*"):
        name = _BODY if element.tag == _BODY else element.get("id")
        if name:
            found[name] = {} if name in found else _read_data(element)
    return found


def _read_data(element: Element) -> dict[str, str]:
    attributes = ((str(key), str(value)) for key, value in element.items())
    return {
        key.removeprefix("data-"): value
        for key, value in attributes
        if key.startswith("data-") and len(value) <= _LONGEST_DATA and not {*"'\"\n\\"} & {*value}
    }
