"""Moments that a stranger wrote, in UTC; None for what is no moment or lies outside 1990-2100.

Nothing here raises. A moment within these bounds can be moved between time zones and by years without
leaving what `datetime` can hold; .NET writes an empty date as `0001-01-01T00:00:00+07:00`, and the web has
nothing to tell from before 1990.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

from dvcrawler.normalize.numbers import read_whole

EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
#: The longest that a server can mean to be left alone.
_TEN_YEARS = timedelta(days=3650)
_LONGEST = 64


def read_moment(text: str | None) -> datetime | None:
    """ISO 8601 with a time zone: a sitemap's lastmod, a run's or capture's moment."""
    moment = _parse_iso(text)
    return within_bounds(moment) if moment is not None and moment.tzinfo is not None else None


def read_utc_moment(text: str | None) -> datetime | None:
    """As `read_moment`; without a time zone it is UTC, as WARC-Date is by its standard."""
    moment = _parse_iso(text)
    if moment is None:
        return None
    return within_bounds(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def read_stamp(text: str | None) -> datetime | None:
    """The 14 digits of a web archive's index, YYYYMMDDHHMMSS in UTC."""
    if text is None or len(text) != 14 or read_whole(text) is None:
        return None
    try:
        moment = datetime(int(text[:4]), *(int(text[at : at + 2]) for at in range(4, 14, 2)), tzinfo=UTC)  # type: ignore[misc, arg-type]
    except ValueError:
        return None
    return within_bounds(moment)


def read_delay(text: str, now: datetime) -> datetime | None:
    """The moment of a Retry-After header, as seconds from `now` (aware) or as a date, at most ten years
    ahead; None where it names none.
    """
    text = text.strip()
    if text.isascii() and text.isdecimal():
        seconds = read_whole(text, most=int(_TEN_YEARS.total_seconds()))
        return now + (_TEN_YEARS if seconds is None else timedelta(seconds=seconds))
    try:
        moment = parsedate_to_datetime(text[:_LONGEST])
    except Exception:  # of which errors the standard library's parser raises nothing is promised
        return None
    if moment.year > now.year + 10:
        return now + _TEN_YEARS
    return within_bounds(moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC))


def within_bounds(moment: datetime) -> datetime | None:
    """An aware moment in UTC; None outside `EARLIEST` to `LATEST`."""
    if not EARLIEST <= moment <= LATEST:
        return None
    return moment.astimezone(UTC)


def _parse_iso(text: str | None) -> datetime | None:
    if not text or len(text) > _LONGEST or not text.isprintable():  # `fromisoformat` takes a NUL at the end
        return None
    try:
        return datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
