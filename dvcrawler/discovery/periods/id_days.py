"""Infers an article's day from its number alone: most CMS number articles in the order they are written."""

from bisect import bisect_left, insort
from datetime import date, timedelta

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.periods.page_days import Days, read_number

#: Number of articles with known days needed to trust that numbers grow with the days, and how far their days
#: may be out of order: fewer articles are enough if they hardly are.
_MIN_KNOWN, _MOST_DISORDER = 30, timedelta(days=3)
_MIN_IN_ORDER, _HARDLY = 15, timedelta(days=1)
#: The same for articles of a list that is sorted by number.
_MIN_LISTED = 8
#: Number of neighbours by number that must agree: one of them may have been a draft for a long time.
_NEIGHBOURS, _LISTED_NEIGHBOURS = 3, 2
#: Longest time between the numbering of a draft and its publication.
_DRAFT = timedelta(days=14)
#: Outside the known numbers, numbers may have grown at most this many times faster.
_FASTER = 4


class IdDays:
    """Learns numbers and days in the course of a run that has a period."""

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._days: dict[int, date] = {}
        self._known: list[tuple[int, date]] = []
        self._disorder: timedelta | None = None

    def learn(self, native_id: str, day: date | None) -> None:
        number = read_number(native_id)
        if number is None or day is None or not self._arguments.has_period or self._days.get(number) == day:
            return
        if number in self._days:
            self._known.remove((number, self._days[number]))
        self._days[number] = day
        insort(self._known, (number, day))
        self._disorder = None

    @property
    def disorder(self) -> timedelta:
        """The most by which an article is older than one with a lower number."""
        if self._disorder is None:
            self._disorder = _disorder([day for _, day in self._known])
        return self._disorder

    # --- articles of boxes ----------------------------------------------------------------------

    def find_outside(self, native_ids: list[str]) -> set[str]:
        """The articles that are certainly outside the period; none if numbers say nothing about days."""
        least = _MIN_IN_ORDER if self.disorder <= _HARDLY else _MIN_KNOWN
        if len(self._known) < least or self.disorder > _MOST_DISORDER:
            return set()
        numbers = {id_: number for id_ in native_ids if (number := read_number(id_)) is not None}
        return {id_ for id_, number in numbers.items() if self._is_outside(number)}

    def _is_outside(self, number: int) -> bool:
        known, disorder = self._known, self.disorder
        place = bisect_left(known, (number, date.min))
        since, until = self._arguments.since, self._arguments.until
        below, above = known[max(place - _NEIGHBOURS, 0) : place], known[place : place + _NEIGHBOURS]
        is_after = is_before = False
        if until is not None and len(below) == _NEIGHBOURS:
            is_after = min(day for _, day in below) > until + disorder
        if since is not None and len(above) == _NEIGHBOURS:
            at, day = above[-1][0], max(day for _, day in above)
            is_before = day - self._estimate_least_time(at - number) < since - _DRAFT - disorder
        return is_after or is_before

    def _estimate_least_time(self, numbers: int) -> timedelta:
        """The least time in which the site assigns that many numbers."""
        (first, start), (last, end) = self._known[0], self._known[-1]
        return (end - start) * (numbers / (last - first) / _FASTER)

    # --- articles of lists ----------------------------------------------------------------------

    @property
    def is_in_order(self) -> bool:
        """Whether numbers show the days of articles in a list that is sorted by number."""
        return len(self._known) >= _MIN_LISTED and self.disorder <= _HARDLY

    def span(self, native_id: str) -> Days:
        """The earliest and latest possible day of an article from a list that is sorted by number; unbounded
        unless its number is between known ones. Only valid if `is_in_order`.
        """
        number = read_number(native_id)
        if number is None:
            return date.min, date.max
        if (day := self._days.get(number)) is not None:
            return day, day
        place, wide = bisect_left(self._known, (number, date.min)), _LISTED_NEIGHBOURS
        below, above = self._known[max(place - wide, 0) : place], self._known[place : place + wide]
        if not below or not above:
            return date.min, date.max
        first = min(day for _, day in below) - self.disorder if len(below) == wide else date.min
        last = max(day for _, day in above) + self.disorder if len(above) == wide else date.max
        return first, max(first, last)

    def number_on(self, day: date) -> float | None:
        """The estimated number of an article of that day; None without articles of earlier and later days."""
        if self.disorder > _MOST_DISORDER:
            return None
        before = max(((number, each) for number, each in self._known if each <= day), default=None)
        after = min(((number, each) for number, each in self._known if each > day), default=None)
        if before is None or after is None:
            return None
        gone = (day - before[1]).days / (after[1] - before[1]).days
        return before[0] + gone * (after[0] - before[0])


def _disorder(days: list[date]) -> timedelta:
    most, newest = timedelta(), date.min
    for day in days:
        newest = max(newest, day)
        most = max(most, newest - day)
    return most
