"""Front pages of another site, or of another system, at the host of a portal: they have articles, and are
read without a fault.
"""

from collections.abc import Iterable
from urllib.parse import urljoin

from dvcrawler.discovery.links import article_links, section_key
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.normalize.urls import is_own_host

#: Least number of links on a front page that has more than a notice, and how many are remembered: its menu
#: comes first.
_LEAST_LINKS, _MOST_LINKS = 10, 40


def report_foreign(sources: Sources, page: Page, listing: Listing) -> PageOutcome | None:
    """Reports a front page without a link of the front page before it, or to an article of an earlier run."""
    if not listing.is_home or listing.is_refreshed or not is_generic(sources.site):
        return None
    shown = _list_shown(sources, page)
    if len(shown) < _LEAST_LINKS:
        return None
    name = f"front_links:{listing.key}"
    before = (sources.state.recall(name) or "").splitlines()
    sources.state.remember(name, "\n".join(shown[:_MOST_LINKS]))
    # Most front pages show a link of the one before them: what the ledger knows is asked for only by others.
    if not before or not set(before).isdisjoint(shown) or _is_known(sources, page, shown):
        return None
    reason = "it has no link of an earlier run: the site was built again, or another one has taken its host"
    return PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE, is_doubt=True)


def _list_shown(sources: Sources, page: Page) -> list[str]:
    """The keys of the page's own links, without that to the front page: any site leads to it."""
    own = (section_key(url) for url, _ in page.links if is_own_host(url, sources.site.hosts))
    front = {section_key(page.url), section_key(urljoin(page.url, "/"))}
    return [each for each in dict.fromkeys(own) if each not in front]


def _is_known(sources: Sources, page: Page, shown: Iterable[str]) -> bool:
    """Whether the page leads to a section or an article of an earlier run."""
    sections = {each.key for each in sources.state.seen_sections()}
    return not sections.isdisjoint(shown) or any(
        map(sources.state.is_known, article_links(page, sources.site))
    )
