"""Reconciles a printed date with what the page states: time of day, order of day and month."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dvcrawler.extract.generic.dates.precedence import sort_lines
from dvcrawler.extract.generic.dates.stated_dates import (
    StatedDate,
    agrees,
    find_conflict,
    is_stated_month_first,
    without_zone,
)
from dvcrawler.extract.generic.dates.unclear_dates import find_order, find_zone, is_in_either_order
from dvcrawler.extract.generic.dates.when import When
from dvcrawler.extract.page import Page
from dvcrawler.normalize.dates import DateReading, find_date, is_date_line, read_date


def find_printed(
    lines: Sequence[tuple[int, str]], title_place: int, claims: Sequence[StatedDate]
) -> When | None:
    """The date at the headline, with what contradicts it."""
    zones = {place: find_zone(raw, claims) for place, raw in lines}
    found = _settle_first([(place, zones[place][0]) for place, _ in lines], title_place, claims)
    if found is None:
        return None
    doubt = find_conflict(found.raw, claims, found.month_first) or zones[found.place][1]
    return replace(found, problem=doubt)


def settle_order(when: When, page: Page, claims: Sequence[StatedDate]) -> When:
    """With the order of day and month found, where the printed date may have either."""
    if when.month_first or not is_in_either_order(when.raw):
        return when
    month_first, doubt = find_order(when.raw, page, claims)
    return replace(when, month_first=month_first, problem=when.problem or doubt)


def _settle_first(
    lines: Sequence[tuple[int, str]], title_place: int, claims: Sequence[StatedDate]
) -> When | None:
    """The first line that gives a date, those below the headline before those above it."""
    for place, raw in sort_lines(lines, title_place, {claim.read.day for claim in claims}):
        found = settle(place, raw, claims, trusted=place > title_place)
        if found is not None:
            return found
    return None


def settle(place: int, raw: str, claims: Sequence[StatedDate], *, trusted: bool) -> When | None:
    """Reconciles the printed line with the statements; None if the line should not be trusted."""
    read = read_date(raw, month_first=False)
    if claims and _is_month_first(raw, read, claims):
        return When(raw, True, place)
    if read.day is None or read.problem:
        is_plain = trusted and not claims and is_date_line(raw)
        return When(raw, False, place) if is_plain else None
    if read.at is None:
        return _add_clock(place, raw, read, claims, trusted=trusted)
    is_kept = trusted or _is_confirmed(read.at, claims)
    return When(_cut_date(raw, read), False, place) if is_kept else None


def _is_month_first(raw: str, read: DateReading, claims: Sequence[StatedDate]) -> bool:
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
) -> When | None:
    for claim in claims:
        if claim.read.at and claim.read.day == read.day:
            return When(claim.raw, claim.month_first, place)
        if claim.as_local and claim.as_local.date() == read.day:
            return When(without_zone(claim.raw), claim.month_first, place)
    return When(raw, False, place) if trusted or not claims else None
