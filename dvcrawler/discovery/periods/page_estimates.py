"""Estimates the page of a section that holds a day, by the days and the numbers of the pages read so far."""

from collections.abc import Callable, Mapping
from datetime import date
from operator import itemgetter

from dvcrawler.discovery.periods.page_days import ReadPage

#: Number of pages chosen by estimates; then the search bisects, which always ends.
_MOST_ESTIMATES = 6
#: Caps an estimate beyond the last page read at this multiple of the pages covered: with the first page
#: alone, and with several.
_FARTHEST, _FARTHER = 400, 8


class PageEstimates:
    """Estimates of pages in one section. `most`: number of the last page that a walk may reach."""

    def __init__(self, wanted: date, most: int, pages: Mapping[int, ReadPage]) -> None:
        self._wanted, self._most, self._pages = wanted, most, pages
        #: The day of the list's first article, if the first page prints no days.
        self.newest: date | None = None
        #: Estimates the number of an article of the wanted day from what other sections showed.
        self.wanted_number: Callable[[], float | None] = lambda: None

    @property
    def has_numbers(self) -> bool:
        """Whether numbers can guide the search in a section without days."""
        return self.wanted_number() is not None and len(self._pages[1].numbers) > 1

    def between(self, before: int, behind: int | None) -> int:
        """A page between the last one that is newer than the day and the first one that is not."""
        if behind is None:
            return min(self._continue(before), max(self._most, before + 1))
        if len(self._pages) > _MOST_ESTIMATES:
            return (before + behind) // 2
        estimate = self._interpolate_numbers(before, behind)
        if estimate is None:
            estimate = self._interpolate_days(before, behind)
        return max(min(estimate, behind - 1), before + 1)

    def _interpolate_days(self, before: int, behind: int) -> int:
        days, end = self._pages[before].days, self._pages[behind].days
        if end is None or days is None:
            ahead = self._continue(before) if days is not None or self.newest else behind
            return ahead if ahead < behind else (before + behind) // 2
        gone = max((days.oldest - self._wanted).days, 0) / max((days.oldest - end.newest).days, 1)
        return before + 1 + int(gone * (behind - before - 1))

    def _interpolate_numbers(self, before: int, behind: int) -> int | None:
        numbers, end = self._pages[before].numbers, self._pages[behind].numbers
        wanted = self.wanted_number()
        if wanted is None or not numbers or not end or numbers[-1] <= end[0]:
            return None
        gone = max(numbers[-1] - wanted, 0) / (numbers[-1] - end[0])
        return before + 1 + int(gone * (behind - before - 1))

    def _continue(self, before: int) -> int:
        """The page of the wanted day if pages after `before` cover as much as those up to it."""
        most = before * (_FARTHEST if before == 1 else _FARTHER)
        ahead = self._extrapolate_numbers(before)
        if ahead is None:
            ahead = self._extrapolate_days(before)
        if ahead is None:
            return before * _FARTHER + 1
        return before + 1 + min(int(ahead), most)

    def _extrapolate_numbers(self, before: int) -> float | None:
        """Number of pages from the end of `before` to the wanted number."""
        numbers, wanted = self._pages[before].numbers, self.wanted_number()
        start = min((number for number, page in self._pages.items() if page.numbers), default=before)
        first = self._pages[start].numbers
        if wanted is None or len(numbers) < 2 or not first:
            return None
        # A page's articles span one gap less than their count.
        a_page = (first[0] - numbers[-1]) / (before - start + 1 - 1 / len(numbers))
        return max(numbers[-1] - wanted, 0) / a_page if a_page > 0 else None

    def _extrapolate_days(self, before: int) -> float | None:
        """Number of pages from the end of `before` to the wanted day."""
        page, first = self._pages[before].days, self._find_first_day()
        if page is None or first is None:
            return None
        start, newest, articles = first
        days = (newest - page.oldest).days / max(before - start + 1 - 1 / articles, 0.5)
        away = max((page.oldest - self._wanted).days, 0)
        if days <= 0:
            return before * _FARTHER if away else 0.0
        return away / days

    def _find_first_day(self) -> tuple[int, date, int] | None:
        """The number of the first page with days, its first day, and its count of articles with days."""
        if self.newest is not None:
            return 1, self.newest, len(self._pages[1].ids)
        dated = [(number, page.days) for number, page in self._pages.items() if page.days is not None]
        start, days = min(dated, default=(0, None), key=itemgetter(0))
        return (start, days.newest, days.number) if days is not None else None
