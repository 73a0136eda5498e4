"""The date that a page prints compared with those that it states for machines."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from dvcrawler.extract.generic.dates.stated_dates import (
    LOCAL_OFFSET,
    LONGEST_DATE,
    SAME_TIME,
    ZONE,
    StatedDate,
    is_month_first,
)
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, read_date


def is_stated_month_first(
    raw: str, day_first: DateReading, month_first: DateReading, claims: Sequence[StatedDate]
) -> bool:
    """Whether the printed date is that of a statement only if its month is read first.

    Without "AM", "PM" or a weekday that does not match, the statement may equally be wrong.
    """
    is_hinted = is_month_first(raw) or day_first.code == ProblemCode.WRONG_WEEKDAY
    if not is_hinted or any(is_compatible(day_first, claim) for claim in claims):
        return False
    return month_first.day is not None and any(is_compatible(month_first, claim) for claim in claims)


def find_conflict(raw: str, claims: Sequence[StatedDate], month_first: bool) -> Problem | None:
    """Reports that all statements contradict the date printed at the headline, which is kept."""
    printed = read_date(raw, month_first=month_first)
    if printed.day is None or not claims or any(is_compatible(printed, claim) for claim in claims):
        return None
    return _name_conflict(raw, claims[0])


def find_earlier(raw: str, published: Sequence[StatedDate], month_first: bool) -> Problem | None:
    """Reports that the date printed at the headline is later than all that the page states besides that in
    its `<time>`, which agrees with it in any case: it may be the last change.
    """
    printed = read_date(raw, month_first=month_first)
    if printed.day is None or not published or any(is_compatible(printed, claim) for claim in published):
        return None
    if any(day is None or day >= printed.day for claim in published for day in claim.days):
        return None
    return _name_conflict(raw, published[0])


def _name_conflict(raw: str, claim: StatedDate) -> Problem:
    reason = f"the page prints {raw[:LONGEST_DATE]!r} and states {claim.raw[:LONGEST_DATE]!r} for machines"
    return Problem("date", ProblemCode.DATES_DISAGREE, reason)


def is_compatible(printed: DateReading, claim: StatedDate) -> bool:
    """Whether the printed date may be that of the statement: the same time, or the day if one has no time.

    A statement without a zone may be in that of the server, which is Greenwich's.
    """
    if printed.at is None or claim.read.at is None:
        return printed.day in claim.days
    later = printed.at - claim.read.at
    return abs(later) <= SAME_TIME or (later == LOCAL_OFFSET and ZONE.search(claim.raw.strip()) is None)


def agrees(at: datetime, claim: StatedDate) -> bool:
    moments = [moment for moment in (claim.read.at, claim.as_local) if moment is not None]
    return any(abs(at - moment) < timedelta(minutes=2) for moment in moments) or claim.read.day == at.date()
