"""The result of parsing a date, and the checks that every result passes, whichever parser made it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from dvcrawler.items import VIETNAM, ProblemCode

"""A fixed offset is enough: Vietnam has used +07:00 without summer time since 1975."""

EARLIEST = date(1997, 1, 1)
"""Vietnam went online in 1997; an older date on a news page is a default value or an error."""

LATEST_YEAR = 2100
SLACK = timedelta(days=1)
QUOTED = 40
_FIRST_REFERENCE = datetime(1900, 1, 1, tzinfo=VIETNAM)
_LAST_REFERENCE = datetime(9900, 1, 1, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as it may be stored.

    `day` is the day in Vietnam; `at` is aware, +07:00, in whole seconds, and None if only a day was
    printed. If `at` is set, `day` is its day. `problem` is a short English reason: with a day it is a
    warning (a weekday that does not match, an impossible time), without one it says why there is none.
    `code` is set whenever `problem` is.
    """

    day: date | None
    at: datetime | None
    problem: str | None
    code: ProblemCode | None = None


class Parts(NamedTuple):
    """The numbers of one printed date, not yet checked to be a possible day and time."""

    year: int
    month: int
    day: int
    clock: tuple[int, int, int] | None = None
    zone: timezone | None = None
    weekday: int | None = None
    weekday_text: str = ""
    zone_problem: str | None = None


def refuse(code: ProblemCode, problem: str) -> DateReading:
    return DateReading(None, None, problem, code)


def quote(text: str) -> str:
    return repr(text if len(text) <= QUOTED else text[:QUOTED] + "…")


def full_year(digits: str) -> int:
    """Expands a year of two digits; 97–99 are the 1990s, as no news page is older."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= EARLIEST.year % 100 else 2000)


def judge(parts: Parts, reference: datetime | None = None, naive_zone: timezone = VIETNAM) -> DateReading:
    """Checks `parts` and returns the reading; a time without a zone is in `naive_zone`."""
    if parts.zone_problem:
        return refuse(ProblemCode.IMPOSSIBLE_ZONE, parts.zone_problem)
    try:
        day = date(parts.year, parts.month, parts.day)
    except ValueError:
        printed = f"{parts.year:04}-{parts.month:02}-{parts.day:02}"
        return refuse(ProblemCode.IMPOSSIBLE_DATE, f"impossible date {printed}")
    problem, code = _check_weekday(parts, day)
    if parts.clock is None:
        return keep_plausible(day, None, reference, problem, code)
    try:
        at = _convert_to_vietnam_time(day, parts.clock, parts.zone or naive_zone)
    except ValueError:
        problem = "impossible time " + ":".join(f"{n:02}" for n in parts.clock)
        return keep_plausible(day, None, reference, problem, ProblemCode.IMPOSSIBLE_TIME)
    except OverflowError:
        if day.year > LATEST_YEAR:
            return refuse(ProblemCode.DATE_IN_FUTURE, "date lies in the future")
        return refuse(ProblemCode.IMPOSSIBLE_DATE, "impossible date")
    return keep_plausible(at.date(), at, reference, problem, code)


def _check_weekday(parts: Parts, day: date) -> tuple[str | None, ProblemCode | None]:
    if parts.weekday is None or parts.weekday == day.weekday():
        return None, None
    problem = f"weekday printed ({_name(parts.weekday_text)}) does not fit {day}"
    return problem, ProblemCode.WRONG_WEEKDAY


def keep_plausible(
    day: date,
    at: datetime | None,
    reference: datetime | None,
    problem: str | None = None,
    code: ProblemCode | None = None,
) -> DateReading:
    """Returns the value, unless it is before the web or more than a day after `reference`."""
    if day < EARLIEST:
        return refuse(ProblemCode.DATE_TOO_EARLY, f"date lies before {EARLIEST.year}")
    if day.year > LATEST_YEAR or (reference is not None and _is_after(day, at, reference)):
        return refuse(ProblemCode.DATE_IN_FUTURE, "date lies in the future")
    return DateReading(day, at, problem, code)


def local_reference(reference: datetime) -> datetime:
    """Converts `reference` to Vietnam time. Raises ValueError if it has no zone."""
    if reference.tzinfo is None:
        raise ValueError("the reference time must have a time zone")
    within = min(
        max(reference, _FIRST_REFERENCE), _LAST_REFERENCE
    )  # beyond these, adding a zone or a day overflows
    return within.astimezone(VIETNAM)


def _is_after(day: date, at: datetime | None, reference: datetime) -> bool:
    limit = local_reference(reference) + SLACK
    return day > limit.date() if at is None else at > limit


def _convert_to_vietnam_time(day: date, clock: tuple[int, int, int], zone: timezone) -> datetime:
    at = datetime(day.year, day.month, day.day, *clock, tzinfo=zone)
    return at if zone is VIETNAM else at.astimezone(VIETNAM)


def _name(weekday: str) -> str:
    return weekday.upper() if len(weekday) == 2 else weekday.title()
