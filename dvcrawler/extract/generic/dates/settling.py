"""Chooses among the dated lines about a headline, and reconciles the line with what the page states: time of
day, order of day and month.
"""

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date, datetime

from dvcrawler.extract.generic.dates.date_conflicts import agrees, find_conflict, is_stated_month_first
from dvcrawler.extract.generic.dates.date_line_kinds import is_of_other_thing, is_update
from dvcrawler.extract.generic.dates.found_date import FoundDate
from dvcrawler.extract.generic.dates.lines_of_text import Line
from dvcrawler.extract.generic.dates.stated_dates import StatedDate, without_zone
from dvcrawler.extract.generic.dates.unclear_dates import find_order, find_zone, is_in_either_order
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, find_date, is_date_line, read_date
from dvcrawler.patterns import lazy_regex

_DRAFT = lazy_regex(r"\W*(?:(?:ngày )?(?:khởi )?tạo|created)\b", re.I)


def find_printed(lines: Sequence[Line], title_place: int, claims: Sequence[StatedDate]) -> FoundDate | None:
    """The date at the headline, with what contradicts it."""
    zones = {place: find_zone(raw, claims) for place, raw in lines}
    found = _settle_first([(place, zones[place][0]) for place, _ in lines], title_place, claims)
    if found is None:
        return None
    doubt = find_conflict(found.raw, claims, found.month_first) or zones[found.place][1]
    doubt = doubt or _doubt_clock(found, lines, title_place)
    return replace(found, problem=doubt)


def _doubt_clock(found: FoundDate, lines: Sequence[Line], title_place: int) -> Problem | None:
    """A doubt about a date above the headline, which may be that of the visit, where the row below has the
    day of the draft, and that is another.
    """
    if found.place > title_place:
        return None
    days = {read_date(raw).day for place, raw in lines if place > title_place and _DRAFT.match(raw)}
    if days <= {None, read_date(found.raw).day}:
        return None
    reason = f"{found.raw!r} is not labelled as the day of publication"
    return Problem("date", ProblemCode.UNCLEAR_DATE, reason)


def settle_order(when: FoundDate, page: Page, claims: Sequence[StatedDate]) -> FoundDate:
    """The date with the order of day and month found, where the printed one may have either."""
    if when.month_first or not is_in_either_order(when.raw):
        return when
    month_first, doubt = find_order(when.raw, page, claims)
    return replace(when, month_first=month_first, problem=when.problem or doubt)


def _settle_first(lines: Sequence[Line], title_place: int, claims: Sequence[StatedDate]) -> FoundDate | None:
    """The first line that gives a date, those below the headline before those above it."""
    for place, raw in _sort_lines(lines, title_place, {claim.read.day for claim in claims}):
        found = settle(place, raw, claims, trusted=place > title_place or _is_swapped(raw, claims))
        if found is not None:
            return found
    return None


def settle(place: int, raw: str, claims: Sequence[StatedDate], *, trusted: bool) -> FoundDate | None:
    """Reconciles the printed line with the statements; None if the line should not be trusted."""
    read = read_date(raw, month_first=False)
    if _is_month_first(raw, read, claims):
        return FoundDate(raw, True, place)
    if read.day is None or read.problem:
        is_plain = trusted and not claims and is_date_line(raw)
        return FoundDate(raw, False, place) if is_plain else None
    if read.at is None:
        return _add_clock(place, raw, read, claims, trusted=trusted)
    is_kept = trusted or _is_confirmed(read.at, claims)
    return FoundDate(_cut_date(raw, read), False, place) if is_kept else None


def _is_swapped(raw: str, claims: Sequence[StatedDate]) -> bool:
    """Whether a statement is the day of the line with day and month swapped, as no day of a visit is."""
    read = read_date(raw)
    swapped = None if read.day is None else (read.day.year, read.day.day, read.day.month)
    days = [claim.read.day for claim in claims if claim.read.day not in (None, read.day)]
    return len(days) == len(claims) and any(day and day.timetuple()[:3] == swapped for day in days)


def _is_month_first(raw: str, read: DateReading, claims: Sequence[StatedDate]) -> bool:
    if not claims:
        return False
    other = read_date(raw, month_first=True)
    return other != read and is_stated_month_first(raw, read, other, claims)


def _is_confirmed(at: datetime, claims: Sequence[StatedDate]) -> bool:
    return not claims or any(agrees(at, claim) for claim in claims)


def _cut_date(raw: str, read: DateReading) -> str:
    """The date of the line without its other parts: section, author, buttons."""
    found = find_date(raw)
    alone = raw[found[0] : found[1]] if found else raw
    return alone if read_date(alone).at == read.at else raw


def _add_clock(
    place: int, raw: str, read: DateReading, claims: Sequence[StatedDate], *, trusted: bool
) -> FoundDate | None:
    for claim in claims:
        if claim.read.at and claim.read.day == read.day:
            return FoundDate(claim.raw, claim.month_first, place)
        if claim.as_local and claim.as_local.date() == read.day:
            return FoundDate(without_zone(claim.raw), claim.month_first, place)
    return FoundDate(raw, False, place) if trusted or not claims else None


def _sort_lines(lines: Sequence[Line], title_place: int, stated: Set[date | None]) -> list[Line]:
    """The lines below the headline first, and last those for which there is a better one. `stated`: the days
    that the page states for machines.
    """
    doubtful = _find_doubtful(lines, title_place, stated) if len(lines) > 1 else ()
    return sorted(lines, key=lambda line: (line in doubtful, line[0] <= title_place))


def _find_doubtful(lines: Sequence[Line], title_place: int, stated: Set[date | None]) -> set[Line]:
    days = {line: day for line in lines if (day := read_date(line[1]).day) is not None}
    bounds = [day for line, day in days.items() if line[0] <= title_place or is_update(line[1])]
    first = min(bounds, default=None)
    others = {line for line in lines if is_of_other_thing(line[1])}
    return others | _find_later_updates(days, first) | _find_unstated(lines, days, stated)


def _find_later_updates(days: Mapping[Line, date], first: date | None) -> set[Line]:
    """The updates on a later day than `first`, the earliest above the headline and of all updates."""
    if first is None:
        return set()
    return {line for line, day in days.items() if day > first and is_update(line[1])}


def _find_unstated(lines: Sequence[Line], days: Mapping[Line, date], stated: Set[date | None]) -> set[Line]:
    """The names with a day that is not stated, if a line gives only the day that is."""
    if not any(day in stated and is_date_line(line[1]) for line, day in days.items()):
        return set()
    return {line for line in lines if days.get(line) not in stated and not is_date_line(line[1])}
