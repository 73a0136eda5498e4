"""A section whose pages are searched for the period of the run."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.page_numbers import PageNumbers
from dvcrawler.discovery.page_search import PageSearch
from dvcrawler.items import Listing


@dataclass(frozen=True, slots=True)
class NumberedPage:
    """A page to request."""

    url: str
    listing: Listing


@dataclass(slots=True)
class SearchedSection:
    """`first` is its first page, `following` the address of the second; `requested` are the numbers of the
    others that the search asked for.
    """

    search: PageSearch
    numbers: PageNumbers
    first: Listing
    following: str
    requested: set[int] = field(default_factory=set)
    #: A requested page has not come.
    is_waiting: bool = False
    has_failed: bool = False
    #: Pages without days, and their articles until it is known which pages hold the period.
    undated: set[int] = field(default_factory=set)
    held: dict[int, tuple[ArticleLink, ...]] = field(default_factory=dict)

    def request(self, number: int) -> NumberedPage:
        """Page `number`, by the address that the page before it links to where that was read."""
        before = self.search.page(number - 1)
        url = before.following if before is not None else None
        seen = before.ids if before is not None else self.first.seen
        self.requested.add(number)
        return NumberedPage(
            url or self.numbers.url(number), replace(self.first, number=number, seen=seen, is_jump=True)
        )

    def give_up(self) -> NumberedPage:
        """Where the walk through all pages begins."""
        self.is_waiting, self.has_failed = False, True
        self.held.clear()
        return NumberedPage(self.following, replace(self.first, number=2))

    def hold(self, number: int, found: Sequence[ArticleLink]) -> None:
        self.undated.add(number)
        self.held[number] = tuple(found)

    def release(self) -> list[ArticleLink]:
        """The articles held of the pages that may hold the period."""
        return [link for number in self.search.period_pages() for link in self.held.pop(number, ())]
