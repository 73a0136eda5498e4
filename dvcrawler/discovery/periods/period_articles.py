"""Chooses which articles to read from a page that prints no days and overlaps the period."""

from collections.abc import Callable, Sequence
from datetime import date

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.article_days import ArticleDays
from dvcrawler.discovery.periods.page_days import Days
from dvcrawler.discovery.periods.page_search import MARGIN


class PeriodArticles:
    """Reads from within the period towards both ends until it meets an article outside: the list is newest
    first, give or take a day. `links`: those of the page, after the last one of the page before. `span`: the
    earliest and latest day of an article, as far as its number shows it.
    """

    def __init__(
        self,
        links: Sequence[ArticleLink],
        period: tuple[date | None, date],
        days: ArticleDays,
        span: Callable[[ArticleLink], Days],
    ) -> None:
        self._links, self._days, self._span = links, days, span
        self._since, self._until = period[0] or date.min, period[1]

    @property
    def is_in_order(self) -> bool:
        """Whether the known days agree with the order of the list."""
        oldest = date.max - MARGIN
        for link in self._links:
            if (day := self._days.day(link)) is not None:
                if day > oldest + MARGIN:
                    return False
                oldest = min(oldest, day)
        return True

    def unread(self) -> list[ArticleLink]:
        """The articles to read next; none once all of the period were read."""
        spans = [self._find_span(link) for link in self._links]
        places = self._find_overlap(spans)
        inside = [n for n in places if self._is_near(self._links[n], spans[n])]
        unknown = self._find_unknown(spans, places, inside)
        if inside:
            chosen = _choose_towards_ends(unknown, inside[0], inside[-1])
        else:
            chosen = unknown[len(unknown) // 2 :][:1] or self._find_unproven(places.start - 1, places.stop)
        return [self._links[n] for n in chosen]

    def _find_overlap(self, spans: Sequence[Days]) -> range:
        """The places between the last article after the period and the next one before it."""
        last_newer = max((n for n, span in enumerate(spans) if span[0] > self._until + MARGIN), default=-1)
        older = (n for n, span in enumerate(spans) if n > last_newer and self._is_older(span[1]))
        return range(last_newer + 1, next(older, len(spans)))

    def _find_unknown(self, spans: Sequence[Days], places: range, inside: Sequence[int]) -> list[int]:
        """The places, and those beside articles of the period, whose articles are still to be read."""
        edges = {n + step for n in inside if self._is_inside(spans[n]) for step in (-1, 1)}
        near = (n for n in sorted({*places, *edges}) if 0 <= n < len(spans))
        return [n for n in near if self._is_open(self._links[n], spans[n], may_tell=n not in edges)]

    def _find_unproven(self, low: int, high: int) -> list[int]:
        """The places around where the period would be, if only numbers say so."""
        around = [n for n in (low, high) if 0 <= n < len(self._links)]
        links = self._links
        return [n for n in around if self._days.day(links[n]) is None and not self._days.has_failed(links[n])]

    def _find_span(self, link: ArticleLink) -> Days:
        day = self._days.day(link)
        return (day, day) if day is not None else self._span(link)

    def _is_older(self, day: date) -> bool:
        return day != date.max and day + MARGIN < self._since

    def _is_open(self, link: ArticleLink, span: Days, *, may_tell: bool) -> bool:
        """Whether the article is to be read if the period reaches it. Its number is not trusted next to an
        article in the period: it may have been a draft for a long time.
        """
        if self._days.day(link) is not None or self._days.has_failed(link):
            return False
        return not may_tell or (span[0] <= self._until and span[1] >= self._since)

    def _is_near(self, link: ArticleLink, span: Days) -> bool:
        """Whether the article is in the period, or was read and lies within the margin."""
        return self._is_inside(span) or self._days.day(link) is not None

    def _is_inside(self, span: Days) -> bool:
        return self._since <= span[0] and span[1] <= self._until


def _choose_towards_ends(places: Sequence[int], first: int, last: int) -> list[int]:
    """The places from `first` to `last`, with the nearest one above and below."""
    above = [n for n in places if n < first][-1:]
    below = [n for n in places if n > last][:1]
    return [*above, *(n for n in places if first <= n <= last), *below]
