"""What a date reading is, and the checks that every reading passes, whoever read it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import NamedTuple

from dvcrawler.items import ProblemCode

VIETNAM = timezone(timedelta(hours=7))
"""One offset is enough: Vietnam has kept +07:00 without summer time since 1975."""

EARLIEST = date(1997, 1, 1)
"""Vietnam went on line in 1997; an older date on a news page is a default or a slip."""

LATEST_YEAR = 2100
SLACK = timedelta(days=1)
QUOTED = 40
_FIRST_REFERENCE = datetime(1900, 1, 1, tzinfo=VIETNAM)
_LAST_REFERENCE = datetime(9900, 1, 1, tzinfo=VIETNAM)


@dataclass(frozen=True, slots=True)
class DateReading:
    """A date as it may be stored.

    `day` is the day in Vietnam; `at` is aware, +07:00, whole seconds, and None where only a day
    was printed. Whenever `at` is set, `day` is its day. `problem` is a short English reason; with
    a value beside it (a weekday that does not fit, a clock that cannot be) it is a warning,
    without one it says why there is none. `code` is set whenever `problem` is.
    """

    day: date | None
    at: datetime | None
    problem: str | None
    code: ProblemCode | None = None


class Parts(NamedTuple):
    """The numbers of one printed date, not yet known to be a possible day or time."""

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
    """The year of two or four digits; 97–99 are the 1990s, as no news page is older."""
    year = int(digits)
    if len(digits) > 2:
        return year
    return year + (1900 if year >= EARLIEST.year % 100 else 2000)


def judge(parts: Parts, reference: datetime | None = None, naive_zone: timezone = VIETNAM) -> DateReading:
    """The reading of `parts`, with a clock without a zone taken to be of `naive_zone`."""
    if parts.zone_problem:
        return refuse(ProblemCode.IMPOSSIBLE_ZONE, parts.zone_problem)
    try:
        day = date(parts.year, parts.month, parts.day)
    except ValueError:
        return refuse(
            ProblemCode.IMPOSSIBLE_DATE, f"impossible date {parts.year:04}-{parts.month:02}-{parts.day:02}"
        )
    problem, code = None, None
    if parts.weekday is not None and parts.weekday != day.weekday():
        problem = f"weekday printed ({_name(parts.weekday_text)}) does not fit {day}"
        code = ProblemCode.WRONG_WEEKDAY
    if parts.clock is None:
        return keep_plausible(day, None, reference, problem, code)
    try:
        at = _vietnam_time(day, parts.clock, parts.zone or naive_zone)
    except ValueError:
        problem = "impossible time " + ":".join(f"{n:02}" for n in parts.clock)
        return keep_plausible(day, None, reference, problem, ProblemCode.IMPOSSIBLE_TIME)
    except OverflowError:
        if day.year > LATEST_YEAR:
            return refuse(ProblemCode.DATE_IN_FUTURE, "date lies in the future")
        return refuse(ProblemCode.IMPOSSIBLE_DATE, "impossible date")
    return keep_plausible(at.date(), at, reference, problem, code)


def keep_plausible(
    day: date,
    at: datetime | None,
    reference: datetime | None,
    problem: str | None = None,
    code: ProblemCode | None = None,
) -> DateReading:
    """The value, unless it lies before the web or more than a day after `reference`."""
    if day < EARLIEST:
        return refuse(ProblemCode.DATE_TOO_EARLY, f"date lies before {EARLIEST.year}")
    if day.year > LATEST_YEAR or (reference is not None and _is_after(day, at, reference)):
        return refuse(ProblemCode.DATE_IN_FUTURE, "date lies in the future")
    return DateReading(day, at, problem, code)


def local_reference(reference: datetime) -> datetime:
    """`reference` in Vietnam time. ValueError where it has no zone: the machine's is not ours."""
    if reference.tzinfo is None:
        raise ValueError("the reference time must have a time zone")
    within = min(max(reference, _FIRST_REFERENCE), _LAST_REFERENCE)  # beyond them a zone or a day overflows
    return within.astimezone(VIETNAM)


def _is_after(day: date, at: datetime | None, reference: datetime) -> bool:
    limit = local_reference(reference) + SLACK
    return day > limit.date() if at is None else at > limit


def _vietnam_time(day: date, clock: tuple[int, int, int], zone: timezone) -> datetime:
    at = datetime(day.year, day.month, day.day, *clock, tzinfo=zone)
    return at if zone is VIETNAM else at.astimezone(VIETNAM)


def _name(weekday: str) -> str:
    return weekday.upper() if len(weekday) == 2 else weekday.title()
