"""Sections of a menu that had articles when they were last read, and have none now.

They are reported once: menus keep links to pages that are gone, or empty, for years.
"""

from collections.abc import Sequence

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageCode, PageOutcome

#: Least number of links to articles of a list.
_LEAST_LINKS = 3
_HAS_ARTICLES = "1"


def note_list(sources: Sources, listing: Listing, found: Sequence[ArticleLink]) -> None:
    """Notes for later runs that a section has articles that the front page does not have."""
    is_list = len(found) >= _LEAST_LINKS and sources.shared_parts.count_own(found) > 0
    if listing.is_home or not is_list:
        return
    if sources.state.recall(_name(listing)) != _HAS_ARTICLES:
        sources.state.remember(_name(listing), _HAS_ARTICLES)


def is_newly_lost(sources: Sources, listing: Listing) -> bool:
    """Whether the section had articles when it was last read; forgets it."""
    had_articles = sources.state.recall(_name(listing)) == _HAS_ARTICLES
    if had_articles:
        sources.state.remember(_name(listing), "")
    return had_articles


def report_emptied(
    sources: Sources, url: str, listing: Listing, found: Sequence[ArticleLink], *, is_front: bool
) -> PageOutcome | None:
    """Reports a section without a link to an article, or that shows the front page."""
    if (found and not is_front) or listing.is_home or not is_newly_lost(sources, listing):
        return None
    reason = "the section shows the front page now" if is_front else "the section shows no articles any more"
    return PageOutcome(None, url, "unread", reason, PageCode.LISTING_UNREADABLE)


def _name(listing: Listing) -> str:
    return f"list:{listing.key}"
