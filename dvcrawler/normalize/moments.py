"""Parses untrusted points in time to UTC; None for anything invalid or outside 1990-2100.

Nothing here raises. A moment within these bounds can be shifted between time zones and by years without
overflowing `datetime`. .NET writes an empty date as `0001-01-01T00:00:00+07:00`, and the web has no
content from before 1990.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.numbers import read_whole

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
#: Caps the pause that a server can ask for.
_TEN_YEARS = timedelta(days=3650)
_MAX_LENGTH = 64


def read_moment(text: str | None) -> datetime | None:
    """Parses ISO 8601 with a time zone: a sitemap's lastmod, the time of a run or capture."""
    moment = _parse_iso(text)
    return within_bounds(moment) if moment is not None and moment.tzinfo is not None else None


def read_utc_moment(text: str | None) -> datetime | None:
    """Like `read_moment`, but a time without a zone is UTC, as the WARC standard defines WARC-Date."""
    moment = _parse_iso(text)
    if moment is None:
        return None
    return within_bounds(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def local_time(text: str) -> str:
    """A moment in UTC as the clock in Vietnam showed it, to the minute; unchanged if it is not one."""
    moment = read_utc_moment(text)
    return text if moment is None else moment.astimezone(VIETNAM).strftime("%Y-%m-%d %H:%M")


def read_stamp(text: str | None) -> datetime | None:
    """Parses the 14 digits of a web archive's index, YYYYMMDDHHMMSS in UTC."""
    if text is None or len(text) != 14 or read_whole(text) is None:
        return None
    try:
        moment = datetime(int(text[:4]), *(int(text[at : at + 2]) for at in range(4, 14, 2)), tzinfo=UTC)  # type: ignore[misc, arg-type]
    except ValueError:
        return None
    return within_bounds(moment)


def read_delay(text: str, now: datetime) -> datetime | None:
    """Parses a Retry-After header, a number of seconds from `now` (aware) or a date.

    Capped at ten years from now; None if the header is invalid.
    """
    text = text.strip()
    if text.isascii() and text.isdecimal():
        seconds = read_whole(text, most=int(_TEN_YEARS.total_seconds()))
        return now + (_TEN_YEARS if seconds is None else timedelta(seconds=seconds))
    try:
        moment = parsedate_to_datetime(text[:_MAX_LENGTH])
    except Exception:  # the standard library does not document which errors its parser raises
        return None
    if moment.year > now.year + 10:
        return now + _TEN_YEARS
    return within_bounds(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def within_bounds(moment: datetime) -> datetime | None:
    """Converts an aware moment to UTC; None outside `EARLIEST` to `LATEST`."""
    if not EARLIEST <= moment <= LATEST:
        return None
    return moment.astimezone(UTC)


def _parse_iso(text: str | None) -> datetime | None:
    if (
        not text or len(text) > _MAX_LENGTH or not text.isprintable()
    ):  # `fromisoformat` accepts a trailing NUL
        return None
    try:
        return datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
