"""Days that a person types as the bounds of a period: a day, a month or a year."""

import re
from calendar import monthrange
from datetime import date, timedelta

from dvcrawler.patterns import lazy_regex

_ISO = lazy_regex(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?", re.ASCII)
_VIETNAMESE = lazy_regex(r"(?:(\d{1,2})/)?(\d{1,2})/(\d{4})", re.ASCII)


_DAYS_AGO = lazy_regex(r"(\d{1,5})d", re.ASCII)


def read_period(text: str, bound: str, today: date | None = None) -> str:
    """The first day of what is named for bound "since", the last for "until", as `YYYY-MM-DD`.

    Takes 2024, 2024-10, 2024-10-20, 10/2024 and 20/10/2024 (day first) and, if `today` is given, 30d for
    the day thirty days ago. Raises ValueError that says what to write.
    """
    if today is not None and (ago := _DAYS_AGO.fullmatch(text)):
        return (today - timedelta(days=int(ago[1]))).isoformat()
    if found := _ISO.fullmatch(text):
        year, month, day = found[1], found[2], found[3]
    elif found := _VIETNAMESE.fullmatch(text):
        day, month, year = found[1], found[2], found[3]
    else:
        raise _build_error(text, bound)
    try:
        parts = (int(month) if month else None, int(day) if day else None)
        return _build_bound(int(year), *parts, is_last=bound == "until").isoformat()
    except ValueError:
        raise _build_error(text, bound) from None


def _build_bound(year: int, month: int | None, day: int | None, *, is_last: bool) -> date:
    if month is None:
        month = 12 if is_last else 1
    if day is None:
        day = monthrange(year, month)[1] if is_last else 1
    return date(year, month, day)


def _build_error(text: str, bound: str) -> ValueError:
    return ValueError(f"{bound}: {text[:40]!r} is not a day; write 2024-10-20, 20/10/2024, 2024-10 or 2024")
