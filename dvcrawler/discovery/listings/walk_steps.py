"""The step after a page of a listing: the next page is requested, or the walk ends."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.listings.listing_state import MOST_BLANK, Listing
from dvcrawler.discovery.listings.lost_pages import repeat_choice
from dvcrawler.discovery.periods.listing_period import ends_walk, join_own_days, shows_no_order
from dvcrawler.discovery.periods.searched_section import Step
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome
from dvcrawler.patterns import lazy_regex
from dvcrawler.run.counters import Counter

_MONTH = r"(?:1[0-2]|0?[1-9])"
#: `2024/03/15`, `2024-03`, `20240315`, `15-03-2024`.
_DATE = lazy_regex(
    rf"(?<![0-9])(?:(?:19|20)[0-9]{{2}}[-/]?{_MONTH}(?:[-/]?[0-9]{{2}}|[-/][0-9])?"
    rf"|(?:[0-9]{{1,2}}[-/])?{_MONTH}[-/](?:19|20)[0-9]{{2}})(?![0-9])"
)


@dataclass(frozen=True, slots=True)
class FollowingPage:
    """A page to request as `listing`; `form` is the body of a POST."""

    url: str
    listing: Listing
    form: bytes | None = None
    #: Whether to request it even though a failed search already did.
    is_again: bool = False


#: A Listing ends the section's walk; an outcome reports a pager that cannot be followed.
Following = FollowingPage | Step | Listing | PageOutcome


def follow_link(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink], following: str
) -> Following:
    """The step after this page if the next one is at `following`. A search may skip pages."""
    if listing.is_jump:
        return sources.searches.proceed(listing, found, following)
    if step := sources.searches.begin(page, listing, found, following):
        sources.crawl.count(Counter.LISTING_SEARCHES)
        return step
    is_dated = _changes_date(page.url, following)
    return continue_walk(sources, listing, found, following, is_dated=is_dated)


def _changes_date(url: str, following: str) -> bool:
    """Whether the page has the same address except for its day or month: some of them have no articles."""
    own, other = _DATE.findall(url), _DATE.findall(following)
    return bool(other) and own != other


def continue_walk(
    sources: Sources,
    listing: Listing,
    found: Sequence[ArticleLink],
    url: str | None,
    form: bytes | None = None,
    *,
    is_dated: bool = False,
) -> FollowingPage | Listing:
    """The page at `url`; the listing itself if there is none, or if this page has no new articles: some
    pagers show the last page, or the first ones, again and again. `is_dated`: that page is of another day or
    month than this one, which may have none itself.
    """
    ids = native_ids(found)
    if url is None or (found and ends_walk(sources.arguments, listing, found)):
        return listing
    if _is_known(sources, listing, ids, is_dated=is_dated):
        return listing
    blank = listing.blank + 1 if ids <= listing.seen else 0
    is_unsorted = listing.is_unsorted or (not listing.is_home and shows_no_order(listing, found))
    after = replace(
        listing,
        number=listing.number + 1,
        seen=ids,
        is_home=False,
        blank=blank,
        is_unsorted=is_unsorted,
        days=() if listing.is_home else (*join_own_days(listing, found),),
    )
    return FollowingPage(
        url, after, form or repeat_choice(listing, url), is_again=sources.searches.is_repeated(after)
    )


def _is_known(sources: Sources, listing: Listing, ids: frozenset[str], *, is_dated: bool) -> bool:
    """Whether the page shows nothing new. A day or month may have no articles, but not too many in a row;
    parts of an archive are counted elsewhere.
    """
    if not ids <= listing.seen:
        return sources.seen_pages.is_repeated(listing, ids)
    return not is_dated or bool(listing.before) or listing.blank >= MOST_BLANK
