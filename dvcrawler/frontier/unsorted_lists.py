"""Lists read on behind known articles: those that are not newest first, as a page says nothing about the next
one, and by turns all others, in which some articles appear late, with an old day.
"""

from collections.abc import Sequence
from datetime import date

from scrapy import Request

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import is_unsorted
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.run.session import RunSession

#: Requests of a run that finds nothing new.
QUIET_REQUESTS = 30
#: Pages that a run reads behind known articles, of one unsorted list and of all: the next one goes on there.
_MOST_PAGES, _MOST_IN_ALL = 5, 9
#: Requests that a run leaves to pages that have moved. Pages of the other lists that it reads at most, and at
#: least if it found new articles.
_LEFT, _MOST_OTHERS, _LEAST_OTHERS = 2, 8, 2
#: Prefixes of the checkpoints that hold "<number> <url>" of the page with which the next run goes on, and the
#: run of the list's last turn. The checkpoint that holds how many unsorted lists the last run met, and which.
_NEXT, _TURN, _MET = "unsorted:", "read_on:", "unsorted_lists"


class UnsortedLists:
    def __init__(self, session: RunSession, arguments: Arguments) -> None:
        self._session, self._ledger = session, session.ledger
        self._reads_others = arguments.is_whole_site and not (arguments.is_bounded or arguments.has_period)
        self._spare, self._met = _MOST_IN_ALL, set[str]()
        expected, _, self._last_run = (self._ledger.checkpoint(_MET) or "1").partition(" ")
        self._expected = read_whole(expected, 1) or 1
        #: Number of pages that the run may still read, by the key of the list.
        self._left: dict[str, int] = {}
        #: Where an earlier run ended, by the key of a list that this run has begun to read on.
        self._places: dict[str, str] = {}
        #: The first page that was not requested of each other list, and how many requests the run may send.
        self._held: dict[str, Request] = {}
        self._most: int | None = None

    def goes_on(self, url: str, listing: Listing, days: Sequence[date]) -> bool:
        """Whether to read this page although the one before has known articles alone. `days`: theirs, in the
        order of the page.
        """
        if listing.key not in self._left:
            if not is_unsorted(days):
                return False
            self._met.add(listing.key)
            self._ledger.set_checkpoint(_MET, f"{len(self._met)} {self._session.started_at}")
            if self._expected > _MOST_IN_ALL and self._find_turn(listing.key) == self._last_run:
                return False
            pages = min(_MOST_PAGES, max(1, _MOST_IN_ALL // self._expected), self._spare)
            self._spare -= pages
            if not pages:
                return False
            self._begin(listing.key, pages)
        self._left[listing.key] -= 1
        if self._left[listing.key] >= 0:
            return True
        self._ledger.set_checkpoint(_NEXT + listing.key, f"{listing.number} {url}")
        return False

    def has_begun(self, key: str) -> bool:
        return key in self._left

    def _begin(self, key: str, pages: int) -> None:
        self._left[key] = pages
        self._places[key] = self._ledger.checkpoint(_NEXT + key) or ""
        self._ledger.set_checkpoint(_NEXT + key, "")
        self._ledger.set_checkpoint(_TURN + key, self._session.started_at)

    def _find_turn(self, key: str) -> str:
        return self._ledger.checkpoint(_TURN + key) or ""

    def hold(self, request: Request, listing: Listing) -> None:
        """Keeps the request of a page at which the walk through its list ends, for `take_held`."""
        if self._reads_others and listing.number > 1 and not self.has_begun(listing.key):
            self._held[listing.key] = request

    def take_held(self, sent: int, *, has_new: bool) -> list[Request]:
        """The request of the list that waited longest for its turn, to be filtered again; none if the run has
        `sent` enough. `has_new`: it found new articles.
        """
        if self._most is None:
            self._most = max(min(QUIET_REQUESTS - _LEFT, sent + _MOST_OTHERS), sent + _LEAST_OTHERS * has_new)
        if not self._held or sent >= self._most:
            return []
        key = min(self._held, key=self._find_turn)
        self._begin(key, self._most - sent)
        return [self._held.pop(key)]

    def take_place(self, listing: Listing) -> tuple[int, str] | None:
        """The number and address of the page to read in place of one that `goes_on` has passed, if an earlier
        run ended there. The second page is always read: all articles of the first one may be pinned.
        """
        if listing.number == 2:
            return None
        number, _, url = self._places.pop(listing.key, "").partition(" ")
        return (int(number), url) if url and int(number) > listing.number else None
