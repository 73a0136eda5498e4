"""Times relative to the capture time: "2 giờ trước", "Hôm qua 15:30", "Vừa xong"."""

import re
from datetime import date, datetime, time, timedelta

from dvcrawler.items import ProblemCode
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
    "ngày": timedelta(days=1), "day": timedelta(days=1),
    "tuần": timedelta(weeks=1), "week": timedelta(weeks=1),
}  # fmt: skip
_DAYS_AGO = {"hôm nay": 0, "hôm qua": 1, "hôm kia": 2, "today": 0, "yesterday": 1}
_WEEKDAYS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5,
    "7": 5, "nhật": 6,
}  # fmt: skip
_NOW = ("vừa xong", "vừa mới", "mới đây", "vừa mới đây", "bây giờ", "just now")

_LABEL = r"(?:cập nhật|đăng|lúc|updated|posted)?[ :,]{0,3}(?:khoảng |cách đây )?"
_CLOCK = r"(\d\d?)(?::|h| giờ )(\d\d)(?: ?(?:phút|['’′]))?"
_AGO = re.compile(
    rf"{_LABEL}(?P<count>\d{{1,7}}|một) ?(?P<unit>{'|'.join(_UNITS)}|tháng|năm|month|year)s?"
    r" ?(?:trước(?: đây)?|ago)"
)
_DAY = re.compile(
    rf"{_LABEL}(?:{_CLOCK}[ ,|-]{{0,4}})?(?P<day>{'|'.join(_DAYS_AGO)})"
    rf"(?:[ ,|-]{{0,4}}(?:lúc |at )?{_CLOCK})?"
)

_WEEK = re.compile(
    rf"{_LABEL}(?:{_CLOCK}[ ,|-]{{0,4}})?(?:thứ ?|chủ )(?P<weekday>{'|'.join(_WEEKDAYS)}) tuần (?:trước|qua)"
    rf"(?:[ ,|-]{{0,4}}(?:lúc )?{_CLOCK})?"
)


def is_relative(folded: str) -> bool:
    return folded in _NOW or any(form.fullmatch(folded) for form in (_AGO, _DAY, _WEEK))


def read_relative(folded: str, reference: datetime | None) -> DateReading | None:
    """Resolves a folded relative time against `reference`; None if the text is not a relative time."""
    if reference is None:
        if not is_relative(folded):
            return None
        return refuse(ProblemCode.UNREADABLE_DATE, "relative time without a capture time")
    now = local_reference(reference).replace(microsecond=0)
    if folded in _NOW:
        return keep_plausible(now.date(), now, reference)
    if ago := _AGO.fullmatch(folded):
        return _read_ago(ago, now)
    if day := _DAY.fullmatch(folded):
        return _read_day(day, now, now.date() - timedelta(days=_DAYS_AGO[day["day"]]))
    if week := _WEEK.fullmatch(folded):
        monday = now.date() - timedelta(days=now.weekday() + 7)
        return _read_day(week, now, monday + timedelta(days=_WEEKDAYS[week["weekday"]]))
    return None


def _read_ago(match: re.Match[str], now: datetime) -> DateReading:
    count = 1 if match["count"] == "một" else int(match["count"])
    unit = _UNITS.get(match["unit"])
    if unit is None:
        return refuse(ProblemCode.UNREADABLE_DATE, f"'{match[0]}' does not tell the day")
    try:
        at = now - count * unit
    except OverflowError:
        return refuse(ProblemCode.UNREADABLE_DATE, f"'{match[0]}' is too long ago")
    return keep_plausible(at.date(), at, now)


def _read_day(match: re.Match[str], now: datetime, day: date) -> DateReading:
    hour, minute = match.group(1, 2) if match[1] else match.group(4, 5)
    if hour is None:
        return keep_plausible(day, None, now)
    try:
        clock = time(int(hour), int(minute), tzinfo=now.tzinfo)
    except ValueError:
        return keep_plausible(day, None, now, f"impossible time {hour}:{minute}", ProblemCode.IMPOSSIBLE_TIME)
    return keep_plausible(day, datetime.combine(day, clock), now)
