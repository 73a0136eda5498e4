"""A section whose pages are searched for the period of the run."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta

from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import ReadPage, read_first_days, read_first_numbers
from dvcrawler.discovery.periods.page_numbers import PageNumbers
from dvcrawler.discovery.periods.page_search import PageSearch


@dataclass(frozen=True, slots=True)
class NumberedPage:
    url: str
    listing: Listing


@dataclass(frozen=True, slots=True)
class Step:
    """The next step of a search: a page, articles to read for their days, or the end of the section; empty
    while a response is outstanding or another section is searched first.
    """

    page: NumberedPage | None = None
    articles: tuple[ArticleLink, ...] = ()
    is_end: bool = False

    @property
    def has_failed(self) -> bool:
        """Whether the search gave up, so that the section is walked from its second page on."""
        return self.page is not None and not self.page.listing.is_jump


@dataclass(frozen=True, slots=True)
class UndatedPage:
    """A page that prints hardly any days: its articles without the boxes, the ids of all linked articles, and
    the address of the next page.
    """

    listing: Listing
    found: tuple[ArticleLink, ...]
    ids: frozenset[str]
    following: str | None


@dataclass(slots=True)
class SearchedSection:
    """`first` is the first page, `found` the articles on it, `following` the address of the second;
    `requested` holds the numbers of the other pages requested by the search.
    """

    search: PageSearch
    numbers: PageNumbers
    first: Listing
    found: tuple[ArticleLink, ...]
    following: str
    requested: set[int] = field(default_factory=set)
    #: Whether a requested page is outstanding.
    is_waiting: bool = False
    is_over: bool = False
    has_failed: bool = False
    #: Whether days may be inferred from the numbers of articles, whether some were, and how far numbers
    #: contradicted the days at that time.
    uses_numbers: bool = True
    relies_on_numbers: bool = False
    disorder: timedelta = timedelta()
    #: Pages without days, the number of the page whose day is outstanding, and the numbers of the pages whose
    #: articles of the period were all read.
    undated: dict[int, UndatedPage] = field(default_factory=dict)
    pending: int | None = None
    done: set[int] = field(default_factory=set)

    def request(self, number: int) -> NumberedPage:
        """Requests page `number`, by the address to which the page before it links if that was read."""
        before = self.search.page(number - 1)
        url = before.following if before is not None else None
        seen = before.ids if before is not None else self.first.seen
        self.requested.add(number)
        # Nothing has shown that a page exists whose number is an estimate.
        is_shown = self.first.is_shown and url is not None
        listing = replace(self.first, number=number, seen=seen, is_jump=True, is_shown=is_shown)
        return NumberedPage(url or self.numbers.url(number), listing)

    def give_up(self) -> Step:
        """Ends the search; returns the step with which the walk through all pages begins."""
        self.is_waiting, self.has_failed, self.is_over = False, True, True
        return Step(NumberedPage(self.following, replace(self.first, number=2)))

    def last_before(self, number: int) -> tuple[ArticleLink, ...]:
        """The last article of the page before, if that page has no days either."""
        page = self.undated.get(number - 1)
        return page.found[-1:] if page is not None else ()


def read_first_page(found: Sequence[ArticleLink], following: str, boxes: frozenset[str]) -> ReadPage:
    """The first page of a section. `boxes`: ids of articles that other first pages list too."""
    listed = [each for each in found if each.address.native_id not in boxes]
    if len(listed) < len(found) / 2:
        listed = list(found)
    return ReadPage(native_ids(found), read_first_days(found), following, False, read_first_numbers(listed))
