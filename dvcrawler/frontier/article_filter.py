"""Decides which articles a run requests: new ones, and known ones with a reason to read them again."""

from scrapy import Request

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.requests import PageRequest, read_page_request, requested_address
from dvcrawler.frontier.known_links import MOST_ADDRESSES
from dvcrawler.frontier.section_walks import SectionWalks
from dvcrawler.items import utc_text
from dvcrawler.normalize.numbers import read_moment
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.entries import READ, read_outside_day
from dvcrawler.storage.ledgers.ledger import Entry, Outcome

#: How a known article is counted, by its outcome.
_OF_OUTCOMES = {Outcome.GONE: Counter.KNOWN_GONE, Outcome.REMOVED: Counter.KNOWN_REMOVED}


class ArticleFilter:
    """Enforces `-a limit=`, and requests each known article at most once."""

    def __init__(self, session: RunSession, arguments: Arguments, walks: SectionWalks) -> None:
        self._session, self._arguments, self._walks = session, arguments, walks
        #: Number of articles that may still be requested; None without a limit.
        self.remaining: int | None = arguments.limit
        #: Ids of known articles that were requested in this run.
        self._requested: set[str] = set()
        #: Ids of the articles in a list of addresses so far.
        self._named: set[str] = set()

    def claim(self, id_: str) -> bool:
        """Marks a known article as requested. False if it already was."""
        if id_ in self._requested:
            return False
        self._requested.add(id_)
        return True

    def select(self, request: Request, entry: Entry | None, *, is_new: bool) -> list[Request]:
        """The request, or nothing. `entry`: the article's entry in the ledger.

        An archived page of an article that is stored already resolves its entry in the backlog.
        """
        page = read_page_request(request)
        native_id = requested_address(request).native_id
        if entry is not None and entry.outcome is Outcome.REMOVED:  # whatever the run's arguments are
            self._count_known(entry)
            self._session.outcomes.resolve(native_id)
            return []
        if page.is_fallback:
            return [request]
        id_ = f"{self._session.site}:{native_id}"
        is_repeated = self._arguments.urls is not None and self._is_repeated(id_)
        if is_new or self._is_wanted_again(id_, entry, page):
            return self.apply_limit([request])
        self._count_known(entry, is_repeated=is_repeated)
        if page.archived and id_ not in self._requested:
            self._session.outcomes.resolve(native_id)
        return []

    def _is_repeated(self, id_: str) -> bool:
        """Whether the list named the article before, among the first ones of a very long list."""
        if id_ not in self._named and len(self._named) < MOST_ADDRESSES:
            self._named.add(id_)
            return False
        return id_ in self._named

    def _count_known(self, entry: Entry | None, *, is_repeated: bool = False) -> None:
        self._session.count(Counter.KNOWN)
        if is_repeated:
            self._session.count(Counter.KNOWN_REPEATED)
        if entry is None:
            return
        if entry.outcome in READ:
            self._session.count(Counter.KNOWN_READ)
        if (counter := _OF_OUTCOMES.get(entry.outcome)) is not None:
            self._session.count(counter)

    def apply_limit(self, requests: list[Request]) -> list[Request]:
        """Returns as many of the requests as the limit still allows; they count towards it."""
        if self.remaining is None:
            return requests
        passed = requests[: self.remaining]
        self.remaining -= len(passed)
        if left := len(requests) - len(passed):
            self._session.count(Counter.LEFT_BY_LIMIT, left)
        return passed

    def _is_wanted_again(self, id_: str, entry: Entry | None, page: PageRequest) -> bool:
        if page.is_forced:
            return True
        if entry is None or id_ in self._requested:
            return False
        return self._has_reason(entry, page.changed) and self.claim(id_)

    def _has_reason(self, entry: Entry, changed: str | None) -> bool:
        """Whether this run may find more than the ledger knows. `changed`: `lastmod` of a sitemap."""
        if entry.outcome is Outcome.STORED:
            return self._walks.needs_revisit(entry) or is_later(changed, entry.captured_at)
        if entry.outcome is Outcome.FOUND:
            return not self._arguments.takes_left_over and entry.found_at < self._session.started_at
        if entry.outcome is Outcome.OUTSIDE:
            day = read_outside_day(entry)
            return bool(self._arguments.covers(day.isoformat() if day else None))
        return bool(self._arguments.is_apart)


def is_later(changed: str | None, captured_at: str | None) -> bool:
    """Whether a sitemap says that the article changed after it was captured."""
    if not changed or not captured_at:
        return False
    moment = read_moment(changed)
    return moment is not None and utc_text(moment) > captured_at
