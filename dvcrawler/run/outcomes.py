"""Handles pages that give no article: counts, logs, records and retries them."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

from dvcrawler.items import Article, ListKind, PageCode, PageOutcome, PageResult, utc_text
from dvcrawler.logs import page_fields
from dvcrawler.messages.printable import printable
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.run.counters import Counter, CounterGroup, count
from dvcrawler.run.record import retry_delay
from dvcrawler.run.stop import RunStop
from dvcrawler.storage.backlog import Backlog
from dvcrawler.storage.ledgers.entries import READ, write_outside_day
from dvcrawler.storage.ledgers.ledger import Entry, Ledger, Outcome

logger = logging.getLogger(__name__)

#: Caps the pages named in the run record; if a site cannot be read at all, the counters cover the rest.
_MAX_PROBLEMS = 200
#: Outcomes that are part of a normal run, logged as INFO.
_EXPECTED = ("gone", "outside", "removed")
#: Outcomes of a capture that another capture of the article makes up for.
_REPLACEABLE = ("unread", "refused", "failed")
#: What an archive lacks says nothing about the page itself: the ledger does not keep it.
_OF_ARCHIVE = (PageCode.ARCHIVED_ERROR, PageCode.DAMAGED_RECORD)
#: How often a missing article is asked for again, and how many of one run are: lists may show an article some
#: hours before its page is there, but most links without a page are old ones.
_MOST_RETRIES_OF_GONE, _MOST_GONE = 2, 20
#: Captures that are held back, some 10 MB.
_MOST_HELD = 20_000


class PageOutcomes:
    """The outcomes of one run. `problems` are the pages for the run record, in the order they came;
    `backlog` is that of a backfill, None in any other run. `started_at` is the run's start as the ledger
    has it.
    """

    def __init__(self, stop: RunStop, ledger: Ledger, started: datetime, started_at: str) -> None:
        self._site, self._stats = stop.site, stop.crawler.stats
        self._stop, self._ledger = stop, ledger
        self._started, self._started_at = started, started_at
        self._retry_hours = stop.crawler.settings.getint("DVCRAWLER_RETRY_HOURS")
        self.backlog: Backlog | None = None
        self.problems: list[dict[str, str]] = []
        self._held: dict[str, Callable[[], None]] | None = None
        self._gone = 0

    def hold_back(self) -> None:
        """From now on pages are captures in files, which hold several of many articles: a redirect, an error
        or a page without an article is noted only if no other capture gives the article.
        """
        self._held = {}

    def settle(self) -> None:
        """Notes the pages held back of which neither this run nor an earlier one has the article."""
        held, self._held = self._held or {}, {}
        entries = self._ledger.known([f"{self._site}:{native_id}" for native_id in held])
        has = {entry.id for entry in entries.values() if entry.outcome in (*READ, Outcome.MOVED)}
        for native_id, note in held.items():
            if f"{self._site}:{native_id}" not in has:
                note()

    def note_page(
        self,
        page: PageOutcome,
        *,
        day: date | None = None,
        seen: Sequence[str] = (),
        lost_list: ListKind | None = None,
    ) -> None:
        """Records a page that gave no article.

        `day`: the date of an article outside the period; `seen`: what was found on a listing instead of
        articles, a line each; `lost_list`: what the site file has there. After a failure nothing is recorded:
        the next run requests the pages in flight again.
        """
        page = replace(page, reason=printable(page.reason))  # it may quote the server
        problem = _describe(page, seen, lost_list)
        if self._held is None or page.native_id is None or page.what not in _REPLACEABLE:
            self._note(page, problem, day)
            return
        held = replace(page, native_id=None) if page.code in _OF_ARCHIVE else page
        self._held.setdefault(page.native_id, partial(self._note, held, problem, day))
        if len(self._held) >= _MOST_HELD:
            self.settle()

    def _note(self, page: PageOutcome, problem: dict[str, str], day: date | None) -> None:
        if self._stop.failure is not None:
            return
        count(self._stats, CounterGroup.OUTCOME.counter(page.what))
        if len(self.problems) < _MAX_PROBLEMS:
            self.problems.append(problem)
        is_known = False
        if page.native_id is not None:
            entered = page.reason if day is None else write_outside_day(day)
            is_known = self._schedule_retry(page.native_id, page.url, page.what, entered)
            self.resolve(page.native_id)
        if is_known and page.code is PageCode.NOT_AN_ARTICLE:
            count(self._stats, Counter.REFUSED_AGAIN)
        level = logging.INFO if page.what in _EXPECTED else logging.WARNING
        extra = page_fields(page.what, page.url, page.reason)
        line = f"{page.what} {page.url}".rstrip()
        logger.log(level, "%s: %s: %s", self._site, line, page.reason, extra=extra)

    def note_article(
        self, article: Article, outcome: PageResult, reason: str, code: PageCode, day: date | None = None
    ) -> None:
        """Records an article that is not stored; see `note_page`."""
        native_id = native_id_of(article.id, article.site)
        self.note_page(PageOutcome(native_id, article.fetched_from, outcome, reason, code), day=day)

    def resolve(self, native_id: str) -> None:
        """Removes the article from the backlog, so that a backfill does not fetch it again, and what was held
        back of it.
        """
        if self._held is not None:
            self._held.pop(native_id, None)
        if self.backlog is not None:
            self.backlog.resolve(native_id)

    def _schedule_retry(self, native_id: str, url: str, name: PageResult, reason: str) -> bool:
        """Whether the page was refused for the same reason before."""
        outcome = Outcome.FAILED if name == "robots" else Outcome(name)
        id_ = f"{self._site}:{native_id}"
        known = self._ledger.known([id_]).get(id_)
        delay = self._find_delay(outcome, known)
        again_at = None if delay is None else utc_text(self._started + delay)
        self._ledger.note_outcome(id_, url, outcome, reason=reason, now=self._started_at, again_at=again_at)
        was_refused = known is not None and known.outcome is Outcome.REFUSED and known.reason == reason
        return was_refused and outcome is Outcome.REFUSED

    def _find_delay(self, outcome: Outcome, known: Entry | None) -> timedelta | None:
        """How long to wait before asking again for a page that gave no article; None for never."""
        tries = known.tries if known is not None else 0
        if outcome is not Outcome.GONE or (known is not None and known.outcome is Outcome.STORED):
            return retry_delay(outcome, tries, self._retry_hours)
        self._gone += 1
        may_come = tries < _MOST_RETRIES_OF_GONE and self._gone <= _MOST_GONE
        return retry_delay(Outcome.UNREAD, tries, self._retry_hours) if may_come else None


def _describe(page: PageOutcome, seen: Sequence[str], lost_list: ListKind | None) -> dict[str, str]:
    """The page as the run record names it."""
    problem = {"url": page.url, "outcome": page.what, "code": page.code.value, "reason": page.reason}
    problem |= {"list": lost_list} if lost_list else {}
    problem |= {} if page.target is None else {"target": printable(page.target)}
    problem |= {"seen": "\n".join(map(printable, seen))} if seen else {}
    return problem
