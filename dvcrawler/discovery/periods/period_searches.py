"""The searches of a run for the pages on which its period begins, one per section.

Sections whose articles have numbers are searched one after the other: the numbers and days found in one show
where to look in the next.
"""

from collections import Counter, deque
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.article_days import ArticleDays
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.periods.page_days import ReadPage, read_days, read_numbers
from dvcrawler.discovery.periods.page_numbers import PageNumbers
from dvcrawler.discovery.periods.page_search import PageSearch
from dvcrawler.discovery.periods.search_steps import SearchSteps
from dvcrawler.discovery.periods.searched_section import SearchedSection, Step, UndatedPage, read_first_page
from dvcrawler.extract.page import Page

#: Least number of articles on a first page without days that is worth a search.
_MIN_UNDATED = 5
#: The next step in a section, with the page that it continues from.
Follow = tuple[Listing, Step]
Recall = Callable[[str], date | None]


class PeriodSearches:
    """Does not search in a run without a last day: its period begins on the first page."""

    def __init__(self, arguments: Arguments, max_pages: int, id_days: IdDays, recall: Recall) -> None:
        """`recall` looks up the day of an article in the ledger, by native id."""
        self._arguments, self._max_pages, self._id_days = arguments, max_pages, id_days
        self._sections: dict[str, SearchedSection] = {}
        self._listed: Counter[str] = Counter()
        #: The section that is being searched, and those queued.
        self._active: SearchedSection | None = None
        self._queue: deque[SearchedSection] = deque()
        self.days = ArticleDays(recall)
        self._steps = SearchSteps(arguments, max_pages, self.days, id_days, self._listed)

    def begin(
        self, page: Page, listing: Listing, found: Sequence[ArticleLink], following: str
    ) -> Step | None:
        """The step after the first page; None if the section is to be walked."""
        if self._arguments.until is None or not _begins_section(listing):
            return None
        self._learn_printed(found)
        self._listed.update(each.address.native_id for each in found)
        numbers, first = PageNumbers.read(page, following), read_first_page(found, following, frozenset())
        if numbers is None or (first.days is None and len(found) < _MIN_UNDATED):
            return None
        search = PageSearch(self._arguments.until, self._max_pages, first)
        if not search.is_needed:
            return None
        section = SearchedSection(search, numbers, replace(listing, seen=first.ids), tuple(found), following)
        self._sections[listing.key] = section
        return self._start_or_queue(section) if first.numbers else self._advance(section)

    def _start_or_queue(self, section: SearchedSection) -> Step:
        if self._active is None:
            return self._start(section)
        self._queue.append(section)
        return Step()

    def proceed(self, listing: Listing, found: Sequence[ArticleLink], following: str | None) -> Step:
        """The step after a page that a search requested. `found` is empty for a page that does not exist: the
        section ends before it.
        """
        section = self._sections[listing.key]
        section.is_waiting = False
        if section.is_over:
            return Step()
        self._learn_printed(found)
        # Many servers return the first page for any number beyond the last one.
        fresh = [each for each in found if each.address.native_id not in section.first.seen]
        days, ids = read_days(fresh), native_ids(found)
        if fresh and section.numbers.contradicts(listing.number + 1, following):
            section.search.forget(listing.number + 1)  # it was guessed
        if not fresh:
            section.search.add(listing.number, ReadPage(frozenset(), None, None, is_last=True))
        elif days is None:
            section.undated[listing.number] = UndatedPage(listing, tuple(fresh), ids, following)
            section.pending = listing.number
        else:
            is_last = following is None or ids <= listing.seen or is_over(self._arguments, listing, found)
            read = ReadPage(ids, days, following, is_last, read_numbers(fresh))
            section.search.add(listing.number, read)
        return self._advance(section)

    def learn(self, native_id: str, day: date) -> list[Follow]:
        """The next steps in the sections that an article was read for."""
        keys = self.days.learn(native_id, day)
        for key, section in self._sections.items():
            is_doubtful = section.relies_on_numbers and section.disorder < self._id_days.disorder
            if is_doubtful or (native_id in section.first.seen and self._steps.shows_no_order(section)):
                section.is_over = section.has_failed
                keys.add(key)
        return [self._resume(key) for key in sorted(keys)]

    def take_stalled(self) -> list[Follow]:
        """The next steps in sections whose page or article could not be fetched."""
        waiting = [section for section in self._sections.values() if section.is_waiting]
        steps = [self._resume(key) for key in sorted(self.days.take_stalled())]
        steps += [(section.first, self._give_up(section)) for section in waiting]
        return steps + self.take_turns()

    def take_turns(self) -> list[Follow]:
        """The first step in the next queued section, if none is being searched; after the last one the walks
        through those that are in doubt.
        """
        if self._active is not None or not self._queue:
            return self._walk_doubtful()
        section = self._queue.popleft()
        return [(section.first, self._start(section))]

    def _walk_doubtful(self) -> list[Follow]:
        """The first steps of the walks through sections without days in which a search seemed to succeed,
        where it gave up in as many others: one system orders its lists alike.
        """
        undated = [each for each in self._sections.values() if each.search.is_undated]
        left = [each for each in undated if not each.has_failed]
        if 2 * len(left) > len(undated) or not all(each.is_over for each in undated):
            return []
        return [(each.first, each.give_up()) for each in left]

    def take_outside(self) -> set[str]:
        """Ids of articles that turned out to be outside the period by their place in a list."""
        return self._steps.undated.take_outside()

    def is_held(self, listing: Listing) -> bool:
        """Whether the page has hardly any days: its articles are requested only if it overlaps the period."""
        section = self._sections.get(listing.key)
        return section is not None and listing.is_jump and listing.number in section.undated

    def is_sampled(self, listing: Listing) -> bool:
        """Whether the page is a first page without days from which a search was started."""
        section = self._sections.get(listing.key)
        return section is not None and listing.number == 1 and section.search.is_undated

    def is_repeated(self, listing: Listing) -> bool:
        """Whether a walk reaches, for the first time, a page that a failed search had requested."""
        section = self._sections.get(listing.key)
        if section is None or listing.is_jump or listing.number not in section.requested:
            return False
        section.requested.remove(listing.number)
        return True

    def _learn_printed(self, found: Sequence[ArticleLink]) -> None:
        self.days.note(found)
        for each in found:
            self._id_days.learn(each.address.native_id, each.day)

    def _start(self, section: SearchedSection) -> Step:
        self._active = section
        self._steps.renew(section)
        return self._advance(section)

    def _resume(self, key: str) -> Follow:
        section = self._sections[key]
        is_outstanding = section.is_over or section.is_waiting
        return section.first, Step() if is_outstanding else self._advance(section)

    def _advance(self, section: SearchedSection) -> Step:
        step = self._steps.next(section)
        # The next section needs to know where the period begins, and where it ends if no days are printed.
        is_found = bool(section.search.period_pages()) and not section.undated
        if self._active is section and (section.is_over or is_found):
            self._active = None
        return step

    def _give_up(self, section: SearchedSection) -> Step:
        if self._active is section:
            self._active = None
        return section.give_up()


def _begins_section(listing: Listing) -> bool:
    """Whether it is the first page of a whole section, in one piece."""
    return listing.number == 1 and not listing.before and not listing.is_stepped
