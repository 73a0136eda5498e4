"""Times relative to the capture time: "2 giờ trước", "Hôm qua 15:30", "chiều qua", "Vừa xong"."""

import re
from datetime import date, datetime, time, timedelta

from dvcrawler.items import ProblemCode
from dvcrawler.normalize.dates.clock import HALF, full_hour
from dvcrawler.normalize.dates.reading import (
    DateReading,
    keep_plausible,
    local_reference,
    refuse,
)

_UNITS = {
    "giây": timedelta(seconds=1), "s": timedelta(seconds=1), "second": timedelta(seconds=1),
    "phút": timedelta(minutes=1), "p": timedelta(minutes=1), "'": timedelta(minutes=1),
    "’": timedelta(minutes=1), "′": timedelta(minutes=1), "minute": timedelta(minutes=1),
    "giờ": timedelta(hours=1), "h": timedelta(hours=1), "tiếng": timedelta(hours=1),
    "hour": timedelta(hours=1),
    "ngày": timedelta(days=1), "hôm": timedelta(days=1), "day": timedelta(days=1),
    "tuần": timedelta(weeks=1), "week": timedelta(weeks=1),
}  # fmt: skip
#: Numbers in words, and the English article.
_COUNTS: dict[str, float] = {
    "một": 1, "hai": 2, "ba": 3, "bốn": 4, "năm": 5, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười": 10,
    "nửa": 0.5, "a": 1, "an": 1,
}  # fmt: skip
_PART_OF_DAY = "sáng|trưa|chiều|tối|đêm"
_DAYS_AGO = {"nay": 0, "qua": 1, "kia": 2, "today": 0, "yesterday": 1}
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5,
    "7": 5, "nhật": 6,
}  # fmt: skip
_NOW = (
    "vừa xong", "vừa mới", "mới đây", "vừa mới đây", "bây giờ", "just now", "vài giây trước",
    "vài phút trước", "mấy phút trước", "ít phút trước",
    "cách đây ít phút", "cách đây vài phút", "cách đây mấy phút", "cách đây vài giây", "ít phút trước đây",
)  # fmt: skip

_LABEL = (
    r"(?:(?:đã )?(?:cập nhật|đăng|lúc|updated|posted)(?: lúc| cách đây)?)?[ :,]{0,3}(?:khoảng |cách đây )?"
)
_CLOCK = rf"(\d\d?)(?::|h| giờ )(\d\d)(?: ?(?:phút|['’′]))?(?: ?({HALF})(?!\w))?"
_COUNT = rf"\d{{1,7}}|(?:{'|'.join(_COUNTS)})(?= )"
_UNIT = f"{'|'.join(_UNITS)}|tháng|năm|month|year"
_AGO = re.compile(
    rf"(?P<label>{_LABEL})(?P<count>{_COUNT}) ?(?P<unit>{_UNIT})s?"
    rf"(?:,? (?P<more>\d{{1,4}}) ?(?P<part>giờ|tiếng|phút|giây|hours?|minutes?|seconds?))?"
    r"(?P<ago> ?(?:trước(?: đây)?|ago))?"
)
_DAY = re.compile(
    rf"{_LABEL}(?:{_CLOCK}[ ,|-]{{0,4}})?(?:(?:ngày )?hôm (?P<day>nay|qua|kia)|(?P<half>{_PART_OF_DAY}) "
    rf"(?:hôm )?(?P<part>nay|qua)|(?P<english>today|yesterday))"
    rf"(?:[ ,|-]{{0,4}}(?:lúc |at )?{_CLOCK})?"
)

_WEEK = re.compile(
    rf"{_LABEL}(?:{_CLOCK}[ ,|-]{{0,4}})?(?:thứ ?|chủ )(?P<weekday>{'|'.join(_WEEKDAYS)}) tuần (?:trước|qua)"
    rf"(?:[ ,|-]{{0,4}}(?:lúc )?{_CLOCK})?"
)


def is_relative(folded: str) -> bool:
    return folded in _NOW or _find_span(folded) is not None or any(f.fullmatch(folded) for f in (_DAY, _WEEK))


def _find_span(folded: str) -> re.Match[str] | None:
    """A span with "trước" behind it, or "cách đây" before it."""
    found = _AGO.fullmatch(folded)
    return found if found is not None and (found["ago"] or "cách đây" in found["label"]) else None


def read_relative(folded: str, reference: datetime | None) -> DateReading | None:
    """Resolves a folded relative time against `reference`; None if the text is not a relative time."""
    if reference is None:
        if not is_relative(folded):
            return None
        return refuse(ProblemCode.UNREADABLE_DATE, "relative time without a capture time")
    now = local_reference(reference).replace(microsecond=0)
    if folded in _NOW:
        return keep_plausible(now.date(), now, reference)
    if span := _find_span(folded):
        return _read_ago(span, now)
    if day := _DAY.fullmatch(folded):
        ago = _DAYS_AGO[day["day"] or day["part"] or day["english"]]
        return _read_day(day[0], now, now.date() - timedelta(days=ago), day["half"])
    if week := _WEEK.fullmatch(folded):
        monday = now.date() - timedelta(days=now.weekday() + 7)
        return _read_day(week[0], now, monday + timedelta(days=_WEEKDAYS[week["weekday"]]))
    return None


def _read_ago(match: re.Match[str], now: datetime) -> DateReading:
    unit = _UNITS.get(match["unit"])
    if unit is None:
        return refuse(ProblemCode.UNREADABLE_DATE, f"'{match[0]}' does not tell the day")
    count = _COUNTS.get(match["count"]) or int(match["count"])
    more = int(match["more"]) * _UNITS[match["part"].removesuffix("s")] if match["more"] else timedelta()
    try:
        at = now - count * unit - more
    except OverflowError:
        return refuse(ProblemCode.UNREADABLE_DATE, f"'{match[0]}' is too long ago")
    return keep_plausible(at.date(), at, now)


def _read_day(text: str, now: datetime, day: date, part_of_day: str | None = None) -> DateReading:
    found = re.search(_CLOCK, text)
    if found is None:
        return keep_plausible(day, None, now)
    hour, minute, half = found.groups()
    full = full_hour(int(hour), half or part_of_day)
    if full is None:
        return keep_plausible(day, None, now)
    try:
        clock = time(full, int(minute), tzinfo=now.tzinfo)
    except ValueError:
        return keep_plausible(day, None, now, f"impossible time {hour}:{minute}", ProblemCode.IMPOSSIBLE_TIME)
    return keep_plausible(day, datetime.combine(day, clock), now)
