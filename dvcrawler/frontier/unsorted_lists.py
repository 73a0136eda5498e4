"""Lists that are not newest first: a page of known articles says nothing about the pages after it."""

from collections.abc import Sequence
from datetime import date

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import is_unsorted
from dvcrawler.storage.ledgers.ledger import Ledger

#: Pages of such a list that a run reads behind known articles. The next run goes on where it ended.
_MOST_PAGES = 5
#: Prefix of the checkpoints that hold "<number> <url>" of the page with which the next run goes on.
_NEXT = "unsorted:"


class UnsortedLists:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        #: Number of pages that the run may still read, by the key of the list.
        self._left: dict[str, int] = {}
        #: Where an earlier run ended, by the key of a list that this run has begun to read on.
        self._places: dict[str, str] = {}

    def goes_on(self, url: str, listing: Listing, days: Sequence[date]) -> bool:
        """Whether to read this page although the one before has known articles alone. `days`: theirs, in the
        order of the page.
        """
        name = _NEXT + listing.key
        if listing.key not in self._left:
            if not is_unsorted(days):
                return False
            self._left[listing.key] = _MOST_PAGES
            self._places[listing.key] = self._ledger.checkpoint(name) or ""
            self._ledger.set_checkpoint(name, "")
        self._left[listing.key] -= 1
        if self._left[listing.key] >= 0:
            return True
        self._ledger.set_checkpoint(name, f"{listing.number} {url}")
        return False

    def take_place(self, listing: Listing) -> tuple[int, str] | None:
        """The number and address of the page to read in place of the first one that `goes_on` has passed, if
        an earlier run ended there.
        """
        number, _, url = self._places.pop(listing.key, "").partition(" ")
        return (int(number), url) if url and int(number) > listing.number else None
