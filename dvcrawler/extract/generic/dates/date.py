"""Finds the date of publication: in the line printed at the headline, and in machine-readable statements.

The printed line decides local time, since stated times are often local ones marked as UTC. If it has no time
of day, that of a statement with the same day is used.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime

from dvcrawler.extract.block import Block
from dvcrawler.extract.generic.boilerplate.boxes import Furniture
from dvcrawler.extract.generic.dates.address_days import find_address_day, is_near
from dvcrawler.extract.generic.dates.date_lines import find_date_lines, is_update
from dvcrawler.extract.generic.dates.dates_below import find_date_at_end, find_date_below
from dvcrawler.extract.generic.dates.dates_in_paths import find_date_in_path
from dvcrawler.extract.generic.dates.document_dates import find_document_day
from dvcrawler.extract.generic.dates.lines_of_text import without_lines_of_text
from dvcrawler.extract.generic.dates.precedence import sort_lines
from dvcrawler.extract.generic.dates.stated_dates import (
    StatedDate,
    agrees,
    find_conflict,
    find_times,
    find_times_of_line,
    is_stated_month_first,
    read_claims,
    without_zone,
)
from dvcrawler.extract.generic.dates.unclear_dates import find_order, find_zone, is_in_either_order
from dvcrawler.extract.generic.dates.update_days import (
    Line,
    find_publication,
    is_only_update,
    list_above_text,
)
from dvcrawler.extract.generic.dates.when import When
from dvcrawler.extract.generic.metadata import Structured
from dvcrawler.extract.page import Page
from dvcrawler.items import Problem, ProblemCode
from dvcrawler.normalize.dates import DateReading, find_date, is_date_line, read_date


def find_when(
    page: Page,
    stated: Structured,
    blocks: Sequence[Block],
    title_place: int,
    first_prose: int,
    furniture: Furniture,
    end: int | None = None,
    is_elsewhere: Callable[[int], bool] = lambda place: False,
    *,
    in_title: str | None = None,
) -> When | None:
    """None if neither the lines around the headline nor the page's statements give a day.

    `end`: the position after the text; a line there that says "Ngày đăng" counts if there is nothing else.
    `is_elsewhere`: whether the block at a position is about another article. `in_title`: the date in the line
    of the headline.
    """
    claims = list(read_claims([*stated.dates, *find_times(page, furniture)]))
    near = find_date_lines(blocks, title_place, first_prose, furniture)
    if in_title is not None:
        near = _with_title(near, title_place, in_title)
    own = _leave_own(near, claims, is_elsewhere)
    claims = claims or list(_read_attributes(own, blocks))
    address = find_address_day(page.url)
    lines = without_lines_of_text(own, blocks, (first_prose, end), _list_days(claims, address))
    found = _find_printed(lines, title_place, claims)
    if found is not None:
        found = _settle_order(found, page, claims)
        if claims or not is_only_update(found, lines):
            return found
        above = list_above_text(own, lines, blocks, title_place)
        return find_publication(found, _find_labelled(blocks, end, furniture), above, address)
    if claims:
        return _choose_stated(claims)
    found = _find_in_path(page, blocks, title_place) or _find_below(
        blocks, title_place + 1, end, furniture, address
    )
    return _settle_order(found, page, ()) if found is not None else None


def _leave_own(
    lines: Iterable[Line], claims: Sequence[StatedDate], is_elsewhere: Callable[[int], bool]
) -> list[Line]:
    """The lines about the page's own article, without changes after all statements."""
    return [line for line in lines if not is_elsewhere(line[0]) and not _is_later_change(line[1], claims)]


def _find_labelled(blocks: Sequence[Block], end: int | None, furniture: Furniture) -> Line | None:
    """The line below the text that names the day of publication."""
    return find_date_below(blocks, end, furniture) if end is not None else None


def _find_printed(
    lines: Sequence[tuple[int, str]], title_place: int, claims: Sequence[StatedDate]
) -> When | None:
    """The date at the headline, with what contradicts it."""
    zones = {place: find_zone(raw, claims) for place, raw in lines}
    found = _settle_first([(place, zones[place][0]) for place, _ in lines], title_place, claims)
    if found is None:
        return None
    doubt = find_conflict(found.raw, claims, found.month_first) or zones[found.place][1]
    return replace(found, problem=doubt)


