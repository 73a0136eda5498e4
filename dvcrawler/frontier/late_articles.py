"""Lists that are newest first, read on behind known articles: some appear late, with an old day."""

from scrapy import Request

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.frontier.unsorted_lists import UnsortedLists
from dvcrawler.run.session import RunSession

#: Requests that a run may have sent when it ends: one that finds nothing new may take 30. It reads so many
#: pages for late articles at most, and so many at least if it found new ones.
_MOST_REQUESTS, _MOST_PAGES, _LEAST_PAGES = 28, 8, 2
#: Prefix of the checkpoints that hold when a list was last read on.
_READ_ON = "read_on:"


class LateArticles:
    """Lists take turns, the one that waited longest first; each goes on where its last turn ended."""

    def __init__(self, session: RunSession, arguments: Arguments, lists: UnsortedLists) -> None:
        self._session, self._ledger, self._lists = session, session.ledger, lists
        self._is_active = arguments.is_whole_site and not arguments.is_bounded and not arguments.has_period
        #: Pages that were not requested because those before them have known articles alone, by list.
        self._held: dict[str, Request] = {}
        #: Number of requests sent by the run at which this ends.
        self._most: int | None = None

    def hold(self, request: Request, listing: Listing) -> None:
        """Keeps the request of a further page that the walk through its list does not reach."""
        if self._is_active and listing.number > 1 and not self._lists.has_begun(listing.key):
            self._held[listing.key] = request

    def take(self, sent: int, *, has_new: bool) -> list[Request]:
        """The request of a list whose turn it is, to be filtered again; none if the run has `sent` enough.
        `has_new`: it found new articles.
        """
        if self._most is None:
            self._most = max(min(_MOST_REQUESTS, sent + _MOST_PAGES), sent + _LEAST_PAGES * has_new)
        if not self._held or sent >= self._most:
            return []
        key = min(self._held, key=lambda each: self._ledger.checkpoint(_READ_ON + each) or "")
        self._ledger.set_checkpoint(_READ_ON + key, self._session.started_at)
        self._lists.read_on(key, self._most - sent)
        return [self._held.pop(key)]
