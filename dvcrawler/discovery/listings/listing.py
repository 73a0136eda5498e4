"""Listings: the articles on a page, the next page, and from a home page its sections and feeds."""

from collections.abc import Iterator
from typing import NamedTuple

from scrapy.http import Response

from dvcrawler.discovery.date_archives.archive_walks import next_part
from dvcrawler.discovery.fronts.foreign_fronts import report_foreign
from dvcrawler.discovery.fronts.moved_notices import note_moved
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.empty_lists import find_doubts
from dvcrawler.discovery.listings.following_pages import find_following_service
from dvcrawler.discovery.listings.listing_contents import (
    find_articles,
    find_shown_list,
    hold_for_survey,
    is_only_article,
    note_sections,
    section_name,
)
from dvcrawler.discovery.listings.listing_failures import (
    is_only_section,
    leads_home,
    no_section,
    report_lost_section,
    report_missing,
)
from dvcrawler.discovery.listings.listing_links import find_more
from dvcrawler.discovery.listings.listing_requests import follow
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import (
    drop_choice,
    find_end,
    is_lost,
    is_missing,
    is_sent_home,
    is_vain_jump,
    report_lost,
)
from dvcrawler.discovery.pagers.next_words import add_linked_next
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.responses import asked_url, content_type, name_status
from dvcrawler.discovery.script_lists.list_data import as_markup
from dvcrawler.discovery.script_lists.listservice import is_service, read_service
from dvcrawler.discovery.script_lists.loaded_parts import count_listed, plan_list, read_part, with_base
from dvcrawler.discovery.script_lists.xml_values import is_whole_page
from dvcrawler.discovery.sections.mistaken_sections import find_article
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.links_beside import request_beside
from dvcrawler.discovery.surveys.survey_requests import continue_survey, note_section
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.run.counters import Counter

#: The server does not have the page yet, or sends a part of it; 204 is the end of a list.
_UNFINISHED = (202, 206)


def read_listing(sources: Sources, response: Response, listing: Listing) -> Iterator[Output]:
    """Requests the page's articles, its next page, and from a home page the sections it links to; the list of
    a page that a script fills comes first.
    """
    if listing.shell is not None:
        yield from read_part(sources, response, listing)
        return
    listing = drop_choice(response, listing)
    page, request = plan_list(sources, response, listing)
    if request is not None:
        yield request
    else:
        yield from _read_listing(sources, response, listing, page)


def _read_listing(
    sources: Sources, response: Response, listing: Listing, page: Page | None
) -> Iterator[Output]:
    """`page`: the response, if it was parsed already."""
    if is_vain_jump(response, listing):
        yield from follow(sources, listing, sources.searches.proceed(listing, [], None))
    elif response.status in _UNFINISHED:
        yield name_status(None, response)
    elif is_missing(response, listing):
        yield from _pass_missing(sources, response, listing)
    elif is_sent_home(response, listing):
        yield report_lost(sources, asked_url(response), listing, "leads to the front page")
    elif listing.is_stepped and (end := find_end(sources, response, listing)) is not None:
        yield end
    elif leads_home(response) and is_only_section(sources, listing):
        raise no_section(sources, ": its address leads to the front page")
    elif (lost := report_lost_section(sources, response, listing)) is not None:
        yield lost
    elif is_service(response.url):
        yield from _read_service_page(sources, response, listing)
    else:
        yield from _read_page(sources, response, count_listed(response.body, listing), page)


def _pass_missing(sources: Sources, response: Response, listing: Listing) -> Iterator[Output]:
    """Goes on with the next part of the list, if it has one, and else reports that the page is missing."""
    part = next_part(listing)
    if part is not None:
        yield from follow(sources, listing, part)
    elif (page := find_shown_list(sources, response, listing)) is not None:
        yield from _read_page(sources, response, listing, page)
    elif (response.status in (404, 410) or listing.is_owed) and is_lost(sources, response, listing):
        why = f"is missing ({response.status})"
        yield report_lost(sources, asked_url(response), listing, why)
    else:
        yield from report_missing(sources, response, listing)


