"""Which sitemaps a run requests: each once, none that was read recently, and a limited number."""

import logging
from datetime import timedelta

from dvcrawler.items import utc_text
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession

logger = logging.getLogger(__name__)

#: How long a sitemap without a `lastmod` is not read again, and one whose `lastmod` stays the same: those of
#: some portals never change. A run reads this many of the latter, and of the former if it found nothing.
_READ_RECENTLY, _READ_LONG_AGO = timedelta(days=1), timedelta(days=7)
_MOST_STALE, _MOST_RECENT = 2, 3


class SitemapMemory:
    """Limits a run to `max_sitemaps`: an index may name itself, or a new one each time."""

    def __init__(self, session: RunSession, max_sitemaps: int, *, is_partial: bool = False) -> None:
        """`is_partial`: the run takes only a part of each sitemap, which then does not count as read."""
        self._session, self._ledger, self._max = session, session.ledger, max_sitemaps
        self._is_partial = is_partial
        self._requested: set[str] = set()
        self._skipped = 0
        self._stale_left = _MOST_STALE
        self._recent: list[str] = []

    def is_wanted(self, url: str, changed: str | None) -> bool:
        """Whether to request it. `changed`: its `lastmod` in the index, unparsed; None without one."""
        if url in self._requested:
            return False
        if self._is_read(url, changed):
            self._recent.append(url)
            return False
        if len(self._requested) < self._max:
            self._requested.add(url)
            return True
        if not self._skipped:
            logger.warning(
                "%s: more than %d sitemaps are named; the others are skipped", self._session.site, self._max
            )
        self._skipped += 1
        self._session.count(Counter.SITEMAPS_LEFT)
        return False

    @property
    def has_skipped_some(self) -> bool:
        return self._skipped > 0

    def take_recent(self) -> list[str]:
        """Some of those that were not requested because they were read recently."""
        taken = [url for url in self._recent if url not in self._requested][:_MOST_RECENT]
        self._requested.update(taken)
        return taken

    def note_read(self, url: str, changed: str | None) -> None:
        if self._is_partial:
            return
        started = utc_text(self._session.started)
        self._ledger.set_checkpoint(f"sitemap:{url}", f"{changed}\n{started}" if changed else started)

    def _is_read(self, url: str, changed: str | None) -> bool:
        """Whether this version was read; without a `lastmod`, whether it was read within the last day."""
        value = None if self._is_partial else self._ledger.checkpoint(f"sitemap:{url}")
        if value is None:
            return False
        known, _, at = value.partition("\n")
        started = self._session.started
        if changed is None:
            # A later time was written while the clock was ahead.
            return utc_text(started - _READ_RECENTLY) < (at or known) < utc_text(started + _READ_RECENTLY)
        if known == changed and self._stale_left > 0 and at < utc_text(started - _READ_LONG_AGO):
            self._stale_left -= 1
            return False
        return known == changed
