"""Requests for the pages of listings: the first ones, and what follows each."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from urllib.parse import urlsplit

from scrapy import Request

from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_contents import section_name
from dvcrawler.discovery.listings.listing_failures import report_failure
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.walk_steps import Following, FollowingPage
from dvcrawler.discovery.pagers.pagination import other_pagers
from dvcrawler.discovery.periods.searched_section import Step
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.discovery.script_lists.list_requests import is_on_domain
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import find_frames
from dvcrawler.families.non_sections import is_file
from dvcrawler.run.counters import Counter


def request_listing(sources: Sources, url: str, listing: Listing, form: bytes | None = None) -> Request:
    """Requests a listing's page: home pages first, later pages after articles. `form`: the body of a POST."""
    return Request(
        url,
        method="GET" if form is None else "POST",
        headers=_write_headers(listing, form),
        body=form or b"",
        callback=partial(sources.read_listing, sources),
        errback=partial(report_failure, sources),
        cb_kwargs={"listing": listing},
        meta={
            META_KEY: PageRequest(listing=listing, is_loaded_list=_is_of_page(url, listing)),
            "handle_httpstatus_list": [404, 410, *([400] if listing.is_stepped else [])],
        },
        priority=2 if listing.is_home else 1 if listing.number == 1 else 0,
    )


def _write_headers(listing: Listing, form: bytes | None) -> dict[str, str]:
    kind = (
        "application/json"
        if form is not None and form.startswith(b"{")
        else "application/x-www-form-urlencoded"
    )
    headers = {} if form is None else {"Content-Type": kind}
    return headers if listing.cookie is None else {**headers, "Cookie": listing.cookie}


def _is_of_page(url: str, listing: Listing) -> bool:
    """Whether a page of the site names the address as that of its list, on a host under the same name."""
    page = listing.shell.url if listing.shell is not None else listing.base
    return page is not None and is_on_domain(page, url)


def request_section(sources: Sources, url: str, level: int = 0) -> Request:
    """Requests the first page of a section."""
    return request_listing(sources, url, Listing(section_key(url), 1, level=level))


def request_home(sources: Sources, url: str) -> Request:
    return request_listing(sources, url, Listing(section_key(url), 1, is_home=True))


def request_frames(sources: Sources, page: Page, listing: Listing) -> Iterator[Request]:
    """The frames of a page that shows no articles itself, each as a listing of the same kind."""
    if listing.number > 1 or listing.is_refreshed:
        return
    for url in find_frames(page, sources.site.hosts):
        if not is_file(urlsplit(url).path):
            framed = Listing(section_key(url), 1, listing.is_home, is_refreshed=True)
            yield request_listing(sources, url, replace(framed, level=listing.level))


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
    yield from (sources.articles.request(each, section=section) for each in step.articles)
    if step.has_failed:
        sources.crawl.count(Counter.LISTING_SEARCHES_LEFT)
    if step.page is not None:
        yield request_listing(sources, step.page.url, step.page.listing).replace(dont_filter=True)
    elif step.is_end:
        yield listing
    sources.articles.undecided.leave_out(sources.searches.take_outside())


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
