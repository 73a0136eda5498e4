"""Front pages of another site, or of another system, at the host of a portal: they have articles, and are
read without a fault.
"""

from dvcrawler.discovery.links import article_links, section_key
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import is_own_host

#: Least number of sections known from earlier runs, and of links on a front page that has more than a notice.
_LEAST_SECTIONS, _LEAST_LINKS = 2, 10


def report_foreign(sources: Sources, page: Page, listing: Listing) -> PageOutcome | None:
    """Reports a front page without a link to a section or an article of an earlier run, once: its own links
    are then known.
    """
    if not listing.is_home or listing.is_refreshed or not is_generic(sources.site):
        return None
    known = {each.key for each in sources.state.seen_sections()}
    shown = {section_key(url) for url, _ in page.links if is_own_host(url, sources.site.hosts)}
    if len(known) < _LEAST_SECTIONS or len(shown) < _LEAST_LINKS or known & shown:
        return None
    name, first = f"foreign_front:{listing.key}", min(shown)  # the survey reads the page again
    is_known = any(map(sources.state.is_known, article_links(page, sources.site)))
    if is_known or sources.state.recall(name) == first:
        return None
    sources.state.remember(name, first)
    reason = "it has no link of an earlier run: the site was built again, or another one has taken its host"
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE, is_doubt=True)
