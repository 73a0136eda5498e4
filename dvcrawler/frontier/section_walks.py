"""Limits how far a section is walked: back to the articles that its last complete walk covered."""

import logging
from collections.abc import Sequence
from datetime import date

from scrapy.settings import BaseSettings

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.date_archives.archive_addresses import without_day
from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.frontier.unsorted_lists import UnsortedLists
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.ledger import Entry
from dvcrawler.storage.ledgers.sections import SectionState

logger = logging.getLogger(__name__)

#: Days or months in a row without articles that end a walk through an archive which was walked before. What
#: appears late behind them is read by turns.
_MOST_BLANK = 7


class SectionWalks:
    def __init__(self, session: RunSession, arguments: Arguments, settings: BaseSettings) -> None:
        self._session, self._ledger, self._arguments = session, session.ledger, arguments
        self._max_pages = settings.getint("DVCRAWLER_MAX_PAGES")
        revisit_from = arguments.revisit_from(session.started.date())
        self._revisit_from = revisit_from.isoformat() if revisit_from else None
        self._requested: set[str] = set()
        #: Keys of front pages, which have boxes of several sections.
        self._homes: set[str] = set()
        #: Keys of the pages whose list is asked for apart.
        self._filled: set[str] = set()
        self.unsorted = UnsortedLists(session, arguments)
        self._resting = self._choose_resting_sections(settings.getint("DVCRAWLER_QUIET_SECTIONS"))

    def is_wanted(
        self, url: str, listing: Listing, days: Sequence[date] = (), *, shows_new: bool = False
    ) -> bool:
        """Whether to request this page of a section. A page of known articles ends the walk of a list that is
        newest first. `days`: of the known articles on the page before, in its order; `shows_new`: it has
        a new one besides, with the number of a known one.
        """
        if listing.is_loaded and listing.number == 1:  # its list, or the page again without it
            self._filled.add(listing.key)
            return True
        if listing.is_home:
            self._homes.add(listing.key)
        if listing.number == 1:
            return self._begins(listing)
        if self._is_endless(url, listing):
            return False
        is_known = not shows_new and self._reaches_known_ground(url, listing)
        if is_known or self._ends_in_blanks(url, listing):
            self.complete(listing)
            days = days if listing.key not in self._homes else ()
            return self.unsorted.goes_on(url, listing, days)
        return True

    def _begins(self, listing: Listing) -> bool:
        """Whether the section is walked in this run: it does not rest, and was not begun yet."""
        if not listing.is_home and (listing.key in self._resting or listing.key in self._requested):
            return False
        self._requested.add(listing.key)
        return True

    def complete(self, listing: Listing) -> None:
        """Records that the section was walked as far as requested."""
        if self._arguments.is_bounded or listing.is_home:
            return
        since = self._arguments.since
        day = since.isoformat() if since else None
        self._ledger.complete_section(listing.key, self._session.started_at, day)

    def note_visit(self, listing: Listing, new: int) -> None:
        """Records that the section's first page was read, with all parts of its list: `new` new articles."""
        is_part = listing.shell.left if listing.shell is not None else listing.key in self._filled
        if listing.number == 1 and not listing.is_home and not is_part:
            self._ledger.note_section_visit(listing.key, self._session.started_at, new)

    def needs_revisit(self, entry: Entry) -> bool:
        """Whether `-a revisit=` covers the article."""
        return self._revisit_from is not None and (entry.date is None or entry.date >= self._revisit_from)

    def _is_endless(self, url: str, listing: Listing) -> bool:
        if listing.number <= (most := self._max_pages):
            return False
        self._session.count(Counter.LISTING_ENDLESS)
        logger.warning("%s: %s continues after %d pages; the rest is skipped", self._session.site, url, most)
        return True

    def _reaches_known_ground(self, url: str, listing: Listing) -> bool:
        """Whether the section's last complete walk had already found everything on the previous page."""
        # A list filled in by script says nothing about the following pages.
        done = self._find_completed(url, listing) if listing.seen and not listing.is_by_letter else None
        if done is None:
            return False
        known = self._ledger.known([f"{self._session.site}:{native_id}" for native_id in listing.seen])
        return len(known) >= len(listing.seen) and all(
            each.found_at <= done and not self.needs_revisit(each) for each in known.values()
        )

    def _ends_in_blanks(self, url: str, listing: Listing) -> bool:
        """Whether the days or months before this one had no articles, and the run need not read on."""
        if listing.seen:
            return False
        has_begun = self.unsorted.has_begun(listing.key)
        return has_begun or (listing.blank >= _MOST_BLANK and self._find_completed(url, listing) is not None)

    def _find_completed(self, url: str, listing: Listing) -> str | None:
        """When the last walk ended that went as far as this run has to; None without one."""
        state = self._ledger.section(listing.key)
        if state is None or state.completed_at is None:
            state = self._find_earlier_day(url, listing)
        return state.completed_at if state is not None and self._covers(state.completed_since) else None

    def _find_earlier_day(self, url: str, listing: Listing) -> SectionState | None:
        """The last walk through an archive of days that began with another day, if `url` is that of a day."""
        archive = without_day(listing.key)
        if archive == listing.key or without_day(section_key(url)) != archive:
            return None
        walks = (each for each in self._ledger.sections() if each.completed_at)
        of_archive = (each for each in walks if without_day(each.key) == archive)
        return max(of_archive, key=lambda each: each.completed_at or "", default=None)

    def _covers(self, completed_since: str | None) -> bool:
        """Whether a walk down to that day went as far as this run has to."""
        since = self._arguments.since
        return not completed_since or (since is not None and since.isoformat() >= completed_since)

    def _choose_resting_sections(self, most: int) -> set[str]:
        """Keys of the sections that this run skips: those that were walked to the end take turns."""
        if not self._arguments.is_whole_site or self._revisit_from is not None:
            return set()
        walked = [state.key for state in self._ledger.sections() if state.completed_at]
        if len(walked) > most:
            for key in walked[:most]:  # those to which nothing leads any more give their turn up
                self._ledger.note_section_visit(key, self._session.started_at, 0)
        return set(walked[most:])
