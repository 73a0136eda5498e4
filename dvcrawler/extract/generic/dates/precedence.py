"""Which of several dated lines about a headline gives the day of publication."""

from collections.abc import Mapping, Sequence, Set
from datetime import date

from dvcrawler.extract.generic.dates.date_lines import is_of_other_thing, is_update
from dvcrawler.normalize.dates import is_date_line, read_date

Line = tuple[int, str]


def sort_lines(lines: Sequence[Line], title_place: int, stated: Set[date | None]) -> list[Line]:
    """Those below the headline first, and last what others are surer than. `stated`: the days that the page
    states for machines.
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
    """The names with a day that is not stated, if a line gives nothing but the day that is."""
    if not any(day in stated and is_date_line(line[1]) for line, day in days.items()):
        return set()
    return {line for line in lines if days.get(line) not in stated and not is_date_line(line[1])}
