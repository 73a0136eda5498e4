"""The days of articles that nothing but their number tells: most CMS number articles as they are written."""

from bisect import bisect_left
from datetime import date, timedelta

from dvcrawler.discovery.arguments import Arguments

#: Articles of known days that show that the numbers grow with the days, and by how many days at most they may
#: contradict it.
_MIN_KNOWN, _MOST_DISORDER = 30, timedelta(days=3)
#: Neighbours by number that must agree.
_NEIGHBOURS = 3
#: A draft keeps its number for so long until it is published.
_DRAFT = timedelta(days=14)
#: Beyond the numbers that are known, numbers may have grown so many times faster.
_FASTER = 4
_MOST_DIGITS = 12


class IdDays:
    """Learns numbers and days in the course of a run that has a period."""

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._days: dict[int, date] = {}

    def learn(self, native_id: str, day: date | None) -> None:
        number = _number(native_id)
        if number is not None and day is not None and self._arguments.has_period:
            self._days[number] = day

    def find_outside(self, native_ids: list[str]) -> set[str]:
        """Those that lie outside the period for certain; none where numbers say nothing about days."""
        known = sorted(self._days.items())
        disorder = _disorder([day for _, day in known])
        if len(known) < _MIN_KNOWN or disorder > _MOST_DISORDER:
            return set()
        numbers = {id_: number for id_ in native_ids if (number := _number(id_)) is not None}
        return {id_ for id_, number in numbers.items() if self._is_outside(known, number, disorder)}

    def _is_outside(self, known: list[tuple[int, date]], number: int, disorder: timedelta) -> bool:
        place = bisect_left(known, (number, date.min))
        since, until = self._arguments.since, self._arguments.until
        below, above = known[max(place - _NEIGHBOURS, 0) : place], known[place : place + _NEIGHBOURS]
        is_after = is_before = False
        if until is not None and len(below) == _NEIGHBOURS:
            is_after = min(day for _, day in below) > until + disorder
        if since is not None and len(above) == _NEIGHBOURS:
            at, day = above[-1][0], max(day for _, day in above)
            is_before = day - self._least_time(known, at - number) < since - _DRAFT - disorder
        return is_after or is_before

    @staticmethod
    def _least_time(known: list[tuple[int, date]], numbers: int) -> timedelta:
        """The time in which the site gives so many numbers, at the least."""
        (first, start), (last, end) = known[0], known[-1]
        return (end - start) * (numbers / (last - first) / _FASTER)


def _disorder(days: list[date]) -> timedelta:
    """By how much an article with a higher number is older than another, at the most."""
    most, newest = timedelta(), date.min
    for day in days:
        newest = max(newest, day)
        most = max(most, newest - day)
    return most


def _number(native_id: str) -> int | None:
    is_number = native_id.isascii() and native_id.isdecimal() and len(native_id) <= _MOST_DIGITS
    return int(native_id) if is_number else None
