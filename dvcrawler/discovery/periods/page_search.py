"""Finds the page of a section on which a past period begins, by jumping between numbered pages.

The pages must be newest first. If those read show another order, the search gives up, and the section is
walked from its second page on.
"""

import math
from datetime import date, timedelta
from itertools import pairwise

from dvcrawler.discovery.periods.page_days import ReadPage
from dvcrawler.discovery.periods.page_estimates import PageEstimates

#: An article may be this far out of the list's order.
MARGIN = timedelta(days=1)
#: Pages are not adjacent if the gap between their numbers is this multiple of the largest within them.
_FAR = 20


class PageSearch:
    """The search in one section. `until`: the period's last day; `most`: the last page that it may reach."""

    def __init__(self, until: date, most: int, first: ReadPage) -> None:
        self._from = until + MARGIN
        self._pages = {1: first}
        self.estimates = PageEstimates(self._from, most, self._pages)
        #: `needs_numbers`: some pages are judged by numbers that must decrease; `has_misjudged`: they do not.
        self.needs_numbers = self.has_misjudged = False
        #: Whether the pages contradict the order, so that the whole section has to be walked.
        self.has_failed = False

    @property
    def is_needed(self) -> bool:
        """Whether the list begins, or may begin, after the period."""
        return self._begins_newer(1) or self.is_undated

    @property
    def is_undated(self) -> bool:
        """Whether the first page has no days, so that its place in time is unknown."""
        return self._pages[1].days is None

    @property
    def first_numbers(self) -> tuple[int, ...]:
        """Those of the list on the first page that fall."""
        return self._pages[1].numbers

    def add(self, number: int, page: ReadPage) -> None:
        """Adds page `number`, perhaps a repeated one: many servers return the last page for any after it."""
        self._pages[number] = page
        self.has_failed = self.has_failed or not self._is_in_order(number, page)
        self.has_misjudged = self.has_misjudged or (self.needs_numbers and not self._falls(number, page))

    def forget(self, number: int) -> None:
        """Forgets what was found at a guessed address of the page: the one before it links to another."""
        self._pages.pop(number, None)

    def next_number(self) -> int | None:
        """The page to read next; None after the last one."""
        read = self.period_pages()
        if not read:
            return self.estimates.between(*self._find_bounds())
        return None if self._pages[read[-1]].is_last else read[-1] + 1

    def period_pages(self) -> list[int]:
        """Numbers of the read pages that may overlap the period; empty until its first page is found."""
        before, behind = self._find_bounds()
        numbers: list[int] = []
        if behind is None or not (behind == before + 1 or self._begins_newer(behind)):
            return numbers
        while (page := self._pages.get(behind)) is not None:
            numbers.append(behind)
            if page.is_last:
                break
            behind += 1
        return numbers

    def _find_bounds(self) -> tuple[int, int | None]:
        """The last page read that is newer than the period, and the next page read after it."""
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
        return (
            self._is_connected(number, page)
            and page.days.is_ordered
            and all(
                self._follows(page, other) if other_number < number else self._follows(other, page)
                for other_number, other in self._pages.items()
                if other_number != number and other.ids != page.ids
            )
        )

    def _is_connected(self, number: int, page: ReadPage) -> bool:
        """Whether, in a section without days, the numbers of adjacent pages are close: in an unordered
        section the later page may be older by chance.
        """
        around = [self._pages[n].numbers for n in (number - 1, number + 1) if n in self._pages]
        return not self.is_undated or not any(_is_far(page.numbers, other) for other in around)

    def _falls(self, number: int, page: ReadPage) -> bool:
        """Whether the page's numbers fit between those of the other pages."""
        lowest, highest = self._find_number_bounds(number, page)
        return not page.numbers or (page.numbers[0] < highest and page.numbers[-1] > lowest)

    def _find_number_bounds(self, number: int, page: ReadPage) -> tuple[float, float]:
        """The highest number on later pages and the lowest on earlier ones. The first page may have boxes."""
        others = {n: each for n, each in self._pages.items() if each.numbers and each.ids != page.ids}
        earlier = [each.numbers[0 if n == 1 else -1] for n, each in others.items() if n < number]
        later = [each.numbers[0] for n, each in others.items() if n > number]
        return max(later, default=-math.inf), min(earlier, default=math.inf)

    def _follows(self, later: ReadPage, earlier: ReadPage) -> bool:
        """Whether a page's days do not precede an earlier one's. The first page may have boxes with days."""
        is_first = earlier is self._pages[1]
        if later.days is None or earlier.days is None:
            return True
        return later.days.newest <= (earlier.days.newest if is_first else earlier.days.oldest_at_most)


def _is_far(some: tuple[int, ...], others: tuple[int, ...]) -> bool:
    """Whether the gap between two pages is far larger than any gap within them."""
    gaps = [before - after for numbers in (some, others) for before, after in pairwise(numbers)]
    if not gaps or not some or not others:
        return False
    return max(some[-1] - others[0], others[-1] - some[0]) > max(gaps) * _FAR
