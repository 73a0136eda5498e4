"""Points in time as one number, in the data that a page states for machines.

Of .NET's ticks only the day is read, where it is the same whether they count in UTC or in local time.
"""

import re
from datetime import UTC, datetime, timedelta

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates.machine import from_digits
from dvcrawler.normalize.dates.reading import EARLIEST, LATEST_YEAR
from dvcrawler.patterns import lazy_regex

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
#: Seconds, milliseconds or microseconds since 1970, the last two also as JavaScript and Python divide them.
_UNIX = lazy_regex(r"([1-9]\d{9})(?:\d{3}|\d{6}|\.\d{1,9})?", re.ASCII)
#: How .NET writes a time in JSON; the offset does not change the moment.
_NET = lazy_regex(r"\\?/Date\((\d{12,13})(?:[+-]\d{4})?\)\\?/", re.ASCII)
#: Tenths of a microsecond since the year 1, and the seconds from then to 1970.
_TICKS, _BEFORE_EPOCH = lazy_regex(r"6[345]\d{16}", re.ASCII), 62_135_596_800
_DAY = lazy_regex(r"((?:19|20)\d\d)(\d\d)(\d\d)", re.ASCII)


def as_iso(text: str) -> str | None:
    """The moment or the day in ISO 8601, Vietnam time; None if the text is not such a number."""
    text = text.strip()
    if day := _DAY.fullmatch(text):
        return "-".join(day.groups())
    if _TICKS.fullmatch(text):
        return _day_of_ticks(int(text))
    at = from_digits(text + "00" if len(text) == 12 else text) or _parse_epoch(text)
    return at.isoformat() if at is not None else None


def _day_of_ticks(ticks: int) -> str | None:
    at = _EPOCH + timedelta(seconds=ticks // 10_000_000 - _BEFORE_EPOCH)
    day = at.date()
    is_sure = day == at.astimezone(VIETNAM).date() and EARLIEST.year <= day.year <= LATEST_YEAR
    return day.isoformat() if is_sure else None


def _parse_epoch(text: str) -> datetime | None:
    if found := _NET.fullmatch(text):
        seconds = int(found[1]) // 1000
    elif found := _UNIX.fullmatch(text):
        seconds = int(found[1])
    else:
        return None
    at = (_EPOCH + timedelta(seconds=seconds)).astimezone(VIETNAM)
    return at if EARLIEST.year <= at.year <= LATEST_YEAR else None
