"""Values of hidden fields that a page's scripts read: `$('#offset').val()`."""

import re
from collections.abc import Iterator
from functools import lru_cache, partial

from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.patterns import lazy_regex

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
