"""The searches of a run for the pages on which its period begins, one a section."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listing_period import is_over
from dvcrawler.discovery.page_numbers import PageNumbers
from dvcrawler.discovery.page_search import PageDays, PageSearch, ReadPage, read_days, read_first_days
from dvcrawler.discovery.samples import Sample, Samples
from dvcrawler.discovery.searched_section import NumberedPage, SearchedSection
from dvcrawler.extract.page import Page
from dvcrawler.items import Listing

#: Articles of a first page without days from which it is worth a search.
_MIN_UNDATED = 5
#: What follows in a search: a page, an article to read for the day of one, or None at the end of the section.
Step = NumberedPage | ArticleLink | None


class PeriodSearches:
    """Searches nothing in a run without a last day: its period begins on the first page."""

    def __init__(self, arguments: Arguments, max_pages: int) -> None:
        self._arguments, self._max_pages = arguments, max_pages
        self._sections: dict[str, SearchedSection] = {}
        self._released: list[ArticleLink] = []
        self.samples = Samples()

    def begin(self, page: Page, listing: Listing, found: Sequence[ArticleLink], following: str) -> Step:
        """What follows the first page; None if the section is to be walked."""
        if self._arguments.until is None or listing.number != 1 or listing.is_stepped:
            return None
        numbers, days = PageNumbers.read(page, following), read_first_days(found)
        if numbers is None or (days is None and len(found) < _MIN_UNDATED):
            return None
        first = ReadPage(_ids(found), days, following, is_last=False)
        search = PageSearch(self._arguments.until, self._max_pages, first)
        if not search.is_needed:
            return None
        section = SearchedSection(search, numbers, replace(listing, seen=first.ids), following)
        self._sections[listing.key] = section
        return self._request_next(section)

    def proceed(self, listing: Listing, found: Sequence[ArticleLink], following: str | None) -> Step:
        """What follows a page that a search asked for."""
        section = self._sections[listing.key]
        section.is_waiting = False
        # Many a server gives the first page for any number beyond the last one.
        fresh = [each for each in found if each.address.native_id not in section.first.seen]
        days = read_days(fresh)
        if fresh and days is None:
            section.hold(listing.number, fresh)
            sample = Sample.of(listing, fresh, following)
            day = self.samples.known_day(sample)
            return self._ask(sample) if day is None else self._enter_sample(sample, day)
        if not fresh:
            return self._enter(section, listing.number, ReadPage(frozenset(), None, None, is_last=True))
        read = self._read(listing, found, following, days)
        return self._enter(section, listing.number, read)

    def learn(self, native_id: str, day: date) -> Iterator[tuple[Listing, Step]]:
        """The pages that an article was read for, and what follows each of them."""
        for sample in self.samples.learn(native_id, day):
            yield sample.listing, self._enter_sample(sample, day)

    def take_stalled(self) -> list[tuple[Listing, Step]]:
        """What follows where a page or an article did not come, with the page before."""
        steps = [(each.listing, self._ask(each)) for each in self.samples.take_stalled()]
        waiting = [section for section in self._sections.values() if section.is_waiting]
        return steps + [(section.first, section.give_up()) for section in waiting]

    def take_released(self) -> list[ArticleLink]:
        """The articles of pages without days that turned out to hold the period."""
        released, self._released = self._released, []
        return released

    def is_held(self, listing: Listing) -> bool:
        """Whether the page has hardly any days: its articles are requested if it holds the period."""
        section = self._sections.get(listing.key)
        return section is not None and listing.is_jump and listing.number in section.undated

    def is_sampled(self, listing: Listing) -> bool:
        """Whether it is a first page without days, from which a search has begun."""
        section = self._sections.get(listing.key)
        return section is not None and listing.number == 1 and section.search.is_undated

    def has_failed(self, listing: Listing) -> bool:
        """Whether the section's pages are not newest first; it is walked as a whole then."""
        return self._sections[listing.key].has_failed

    def is_repeated(self, listing: Listing) -> bool:
        """Whether a walk comes, for the first time, to a page that a failed search had asked for."""
        section = self._sections.get(listing.key)
        if section is None or listing.is_jump or listing.number not in section.requested:
            return False
        section.requested.remove(listing.number)
        return True

    def _ask(self, sample: Sample) -> Step:
        return self.samples.ask(sample) or self._sections[sample.listing.key].give_up()

    def _enter_sample(self, sample: Sample, day: date) -> Step:
        """The day of its last article stands for the page."""
        since, days = self._arguments.since, PageDays(day, day, day, True, len(sample.found))
        read = self._read(sample.listing, sample.found, sample.following, days)
        is_last = read.is_last or (since is not None and day < since)
        section = self._sections[sample.listing.key]
        return self._enter(section, sample.listing.number, replace(read, is_last=is_last))

    def _read(
        self, listing: Listing, found: Sequence[ArticleLink], following: str | None, days: PageDays | None
    ) -> ReadPage:
        ids = _ids(found)
        is_last = following is None or ids <= listing.seen or is_over(self._arguments, listing, found)
        return ReadPage(ids, days, following, is_last)

    def _enter(self, section: SearchedSection, number: int, page: ReadPage) -> Step:
        section.search.add(number, page)
        return self._request_next(section)

    def _request_next(self, section: SearchedSection) -> Step:
        if section.search.has_failed:
            return section.give_up()
        number = section.search.next_number()
        # A page beyond the limit is refused further on, as it is in a walk.
        section.is_waiting = number is not None and number <= self._max_pages
        self._released += section.release()
        return section.request(number) if number is not None else None


def _ids(found: Sequence[ArticleLink]) -> frozenset[str]:
    return frozenset(each.address.native_id for each in found)
