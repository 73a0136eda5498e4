"""The grammar of dates as Vietnamese news pages print them, over folded text (see `folding`).

[label] [weekday] [time] [weekday] ["ngày"] date [time] [zone], each part but the date optional.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from dvcrawler.normalize.dates.clock import HALF, full_hour
from dvcrawler.normalize.dates.lunar import MASK, mask_lunar
from dvcrawler.normalize.dates.machine import ENGLISH_MONTHS, ENGLISH_WEEKDAYS, parse_zone
from dvcrawler.normalize.dates.reading import Parts, full_year

# "Giêng" is January in the vi-VN locale of Windows, which many CMSs print dates with.
MONTH_WORDS = {
    "giêng": 1, "một": 1, "hai": 2, "ba": 3, "tư": 4, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7,
    "bẩy": 7, "tám": 8, "chín": 9, "mười": 10, "mười một": 11, "mười hai": 12,
}  # fmt: skip
WEEKDAY_WORDS = {
    "hai": 0, "ba": 1, "tư": 2, "bốn": 2, "năm": 3, "sáu": 4, "bảy": 5, "bẩy": 5, "nhật": 6, "cn": 6,
}  # fmt: skip

_LABEL = (
    r"(?P<label>(?<!\w)(?:(?:ngày|giờ|lúc|vào|hồi"
    r"|(?:bài(?: viết| báo)?(?: này)? )?(?:đã )?(?:được )?c(?:ập nhật|ập nhập|ật nhật|âp nhật|ập nhât)"
    r"|mới nhất|thời gian|last"
    r"|lần (?:cuối(?: cùng)?|gần (?:nhất|đây))|lần(?= (?:cập|sửa|chỉnh))"
    r"|(?:(?<=sửa )|(?<=nhật ))(?:cuối(?: cùng)?|gần (?:nhất|đây))"
    r"|(?:chỉnh )?sửa|sửa đổi|chỉnh lý|hiệu chỉnh"
    r"|(?:(?:đã|được) )?(?:đăng(?: tải| tin| bài| trên| trong)?|nhập|gửi|tạo|viết|xuất bản|phát hành"
    r"|ban hành)"
    r"|published|posted|updated|modified|date|on|at)(?!\w(?<!\d))[ :,.|(-]{0,3}){1,5})?"
)
_UPDATE = ("cập nhật", "sửa", "chỉnh", "updated", "modified")
#: Labels of the day of publication, where the line also has days of other things: "Hết hạn: …".
_PUBLISHED = ("đăng", "xuất bản", "phát hành", "ban hành", "published", "posted")
#: Labels of the draft's day, if another label names the day of publication.
_MADE = ("tạo", "nhập", "viết")
_WEEKDAY = (
    r"(?:thứ ?(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|(?:chủ|chúa) ?nhật|(?<!\w)(?:th? ?[2-7]|cn"
    # "Minh Thu - 12/03/2021" and "Minh Thu 12/03/2021" are a name and a date.
    r"|(?!thu ?[|•·–—-])(?!(?<=\w )(?<!\bon )(?<!ed )thu(?!\w))"
    rf"(?:{'|'.join(ENGLISH_WEEKDAYS)})(?:day|s?day|nesday|rsday|urday)?))(?!\w)\.?"
)
#: Behind the date, and not before the next one; "T2" and "CN" may stand for something else there.
_WEEKDAY_BEHIND = (
    r"(?:thứ ?(?:hai|ba|tư|bốn|năm|sáu|bảy|bẩy|[2-7])|(?:chủ|chúa) ?nhật)(?!\w)"
    r"(?![ ,;|•·–—-]{0,5}(?:ngày )?\d\d? ?[/.-])"
)
#: A lunar day may be between the date and the time of day.
_LUNAR = rf"(?:{MASK}+[ ,;|•·–—-]{{0,5}})?"
_GAP = rf"[ ,;|•·–—-]{{0,5}}{_LUNAR}"
_ENGLISH_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
_WORDS = "|".join(sorted(MONTH_WORDS, key=len, reverse=True))
# "Th1" is how WordPress abbreviates months in Vietnamese.
_MONTH = (
    rf"(?:(?:tháng|thg\.?) ?(?:\d\d?(?!\d)|(?:{_WORDS})(?!\w))|(?<!\w)th\.?\d\d?(?!\d)"
    rf"|(?<![a-z]){_ENGLISH_MONTH})"
)
_BETWEEN = "[ ,./–-]{0,3}"
# Vietnamese time zones and, to be refused rather than overlooked, the commonest foreign ones.
_ZONE = (
    r"(?: ?[(\[]{{0,2}} ?(?P<zone{n}>(?:gmt|utc) ?(?:[+-] ?\d{{1,2}}(?::?\d\d)?)?|\+\d\d:?\d\d(?!\d)"
    r"|(?:z|ict|[ecmp][sd]t|cest|cet|bst|jst|kst|sgt|hkt|aest"
    r"|(?:theo )?giờ (?:chuẩn )?(?:đông dương|việt nam|hà nội))(?!\w))"
    r" ?[)\]]{{0,2}})?"
)
# Of "7h 20/5" the number is the day's, of "7h20 / 5.000 lượt" the minute's.
_MONTH_OF_DAY = r"(?!\d\d?[/.-]\d\d?[/.-]\d{{4}})(?:0?[1-9]|1[0-2])(?!\d|[.,]\d{{3}}(?!\d))"
# Atomic: a part of a time would be a different time. After "giờ" the number may be the day's.
# "10:00-05:00" is ambiguous: left out.
_TIME = (
    r"(?>(?P<hour{n}>(?<!\d)\d\d?)(?: ?: ?(?=\d\d(?!\d))| ?(?:giờ|h|g(?=\d)) ?)"
    r"(?P<minute{n}>\d\d?(?!\d)"
    rf"(?:(?<=:\d\d)|(?<=: \d\d)|(?<=[45]\d)|(?! ?/ ?{_MONTH_OF_DAY}|[.-]\d| ?(?:tháng|thg))))?"
    r"(?: ?: ?(?P<second{n}>\d\d)(?!\d)(?:\.\d{{1,9}})?)?(?: ?(?:phút|(?:ph?|m)(?![\w.])|['’′]))?"
    r"(?: ?(?P<spoken{n}>\d\d?) ?giây)?"
    rf"(?: ?(?P<half{{n}}>{HALF})(?!\w))?)"
    r"(?! ?-\d\d:?\d\d(?!\d))" + _ZONE
)
# Not the tail of "10-12/5/2023" or "1.5.6.2023", but "05/05/2023-06/05/2023" has two dates.
_START = r"(?<!\d)(?<!\d[/.,:])(?:(?<!\d-)|(?<=\d{4}-))"
# A year is not the head of "05/06/2019/QĐ-UBND" nor of a longer number.
_END = r"(?!\d)(?![/.]\d)(?!/\w)"
_DATE = (
    rf"(?:(?<!\d)(?P<day>\d\d?) ?(?P<mark>[/–.-]) ?(?P<month>\d\d?) ?(?P=mark) ?"
    rf"(?P<year>\d{{4}}{_END}|(?<!\.)(?<!\. )\d\d{_END}(?!-\d))"
    rf"|(?<!\d)(?P<iso_year>\d{{4}})(?P<iso_mark>[/.-])(?P<iso_month>\d\d?)(?P=iso_mark)"
    rf"(?P<iso_day>\d\d?)(?!\d)"
    rf"|(?<!\d)(?<!mồng )(?<!mùng )(?P<word_day>\d\d?)(?:st|nd|rd|th)?(?: of)?{_BETWEEN}"
    rf"(?P<word_month>{_MONTH})"
    rf"{_BETWEEN}(?:năm )?(?P<word_year>\d{{4}}){_END}"
    # A time of day and a zone end in digits too: "2:16 PM GMT+07:00 February 6, 2024".
    rf"|(?:(?<!\d )|(?<=[:+]\d\d )|(?<=[+]\d )|(?<=[+]\d{{4}} ))(?P<first_month>{_MONTH}){_BETWEEN}"
    rf"(?P<first_day>\d\d?)(?:st|nd|rd|th)?"
    rf"(?:, ?| )(?:năm )?(?P<first_year>\d{{4}}){_END})"
)
#: Between the date and its time of day: "Ngày: 27/11/2026 Giờ: 08:15".
_TIME_LABEL = r"(?:(?:vào )?(?:lúc|hồi)|(?:thời gian|giờ)(?: đăng)?|at|t|@|/ |\()?"
#: What a label, a weekday, a month, a time or a date begins with, tried before them: most letters of running
#: text are none of these, or are in the middle of a word.
_OPENING = r"(?=[\d(\[abcdđfghjlmnopstuvwx])(?:(?<![a-z])|(?=[\dtcn(\[]))"
_PRINTED = re.compile(
    rf"{_OPENING}{_START}(?P<open>[(\[] ?)?{_LABEL}(?:(?P<weekday1>{_WEEKDAY}):?{_GAP})?"
    rf"(?:{_TIME.format(n=1)}(?: / |{_GAP}))?(?:(?P<weekday2>{_WEEKDAY}){_GAP})?(?:ngày[ :]{{0,3}})?{_DATE}"
    rf"(?:{_GAP}\(?(?P<weekday3>{_WEEKDAY_BEHIND})\)?)?"
    rf"(?:{_GAP}{_TIME_LABEL}[ :]{{0,2}}{_TIME.format(n=2)})?{_ZONE.format(n=3)}"
    rf"(?(open)(?: ?[)\]])?)(?:[ ,;|•·–—-]{{0,5}}{MASK}+)?"
)

# Running text is searched too, and the grammar, tried at every letter, costs 1 µs per letter. Patterns that
# begin with a single digit are found ten times as fast as those that begin with a repeated one or with words.
_IN_NUMBERS = re.compile(r"\d ?[/.–-] ?\d\d? ?[/.–-] ?\d")
_YEAR = re.compile(r"\d\d{3}")
_IN_WORDS = re.compile(rf"(?:tháng|thg|th\.?\d|{'|'.join(ENGLISH_MONTHS)}).{{0,24}}(?<!\d)\d{{4}}(?!\d)")

_FIRST_CLOCK = ("hour1", "minute1", "second1", "half1", "spoken1")
_SECOND_CLOCK = ("hour2", "minute2", "second2", "half2", "spoken2")
#: The groups with which each form of a date begins.
_FIRST_NUMBERS = ("day", "iso_year", "word_day", "first_month")
_PART_OF_DAY = re.compile(r"(?<!\w)(sáng|trưa|chiều|tối|đêm),? $")
_LONGEST_PART = 8
#: What a line gives the day of beside its own: a document, a deadline, an issue. It ends at the date.
_OF_OTHER = re.compile(
    r"(?<!\w)(?:ban hành|hết hạn|hạn (?:nộp|cuối|chót)|hiệu lực|ngày (?:ký|họp|duyệt|hết hạn)|số báo|kỳ báo)"
    r"(?: (?:từ|đến|từ ngày|đến ngày|ngày|kể từ ngày))?[ :(]{0,3}$"
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
    return _find_printed(folded, month_first) if _may_hold_date(folded) else ()


@lru_cache(maxsize=32)  # the date of an article is read for each statement that it is compared with
def _find_printed(folded: str, month_first: bool) -> tuple[Printed, ...]:
    return tuple(_iter_printed(mask_lunar(folded), month_first))


def _iter_printed(folded: str, month_first: bool) -> Iterator[Printed]:
    for match in _PRINTED.finditer(folded):
        label = match["label"]
        is_update = label is not None and any(word in label for word in _UPDATE)
        is_made = label is not None and not is_update and any(word in label for word in _MADE)
        is_published = label is not None and any(word in label for word in _PUBLISHED)
        parts = _read_parts(match, month_first)
        is_other = _is_of_other(match)
        yield Printed(match.start(), match.end(), parts, is_update, is_made, is_published, is_other)


def _is_of_other(match: re.Match[str]) -> bool:
    start = next(match.start(name) for name in _FIRST_NUMBERS if match[name])
    return _OF_OTHER.search(match.string, max(0, start - _LONGEST_OTHER), start) is not None


def _may_hold_date(folded: str) -> bool:
    if _IN_NUMBERS.search(folded):
        return True
    return _YEAR.search(folded) is not None and _IN_WORDS.search(folded) is not None


def _read_parts(match: re.Match[str], month_first: bool) -> Parts:
    year, month, day = _read_day(match, month_first)
    weekday = match["weekday2"] or match["weekday1"] or match["weekday3"]
    zone, zone_problem = parse_zone(match["zone3"] or match["zone2"] or match["zone1"])
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
    hour, minute, second, half, spoken = match.group(*(_FIRST_CLOCK if match["hour1"] else _SECOND_CLOCK))
    if hour is None:
        return None
    full = full_hour(int(hour), half or _find_part_of_day_before(match))
    return None if full is None else (full, int(minute or 0), int(second or spoken or 0))


def _find_part_of_day_before(match: re.Match[str]) -> str | None:
    """The word before the date: "Tối 6/2/2024, 8:05"."""
    found = _PART_OF_DAY.search(match.string, max(0, match.start() - _LONGEST_PART), match.start())
    return found[1] if found else None
