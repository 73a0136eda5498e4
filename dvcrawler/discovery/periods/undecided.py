"""Articles that may or may not be in the run's period: no listing has printed their day yet."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import islice

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.period import may_cover, read_stamp_day

#: Number of articles with a printed day that makes a page a list with days; those without a day are in a box.
_MIN_DATED = 3
#: Caps the waiting articles; 10 MB of memory.
_MAX_WAITING = 20_000


class UndecidedLinks:
    """Front pages, feeds, articles and boxes link to articles without a day. Those articles wait until the
    listings, which may print one, are read.
    """

    def __init__(self, arguments: Arguments, days: IdDays) -> None:
        self._arguments, self._days = arguments, days
        self._waiting: dict[str, ArticleLink] = {}
        #: Articles that waited and turned out to be outside; boxes link to them again on every page.
        self._outside: set[str] = set()

    def learn(self, native_id: str, day: date | None) -> None:
        """Notes the day of an article: its number may show when others were published."""
        self._days.learn(native_id, day)

    def decide(self, found: Iterable[ArticleLink], *, is_list: bool) -> Iterator[ArticleLink]:
        """The page's articles to request now: all of them in a list without days, as no other page will say
        more.
        """
        found = list(found)
        is_dated = sum(each.day is not None for each in found) >= _MIN_DATED
        may_wait = self._arguments.has_period and not (is_list and not is_dated)
        for each in found:
            id_ = each.address.native_id
            self.learn(id_, each.day)
            if not may_cover(self._arguments, each):
                self._drop(id_)
            elif not may_wait or _has_day(each) or len(self._waiting) >= _MAX_WAITING:
                self._waiting.pop(id_, None)
                yield each
            elif id_ not in self._outside:
                self._waiting.setdefault(id_, each)

    def _drop(self, id_: str) -> None:
        if self._waiting.pop(id_, None) is not None:
            self._outside.add(id_)

    def drop_outside(self) -> int:
        """Forgets articles that are outside the period by their numbers; returns how many."""
        outside = self._days.find_outside(list(self._waiting))
        self.leave_out(outside)
        return len(outside)

    def leave_out(self, native_ids: set[str]) -> None:
        """Forgets articles that turned out to be outside the period."""
        self._outside |= native_ids
        for id_ in native_ids:
            self._waiting.pop(id_, None)

    def take(self, most: int = 1000) -> list[ArticleLink]:
        """Removes and returns articles that still wait: only their own pages give the day."""
        taken = list(islice(self._waiting, most))
        return [self._waiting.pop(id_) for id_ in taken]


def _has_day(link: ArticleLink) -> bool:
    return link.day is not None or read_stamp_day(link.address) is not None
