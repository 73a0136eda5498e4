"""Whether a listing has reached articles before the period of the run, and which of its articles may or may
not be in the period, as no listing has printed their day yet.
"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.id_days import IdDays
from dvcrawler.discovery.periods.page_days import SORTED_SHARE, is_unsorted, read_first_days
from dvcrawler.discovery.periods.period import is_before, known_days, may_cover, read_stamp_day
from dvcrawler.normalize.same_article import contradicts
from dvcrawler.normalize.urls import Address

#: Articles with a printed day that make a page a list with days, those without one being in a box; on a first
#: page they show how far back the list reaches.
_LEAST_DATED = 3
#: Caps the waiting articles; 10 MB of memory.
_MAX_WAITING = 20_000
#: Articles in the order of the months in their addresses that make a first page without printed days a list;
#: `SORTED_SHARE` of the page at least: the rest are boxes after it.
_MIN_LIST = 10
#: Articles that are rarely in order by chance on a short page, and on any.
_MIN_SORTED, _SURELY_SORTED = 5, 8


def is_over(arguments: Arguments, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the list has reached articles before the period.

    Articles that were on the previous page too are in a box next to the list, and so are articles without a
    day if others have one. A single day on the first page may be a pinned article's.
    """
    fresh = [each for each in found if each.address.native_id not in listing.seen] or found
    shown = _find_dated(listing, fresh) or fresh
    if not shown or not all(is_before(arguments, each) for each in shown):
        return False
    return not listing.is_unsorted and not shows_no_order(listing, found)


def ends_walk(arguments: Arguments, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the list is over, and what of it is newest first is not so by chance."""
    if not is_over(arguments, listing, found):
        return False
    if listing.number > 1 or not any(map(known_days, found)):
        days = join_own_days(listing, found)
        return not days or len(days) >= _SURELY_SORTED
    first = read_first_days(found)
    least = min(max(len(found) * SORTED_SHARE, _MIN_SORTED), _SURELY_SORTED)
    return first is not None and first.number >= least


def shows_no_order(listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the days of a page's articles show that its list is not newest first. Pinned articles and boxes
    beside the list are on its first page too.
    """
    days = join_own_days(listing, found)
    return is_unsorted(days) if listing.number == 1 else is_unsorted(days, SORTED_SHARE)


def join_own_days(listing: Listing, found: Sequence[ArticleLink]) -> list[date]:
    """The days of the page's own articles, behind the last ones of the pages before where it has few."""
    fresh = (each for each in found if each.address.native_id not in listing.seen)
    days = [span[0] for each in fresh if (span := known_days(each)) is not None]
    return days if len(days) >= _SURELY_SORTED else [*listing.days[-_SURELY_SORTED:], *days]


def _find_dated(listing: Listing, fresh: Sequence[ArticleLink]) -> Sequence[ArticleLink]:
    """The articles that show how far back the list reaches, by printed days; empty if none or too few do."""
    dated = [each for each in fresh if (each.day or each.latest) is not None]
    if listing.number == 1:
        return dated if len(dated) >= _LEAST_DATED else _leave_out_boxes(fresh)
    days = [each.day or each.latest or date.min for each in dated]
    return dated[-_LEAST_DATED:] if days == sorted(days, reverse=True) else dated


def _leave_out_boxes(found: Sequence[ArticleLink]) -> Sequence[ArticleLink]:
    """The list at the start of a first page, newest first over several months; else all articles."""
    ordered: list[ArticleLink] = []
    firsts: list[date] = []
    for each in found:
        span = known_days(each)
        if span is None or (firsts and span[0] > firsts[-1]):
            break
        ordered.append(each)
        firsts.append(span[0])
    is_list = len(ordered) >= max(_MIN_LIST, len(found) * SORTED_SHARE)
    return ordered if is_list and firsts[0] > firsts[_MIN_LIST - 1] else found


class UndecidedLinks:
    """Front pages, feeds, articles and boxes link to articles without a day. Those articles wait until the
    listings, which may print one, are read.
    """

    def __init__(self, arguments: Arguments, days: IdDays) -> None:
        self._arguments, self._days = arguments, days
        self._waiting: dict[str, ArticleLink] = {}
        #: Articles that waited and turned out to be outside; boxes link to them again on every page. None for
        #: an address that is not known.
        self._outside: dict[str, Address | None] = {}

    def learn(self, native_id: str, day: date | None) -> None:
        """Notes the day of an article: its number may show when others were published."""
        self._days.learn(native_id, day)

    def decide(self, found: Iterable[ArticleLink], *, is_list: bool) -> Iterator[ArticleLink]:
        """The page's articles to request now."""
        found = list(found)
        may_wait = self._may_wait(found, is_list=is_list)
        for each in found:
            id_ = each.address.native_id
            self.learn(id_, each.day)
            if self._is_another(each):  # what one list says of the number is not about the other article
                yield from [each] if may_cover(self._arguments, each) else []
            elif not may_cover(self._arguments, each):
                self._drop(id_)
            elif not may_wait or _has_day(each) or len(self._waiting) >= _MAX_WAITING:
                self._waiting.pop(id_, None)
                yield each
            elif id_ not in self._outside:
                self._waiting.setdefault(id_, each)

    def _may_wait(self, found: Iterable[ArticleLink], *, is_list: bool) -> bool:
        """Whether another page may say more of the days; of those of a list without any, none does."""
        is_dated = sum(each.day is not None for each in found) >= _LEAST_DATED
        return self._arguments.has_period and not (is_list and not is_dated)

    def _is_another(self, link: ArticleLink) -> bool:
        """Whether an article that waits, or is outside, has the number of this one."""
        id_ = link.address.native_id
        held = self._waiting[id_].address if id_ in self._waiting else self._outside.get(id_)
        return held is not None and contradicts(held, link.address)

    def _drop(self, id_: str) -> None:
        if (link := self._waiting.pop(id_, None)) is not None:
            self._outside[id_] = link.address

    def drop_outside(self) -> int:
        """Forgets articles that are outside the period by their numbers; returns how many."""
        outside = self._days.find_outside(list(self._waiting))
        self.leave_out(outside)
        return len(outside)

    def leave_out(self, native_ids: set[str]) -> None:
        """Forgets articles that turned out to be outside the period."""
        for id_ in native_ids:
            self._drop(id_)
            self._outside.setdefault(id_, None)

    def take(self, most: int = 1000) -> list[ArticleLink]:
        """Removes and returns articles that still wait: only their own pages give the day."""
        taken = list(islice(self._waiting, most))
        return [self._waiting.pop(id_) for id_ in taken]


def _has_day(link: ArticleLink) -> bool:
    return link.day is not None or read_stamp_day(link.address) is not None
