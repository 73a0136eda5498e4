"""Finds the page of a section on which a period that is over begins, by jumping between numbered pages.

The pages must be newest first. Wherever those that were read show another order, the search gives up, and the
section is walked from its second page on.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.period import known_days

#: Articles around the last day that may lie a day off their place in the list.
_MARGIN = timedelta(days=1)
#: Articles of a first page whose days show that it is newest first.
_MIN_DATED = 3
#: Pages read by estimates from the days; then the middle is taken, which always ends.
_MOST_ESTIMATES = 6
#: An estimate beyond all pages that were read goes at most so many times as far as the first page alone, and
#: as several do.
_FARTHEST, _FARTHER = 400, 8


@dataclass(frozen=True, slots=True)
class PageDays:
    """The first article is not older than `newest`, none is older than `oldest`, and the oldest one not newer
    than `oldest_at_most`. `number`: of articles with days.
    """

    newest: date
    oldest: date
    oldest_at_most: date
    is_ordered: bool
    number: int


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of the section. `days` is None for one beyond the last. `is_last`: the walk ends here, since
    there is no page after it at `following`, or since it lies before the period.
    """

    ids: frozenset[str]
    days: PageDays | None
    following: str | None
    is_last: bool


def read_days(found: Sequence[ArticleLink], least: int = 1) -> PageDays | None:
    """The days of the articles of a list, without the boxes beside it. None if less than half of them, or
    fewer than `least`, have one.
    """
    spans = [span for each in found if (span := known_days(each)) is not None]
    if len(spans) < max(least, len(found) / 2, 1):
        return None
    is_ordered, earliest = True, date.max
    for first, last in spans:
        is_ordered = is_ordered and first <= earliest
        earliest = min(earliest, last)
    return PageDays(spans[0][0], min(first for first, _ in spans), earliest, is_ordered, len(spans))


def read_first_days(found: Sequence[ArticleLink]) -> PageDays | None:
    """The days of the list on a first page: of the longest part that is newest first. Pinned articles come
    before it, and boxes beside it, often without the days that the list prints.
    """
    dated = [(each, span) for each in found if (span := known_days(each)) is not None]
    printed = [pair for pair in dated if pair[0].day is not None]
    if len(printed) >= max(_MIN_DATED, len(dated) / 2):
        dated = printed
    best, start = slice(0, 0), 0
    for place, (_, (first, _)) in enumerate(dated):
        if place and first > dated[place - 1][1][1]:
            start = place
        if place + 1 - start > best.stop - best.start:
            best = slice(start, place + 1)
    return read_days([each for each, _ in dated[best]], _MIN_DATED)


class PageSearch:
    """The search in one section. `until`: the last day of the period; `most`: number of the last page that a
    walk may reach.
    """

    def __init__(self, until: date, most: int, first: ReadPage) -> None:
        self._from, self._most = until + _MARGIN, most
        self._pages = {1: first}
        self._estimates = 0
        #: Whether the pages contradict the order, so that the section has to be walked as a whole.
        self.has_failed = False

    @property
    def is_needed(self) -> bool:
        """Whether the list begins after the period, or may do so."""
        return self._begins_newer(1) or self.is_undated

    @property
    def is_undated(self) -> bool:
        """Whether the first page has no days: it may lie where it likes."""
        return self._pages[1].days is None

    def add(self, number: int, page: ReadPage) -> None:
        """Enters page `number`. It may be the same as another: many a server gives the last page for any
        number beyond it.
        """
        self._pages[number] = page
        self.has_failed = self.has_failed or not self._is_in_order(number, page)

    def next_number(self) -> int | None:
        """The page to read next; None after the last one."""
        read = self.period_pages()
        if not read:
            return self._estimate(*self._bounds())
        return None if self._pages[read[-1]].is_last else read[-1] + 1

    def period_pages(self) -> list[int]:
        """Those of the pages read so far that may hold the period; empty while it is searched for."""
        before, behind = self._bounds()
        numbers: list[int] = []
        if behind is None or not (behind == before + 1 or self._begins_newer(behind)):
            return numbers
        while (page := self._pages.get(behind)) is not None:
            numbers.append(behind)
            if page.is_last:
                break
            behind += 1
        return numbers

    def _bounds(self) -> tuple[int, int | None]:
        """The last page read that is newer than the period, and the first one behind it."""
        before = max([1, *(number for number, page in self._pages.items() if self._is_newer(page))])
        return before, min((number for number in self._pages if number > before), default=None)

    def page(self, number: int) -> ReadPage | None:
        return self._pages.get(number)

    def _is_newer(self, page: ReadPage) -> bool:
        """Whether the whole page is newer than the period."""
        return page.days is not None and page.days.oldest > self._from

    def _begins_newer(self, number: int) -> bool:
        days = self._pages[number].days
        return days is not None and days.newest > self._from

    def _is_in_order(self, number: int, page: ReadPage) -> bool:
        if page.days is None:
            return not page.ids
        return page.days.is_ordered and all(
            self._follows(page, other) if other_number < number else self._follows(other, page)
            for other_number, other in self._pages.items()
            if other_number != number and other.days is not None and other.ids != page.ids
        )

    def _follows(self, later: ReadPage, earlier: ReadPage) -> bool:
        """Whether the days of a page follow on those of another. The first one may have boxes with days."""
        if later.days is None or earlier.days is None:
            return False
        is_first = earlier is self._pages[1]
        return later.days.newest <= (earlier.days.newest if is_first else earlier.days.oldest_at_most)

    def _estimate(self, before: int, behind: int | None) -> int:
        """A page between the last one newer than the period and the first one that is not."""
        self._estimates += 1
        if behind is None:
            return min(self._continue(before), max(self._most, before + 1))
        days, end = self._pages[before].days, self._pages[behind].days
        if self._estimates > _MOST_ESTIMATES or days is None:
            return (before + behind) // 2
        if end is None:
            ahead = self._continue(before)
            return ahead if ahead < behind else (before + behind) // 2
        gone = max((days.oldest - self._from).days, 0) / max((days.oldest - end.newest).days, 1)
        return min(before + 1 + int(gone * (behind - before - 1)), behind - 1)

    def _continue(self, before: int) -> int:
        """The page of the period if the pages behind `before` hold as many days as those up to it."""
        page = self._pages[before].days
        dated = [(number, read.days) for number, read in self._pages.items() if read.days is not None]
        start, first = min(dated, default=(before, None), key=lambda pair: pair[0])
        if page is None or first is None:
            return before * _FARTHER + 1
        # Days lie between the articles: one less than there are.
        days = (first.newest - page.oldest).days / (before - start + 1 - 1 / first.number)
        away = max((page.oldest - self._from).days, 0)
        most = before * (_FARTHEST if before == 1 and days else _FARTHER)
        return before + 1 + min(int(away / days) if days else most, most)
