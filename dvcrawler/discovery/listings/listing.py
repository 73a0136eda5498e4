"""Listings: the articles on a page, the next page, and from a home page its sections and feeds."""

import logging
from collections.abc import Iterator

from scrapy.http import Response

from dvcrawler.discovery.date_archives.archive_walks import find_next, next_part
from dvcrawler.discovery.fronts.foreign_fronts import report_foreign
from dvcrawler.discovery.fronts.moved_notices import note_moved
from dvcrawler.discovery.fronts.refresh import follow_refresh
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.empty_lists import find_doubts, note_login, note_placeholder
from dvcrawler.discovery.listings.following_pages import FollowingPage, find_following_service
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
from dvcrawler.discovery.listings.listing_requests import follow, follow_others, request_frames
from dvcrawler.discovery.listings.listing_sections import (
    request_archive,
    request_nested_sections,
    request_posted_sections,
    request_sections,
)
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import (
    drop_choice,
    find_end,
    is_lost,
    is_missing,
    is_sent_home,
    is_vain_jump,
    report_choice,
    report_lost,
)
from dvcrawler.discovery.pagers.next_words import add_linked_next
from dvcrawler.discovery.periods.searched_section import Step
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
from dvcrawler.families.any_site import follows_front_page, is_generic
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.run.counters import Counter

logger = logging.getLogger(__name__)


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
    elif response.status // 100 == 2 and response.status != 200:  # a part of a page, or not the page yet
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


def _read_page(sources: Sources, response: Response, listing: Listing, page: Page | None) -> Iterator[Output]:
    """As `read_listing`, for a response that is a page with links."""
    try:
        with limit_reading(sources.read_seconds):
            page = _prepare_page(sources, response, listing, page)
            foreign = report_foreign(sources, page, listing)
            is_held = hold_for_survey(sources, response, page, listing)
            if not is_held:
                note_moved(sources, page, listing)
            found = find_articles(sources, page)
            note_sections(sources, page, listing)
            article = find_article(sources, response, page, listing)
            is_article = is_only_article(sources, listing, article)
            more = [] if is_held or is_article else _find_more(sources, response, page, listing, found)
            unread = [] if is_held else [*find_doubts(sources, page, listing, found)]
            beside = [*request_beside(sources, page)]
    except NotAPageError as error:
        reason = f"a listing that is not a page: {error}"
        yield PageOutcome(None, asked_url(response), "unread", reason, PageCode.LISTING_UNREADABLE)
        return
    if foreign is not None:
        yield foreign
    if is_held:
        yield from _survey_section(sources, response)
        return
    if article is not None:
        yield from sources.request_listed([article], is_list=False)
    if is_article:
        return
    yield from _request_listed(sources, listing, found)
    yield from more
    yield from unread
    yield from beside


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
    sources.count(Counter.LISTING_PAGES)
    sources.count(Counter.LISTING_LINKS, len(found))
    if not sources.searches.is_held(listing):
        is_list = not listing.is_home and not sources.searches.is_sampled(listing)
        yield from sources.request_listed(found, is_list=is_list, section=section_name(sources, listing))


def _as_page(response: Response, listing: Listing) -> Page:
    """The response as a page; a script may be given its part of the list as JSON."""
    markup = as_markup(response.body, listing.template, response.url) if listing.is_stepped else response.body
    is_data = markup is not response.body
    kind = "text/html; charset=utf-8" if is_data else content_type(response)
    base = listing.base if is_data or not is_whole_page(markup) else None
    return Page(with_base(markup, base), response.url, kind)


def _find_more(
    sources: Sources, response: Response, page: Page, listing: Listing, found: list[ArticleLink]
) -> list[Output]:
    """Requests beyond this page. Raises NotAPageError for a page without elements."""
    more = list(_follow_links(sources, page, listing, found))
    if not listing.is_home or found:
        return more
    note_placeholder(sources, page)
    refreshed: list[Output] = list(follow_refresh(sources, response, page, listing))
    if not refreshed and not is_generic(sources.site):
        sources.count(Counter.LISTING_HOME_BARE)
    # Beside a refresh there is often a link for visitors without scripts.
    urls = {each.url for each in refreshed if not isinstance(each, Listing)}
    return refreshed + [each for each in more if isinstance(each, Listing) or each.url not in urls]


def _read_service_page(sources: Sources, response: Response, listing: Listing) -> Iterator[Output]:
    """Reads one page of the list service: requests its articles and the next page."""
    try:
        with limit_reading(sources.read_seconds):
            found = sources.find_articles(read_service(response.body, response.url))
    except NotAPageError as error:
        yield PageOutcome(None, asked_url(response), "unread", str(error), error.page_code)
        return
    sources.count(Counter.LISTING_SERVICES)
    sources.count(Counter.LISTING_LINKS, len(found))
    yield from sources.request_articles(found, section=section_name(sources, listing))
    following = find_following_service(sources, response.url, listing, found)
    yield from follow(sources, listing, following)


def _follow_links(
    sources: Sources, page: Page, listing: Listing, found: list[ArticleLink]
) -> Iterator[Output]:
    """The page's other links worth a request. Raises NotAPageError for a page without elements."""
    if not len(page.root):
        raise NotAPageError("the page holds no markup", PageCode.NO_MARKUP)
    if page.links_left:
        sources.count(Counter.LISTING_LINKS_LEFT, page.links_left)
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
