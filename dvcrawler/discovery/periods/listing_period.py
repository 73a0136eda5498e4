"""Whether a listing has reached articles before the period of the run."""

from collections.abc import Sequence
from datetime import date

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.page_days import is_unsorted
from dvcrawler.discovery.periods.period import is_before, known_days

#: Articles with a printed day that a first page needs to show how far back the list reaches.
_MIN_DATED = 3
#: Articles in the order of the months in their addresses that make a first page without printed days a list,
#: and their least share of the page: the rest are boxes after it.
_MIN_LIST, _LIST_SHARE = 10, 2 / 3


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


def shows_no_order(listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the days of a page's articles show that its list is not newest first. Pinned articles and boxes
    beside the list are on its first page too.
    """
    fresh = (each for each in found if each.address.native_id not in listing.seen)
    days = [span[0] for each in fresh if (span := known_days(each)) is not None]
    return is_unsorted(days) if listing.number == 1 else is_unsorted(days, _LIST_SHARE)


def _find_dated(listing: Listing, fresh: Sequence[ArticleLink]) -> Sequence[ArticleLink]:
    """The articles that show how far back the list reaches, by printed days; empty if none or too few do."""
    dated = [each for each in fresh if (each.day or each.latest) is not None]
    if listing.number == 1:
        return dated if len(dated) >= _MIN_DATED else _leave_out_boxes(fresh)
    return dated[-_MIN_DATED:] if _is_newest_first(dated) else dated


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
    is_list = len(ordered) >= max(_MIN_LIST, len(found) * _LIST_SHARE)
    return ordered if is_list and firsts[0] > firsts[_MIN_LIST - 1] else found


def _is_newest_first(dated: list[ArticleLink]) -> bool:
    days = [each.day or each.latest or date.min for each in dated]
    return days == sorted(days, reverse=True)
