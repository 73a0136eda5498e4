"""Requests what follows a page of a listing: its next page, or what a search for the period needs."""

from collections.abc import Iterator, Sequence
from datetime import date

from scrapy import Request

from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.listings.following_pages import Following, FollowingPage
from dvcrawler.discovery.listings.listing_contents import section_name
from dvcrawler.discovery.listings.listing_requests import request_listing
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.pagers.pagination import other_pagers
from dvcrawler.discovery.periods.searched_section import Step
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.run.counters import Counter


def follow(sources: Sources, listing: Listing, following: Following) -> Iterator[Output]:
    """Requests what follows a page, and then the first step in the next section to search."""
    if isinstance(following, Step):
        yield from _follow_step(sources, listing, following)
        for first, step in sources.searches.take_turns():
            yield from _follow_step(sources, first, step)
    elif isinstance(following, FollowingPage):
        request = request_listing(sources, following.url, following.listing, following.form)
        # Another choice has the same addresses.
        is_again = following.is_again or following.listing.cookie is not None
        yield request.replace(dont_filter=True) if is_again else request
    else:
        yield following


def follow_others(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink], following: Following
) -> Iterator[Request]:
    """Requests the second pages of further lists on the first page of one, each of which is walked apart."""
    if listing.number > 1 or not isinstance(following, FollowingPage) or following.form is not None:
        return
    for name, url in other_pagers(page, following.url).items():
        other = Listing(f"{listing.key} {name}", 2, seen=native_ids(found), level=listing.level)
        yield request_listing(sources, url, other)


def _follow_step(sources: Sources, listing: Listing, step: Step) -> Iterator[Request | Listing]:
    """Requests what a search needs after the page `listing`. A failed search requests pages again."""
    section = section_name(sources, listing)
    yield from (sources.request_article(each, section=section) for each in step.articles)
    if step.has_failed:
        sources.count(Counter.LISTING_SEARCHES_LEFT)
    if step.page is not None:
        yield request_listing(sources, step.page.url, step.page.listing).replace(dont_filter=True)
    elif step.is_end:
        yield listing
    sources.undecided.leave_out(sources.searches.take_outside())


def resume_search(sources: Sources, native_id: str, day: date) -> Iterator[Output]:
    """Continues the sections that waited for the day of this article."""
    for listing, step in sources.searches.learn(native_id, day):
        yield from follow(sources, listing, step)


def request_stalled(sources: Sources) -> list[Request]:
    """Continues searches whose request failed: walks the section from its second page if it was a page, tries
    another article if it was an article.
    """
    followed: list[object] = []
    for listing, step in sources.searches.take_stalled():
        followed += follow(sources, listing, step)
    return [each for each in followed if isinstance(each, Request)]