def _settle_order(when: When, page: Page, claims: Sequence[StatedDate]) -> When:
    """With the order of day and month found, where the printed date may have either."""
    if when.month_first or not is_in_either_order(when.raw):
        return when
    month_first, doubt = find_order(when.raw, page, claims)
    return replace(when, month_first=month_first, problem=when.problem or doubt)


def _list_days(claims: Iterable[StatedDate], address: date | None) -> set[date]:
    """The days that are stated, that of the address where there are no others."""
    days = {claim.read.day for claim in claims}
    return {day for day in days or {address} if day is not None}


def _with_title(lines: Iterable[tuple[int, str]], place: int, date: str) -> list[tuple[int, str]]:
    """The lines below the headline, and the date in its own line."""
    return [*(line for line in lines if line[0] > place), (place, date)]


def _find_in_path(page: Page, blocks: Sequence[Block], title_place: int) -> When | None:
    found = find_date_in_path(page.body, blocks[title_place].parent) if title_place >= 0 else None
    return When(found) if found is not None else None


def _read_attributes(lines: Sequence[tuple[int, str]], blocks: Sequence[Block]) -> Iterator[StatedDate]:
    """What the attributes of the printed dates add: the time of day, or the day of a relative time."""
    for place, raw in lines:
        day = read_date(raw).day
        for claim in read_claims(find_times_of_line(blocks[place].parent)):
            if day is None or day == claim.read.day:
                yield claim


def _find_document_date(blocks: Sequence[Block], first: int, end: int, furniture: Furniture) -> When | None:
    found = find_document_day(blocks, first, end, furniture)
    if found is None:
        return None
    reason = "no date at the headline; it is the day printed in the document itself"
    return When(found[1], place=-1, problem=Problem("date", ProblemCode.DATE_BELOW_TEXT, reason))


def _find_below(
    blocks: Sequence[Block], first: int, end: int | None, furniture: Furniture, address: date | None
) -> When | None:
    """The date below the text, or in it, where it is a document, unless the address has another day. `first`:
    the place of its first block.
    """
    found = _find_about_end(blocks, first, end, furniture) if end is not None else None
    return found if found is None or is_near(read_date(found.raw).day, address) else None


def _find_about_end(blocks: Sequence[Block], first: int, end: int, furniture: Furniture) -> When | None:
    below = find_date_below(blocks, end, furniture)
    found = _settle(*below, (), trusted=False) if below is not None else _find_signed(blocks, end, furniture)
    return found or _find_document_date(blocks, first, end, furniture)


def _find_signed(blocks: Sequence[Block], end: int, furniture: Furniture) -> When | None:
    signed = find_date_at_end(blocks, end, furniture)
    found = _settle(*signed, (), trusted=False) if signed is not None else None
    if found is None:
        return None
    reason = "no date at the headline; it is that of a line below the text"
    return replace(found, problem=Problem("date", ProblemCode.DATE_BELOW_TEXT, reason))


def _is_later_change(raw: str, claims: Sequence[StatedDate]) -> bool:
    """Whether the line gives an update on a later day than all statements of the publication."""
    day = read_date(raw).day if claims and is_update(raw) else None
    return day is not None and all(claim.read.day is not None and claim.read.day < day for claim in claims)


def _choose_stated(claims: Sequence[StatedDate]) -> When:
    """The first statement with a time of day, else the first one."""
    best = next((claim for claim in claims if claim.read.at), claims[0])
    return When(best.raw, best.month_first)


def _settle_first(
    lines: Sequence[tuple[int, str]], title_place: int, claims: Sequence[StatedDate]
) -> When | None:
    """The first line that gives a date, those below the headline before those above it."""
    for place, raw in sort_lines(lines, title_place, {claim.read.day for claim in claims}):
        found = _settle(place, raw, claims, trusted=place > title_place)
        if found is not None:
            return found
    return None


def _settle(place: int, raw: str, claims: Sequence[StatedDate], *, trusted: bool) -> When | None:
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
