"""Requests for articles in the ledger: left over, failed before, or due to be read again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice

from scrapy import Request

from dvcrawler.discovery.requests import copy_request, read_page_request
from dvcrawler.discovery.sources import Sources
from dvcrawler.frontier.article_filter import ArticleFilter
from dvcrawler.frontier.identities import Identities
from dvcrawler.frontier.unsorted_lists import QUIET_REQUESTS
from dvcrawler.items import utc_text
from dvcrawler.run.session import RunSession
from dvcrawler.storage.ledgers.ledger import Entry, Outcome

#: Number of pages that failed in earlier runs and are tried again in one run.
_MAX_RETRIES = 50
#: Retries come after everything else.
_RETRY_PRIORITY = -1
#: Number of due entries read from the ledger at once.
_DUE_BATCH = 1000
#: A killed run leaves fewer articles; one with a limit may leave all of a sitemap.
_FEW_LEFT = 100


class LedgerRequests:
    """Yields nothing unless the run crawls the whole live site. Raises StorageError."""

    def __init__(
        self,
        session: RunSession,
        sources: Sources,
        articles: ArticleFilter,
        identities: Identities,
        revisits: int,
        revisits_per_new: int,
    ) -> None:
        """`revisits`: number of stored articles that may be read again, and how many more with every new
        article (`revisits_per_new`).
        """
        self._ledger, self._sources = session.ledger, sources
        self._articles, self._identities = articles, identities
        self._revisits, self._revisits_per_new = revisits, revisits_per_new
        self._is_active = sources.arguments.is_whole_site
        self.has_new = False
        self._failed: list[Request] = []
        self._missing: list[Request] = []

    def note_new(self, number: int) -> None:
        """Allows more revisits, because each new article will be read again later."""
        self._revisits += self._revisits_per_new * number
        self.has_new |= number > 0

    def load_failed(self) -> None:
        """Reads which failed pages are due, before this run can add its own failures."""
        if self._is_active:
            due = self._read_due(stored=False)
            self._failed = self._build_retries(each for each in due if each.outcome is not Outcome.GONE)
            self._missing = self._build_retries(each for each in due if each.outcome is Outcome.GONE)

    def left_over(self) -> Iterator[Request]:
        """Articles that an earlier run found and has no outcome for: it was killed or had a limit."""
        for request in self._build_requests(self._list_left_over()):
            yield from self._articles.apply_limit([request])

    def _list_left_over(self) -> Iterable[Entry]:
        """All of them; for a period up to now, only if they are as few as a killed run leaves: the lists may
        not show them any more.
        """
        arguments = self._sources.arguments
        if arguments.takes_left_over:
            return self._ledger.waiting(self._articles.remaining)
        if not arguments.is_whole_site or arguments.until is not None:
            return ()
        left = list(self._ledger.waiting(_FEW_LEFT + 1))
        return left if len(left) <= _FEW_LEFT else ()

    def failed(self, sent: int = 0) -> list[Request]:
        """Pages that failed in an earlier run, once per run, as read by `load_failed`; and missing articles,
        as many as a run that found nothing new has requests left. `sent`: number of requests of the run.
        """
        most = _MAX_RETRIES if self.has_new else min(_MAX_RETRIES, QUIET_REQUESTS - sent)
        left = max(most - len(self._failed), 0)
        failed, self._failed, self._missing = [*self._failed, *self._missing[:left]], [], []
        return self._articles.apply_limit(failed)[::-1]  # Scrapy's queue is last in, first out

    def due(self, sent: int = 0) -> Iterator[Request]:
        """Stored articles that are due for a revisit, as many as there are revisits left. `sent`: number of
        requests of the run, which are limited if it found nothing new.
        """
        most = self._revisits if self.has_new else min(self._revisits, QUIET_REQUESTS - sent)
        if not self._is_active or most <= 0:
            return
        for request in islice(self._build_requests(self._read_due(stored=True)), most):
            self._revisits -= 1
            yield from self._articles.apply_limit([request])

    def _read_due(self, *, stored: bool) -> list[Entry]:
        return self._ledger.due(utc_text(datetime.now(UTC)), _DUE_BATCH, stored=stored)

    def _build_retries(self, entries: Iterable[Entry]) -> list[Request]:
        return [_as_retry(each) for each in islice(self._build_requests(entries), _MAX_RETRIES)]

    def _build_requests(self, entries: Iterable[Entry]) -> Iterator[Request]:
        """Requests for the entries whose addresses are still articles by the site file, each once per run."""
        for entry in entries:
            if not self._sources.arguments.covers(entry.date):
                continue
            request = self._sources.articles.request_known(entry.url)
            if request is not None and self._articles.claim(entry.id):
                yield self._identities.as_known(request, entry.id)


def _as_retry(request: Request) -> Request:
    """Disables Scrapy's own retries: a page that fails again is due again later, at growing intervals."""
    page = replace(read_page_request(request), is_retry=True)
    return copy_request(request, page, max_retry_times=0).replace(priority=_RETRY_PRIORITY)