class _Contents(NamedTuple):
    """What a page of a listing shows. `found`: its articles; `article`: the page itself, where it is one, and
    `is_article` whether it is nothing else. `is_held`: it waits for the end of a survey. `further`: what else
    it leads to, and what it does not say.
    """

    foreign: PageOutcome | None
    is_held: bool
    found: list[ArticleLink]
    article: ArticleLink | None
    is_article: bool
    further: list[Output]


def _read_page(sources: Sources, response: Response, listing: Listing, page: Page | None) -> Iterator[Output]:
    """As `read_listing`, for a response that is a page with links."""
    try:
        with limit_reading(sources.crawl.read_seconds):
            page = _prepare_page(sources, response, listing, page)
            contents = _read_contents(sources, response, listing, page)
    except NotAPageError as error:
        reason = f"a listing that is not a page: {error}"
        yield PageOutcome(None, asked_url(response), "unread", reason, PageCode.LISTING_UNREADABLE)
        return
    if contents.foreign is not None:
        yield contents.foreign
    if contents.is_held:
        yield from _survey_section(sources, response)
        return
    if contents.article is not None:
        yield from sources.articles.request_listed([contents.article], is_list=False)
    if not contents.is_article:
        yield from _request_listed(sources, listing, contents.found)
        yield from contents.further


def _read_contents(sources: Sources, response: Response, listing: Listing, page: Page) -> _Contents:
    foreign = report_foreign(sources, page, listing)
    is_held = hold_for_survey(sources, response, page, listing)
    if not is_held:
        note_moved(sources, page, listing)
    found = find_articles(sources, page)
    note_sections(sources, page, listing)
    article = find_article(sources, response, page, listing)
    is_article = is_only_article(sources, listing, article)
    further = [] if is_held or is_article else find_more(sources, response, page, listing, found)
    if not is_held:
        further += find_doubts(sources, page, listing, found)
    further += request_beside(sources, page)
    return _Contents(foreign, is_held, found, article, is_article, further)


def _prepare_page(sources: Sources, response: Response, listing: Listing, page: Page | None) -> Page:
    """The page with the link to the next one that its headers give."""
    page = page or _as_page(response, listing)
    if add_linked_next(page, response.headers.getlist("Link")):
        sources.shared_parts.without_pager = None
    return page


def _survey_section(sources: Sources, response: Response) -> Iterator[Output]:
    """Goes on with the survey, for whose end the page waits."""
    if sources.survey is not None:
        note_section(sources, sources.survey, response)
        yield from continue_survey(sources, sources.survey)


def _request_listed(sources: Sources, listing: Listing, found: list[ArticleLink]) -> Iterator[Output]:
    """Requests the page's articles, unless they wait until it is known to overlap the period."""
    sources.crawl.count(Counter.LISTING_PAGES)
    sources.crawl.count(Counter.LISTING_LINKS, len(found))
    if not sources.searches.is_held(listing):
        is_list = not listing.is_home and not sources.searches.is_sampled(listing)
        yield from sources.articles.request_listed(
            found, is_list=is_list, section=section_name(sources, listing)
        )


def _as_page(response: Response, listing: Listing) -> Page:
    """The response as a page; a script may be given its part of the list as JSON."""
    markup = as_markup(response.body, listing.template, response.url) if listing.is_stepped else response.body
    is_data = markup is not response.body
    kind = "text/html; charset=utf-8" if is_data else content_type(response)
    base = listing.base if is_data or not is_whole_page(markup) else None
    return Page(with_base(markup, base), response.url, kind)


def _read_service_page(sources: Sources, response: Response, listing: Listing) -> Iterator[Output]:
    """Reads one page of the list service: requests its articles and the next page."""
    try:
        with limit_reading(sources.crawl.read_seconds):
            found = sources.articles.find(read_service(response.body, response.url))
    except NotAPageError as error:
        yield PageOutcome(None, asked_url(response), "unread", str(error), error.page_code)
        return
    sources.crawl.count(Counter.LISTING_SERVICES)
    sources.crawl.count(Counter.LISTING_LINKS, len(found))
    yield from sources.articles.request_all(found, section=section_name(sources, listing))
    following = find_following_service(sources, response.url, listing, found)
    yield from follow(sources, listing, following)
