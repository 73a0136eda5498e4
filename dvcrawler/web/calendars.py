"""The calendar of a site: its articles day by day, with known gaps."""

from calendar import Calendar
from typing import NamedTuple

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dvcrawler.coverage.count import NO_MONTH
from dvcrawler.derived.searching.overview import count_days, count_months
from dvcrawler.web.archive import Archive
from dvcrawler.web.criteria import read_year
from dvcrawler.web.view import render

_MOST_GAPS = 200
_WEEKS = Calendar()


class Day(NamedTuple):
    """`shade` is 0 for no article and 1 to 4 for few to many."""

    date: str
    number: int
    held: int
    shade: int


def show_calendars(request: Request) -> Response:
    """The sites, each with its years."""
    archive: Archive = request.app.state.archive
    return render(request, "calendars.html", held=archive.ask(count_months))


def show_calendar(request: Request) -> Response:
    archive: Archive = request.app.state.archive
    site, year = request.path_params["site"], read_year(request.path_params["year"])
    held = {each.site: each for each in archive.ask(count_months)}
    if site not in held:
        raise HTTPException(404)
    days = archive.ask(lambda index: count_days(index, site, year))
    most = max([*days.values(), 1])
    months = [(month, _make_weeks(year, month, days)) for month in range(1, 13)]
    gaps = [gap for gap in archive.gaps(site) if gap.month[:4] == f"{year:04}" or gap.month == NO_MONTH]
    return render(
        request,
        "calendar.html",
        site=site,
        year=year,
        years=held[site].by_year(),
        months=months,
        total=sum(days.values()),
        counts=held[site].months,
        gaps=gaps[:_MOST_GAPS],
        more_gaps=max(0, len(gaps) - _MOST_GAPS),
        key=[(n, _choose_shade(n, most)) for n in sorted({1, most})],
    )


def _make_weeks(year: int, month: int, days: dict[str, int]) -> list[list[Day | None]]:
    """The weeks of a month from Monday on; None for a day of another month."""
    most = max([*days.values(), 1])
    return [
        [
            _make_day(f"{year:04}-{month:02}-{number:02}", number, days, most) if number else None
            for number in week
        ]
        for week in _WEEKS.monthdayscalendar(year, month)
    ]


def _make_day(date: str, number: int, days: dict[str, int], most: int) -> Day:
    count = days.get(date, 0)
    return Day(date, number, count, _choose_shade(count, most))


def _choose_shade(count: int, most: int) -> int:
    return -(-4 * count // most)
