"""The days and the numbers of a listing's pages."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from statistics import median

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.periods.period import known_days
from dvcrawler.normalize.numbers import read_whole

#: Number of articles whose days show that a first page is newest first.
_MIN_DATED = 3
#: Articles with days that show that a page is not newest first, the share and the number of those in order
#: that make a list, and what is as new: lists go by the time of the draft, or of the last change.
_MIN_UNSORTED, _LEAST_SHARE, _LEAST_SORTED, _SAME_TIME = 5, 0.5, 6, timedelta(days=1)
#: The share of a list without boxes, or of a page with them, that is in order where the list is newest first.
SORTED_SHARE = 2 / 3
#: A box begins after a gap between the numbers of a list that is this multiple of the median gap.
_FAR = 20
#: The largest number of an article.
_MOST_NUMBER = 10**12 - 1

#: The first and the last day on which an article may have been published.
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class PageDays:
    """The first article is not older than `newest`, none is older than `oldest`, and the oldest one not newer
    than `oldest_at_most`. `number`: count of articles with days.
    """

    newest: date
    oldest: date
    oldest_at_most: date
    is_ordered: bool
    number: int


@dataclass(frozen=True, slots=True)
class ReadPage:
    """A page of the section. `days` is None beyond the last page. `is_last`: the walk ends here, because no
    page follows or because the page is before the period. `numbers`: the numbers of its articles in the order
    of the list; empty if ids are not numbers or do not decrease.
    """

    ids: frozenset[str]
    days: PageDays | None
    following: str | None
    is_last: bool
    numbers: tuple[int, ...] = ()


def read_days(found: Sequence[ArticleLink], least: int = 1) -> PageDays | None:
    """The days of a list's articles, which exclude the boxes next to it. None if less than half of the
    articles, or fewer than `least`, have one.
    """
    spans = [span for each in found if (span := known_days(each)) is not None]
    return join_days(spans) if len(spans) >= max(least, len(found) / 2, 1) else None


def join_days(spans: Sequence[Days]) -> PageDays:
    """The days of a page from those of its articles, at least one, in the order of the list."""
    is_ordered, earliest = True, date.max
    for first, last in spans:
        is_ordered = is_ordered and first <= earliest
        earliest = min(earliest, last)
    return PageDays(spans[0][0], min(first for first, _ in spans), earliest, is_ordered, len(spans))


def read_first_days(found: Sequence[ArticleLink]) -> PageDays | None:
    """The days of the list on a first page: its longest part that is newest first. Pinned articles come
    before it, and boxes next to it often lack the days that the list prints.
    """
    dated = [(each, span) for each in found if (span := known_days(each)) is not None]
    printed = [pair for pair in dated if pair[0].day is not None]
    if len(printed) >= max(_MIN_DATED, len(dated) / 2):
        dated = printed
    spans = [span for _, span in dated]
    best = _find_longest_part(len(spans), lambda place: spans[place][0] > spans[place - 1][1])
    return read_days([each for each, _ in dated[best]], _MIN_DATED)


def is_unsorted(days: Sequence[date], least: float = _LEAST_SHARE) -> bool:
    """Whether the days of a page's articles, in its order, show that its list is not newest first: no part of
    them is that has this share of the page, or is as long as a list. Pinned articles and boxes beside a list
    have days of their own.
    """
    return _lacks_part(len(days), lambda place: days[place] - days[place - 1] > _SAME_TIME, least)


def is_unnumbered(found: Sequence[ArticleLink]) -> bool:
    """Whether the articles' numbers, in the order of a list, fall as little as days in no order."""
    known = [number for each in found if (number := read_number(each.address.native_id)) is not None]
    return _lacks_part(len(known), lambda place: known[place] > known[place - 1], _LEAST_SHARE)


def _lacks_part(length: int, begins: Callable[[int], bool], least: float) -> bool:
    part = _find_longest_part(length, begins)
    return length >= _MIN_UNSORTED and part.stop - part.start < min(length * least, _LEAST_SORTED)


def _find_longest_part(length: int, begins: Callable[[int], bool]) -> slice:
    """The first of the longest parts of a list. `begins`: whether one begins at a place after the first."""
    best, start = slice(0, 0), 0
    for place in range(length):
        if place and begins(place):
            start = place
        if place + 1 - start > best.stop - best.start:
            best = slice(start, place + 1)
    return best


def read_number(native_id: str) -> int | None:
    """The article's number; None if its id is not a number."""
    return read_whole(native_id, most=_MOST_NUMBER)


def read_numbers(found: Sequence[ArticleLink]) -> tuple[int, ...]:
    """The numbers of the articles in the order of the list; empty unless each is below the one before."""
    numbers = [read_number(each.address.native_id) for each in found]
    known = tuple(number for number in numbers if number is not None)
    is_falling = all(after < before for before, after in pairwise(known))
    return known if len(known) == len(numbers) and is_falling else ()


def read_first_numbers(found: Sequence[ArticleLink]) -> tuple[int, ...]:
    """The numbers of the list on a first page: its longest falling part, up to the first far larger gap."""
    numbers = [read_number(each.address.native_id) for each in found]

    def begins(place: int) -> bool:
        before, number = numbers[place - 1], numbers[place]
        return number is None or before is None or number >= before

    part = read_numbers(found[_find_longest_part(len(numbers), begins)])
    gaps = [before - after for before, after in pairwise(part)]
    most = median(gaps) * _FAR if gaps else 0
    return part[: next((place for place, gap in enumerate(gaps, 1) if gap > most), len(part))]
