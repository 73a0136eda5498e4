"""Dates in machine formats: ISO 8601, RFC 2822, digits in an address, with the errors sites make."""

import re
from datetime import UTC, datetime, timedelta, timezone

from dvcrawler.items import VIETNAM, ProblemCode
from dvcrawler.normalize.dates.folding import fold
from dvcrawler.normalize.dates.reading import (
    EARLIEST,
    LATEST_YEAR,
    DateReading,
    Parts,
    full_year,
    judge,
    quote,
    refuse,
)
from dvcrawler.patterns import lazy_regex

ENGLISH_MONTHS = dict(
    zip("jan feb mar apr may jun jul aug sep oct nov dec".split(), range(1, 13), strict=True)
)
# "Giêng" is January in the vi-VN locale of Windows, which many CMSs print dates with.
MONTH_WORDS = {
    **dict(zip("một hai ba tư năm sáu bảy tám chín mười".split(), range(1, 11), strict=True)),
    "giêng": 1,
    "bốn": 4,
    "bẩy": 7,
    "mười một": 11,
    "mười hai": 12,
}
ENGLISH_WEEKDAYS = dict(zip("mon tue wed thu fri sat sun".split(), range(7), strict=True))

# "GMT+7" is not RFC 2822 but printed by Vietnamese feeds (vietnambiz.vn, September 2026).
_ZONE = r"(?P<zone>z|(?:gmt|utc|ut) ?(?:[+-]\d{1,2}(?::?\d\d)?)?|ict|[+-]\d\d(?::?\d\d)?)"
_CLOCK = r"(?P<hour>\d{1,2}):(?P<minute>\d\d)(?::(?P<second>\d\d)(?:[.,]\d{1,9})?)?"
_ISO = lazy_regex(r"(?P<year>\d{4})-(?P<month>\d\d?)-(?P<day>\d\d?)" + f"(?:(?:t| ){_CLOCK}(?: ?{_ZONE})?)?")
_RFC = lazy_regex(
    rf"(?:(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)})[a-z]{{0,6}},? )?"
    rf"(?P<day>\d\d?)[ -](?P<month>{'|'.join(ENGLISH_MONTHS)})[a-z]{{0,6}}[ -]"
    rf"(?P<year>\d{{4}}|\d\d)(?: {_CLOCK}(?: ?{_ZONE})?(?: ?\([a-z ]{{1,20}}\))?)?"
)
#: ISO 8601 without separators.
_BASIC = lazy_regex(
    rf"(?P<year>\d{{4}})-?(?P<month>\d\d)-?(?P<day>\d\d)t(?P<hour>\d\d):?(?P<minute>\d\d):?(?P<second>\d\d)?{_ZONE}?"
)
#: What C's `asctime` and Java's `Date.toString` write: "Tue Feb 06 14:16:05 ICT 2024".
_ASCTIME = lazy_regex(
    rf"(?P<weekday>{'|'.join(ENGLISH_WEEKDAYS)}) (?P<month>{'|'.join(ENGLISH_MONTHS)}) (?P<day>\d\d?)"
    rf" {_CLOCK}(?: {_ZONE})? (?P<year>\d{{4}})"
)
_OFFSET = lazy_regex(r"([+-]) ?(\d{1,2}):?(\d\d)?$")
_DIGITS = lazy_regex(r"(?P<year>\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)(?:\d{3})?", re.ASCII)


def read_machine_date(
    text: str, *, utc_if_naive: bool = False, reference: datetime | None = None
) -> DateReading:
    """Parses the date of a feed, a meta element or JSON-LD; printed dates are refused.

    A time without a zone is in Vietnam time, or in UTC if `utc_if_naive`. `reference` (aware) is the
    capture time; None disables the check for dates in the future.
    """
    parts = parse_machine(fold(text))
    if parts is None:
        return refuse(ProblemCode.UNREADABLE_DATE, f"no ISO 8601 or RFC 2822 date in {quote(text)}")
    return judge(parts, reference, UTC if utc_if_naive else VIETNAM)


def read_served(header: str) -> datetime | None:
    """Parses the `Date` header of a response; None if it is empty or invalid."""
    return read_machine_date(header, utc_if_naive=True).at if header else None


def parse_machine(folded: str) -> Parts | None:
    """Returns the parts of a folded text that is a machine date as a whole, otherwise None."""
    if folded[4:5] == "-" or (folded[8:9] == "t" and folded[:8].isdecimal()):
        match = _ISO.fullmatch(folded) or _BASIC.fullmatch(folded)
        return match and _read_parts(match, int(match["month"]), None)
    match = _RFC.fullmatch(folded) or _ASCTIME.fullmatch(folded)
    return match and _read_parts(match, ENGLISH_MONTHS[match["month"]], match["weekday"])


def parse_zone(text: str | None) -> tuple[timezone | None, str | None]:
    """Returns the zone of a folded "z", "ict", "gmt +7" or "+0700", and what is wrong with it.

    Both are None if no zone is printed. "GMT+7" is seven hours ahead of UTC, as Vietnamese sites mean
    it (unlike POSIX).
    """
    if not text:
        return None, None
    zone = _find_known_zone(text)
    return zone, None if zone else f"time zone {text.upper()} is unknown"


def _find_known_zone(text: str) -> timezone | None:
    if text in ("gmt+7", "+07:00", "+0700", "ict", "gmt +7", "utc+7") or "giờ " in text:
        return VIETNAM
    if text in ("z", "gmt", "utc", "ut"):
        return UTC
    match = _OFFSET.search(text)
    if match is None or int(match[2]) > 14 or int(match[3] or 0) > 59:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return timezone(-offset if match[1] == "-" else offset)


def from_digits(text: str) -> datetime | None:
    """Parses a run of 17 or 14 digits (yyyymmddHHMMSS, mmm) or of 15 (yymmddHHMMSS, nnn).

    Addresses of Báo Ninh Bình contain it: `/d20130427121954502.htm` until 2024, then
    `-250422174612345.html`. Vietnam time to the second; None for other text, an
    impossible time or a year outside 1997–2100.
    """
    match = _DIGITS.fullmatch("20" + text if len(text) == 15 else text)
    if match is None:
        return None
    try:
        at = datetime(*map(int, match.groups()), tzinfo=VIETNAM)  # type: ignore[arg-type, misc]
    except ValueError:
        return None
    return at if EARLIEST.year <= at.year <= LATEST_YEAR else None


def _read_parts(match: re.Match[str], month: int, weekday: str | None) -> Parts:
    hour, minute, second, zone = match.group("hour", "minute", "second", "zone")
    clock = (int(hour), int(minute), int(second or 0)) if hour else None
    tz, zone_problem = parse_zone(zone)
    return Parts(
        full_year(match["year"]),
        month,
        int(match["day"]),
        clock,
        tz,
        ENGLISH_WEEKDAYS[weekday] if weekday else None,
        weekday or "",
        zone_problem,
    )
