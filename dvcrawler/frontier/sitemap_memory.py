"""Which sitemaps a run asks for: each once, none that was read lately, and not without end."""

import logging
from datetime import timedelta

from dvcrawler.items import utc_text
from dvcrawler.run.counters import Counter
from dvcrawler.run.session import RunSession

logger = logging.getLogger(__name__)

_FRESH = timedelta(days=1)


class SitemapMemory:
    """An index may name itself, or another one each time: so there are at the most `most` in a run."""

    def __init__(self, session: RunSession, most: int) -> None:
        self._session, self._ledger, self._most = session, session.ledger, most
        self._asked: set[str] = set()
        self._left = 0

    def is_wanted(self, url: str, changed: str | None) -> bool:
        """Whether to ask for it. `changed`: what the index says of it."""
        if url in self._asked or self._is_read(url, changed):
            return False
        if len(self._asked) < self._most:
            self._asked.add(url)
            return True
        if not self._left:
            logger.warning(
                "%s: more than %d sitemaps are named; the others are left", self._session.site, self._most
            )
        self._left += 1
        self._session.count(Counter.SITEMAPS_LEFT)
        return False

    def note_read(self, url: str, changed: str | None) -> None:
        self._ledger.set_checkpoint(f"sitemap:{url}", changed or utc_text(self._session.started))

    def _is_read(self, url: str, changed: str | None) -> bool:
        """As it stands, or, where it does not say when it changed, within the last day."""
        value = self._ledger.checkpoint(f"sitemap:{url}")
        if value is None:
            return False
        if changed is not None:
            return value == changed
        started = self._session.started
        return utc_text(started - _FRESH) < value < utc_text(started + _FRESH)  # later: a clock was ahead
