"""Dates that a page prints, read out of folded text (see `folding`) by the `grammar`."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dvcrawler.normalize.dates.grammar import (
    PRINTED,
    WEEKDAY_WORDS,
    full_hour,
    join_numbers_alone,
    may_hold_date,
)
from dvcrawler.normalize.dates.lunar import mask_lunar
from dvcrawler.normalize.dates.machine import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, MONTH_WORDS, parse_zone
from dvcrawler.normalize.dates.reading import Parts, full_year
from dvcrawler.patterns import lazy_regex

#: In every label of the day of a change, in small letters.
UPDATE_WORDS = ("cập nhật", "sửa", "chỉnh", "update", "modified")
#: Labels of the day of publication, where the line also has days of other things: "Hết hạn: …".
_PUBLISHED = ("đăng", "xuất bản", "phát hành", "ban hành", "published", "posted")
#: Labels of the draft's day, if another label names the day of publication.
_MADE = ("tạo", "nhập", "viết")
_FIRST_CLOCK = ("hour1", "minute1", "second1", "half1", "spoken1")
_SECOND_CLOCK = ("hour2", "minute2", "second2", "half2", "spoken2")
#: Behind all, behind either clock, between the day and its clock, before all.
_ZONES = ("zone3", "zone2", "zone4", "zone1", "zone0")
#: The groups with which each form of a date begins.
_FIRST_NUMBERS = ("day", "iso_year", "word_day", "first_month")
#: WordPress in Vietnamese prints "9:04 Chiều" for "9:04 pm"; nobody says so.
_HALVES = {"sáng": "am", "chiều": "pm"}
_PART_OF_DAY = lazy_regex(r"(?<!\w)(sáng|trưa|chiều|tối|đêm),? $")
_LONGEST_PART = 8
#: What a line gives the day of beside its own: a document, a deadline, an issue. It ends at the date.
_OF_OTHER = lazy_regex(
    r"(?<!\w)(?:ban hành|hết hạn|hạn (?:nộp|cuối|chót)|hiệu lực|ngày (?:ký|họp|duyệt|hết hạn)"
    r"|số (?:báo|(?:\d{1,5} )?ra)|kỳ báo)(?: (?:từ|đến|từ ngày|đến ngày|ngày|kể từ ngày))?[ :(]{0,3}$"
)
_LONGEST_OTHER = 40


class Printed(NamedTuple):
    """A date found in folded text; `start:end` includes its label, weekday, time and zone.

    `is_made`: it is that of the draft. `is_published`: a label says that it is that of publication.
    `is_other`: that of a document, a deadline or an issue, if the line has another date.
    """

    start: int
    end: int
    parts: Parts
    is_update: bool
    is_made: bool
    is_published: bool
    is_other: bool


def find_printed(folded: str, *, month_first: bool = False) -> Sequence[Printed]:
    """The dates in the text, in their order."""
    return _find_printed(folded, month_first)


@lru_cache(maxsize=64)  # the date of an article is read for each statement that it is compared with
def _find_printed(folded: str, month_first: bool) -> tuple[Printed, ...]:
    if not may_hold_date(folded):
        folded, printed = join_numbers_alone(folded), folded
        if folded == printed:
            return ()
    return tuple(_iter_printed(mask_lunar(folded), month_first))


def _iter_printed(folded: str, month_first: bool) -> Iterator[Printed]:
    for match in PRINTED.finditer(folded):
        label = match["label"]
        is_update = label is not None and any(word in label for word in UPDATE_WORDS)
        is_made = label is not None and not is_update and any(word in label for word in _MADE)
        is_published = label is not None and any(word in label for word in _PUBLISHED)
        parts = _read_parts(match, month_first)
        is_other = _is_of_other(match)
        yield Printed(match.start(), match.end(), parts, is_update, is_made, is_published, is_other)


def _is_of_other(match: re.Match[str]) -> bool:
    start = next(match.start(name) for name in _FIRST_NUMBERS if match[name])
    return _OF_OTHER.search(match.string, max(0, start - _LONGEST_OTHER), start) is not None


def _read_parts(match: re.Match[str], month_first: bool) -> Parts:
    year, month, day = _read_day(match, month_first)
    weekday = match["weekday2"] or match["weekday1"] or match["weekday3"]
    zone, zone_problem = parse_zone(next(filter(None, match.group(*_ZONES)), None))
    return Parts(
        year,
        month,
        day,
        _read_clock(match),
        zone,
        _read_weekday(weekday) if weekday else None,
        weekday or "",
        zone_problem,
    )


def _read_day(match: re.Match[str], month_first: bool) -> tuple[int, int, int]:
    day, month, year = match.group("day", "month", "year")
    if year:
        first, second = int(day), int(month)
        month_first = month_first or _must_be_month_first(match, first, second)
        return full_year(year), *((first, second) if month_first else (second, first))
    if match["iso_year"]:
        return int(match["iso_year"]), int(match["iso_month"]), int(match["iso_day"])
    if match["word_year"]:
        return int(match["word_year"]), _read_month(match["word_month"]), int(match["word_day"])
    return int(match["first_year"]), _read_month(match["first_month"]), int(match["first_day"])


def _must_be_month_first(match: re.Match[str], first: int, second: int) -> bool:
    """Whether the date can only be in the American form: .NET prints "3/15/2024 9:05 PM" and "3/15/2024",
    Drupal "Fri, 03/15/2024". A weekday must agree; a year of two digits alone may be a day.
    """
    if match["mark"] not in "/-" or not first <= 12 < second <= 31:
        return False
    half = match["half1"] or match["half2"] or ""
    if half[:1] in ("a", "p"):
        return True
    weekday = match["weekday2"] or match["weekday1"]
    return len(match["year"]) == 4 if weekday is None else _fits(weekday, match["year"], first, second)


def _fits(weekday: str, year: str, month: int, day: int) -> bool:
    try:
        return date(full_year(year), month, day).weekday() == _read_weekday(weekday)
    except ValueError:
        return False


def _read_month(text: str) -> int:
    name = text.removeprefix("tháng").removeprefix("thg").removeprefix("th").lstrip(". ")
    if name.isdecimal():
        return int(name)
    return MONTH_WORDS.get(name) or ENGLISH_MONTHS[name[:3]]


def _read_weekday(text: str) -> int:
    name = text.rstrip(".")
    if name[-1].isdecimal():
        return int(name[-1]) - 2
    for word, number in WEEKDAY_WORDS.items():
        if name.endswith(word):
            return number
    return ENGLISH_WEEKDAYS[name[:3]]


def _read_clock(match: re.Match[str]) -> tuple[int, int, int] | None:
    names = _FIRST_CLOCK if match["hour1"] else _SECOND_CLOCK
    hour, minute, second, half, spoken = match.group(*names)
    if hour is None:
        return None
    if half in _HALVES and match.string[match.end(names[0])] == ":":
        half = _HALVES[half]
    full = full_hour(int(hour), half or _find_part_of_day_before(match))
    return None if full is None else (full, int(minute or 0), int(second or spoken or 0))


def _find_part_of_day_before(match: re.Match[str]) -> str | None:
    """The word before the date: "Tối 6/2/2024, 8:05"."""
    found = _PART_OF_DAY.search(match.string, max(0, match.start() - _LONGEST_PART), match.start())
    return found[1] if found else None
