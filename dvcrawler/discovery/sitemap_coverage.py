"""Whether the sitemaps hold a whole period, so that no listing needs to be read for it."""

from collections.abc import Sequence
from datetime import date

from dvcrawler.discovery.arguments import Arguments, month_is_after, month_is_before
from dvcrawler.discovery.feed_reader import SitemapEntry
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.period import (
    is_before,
    may_be_changed_in,
    may_cover,
    named_spans,
    read_change,
)


class SitemapCoverage:
    """Collects what the run's sitemaps hold. A sitemap of the newest articles alone covers no period: there
    must be articles before it, within it and after it, and no sitemap that could not be read.
    """

    def __init__(self, arguments: Arguments) -> None:
        self._arguments = arguments
        self._has_before = self._has_within = self._has_after = False
        #: A sitemap was not read, or not to its end.
        self.is_broken = False

    @property
    def is_complete(self) -> bool:
        return self._has_before and self._has_within and self._has_after and not self.is_broken

    def select_sitemaps(self, entries: Sequence[SitemapEntry]) -> list[SitemapEntry]:
        """The sitemaps of an index that may hold articles of the period."""
        kept = []
        for entry, span in zip(entries, named_spans(entries), strict=True):
            changed = read_change(entry.changed)
            is_old = not may_be_changed_in(self._arguments, changed, is_publication=False)
            is_past = is_old or (span is not None and month_is_before(self._arguments, span[1]))
            is_after = span is not None and month_is_after(self._arguments, span[0])
            self._has_before |= is_past
            self._has_after |= is_after
            if not is_past and not is_after:
                kept.append(entry)
        return kept

    def may_cover(self, found: ArticleLink, changed: str | None, *, is_publication: bool) -> bool:
        """Whether the entry of a sitemap may lie in the period; notes where it lies."""
        day = read_change(changed)
        may = may_cover(self._arguments, found) and may_be_changed_in(
            self._arguments, day, is_publication=is_publication
        )
        self._has_within |= may
        if not may:
            self._note_outside(found, day, is_publication=is_publication)
        return may

    def _note_outside(self, found: ArticleLink, day: date | None, *, is_publication: bool) -> None:
        since, until = self._arguments.since, self._arguments.until
        is_old = since is not None and day is not None and day < since
        self._has_before |= is_old or bool(is_before(self._arguments, found))
        is_new = is_publication and until is not None and day is not None and day > until
        self._has_after |= is_new or month_is_after(self._arguments, found.address.month)
