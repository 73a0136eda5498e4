"""What a page of a listing leads to beside its articles: the next page, sections, feeds, a refresh."""

import logging
from collections.abc import Iterator

from scrapy.http import Response

from dvcrawler.discovery.date_archives.archive_walks import find_next
from dvcrawler.discovery.fronts.refresh import follow_refresh
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.empty_lists import note_login, note_placeholder
from dvcrawler.discovery.listings.listing_requests import follow, follow_others, request_frames
from dvcrawler.discovery.listings.listing_sections import (
    request_archive,
    request_nested_sections,
    request_posted_sections,
    request_sections,
)
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import report_choice
from dvcrawler.discovery.listings.walk_steps import FollowingPage
from dvcrawler.discovery.periods.searched_section import Step
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import follows_front_page, is_generic
from dvcrawler.items import PageCode
from dvcrawler.run.counters import Counter

logger = logging.getLogger(__name__)


def find_more(
    sources: Sources, response: Response, page: Page, listing: Listing, found: list[ArticleLink]
) -> list[Output]:
    """Requests beyond this page. Raises NotAPageError for a page without elements."""
    more = list(_follow_links(sources, page, listing, found))
    if not listing.is_home or found:
        return more
    note_placeholder(sources, page)
    refreshed: list[Output] = list(follow_refresh(sources, response, page, listing))
    if not refreshed and not is_generic(sources.site):
        sources.crawl.count(Counter.LISTING_HOME_BARE)
    # Beside a refresh there is often a link for visitors without scripts.
    urls = {each.url for each in refreshed if not isinstance(each, Listing)}
    return refreshed + [each for each in more if isinstance(each, Listing) or each.url not in urls]


def _follow_links(
    sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]
) -> Iterator[Output]:
    """The page's other links worth a request. Raises NotAPageError for a page without elements."""
    if not len(page.root):
        raise NotAPageError("the page holds no markup", PageCode.NO_MARKUP)
    if page.links_left:
        sources.crawl.count(Counter.LISTING_LINKS_LEFT, page.links_left)
        logger.warning(
            "%s: %s has %d links more than are read of one page", sources.name, page.url, page.links_left
        )
    yield from request_posted_sections(sources, page, listing, found)
    if listing.is_home:
        yield from _read_home(sources, page, listing, found)
    else:
        yield from request_nested_sections(sources, page, listing)
        if is_generic(sources.site) and not sources.shared_parts.count_own(found):
            if not found:
                note_login(sources, page)
            yield from request_frames(sources, page, listing)
        following = report_choice(sources, page, listing, found) or find_next(sources, page, listing, found)
        yield from follow(sources, listing, following)
        if is_generic(sources.site):
            yield from follow_others(sources, page, listing, found, following)
            if isinstance(following, Listing):
                yield from request_archive(sources, page, listing, found)


def _read_home(sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]) -> Iterator[Output]:
    yield from sources.late.note_home()
    yield from request_sections(sources, page, found)
    if not follows_front_page(sources.site) or sources.arguments.section is not None:
        return
    following = find_next(sources, page, listing, found)
    if isinstance(following, FollowingPage | Step):
        yield from follow(sources, listing, following)
