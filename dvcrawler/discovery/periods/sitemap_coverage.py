"""Whether the sitemaps cover a whole period, so that no listing needs to be read for it."""

from calendar import monthrange
from collections.abc import Sequence
from datetime import date, timedelta

from dvcrawler.discovery.arguments import Arguments, month_is_after, month_is_before
from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.period import (
    Span,
    is_before,
    known_days,
    may_be_changed_in,
    may_cover,
    named_spans,
    read_change,
)

#: Days at the edge of a sitemap that may be without an article.
_EDGE = timedelta(days=3)
_MONTH = timedelta(days=31)


class SitemapCoverage:
    """Collects what the run's sitemaps hold. A sitemap with only the newest articles does not cover a period:
    there must be articles before, within and after it, and every sitemap must have been read.
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
        kept, spans = [], list[Span]()
        has_past = has_later = False
        for entry, span in zip(entries, named_spans(entries), strict=True):
            is_past = span is not None and month_is_before(self._arguments, span[1])
            is_later = span is not None and month_is_after(self._arguments, span[0])
            has_past, has_later = has_past or is_past, has_later or is_later
            changed = read_change(entry.changed)
            if is_past or is_later or not may_be_changed_in(self._arguments, changed, is_publication=False):
                continue
            kept.append(entry)
            spans += [span] if span is not None else []
        self._note_names(spans, has_past=has_past, has_later=has_later)
        return kept

    def _note_names(self, spans: Sequence[Span], *, has_past: bool, has_later: bool) -> None:
        """Whether sitemaps skipped by their names prove that those of the period are complete. They do so
        only at an edge of the period: other sitemaps hold articles of the days around it, or begin within it.
        """
        since, until = self._arguments.since, self._arguments.until
        starts = [date(*first, 1) for first, _ in spans]
        ends = [date(*last, monthrange(*last)[1]) for _, last in spans]
        if has_past and since is not None:
            self._has_before |= any(start >= since - _EDGE for start in starts)
        if has_later and until is not None:
            self._has_after |= any(end <= until + _EDGE for end in ends)

    def may_cover(self, found: ArticleLink, changed: str | None, *, is_publication: bool) -> bool:
        """Whether the entry of a sitemap may be in the period; notes its place. A `lastmod` from long before
        the article was made is wrong.
        """
        day, made = read_change(changed), known_days(found)
        day = None if day is not None and made is not None and day < made[0] - _MONTH else day
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
