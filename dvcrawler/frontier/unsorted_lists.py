"""Lists that are not newest first: a page of known articles says nothing about the pages after it."""

from collections.abc import Sequence
from datetime import date

from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import SAME_TIME, is_unsorted
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.storage.ledgers.ledger import Ledger

#: Pages that a run reads behind known articles, of one such list and of all: a run that finds nothing new may
#: take 30 requests. The next run goes on where it ended; lists beyond take turns (`late_articles`).
_MOST_PAGES, _MOST_IN_ALL = 5, 9
#: Prefix of the checkpoints that hold "<number> <url>" of the page with which the next run goes on.
_NEXT = "unsorted:"
#: The checkpoint that holds how many such lists the last run met.
_MET = "unsorted_lists"
#: Prefix of the checkpoints that hold the articles of a list's second page; how many of them are newer than
#: the newest of the first one, and how many those are: a sorted list has them even among pinned articles.
_SECOND, _LEAST_NEWER, _NEWEST = "second_page:", 3, 5


class UnsortedLists:
    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._spare = _MOST_IN_ALL
        self._met = set[str]()
        self._expected = read_whole(ledger.checkpoint(_MET), 1) or 1
        #: Number of pages that the run may still read, by the key of the list.
        self._left: dict[str, int] = {}
        #: Where an earlier run ended, by the key of a list that this run has begun to read on.
        self._places: dict[str, str] = {}

    def goes_on(self, url: str, listing: Listing, days: Sequence[date]) -> bool:
        """Whether to read this page although the one before has known articles alone. `days`: theirs, in the
        order of the page.
        """
        if listing.key not in self._left:
            if not (is_unsorted(days) or self._has_newer_behind(listing, days)):
                return False
            self._met.add(listing.key)
            self._ledger.set_checkpoint(_MET, str(len(self._met)))
            if self._spare <= 0:
                return False
            self._begin(listing.key)
        self._left[listing.key] -= 1
        if self._left[listing.key] >= 0:
            return True
        self._ledger.set_checkpoint(_NEXT + listing.key, f"{listing.number} {url}")
        return False

    def note_second(self, listing: Listing, ids: Sequence[str]) -> None:
        """Keeps the articles of a second page for later runs, which know their days."""
        self._ledger.set_checkpoint(_SECOND + listing.key, "\n".join(ids))

    def _has_newer_behind(self, listing: Listing, days: Sequence[date]) -> bool:
        """Whether the page after the first one, whose days these are, was seen to list newer articles."""
        if listing.number != 2 or len(days) < max(_LEAST_NEWER, len(listing.seen) / 2):
            return False
        limit = sorted(days, reverse=True)[min(_NEWEST, (len(days) + 1) // 2) - 1] + SAME_TIME
        behind = self._read_days_behind(listing)
        is_newer = sum(day > limit for day in behind) >= _LEAST_NEWER
        return is_newer and (is_unsorted(behind) or behind[len(behind) // 2] > limit)  # not of a box alone

    def _read_days_behind(self, listing: Listing) -> list[date]:
        """The days of the articles that its second page had, in the order of the page."""
        ids = (self._ledger.checkpoint(_SECOND + listing.key) or "").split("\n")
        known = self._ledger.known(ids)
        return [date.fromisoformat(day) for each in ids if each in known and (day := known[each].date)]

    def _begin(self, key: str) -> None:
        pages = min(_MOST_PAGES, max(1, _MOST_IN_ALL // self._expected), self._spare)
        self._spare -= pages
        self.read_on(key, pages)

    def has_begun(self, key: str) -> bool:
        return key in self._left

    def read_on(self, key: str, pages: int) -> None:
        """Lets `goes_on` pass so many pages of a list, from where an earlier run ended."""
        self._left[key] = pages
        self._places[key] = self._ledger.checkpoint(_NEXT + key) or ""
        self._ledger.set_checkpoint(_NEXT + key, "")

    def take_place(self, listing: Listing) -> tuple[int, str] | None:
        """The number and address of the page to read in place of the first one that `goes_on` has passed, if
        an earlier run ended there.
        """
        number, _, url = self._places.pop(listing.key, "").partition(" ")
        return (int(number), url) if url and int(number) > listing.number else None
