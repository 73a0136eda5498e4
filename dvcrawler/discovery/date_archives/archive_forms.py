"""Archives of months and years that a form chooses from, in place of links."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import islice, product
from typing import TypeVar
from urllib.parse import urlsplit

from dvcrawler.discovery.buttons.choice_forms import (
    Option,
    find_choice_forms,
    find_choices,
    has_lists,
    names_of_field,
    read_options,
    send_choices,
)
from dvcrawler.discovery.buttons.page_forms import find_forms, find_target, is_posted, typed_fields
from dvcrawler.discovery.date_archives.archive_addresses import MONTH, read_date
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.url_form import canonical_path
from dvcrawler.patterns import lazy_regex

_Read = TypeVar("_Read")
_MONTHS, _DAYS, _MOST_SMALL = range(1, 13), range(1, 32), 1900
#: Parts read of a page, of forty years at most.
MOST_PARTS = 480
_DATE_NAMES = lazy_regex(r"(?<![a-z])(?:ngay|date|day|thang|month|datepicker|calendar)(?![a-z])")
_MONTH_ONLY = lazy_regex(r"(?:thang|month) ?(?:0?[1-9]|1[0-2])")
OTHER_DATES = lazy_regex(r"(?<![a-z])(?:sinh|birth|hen|book|dat lich|het han|hieu luc|ban hanh)(?![a-z])")


def month_forms(page: Page) -> list[tuple[str, tuple[int, ...]]]:
    """(address, date) of each month or year that a form of the page offers."""
    if not has_lists(page):
        return []
    found = (each for form, choices in find_choice_forms(page) for each in _read_form(page, form, choices))
    return [*islice(found, MOST_PARTS)]


def _read_form(
    page: Page, form: Element, choices: Sequence[Element]
) -> Iterator[tuple[str, tuple[int, ...]]]:
    for date, chosen in list_dates(choices):
        url = send_choices(page, form, chosen)
        if url is not None:
            yield url, date


def list_dates(choices: Sequence[Element]) -> Iterator[tuple[tuple[int, ...], dict[str, str]]]:
    """Each date with the values that choose it. A form has a list of months with their years, or of years, or
    one of each; one with a list of days too asks for a day.
    """
    if any(lists_days(read_options(each)) for each in choices):
        return
    dated, months = _read_each(choices, _read_dates), _read_each(choices, read_months)
    if len(dated) == 1 and len(months) < 2:
        (name, dates), *_ = dated
        yield from ((date, {name: value}) for value, date in dates.items() if not months or len(date) > 1)
        yield from _join_months(name, dates, *months[:1])


def _read_each(
    choices: Sequence[Element], read: Callable[[Sequence[Option]], dict[str, _Read]]
) -> list[tuple[str, dict[str, _Read]]]:
    """The name of each list of which something is read, with what it is."""
    return [(each.get("name") or "", found) for each in choices if (found := read(read_options(each)))]


def _join_months(
    name: str, dates: Mapping[str, tuple[int, ...]], *months: tuple[str, Mapping[str, int]]
) -> Iterator[tuple[tuple[int, ...], dict[str, str]]]:
    """Each month of each year."""
    for other, numbers in months:
        for (value, date), (month, number) in product(dates.items(), numbers.items()):
            if len(date) == 1:
                yield (*date, number), {name: value, other: month}


def _read_dates(options: Sequence[Option]) -> dict[str, tuple[int, ...]]:
    """The year, or year and month, of each value; empty if one of them is something else."""
    read = {each.value: _read_date(each) for each in options}
    found = {value: date for value, date in read.items() if date is not None}
    return found if len(found) == len(options) else {}


def _read_date(option: Option) -> tuple[int, ...] | None:
    label = fold(option.label)
    if not MONTH.fullmatch(label):
        return None
    date = read_date([option.value]) or _read_label(label)
    return date if date is not None and len(date) < 3 else None


def _read_label(label: str) -> tuple[int, ...] | None:
    """The year and month of a label whose value is a number of the server's own: "thang 11 2026"."""
    numbers = sorted(map(int, re.findall(r"[0-9]{1,4}", label)[:2]), reverse=True)
    is_month = len(numbers) == 2 and numbers[0] > _MOST_SMALL and numbers[1] in _MONTHS
    return tuple(numbers) if is_month else None


def read_months(options: Sequence[Option]) -> dict[str, int]:
    """The number of each month; empty for a list of something else."""
    read = {each.value: int(each.value) for each in options if each.value.isdecimal() and len(each.value) < 3}
    is_year = len(read) == len(options) and sorted(read.values()) == [*_MONTHS]
    return read if is_year else {}


def lists_days(options: Sequence[Option]) -> bool:
    """Whether the options are the days of a month."""
    days = {each.value.lstrip("0") for each in options if len(each.value) < 3}
    return len(options) == len(_DAYS) and days == {*map(str, _DAYS)}


def find_unread_archive(page: Page) -> str | None:
    """Why the months or days that a form of this list offers are not read."""
    forms = [form for form in find_forms(page) if is_of_page(page, form)]
    if any(map(_asks_for_day, forms)):
        return "a form shows its other days, and asks for a date"
    if any(map(_posts_months, forms)):
        return "a form that is posted shows its other months"
    return "a form shows its other months, and names no year" if any(map(_names_no_year, forms)) else None


def _posts_months(form: Element) -> bool:
    is_chosen = is_posted(form) and not typed_fields(form)
    return is_chosen and next(list_dates([*form.iter("select")]), None) is not None


def _names_no_year(form: Element) -> bool:
    """Whether the form chooses one of the months, of a year that its list does not say."""
    choices = find_choices(form)
    if typed_fields(form) or len(choices) != 1 or OTHER_DATES.search(names_of_field(choices[0])):
        return False
    options = read_options(choices[0])
    return len(options) > 1 and all(_MONTH_ONLY.fullmatch(fold(each.label)) for each in options)


def is_of_page(page: Page, form: Element) -> bool:
    target = find_target(page, form)
    return target is not None and _path_of(target) == _path_of(page.url)


def _path_of(url: str) -> str:
    return canonical_path(urlsplit(url).path)


def _asks_for_day(form: Element) -> bool:
    """Whether a day is all that the form asks for."""
    typed, lists = typed_fields(form), [*form.iter("select")]
    if lists:
        return not typed and any(lists_days(read_options(each)) for each in lists)
    if len(typed) != 1:
        return False
    named, kind = names_of_field(typed[0]), (typed[0].get("type") or "").lower()
    is_date = kind in ("date", "month") or _DATE_NAMES.search(named) is not None
    return is_date and OTHER_DATES.search(named) is None
