"""Parses untrusted numbers and points in time, each within a given range; None for anything else.

`int` and `float` accept more than a header, index or setting may contain: `1_000`, `٣`, ` 7 `, `nan`,
`1e400`. `int` also raises ValueError beyond 4,300 digits, and `str.isdigit` is true for `²`.
"""

import json
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from dvcrawler.items import VIETNAM
from dvcrawler.patterns import lazy_regex

_WHOLE = lazy_regex(r"[0-9]{1,40}")
_DECIMAL = lazy_regex(r"[0-9]{1,40}(?:\.[0-9]{1,40})?")
_HTTP_MOMENT = lazy_regex(
    r"(?:[A-Z][a-z]{2,8}, ?)?[0-9]{1,2}[ -][A-Z][a-z]{2}[ -][0-9]{4} [0-9:]{8} (?:GMT|UTC|[+-][0-9]{4})"
)
#: The largest integer of SQLite and the C library; nothing we read needs a larger one.
LARGEST = 2**63 - 1
#: A moment between these can be moved by time zones and years without overflowing `datetime`. .NET writes an
#: empty date as `0001-01-01T00:00:00+07:00`, and the web has no content from before 1990.
EARLIEST = datetime(1990, 1, 1, tzinfo=UTC)
LATEST = datetime(2100, 12, 31, 23, 59, 59, 999_999, tzinfo=UTC)
#: Caps the pause that a server can ask for.
_TEN_YEARS = timedelta(days=3650)
_MAX_LENGTH = 64


def read_whole(text: str | None, least: int = 0, most: int = LARGEST) -> int | None:
    """Parses an unsigned whole number; None for any other text and outside `least` to `most`."""
    if text is None or not _WHOLE.fullmatch(text):
        return None
    number = int(text)
    return number if least <= number <= most else None


def check_whole(value: object) -> int:
    """A count or size out of JSON, from 0 to `LARGEST`. Raises ValueError for all else, also `true`."""
    if type(value) is not int or not 0 <= value <= LARGEST:
        raise ValueError(f"{value!r} is not a whole number in range")
    return value


def read_decimal(text: str | None, most: float = LARGEST) -> float | None:
    """Parses an unsigned number without exponent, such as `2` or `0.5`; None as for `read_whole`."""
    if text is None or not _DECIMAL.fullmatch(text):
        return None
    number = float(text)
    return number if number <= most else None


def read_json(text: str | bytes) -> Any:
    """Parses untrusted JSON. Raises ValueError, and nothing else, if it is invalid or nests too deeply.

    Whole numbers with as many digits as `LARGEST` or more become None: otherwise a single one would make
    the whole text unreadable.
    """
    try:
        return json.loads(text, parse_int=_parse_int)
    except RecursionError:
        raise ValueError("the JSON nests too deeply") from None


def _parse_int(digits: str) -> int | None:
    return int(digits) if len(digits) < len(str(LARGEST)) else None


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
    moment = _parse_http(text)
    if moment is None:
        return None
    return now + _TEN_YEARS if moment.year > now.year + 10 else within_bounds(moment)


def read_http_moment(text: str | None) -> datetime | None:
    """Parses a moment as HTTP and mail write it, "Fri, 01 Mar 2024 02:03:04 GMT" or "+0700"; UTC."""
    moment = _parse_http(text) if text and _HTTP_MOMENT.fullmatch(text) else None
    return None if moment is None else within_bounds(moment)


def within_bounds(moment: datetime) -> datetime | None:
    """Converts an aware moment to UTC; None outside `EARLIEST` to `LATEST`."""
    if not EARLIEST <= moment <= LATEST:
        return None
    return moment.astimezone(UTC)


def _parse_http(text: str) -> datetime | None:
    """The moment, in UTC if no zone is named."""
    try:
        moment = parsedate_to_datetime(text[:_MAX_LENGTH])
    except Exception:  # the standard library does not document which errors its parser raises
        return None
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)


def _parse_iso(text: str | None) -> datetime | None:
    # `fromisoformat` accepts a trailing NUL.
    if not text or len(text) > _MAX_LENGTH or not text.isprintable():
        return None
    try:
        return datetime.fromisoformat(text)
    except (ValueError, OverflowError):
        return None
