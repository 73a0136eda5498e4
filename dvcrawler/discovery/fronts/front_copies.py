"""Front pages that lead to another host, and those that a server shows in place of every section, as after a
move to another system: nothing fails, and nothing new is ever found.
"""

from collections.abc import Iterable
from dataclasses import replace

from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.shared_parts import SharedParts
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.typed_addresses import is_home
from dvcrawler.run.counters import Counter

#: One menu entry may lead to the front page on purpose.
_LEAST = 2


def shows_front(
    shared: SharedParts, page: Page, listing: Listing, found: Iterable[ArticleLink]
) -> bool | None:
    """Whether a section shows the front page; None for one that is meant to, as `/trang-chu`."""
    return None if listing.is_home or is_home(page.url) else shared.is_front_again(page, found)


def report_copy(
    shared: SharedParts, url: str, listing: Listing, *, is_front: bool | None
) -> PageOutcome | None:
    """Reports a section that shows the front page like the ones before it. Where one had a page of its own,
    the others count as menu entries that are out of use.
    """
    if is_front is None or shared.has_sections:
        return None
    if not is_front:
        shared.has_sections = True
        return None
    shared.copies.add(listing.key)
    if len(shared.copies) < _LEAST:
        return None
    reason = "it shows the front page, as the sections before it do"
    return PageOutcome(None, url, "unread", reason, PageCode.LISTING_UNREADABLE)


def report_moved(sources: Sources, moved: PageOutcome) -> PageOutcome:
    """The outcome of such a page, with advice; none for a site file, which names its hosts itself."""
    sources.crawl.count(Counter.LISTING_HOME_MOVED)
    if not is_generic(sources.site):
        return moved
    return replace(moved, reason=f"{moved.reason}; if the site is there now, crawl that address")
