"""Finds the page after a listing, by its pager, its list service or a guess, or the end of the walk."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_failures import report_pager
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import is_another, is_expected, report_lost, report_repetition
from dvcrawler.discovery.listings.unlinked_pages import follow_without_link
from dvcrawler.discovery.listings.walk_steps import Following, FollowingPage, continue_walk, follow_link
from dvcrawler.discovery.pagers.falling_numbers import find_lower_page
from dvcrawler.discovery.pagers.number_rows import is_disabled
from dvcrawler.discovery.pagers.page_addresses import guess_page, page_number
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.pagers.strange_links import leads_to_page
from dvcrawler.discovery.script_lists.listservice import find_service, next_service_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome

#: Least number of articles in a list whose next page is guessed.
_MIN_LINKS_TO_GUESS = 5


def find_following(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> Following:
    """The page after this one, which lists the articles `found`, unless all of them are before the period."""
    service = find_service(page)
    if service is not None and listing.number == 1:
        return FollowingPage(service.url, replace(listing, number=2, seen=native_ids(found)))
    repetition = report_repetition(sources, page, listing, found)
    if repetition is not None:
        return repetition
    if not found and (is_expected(listing) or is_another(page, listing)):
        return report_lost(sources, page.url, listing, "lists no articles")
    is_full = len(native_ids(found)) >= len(listing.seen)
    listing = replace(listing, is_full=is_full, title=page.title or listing.title)
    if (lower := _find_lower(sources, page, listing, found)) is not None:
        return lower
    following = _find_address(sources, page, listing, found)
    if following is not None:
        is_shown = leads_to_page(page, listing.number + 1)
        listing = replace(listing, is_shown=is_shown, is_due=_is_due(page, listing, found, following))
        return follow_link(sources, page, listing, found, following)
    return follow_without_link(sources, page, listing, found)


def _find_address(sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]) -> str | None:
    """The address of the next page, by the pager, or by what is known of the site's system."""
    articles = {each.link for each in found}
    is_searched = sources.shared_parts.without_pager is page
    following = next_page(page, listing.number, articles) if not is_searched else None
    following = following or _find_as_asked(page, listing, articles)
    return following or _guess(sources, page, listing, len(found))


def _find_as_asked(page: Page, listing: Listing, articles: Collection[str]) -> str | None:
    """The second page of a section that was redirected, whose pager goes by the address asked for."""
    if listing.number > 1 or listing.is_home or section_key(page.url) == listing.key:
        return None
    own, asked = urlsplit(page.url), urlsplit(listing.key)
    return next_page(Page(page.data, own._replace(path=asked.path, query=asked.query).geturl()), 1, articles)


def _find_lower(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | Listing | PageOutcome | None:
    """The step after a page of a pager that counts down to 1; None for other pagers."""
    if not listing.counts_down and listing.number > 1:
        return None
    url = find_lower_page(page) if found else None
    if url is None and not listing.counts_down:
        return None
    if url is None and (page_number(page.url) or 1) > 1:
        return report_pager(sources, page.url, "its pager counts down, and shows no lower number")
    return continue_walk(sources, replace(listing, counts_down=True), found, url)


def _is_due(page: Page, listing: Listing, found: Sequence[ArticleLink], following: str) -> bool:
    """Whether the page is as full as the one before, and its link to the next one is not without effect."""
    if len(native_ids(found)) < len(listing.seen):
        return False
    return not any(is_disabled(anchor) for url, anchor in page.links if url == following)


def find_following_service(
    sources: Sources, url: str, listing: Listing, found: Sequence[ArticleLink]
) -> FollowingPage | Listing:
    if listing.number == 2:  # the service's first page repeats the listing
        listing = replace(listing, seen=frozenset())
    return continue_walk(sources, listing, found, next_service_page(url))


def _guess(sources: Sources, page: Page, listing: Listing, links: int) -> str | None:
    """`?paged=2`, if the CMS is known to accept it and to load its links by script."""
    parameter = sources.site.page_parameter
    if parameter is None or links < _MIN_LINKS_TO_GUESS:
        return None
    if listing.number > 1 and parameter not in page.url:
        return None
    return guess_page(page.url, parameter, listing.number + 1)
