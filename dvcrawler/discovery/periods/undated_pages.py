"""Judges pages of searched sections that print hardly any days, and chooses which articles to read."""

from datetime import date

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.periods.article_days import ArticleDays
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.periods.page_days import Days, PageDays, ReadPage, read_numbers
from dvcrawler.discovery.periods.page_search import MARGIN
from dvcrawler.discovery.periods.period import may_cover
from dvcrawler.discovery.periods.period_articles import PeriodArticles
from dvcrawler.discovery.periods.searched_section import SearchedSection, UndatedPage

#: Number of articles that are tried for the day of a page: one may be gone, or have no day.
_MOST_TRIED = 3


class UndatedPages:
    def __init__(self, arguments: Arguments, days: ArticleDays, id_days: IdDays) -> None:
        self._arguments, self._days, self._id_days = arguments, days, id_days
        self._covered: list[ArticleLink] = []
        self._outside: set[str] = set()

    def judge(self, section: SearchedSection, page: UndatedPage) -> ReadPage | list[ArticleLink]:
        """The page with its days, else the article to read for them; empty if no article gives any, or those
        known contradict the order of the list.
        """
        self._covered += (each for each in page.found if self._days.is_noted(each, self._arguments.covers))
        if not self._build_articles(section, page).is_in_order:
            return []
        days = self._date_by_last_day(page) or self._date_by_numbers(section, page)
        if days is None:
            tried = page.found[-_MOST_TRIED:][::-1]
            sample = next((each for each in tried if self._can_tell(each)), None)
            if sample is None:
                return []
            day = self._days.day(sample)
            if day is None:
                return [sample]
            days = _build_single_day(day, page)
        is_last = self._is_last(page, days)
        return ReadPage(page.ids, days, page.following, is_last, read_numbers(page.found))

    def _is_last(self, page: UndatedPage, days: PageDays) -> bool:
        """Whether nothing of the period can follow the page."""
        if page.following is None or page.ids <= page.listing.seen:
            return True
        since = self._arguments.since
        is_before = since is not None and days.oldest_at_most < since
        return is_before or is_over(self._arguments, page.listing, page.found)

    def unread(self, section: SearchedSection) -> list[ArticleLink] | None:
        """The articles to read on pages that overlap the period; None if their days contradict the order."""
        unread: list[ArticleLink] = []
        numbers = section.search.period_pages()
        for number in numbers:
            page = section.undated.get(number)
            if page is None or number in section.done:
                continue
            articles = self._build_articles(section, page)
            if not articles.is_in_order:
                return None
            more = articles.unread()
            if not more:
                section.done.add(number)
                self._finish(page)
            unread += more
        return unread or self._find_unproven(section, numbers)

    def _find_unproven(self, section: SearchedSection, numbers: list[int]) -> list[ArticleLink]:
        """The last article before the pages of the period, if only numbers say that it is newer."""
        page = section.undated.get(numbers[0] - 1) if numbers and section.relies_on_numbers else None
        if page is None or any(self._is_newer(section, number) for number in numbers):
            return []
        return [each for each in page.found[-1:] if self._days.day(each) is None and self._can_tell(each)]

    def _is_newer(self, section: SearchedSection, number: int) -> bool:
        """Whether an article of the page was read and is newer than the period."""
        assert self._arguments.until is not None
        page = section.undated.get(number)
        days = [self._days.day(each) for each in page.found] if page is not None else []
        return any(day > self._arguments.until for day in days if day is not None)

    def take_covered(self) -> tuple[ArticleLink, ...]:
        """Articles on those pages whose printed day, or that which an earlier run noted, is in the period."""
        covered, self._covered = self._covered, []
        return tuple(covered)

    def take_outside(self) -> set[str]:
        """Ids of articles that turned out to be outside the period by their place in a list."""
        outside, self._outside = self._outside, set()
        return outside

    def _finish(self, page: UndatedPage) -> None:
        dated = (each for each in page.found if each.day is not None)
        self._covered += (each for each in dated if may_cover(self._arguments, each))
        unread = (each for each in page.found if self._days.day(each) is None)
        self._outside |= {each.address.native_id for each in unread if not self._days.has_failed(each)}

    def _build_articles(self, section: SearchedSection, page: UndatedPage) -> PeriodArticles:
        assert self._arguments.until is not None
        may_tell = section.uses_numbers and bool(read_numbers(page.found))
        before = section.last_before(page.listing.number)
        own = native_ids(page.found)

        def span(link: ArticleLink) -> Days:
            if not (may_tell and self._id_days.is_in_order):
                return date.min, date.max
            section.relies_on_numbers = True
            return self._id_days.span(link.address.native_id)

        links = (*(each for each in before if each.address.native_id not in own), *page.found)
        period = (self._arguments.since, self._arguments.until)
        return PeriodArticles(links, period, self._days, span)

    def _date_by_last_day(self, page: UndatedPage) -> PageDays | None:
        """The page's days by the last printed one, if the period cannot begin after it."""
        assert self._arguments.until is not None
        days = [each.day for each in page.found if each.day is not None]
        return (
            _build_single_day(days[-1], page) if days and days[-1] <= self._arguments.until + MARGIN else None
        )

    def _date_by_numbers(self, section: SearchedSection, page: UndatedPage) -> PageDays | None:
        """The page's days by the numbers of its articles, if they place it."""
        if not (section.uses_numbers and self._id_days.is_in_order and len(read_numbers(page.found)) > 1):
            return None
        spans = [self._id_days.span(each.address.native_id) for each in page.found]
        firsts, lasts = sorted(first for first, _ in spans), sorted(last for _, last in spans)
        # A single number may belong to a long-lived draft, or come from another system.
        days = PageDays(firsts[-2], firsts[0], lasts[1], True, len(spans))
        if not self._is_placed(days):
            return None
        section.relies_on_numbers = section.search.needs_numbers = True
        return days

    def _is_placed(self, days: PageDays) -> bool:
        """Whether the page is newer or older than the period, or ends within it."""
        since, until = self._arguments.since or date.min, self._arguments.until
        assert until is not None
        if days.oldest > until + MARGIN or days.oldest_at_most < since:
            return True
        return since <= days.oldest and days.oldest_at_most <= until + MARGIN

    def _can_tell(self, link: ArticleLink) -> bool:
        return self._days.day(link) is not None or not self._days.has_failed(link)


def _build_single_day(day: date, page: UndatedPage) -> PageDays:
    return PageDays(day, day, day, True, len(page.found))
