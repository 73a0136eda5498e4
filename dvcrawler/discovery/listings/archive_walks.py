"""Continues a listing without a pager by its archive: the months, days or letters that it links to."""

from collections.abc import Sequence
from dataclasses import replace

from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.following_pages import Following, FollowingPage, find_following
from dvcrawler.discovery.pagers.archive_links import archive_links, is_by_letters, is_letter
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import Listing


def find_next(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> Following:
    """As `find_following`; on a site that is read by landmarks, an archive's parts follow the last page."""
    if is_generic(sources.site) and is_letter(page):
        listing = replace(listing, is_by_letter=True)
    inner = replace(listing, number=listing.number - listing.before)
    if listing.before and inner.number == 1:  # the first page of a part repeats articles of the newest ones
        inner = replace(inner, seen=frozenset())
    following = _count_from(listing.before, find_following(sources, page, inner, found))
    if not isinstance(following, Listing) or not is_generic(sources.site):
        return following
    return _find_part(sources, page, listing, found) or following


def _count_from(before: int, following: Following) -> Following:
    """What follows, with its number in the whole walk: pagers count the pages of one part."""
    if isinstance(following, Listing):
        return replace(following, number=following.number + before)
    if isinstance(following, FollowingPage):
        return replace(
            following, listing=replace(following.listing, number=following.listing.number + before)
        )
    return following


def _find_part(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | None:
    if found and is_over(sources.arguments, listing, found):
        return None
    if not found and listing.before and not listing.seen:
        return None  # two parts without articles: a calendar of something else
    has_pager = listing.number > 1 and not listing.before
    unread = () if has_pager else _take_unread(sources, page)
    is_by_letter = listing.is_by_letter or (bool(unread) and is_by_letters(page))
    following = replace(listing, parts=(*unread, *listing.parts), is_by_letter=is_by_letter)
    return next_part(following, native_ids(found))


def next_part(listing: Listing, seen: frozenset[str] = frozenset()) -> FollowingPage | None:
    """The next part of the archive. `seen`: the articles of this page, which may show that the rest is
    known.
    """
    if not listing.parts:
        return None
    number = listing.number
    after = Listing(
        listing.key, number + 1, seen=seen, level=listing.level, parts=listing.parts[1:], before=number,
        is_by_letter=listing.is_by_letter,
    )  # fmt: skip
    return FollowingPage(listing.parts[0], after, is_again=True)


def _take_unread(sources: Sources, page: Page) -> list[str]:
    """The parts that the page links to and that no other page of the run did."""
    known = sources.archive_parts | sources.sections
    unread = {section_key(url): url for url in archive_links(page) if section_key(url) not in known}
    sources.archive_parts |= unread.keys()
    return list(unread.values())
