"""The days of a list behind a form: "Xem theo ngày", with lists of day, month and year, or one field."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple
from urllib.parse import parse_qsl, urlsplit

from dvcrawler.discovery.buttons.choice_forms import (
    Option,
    find_choices,
    names_of_field,
    read_options,
    send_choices,
)
from dvcrawler.discovery.buttons.page_forms import find_forms, is_posted, typed_fields
from dvcrawler.discovery.date_archives.archive_forms import OTHER_DATES, is_of_page, lists_days, read_months
from dvcrawler.extract.elements import Element
from dvcrawler.extract.page import Page
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.patterns import lazy_regex

_YEARS = range(1990, 2100)
#: What a field of text says of the days that it takes: "dd/mm/yyyy", "30-11-2026"; and where.
_HINT = lazy_regex(
    r"(?<!\w)(?:dd?([/.-])mm?\1yy(?:yy)?|ngày([/.-])tháng\2năm|[0-9]{2}([/.-])[0-9]{2}\3[0-9]{4})(?!\w)", re.I
)
_HINTS = ("placeholder", "data-date-format", "data-format", "title", "value")
_ISO = "%Y-%m-%d"
#: The earliest day that is asked for where the form names none.
_EARLIEST = date(2000, 1, 1)


class _Numbers(NamedTuple):
    """A list of the form: its name, and the value of each number."""

    name: str
    values: Mapping[int, str]


@dataclass(frozen=True)
class DayForm:
    """`field`: the name of the one field for a whole date, written as `pattern`; else `lists` are those of
    years, months and days. No day before `earliest` can be chosen.
    """

    form: Element
    earliest: date
    field: str = ""
    pattern: str = _ISO
    lists: tuple[_Numbers, ...] = ()

    def day_before(self, page: Page, newest: date) -> str | None:
        """The address of the day before that of the page; of `newest` for a page without a day."""
        own = self._read(dict(parse_qsl(urlsplit(page.url).query)))
        if own is not None and own <= self.earliest:
            return None
        day = own - timedelta(days=1) if own is not None else newest
        return send_choices(page, self.form, self._write(day)) if day >= self.earliest else None

    def _read(self, query: Mapping[str, str]) -> date | None:
        if self.field:
            return _parse_day(query.get(self.field, ""), self.pattern)
        numbers = [read_whole(query.get(each.name), most=_YEARS[-1]) for each in self.lists]
        return _as_day([number for number in numbers if number is not None])

    def _write(self, day: date) -> dict[str, str]:
        if self.field:
            return {self.field: day.strftime(self.pattern)}
        chosen = zip(self.lists, (day.year, day.month, day.day), strict=True)
        return {each.name: each.values.get(number, str(number)) for each, number in chosen}


def find_day_form(page: Page) -> DayForm | None:
    """The form that asks for a day of this list."""
    forms = (form for form in find_forms(page) if not is_posted(form) and is_of_page(page, form))
    return next((found for form in forms if (found := _read_form(form)) is not None), None)


def _read_form(form: Element) -> DayForm | None:
    typed, lists = typed_fields(form), find_choices(form)
    if len(typed) == 1 and not lists:
        return _read_field(form, typed[0])
    return _read_lists(form, lists) if not typed else None


def _read_field(form: Element, field: Element) -> DayForm | None:
    """The form with a field of the type `date`, whose values have one form, or of text that shows theirs."""
    name, pattern = field.get("name") or "", _read_pattern(field)
    if not name or pattern is None or OTHER_DATES.search(names_of_field(field)):
        return None
    return DayForm(form, _parse_day(field.get("min") or "", _ISO) or _EARLIEST, name, pattern)


def _read_pattern(field: Element) -> str | None:
    """How the field takes a day; None if it does not say so."""
    kind = (field.get("type") or "text").lower()
    if kind == "date":
        return _ISO
    hints = (_HINT.search(field.get(name) or "") for name in _HINTS) if kind == "text" else ()
    found = next(filter(None, hints), None)
    return "%d{0}%m{0}%Y".format(found[1] or found[2] or found[3]) if found is not None else None


def _parse_day(text: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(text, pattern).date()
    except ValueError:
        return None


def _read_lists(form: Element, lists: Sequence[Element]) -> DayForm | None:
    """The form with one list each of years, months and days."""
    options = [(each.get("name") or "", read_options(each)) for each in lists]
    read = [
        [_Numbers(name, values) for name, found in options if (values := numbers_of(found))]
        for numbers_of in (_read_years, _read_months, _read_days)
    ]
    if [*map(len, read)] != [1, 1, 1]:
        return None
    return DayForm(form, date(min(read[0][0].values), 1, 1), lists=tuple(each for (each,) in read))


def _as_day(numbers: Sequence[int]) -> date | None:
    try:
        year, month, day = numbers
        return date(year, month, day)
    except ValueError:
        return None


def _read_days(options: Sequence[Option]) -> dict[int, str]:
    return {int(each.value): each.value for each in options} if lists_days(options) else {}


def _read_months(options: Sequence[Option]) -> dict[int, str]:
    return {number: value for value, number in read_months(options).items()}


def _read_years(options: Sequence[Option]) -> dict[int, str]:
    read = {each.value: read_whole(each.value, _YEARS[0], _YEARS[-1]) for each in options}
    years = {year: value for value, year in read.items() if year is not None}
    return years if len(years) == len(options) else {}
