"""Dates that a page states for machines, often local times marked with another zone."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import DateReading, read_date
from dvcrawler.patterns import lazy_regex

#: Caps the characters of a date and the words beside it.
LONGEST_DATE = 140
_MONTH_FIRST = lazy_regex(r"\d{1,2}/\d{1,2}/\d{4} \d{1,2}:\d{2}(?::\d{2})? [AP]M", re.I)
#: The time zone at the end of a statement.
ZONE = lazy_regex(
    r"(?<=\d)(?:z|(?P<sign>[+-])(?P<hours>\d\d):?(?P<minutes>\d\d)| ?(?:gmt|utc)(?![+-]))$", re.I
)
LOCAL_OFFSET = VIETNAM.utcoffset(None)
#: A page is often published some minutes after its first save, which is what CMSs state for machines.
SAME_TIME = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class StatedDate:
    """A date without a problem: as stated, and parsed."""

    raw: str
    month_first: bool
    read: DateReading

    @property
    def days(self) -> tuple[date | None, ...]:
        """The day, and that of the local time that another zone may be given to."""
        local = self.as_local
        return (self.read.day, local.date()) if local is not None else (self.read.day,)

    @property
    def as_local(self) -> datetime | None:
        """The time if one marked with another zone is in fact Vietnamese local time."""
        zone = ZONE.search(self.raw.strip())
        if self.read.at is None or zone is None:
            return None
        offset = timedelta(hours=int(zone["hours"] or 0), minutes=int(zone["minutes"] or 0))
        offset = -offset if zone["sign"] == "-" else offset
        return None if offset == LOCAL_OFFSET else self.read.at + offset - LOCAL_OFFSET


def is_month_first(text: str) -> bool:
    """Whether the date is in the form of .NET: "9/5/2026 1:30:00 PM"."""
    return _MONTH_FIRST.search(text) is not None


def read_claims(texts: Iterable[str]) -> Iterator[StatedDate]:
    for text in dict.fromkeys(texts):
        if len(text) > LONGEST_DATE:
            continue
        month_first = is_month_first(text)
        read = read_date(text, month_first=month_first)
        if read.day is not None and not read.problem:
            yield _without_midnight(StatedDate(text, month_first, read))


def _without_midnight(claim: StatedDate) -> StatedDate:
    """Only the day of a statement whose time is midnight to the second, in its own zone or in Vietnam: CMSs
    that keep no time state it.
    """
    moments = (each for each in (claim.read.at, claim.as_local) if each is not None)
    at = next((each for each in moments if each.time() == time()), None)
    if at is None:
        return claim
    day = at.date().isoformat()
    return StatedDate(day, False, read_date(day))


def find_stated_change(
    texts: Sequence[str], published: Sequence[str] = (), when: FoundDate | None = None
) -> str | None:
    """The first of these dates, in ISO 8601 if it has the month first: the printed ones may not.

    Without its zone where those of `published` have the same one and are in fact the local time of `when`.
    """
    if not texts:
        return None
    zone = ZONE.search(texts[0].strip())
    if zone is not None and when is not None and zone.group() in _find_false_zones(published, when):
        return without_zone(texts[0])
    claim = next(read_claims(texts[:1]), None)
    if claim is None or not claim.month_first or claim.read.at is None:
        return texts[0]
    return claim.read.at.isoformat()


def _find_false_zones(published: Sequence[str], when: FoundDate) -> Iterator[str]:
    """The zones of the statements that are the printed time without them: "12:40:25+08:00" for 12:40."""
    at = read_date(when.raw, month_first=when.month_first).at
    for claim in read_claims(published) if at is not None else ():
        zone, local = ZONE.search(claim.raw.strip()), claim.as_local
        if zone is not None and local is not None and at is not None and abs(at - local) <= SAME_TIME:
            yield zone.group()


def without_zone(raw: str) -> str:
    return ZONE.sub("", raw.strip())
