"""The searches of a run for the pages on which its period begins, one a section."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listing_period import is_over
from dvcrawler.discovery.page_numbers import PageNumbers
from dvcrawler.discovery.page_search import PageSearch, ReadPage, read_days, read_first_days
from dvcrawler.extract.page import Page
from dvcrawler.items import Listing


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """A page to request."""

    url: str
    listing: Listing


@dataclass(slots=True)
class _Section:
    """`first` is its first page; `requested` the numbers of the others that the search asked for."""

    search: PageSearch
    numbers: PageNumbers
    first: Listing
    following: str
    requested: set[int] = field(default_factory=set)
    #: A requested page has not come.
    is_waiting: bool = False

    def request(self, number: int) -> NumberedPage:
        """Page `number`, by the address that the page before it links to where that was read."""
        before = self.search.page(number - 1)
        url = before.following if before is not None else None
        seen = before.ids if before is not None else self.first.seen
        self.requested.add(number)
        return NumberedPage(
            url or self.numbers.url(number), replace(self.first, number=number, seen=seen, is_jump=True)
        )

    def second(self) -> NumberedPage:
        """Where the walk through all pages begins."""
        self.is_waiting = False
        return NumberedPage(self.following, replace(self.first, number=2))


class PeriodSearches:
    """Searches nothing in a run without a last day: its period begins on the first page."""

    def __init__(self, arguments: Arguments, max_pages: int) -> None:
        self._arguments, self._max_pages = arguments, max_pages
        self._sections: dict[str, _Section] = {}

    def begin(
        self, page: Page, listing: Listing, found: Sequence[ArticleLink], following: str
    ) -> NumberedPage | None:
        """The page to jump to from the first one; None if the section is to be walked."""
        until = self._arguments.until
        if until is None or listing.number != 1 or listing.is_stepped:
            return None
        numbers, days = PageNumbers.read(page, following), read_first_days(found)
        if numbers is None or days is None:
            return None
        first = ReadPage(_ids(found), days, following, is_last=False)
        search = PageSearch(until, self._max_pages, first)
        if not search.is_needed:
            return None
        section = _Section(search, numbers, replace(listing, seen=first.ids), following)
        self._sections[listing.key] = section
        return self._request_next(section)

    def proceed(
        self, listing: Listing, found: Sequence[ArticleLink], following: str | None
    ) -> NumberedPage | None:
        """The page to read after one that a search asked for; None at the end of the section."""
        section = self._sections[listing.key]
        section.search.add(listing.number, self._read(section.first, listing, found, following))
        return self._request_next(section)

    def has_failed(self, listing: Listing) -> bool:
        """Whether the section's pages are not newest first; it is walked as a whole then."""
        return self._sections[listing.key].search.has_failed

    def is_repeated(self, listing: Listing) -> bool:
        """Whether a walk comes, for the first time, to a page that a failed search had asked for."""
        section = self._sections.get(listing.key)
        if section is None or listing.is_jump or listing.number not in section.requested:
            return False
        section.requested.remove(listing.number)
        return True

    def take_stalled(self) -> list[NumberedPage]:
        """Where to walk the sections of which a page did not come."""
        return [section.second() for section in self._sections.values() if section.is_waiting]

    def _request_next(self, section: _Section) -> NumberedPage | None:
        if section.search.has_failed:
            return section.second()
        number = section.search.next_number()
        # A page beyond the limit is refused further on, as it is in a walk.
        section.is_waiting = number is not None and number <= self._max_pages
        return section.request(number) if number is not None else None

    def _read(
        self, first: Listing, listing: Listing, found: Sequence[ArticleLink], following: str | None
    ) -> ReadPage:
        """Many a server gives the first page for any number beyond the last one."""
        fresh = [each for each in found if each.address.native_id not in first.seen]
        if not fresh:
            return ReadPage(frozenset(), None, None, is_last=True)
        ids = _ids(found)
        is_last = following is None or ids <= listing.seen or is_over(self._arguments, listing, found)
        return ReadPage(ids, read_days(fresh), following, is_last)


def _ids(found: Sequence[ArticleLink]) -> frozenset[str]:
    return frozenset(each.address.native_id for each in found)
