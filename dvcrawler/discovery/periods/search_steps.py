"""The steps of the search in one section: the next page, the articles to read, or the end."""

from collections import Counter
from collections.abc import Sequence
from itertools import chain

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.article_days import ArticleDays
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.page_days import SORTED_SHARE, ReadPage, is_unnumbered, is_unsorted
from dvcrawler.discovery.periods.page_search import MARGIN, PageSearch
from dvcrawler.discovery.periods.searched_section import NumberedPage, SearchedSection, Step, read_first_page
from dvcrawler.discovery.periods.undated_pages import UndatedPages


class SearchSteps:
    """The steps of searches in a run with a last day. `listed`: on how many first pages each article is."""

    def __init__(
        self, arguments: Arguments, max_pages: int, days: ArticleDays, id_days: IdDays, listed: Counter[str]
    ) -> None:
        self._arguments, self._max_pages = arguments, max_pages
        self._days, self._id_days, self._listed = days, id_days, listed
        self.undated = UndatedPages(arguments, days, id_days)

    def renew(self, section: SearchedSection) -> None:
        """Restarts the search from the first page with what is known now."""
        assert self._arguments.until is not None
        boxes = frozenset(id_ for id_ in section.first.seen if self._listed[id_] > 1)
        first = read_first_page(section.found, section.following, boxes)
        section.search = PageSearch(self._arguments.until, self._max_pages, first)
        section.search.estimates.wanted_number = self._estimate_wanted_number
        section.done.clear()
        section.relies_on_numbers = False
        section.pending = None

    def next(self, section: SearchedSection) -> Step:
        """The next step. Pages are judged again if numbers contradict days more than before."""
        if section.relies_on_numbers and self._id_days.disorder > section.disorder:
            self.renew(section)
        section.disorder = self._id_days.disorder
        step = self._choose_next(section)
        section.is_over |= step.is_end or step.has_failed
        return step

    def shows_no_order(self, section: SearchedSection) -> bool:
        """Whether a list without days is not newest first, by its articles that were read so far."""
        own = [each for each in section.found if self._listed[each.address.native_id] <= 1]  # without boxes
        further = [*chain.from_iterable(section.undated[n].found for n in sorted(section.undated))]
        first, after = ([*filter(None, map(self._days.day, links))] for links in (own, further))
        is_mixed = is_unsorted([*first, *after], SORTED_SHARE) if after else is_unsorted(first)
        numbers = section.search.first_numbers if self._id_days.is_in_order else ()  # they tell days
        is_mixed |= len(numbers) >= len(section.found) * SORTED_SHARE and is_unnumbered(further)
        return section.search.is_undated and is_mixed

    def _choose_next(self, section: SearchedSection) -> Step:
        if self.shows_no_order(section):
            return section.give_up()
        first = self._find_newest(section)
        if first is not None:
            return Step(None, self._ask(section, [first]))
        sampled = self._sample(section)
        unread = self.undated.unread(section)
        if section.search.has_failed or unread is None or sampled == []:
            return section.give_up()
        page = None if sampled else self._request_next(section)
        articles = self._ask(section, [*(sampled or []), *unread]) + self.undated.take_covered()
        return Step(page, articles, is_end=not (page or sampled or unread))

    def _sample(self, section: SearchedSection) -> list[ArticleLink] | None:
        """As `_enter_undated`; once more, without numbers of articles, if pages were misjudged by them."""
        sampled = self._enter_undated(section)
        if not section.search.has_misjudged:
            return sampled
        section.uses_numbers = False
        self.renew(section)
        return self._enter_undated(section)

    def _request_next(self, section: SearchedSection) -> NumberedPage | None:
        number = section.search.next_number()
        return section.request(number) if number is not None and self._may_request(section, number) else None

    def _may_request(self, section: SearchedSection, number: int) -> bool:
        """A page beyond the limit is requested once: it is refused later on, as in a walk."""
        section.is_waiting = number <= self._max_pages
        return section.is_waiting or number not in section.requested

    def _enter_undated(self, section: SearchedSection) -> list[ArticleLink] | None:
        """Adds pages without days. Returns the articles to read for them if their days are unknown."""
        while not section.search.has_failed:
            number = section.pending or section.search.next_number()
            page = section.undated.get(number) if number is not None else None
            if number is None or page is None:
                return None
            read = self.undated.judge(section, page)
            if not isinstance(read, ReadPage):
                section.pending = number
                return read
            section.pending = None
            section.search.add(number, read)
        return None

    def _find_newest(self, section: SearchedSection) -> ArticleLink | None:
        """The article to read for the first day of a first page without days."""
        estimates, link = section.search.estimates, section.found[0]
        if not section.search.is_undated or estimates.newest is not None or estimates.has_numbers:
            return None
        estimates.newest = self._days.day(link)
        return None if estimates.newest is not None or self._days.has_failed(link) else link

    def _ask(self, section: SearchedSection, links: Sequence[ArticleLink]) -> tuple[ArticleLink, ...]:
        return self._days.ask(links, section.first.key)

    def _estimate_wanted_number(self) -> float | None:
        assert self._arguments.until is not None
        return self._id_days.number_on(self._arguments.until + MARGIN)
