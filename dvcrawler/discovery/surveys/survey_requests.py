"""The requests of a survey: sections to read, pages to try, feeds, and in the end the held pages."""

import logging
from collections.abc import Iterator
from functools import partial

from scrapy import Request
from scrapy.http import Response
from scrapy.spidermiddlewares.httperror import HttpError
from twisted.python.failure import Failure

from dvcrawler.discovery.failed_pages import failed_outcome, name_failed_page
from dvcrawler.discovery.feed_files.feed_reader import read_feed
from dvcrawler.discovery.feeds import list_feeds
from dvcrawler.discovery.links import section_key
from dvcrawler.discovery.listings.listing_contents import LEAST_CARDS, list_cards, lists_articles
from dvcrawler.discovery.listings.listing_requests import request_listing, request_section
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.requests import Output, PageRequest
from dvcrawler.discovery.robots_sitemaps import request_robots, request_usual_sitemaps
from dvcrawler.discovery.sections.host_search import lacks_front, parse_refused, read_front
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.nothing_found import explain_documents
from dvcrawler.discovery.surveys.refusals import parse_refusals
from dvcrawler.discovery.surveys.sitemap_survey import request_unlearned
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.discovery.surveys.survey_trials import (
    PRIORITY,
    adopt_rule,
    hosts_name,
    is_article,
    read_kind,
    read_page,
    refusals_name,
    request_trial,
    rule_name,
)
from dvcrawler.extract.generic.kinds.albums import shows_pictures_only
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import Page
from dvcrawler.families.any_site import with_fronts, with_hosts, with_rule
from dvcrawler.families.learning.address_rule import RULE_IN_WORDS, parse_rule
from dvcrawler.items import PageCode, PageOutcome

logger = logging.getLogger(__name__)

#: Feeds of a page that lists them which are read for the rule.
_MOST_LISTED = 4
PICTURES_ONLY = (
    "it is listed among articles and shows pictures without a text; pages of its kind are left out"
)


def open_survey(sources: Sources) -> None:
    """Loads the rule for article addresses that earlier runs learned. Nothing is learned if the site has a
    site file, or the user gave the patterns.
    """
    if sources.site.family != "any" or sources.arguments.article:
        return
    rule = parse_rule(sources.state.recall(rule_name(sources.site)) or "")
    refusals = parse_refusals(sources.state.recall(refusals_name(sources.site)) or "")
    if rule is not None:
        sources.learn_site(with_rule(sources.site, rule))
    sources.survey = Survey(sources.site, rule, refusals)
    sources.survey.hosts.refused = parse_refused(sources.state.recall(hosts_name(sources.site)) or "")
    if rule is not None:
        sources.crawl.note_fact(RULE_IN_WORDS, sources.survey.describe())


def continue_survey(sources: Sources, survey: Survey) -> Iterator[Output]:
    """The next requests of the survey; at its end the requests of the held pages."""
    yield from _request_next(sources, survey)
    if survey.pages.is_complete:
        yield from _conclude(sources, survey)


def _request_next(sources: Sources, survey: Survey) -> Iterator[Request]:
    """The requests of the next step; none while pages of an earlier one are missing, or after the last."""
    steps = (_request_hosts, _request_first_sections, _request_trials, _request_feeds)
    for step in steps if sources.arguments.section is None else steps[2:]:
        if not survey.pages.is_complete:
            return
        yield from step(sources, survey)


def _request_hosts(sources: Sources, survey: Survey) -> Iterator[Request]:
    for front in survey.choose_hosts():
        survey.pages.wait_for(front)
        request = request_trial(sources, survey, front, _read_host, PageRequest(is_host_trial=True))
        yield request.replace(errback=partial(_pass_host, sources, survey, front))


def _request_first_sections(sources: Sources, survey: Survey) -> Iterator[Request]:
    for url in survey.choose_sections():
        request = request_section(sources, url)
        survey.pages.wait_for(request.cb_kwargs["listing"].key)
        yield request.replace(priority=PRIORITY)


def _request_trials(sources: Sources, survey: Survey) -> Iterator[Request]:
    for url in survey.choose_trials():
        survey.pages.wait_for(url)
        yield request_trial(sources, survey, url, _read_trial)


def _request_feeds(sources: Sources, survey: Survey) -> Iterator[Request]:
    for url in survey.learned.take_feeds():
        survey.pages.wait_for(url)
        yield request_trial(sources, survey, url, _read_feed)


def note_section(sources: Sources, survey: Survey, response: Response) -> None:
    """Decides about a page that was read as a section, whose link may also be that of an article."""
    if survey.is_doubtful(response.url):
        survey.note_doubtful(response, is_article=is_article(sources, response.url, response))


def _read_trial(sources: Sources, survey: Survey, url: str, response: Response) -> Iterator[Output]:
    if response.status != 200:
        survey.drop_link(url)
    elif (kind := read_kind(sources, url, response)) is not None:
        survey.note_trial(url, is_article=True, kind=kind)
    else:
        yield from _note_other(sources, survey, url, response)
    yield from continue_survey(sources, survey)


def _note_other(sources: Sources, survey: Survey, url: str, response: Response) -> Iterator[PageOutcome]:
    """Takes a tried page that is not an article: a section, or a page of another kind. One of pictures alone
    is reported, as the others of its kind are left out too.
    """
    page = read_page(sources, response)
    cards = list_cards(page, sources.site.hosts) if page is not None else []
    if page is not None and lists_articles(page, cards):
        survey.note_list(url, response, Listing(section_key(url), 1), page)
        return
    if page is not None and _shows_others(sources, page, cards):
        survey.note_trial(url, is_article=False, kind="list")
        return
    if page is not None and shows_pictures_only(page) and survey.learned.tried.is_first_of_kind(url):
        yield PageOutcome(None, url, "unread", PICTURES_ONLY, PageCode.NO_LAYOUT)
    survey.note_trial(url, is_article=False)


def _shows_others(sources: Sources, page: Page, cards: list[str]) -> bool:
    """Whether the page lists articles that the front page does not show, as that of a commune may."""
    fresh = [url for url in cards if url not in sources.shared_parts.links]
    return len(fresh) >= LEAST_CARDS and not states_article(page)


def _read_host(sources: Sources, survey: Survey, front: str, response: Response) -> Iterator[Output]:
    """Decides about a further host; its front page is then read as one of the site's."""
    page = read_front(response, front)
    is_bare = lacks_front(front, page, response.status, response.url, survey.site.hosts)
    if survey.note_host(front, page, is_bare=is_bare):
        sources.learn_site(with_hosts(with_fronts(sources.site, survey.hosts.fronts), survey.hosts.bare))
        logger.info("%s: %s holds sections of it, and is read too", sources.site.title, front)
        if page is not None and not is_bare:
            survey.hold(response, Listing(section_key(front), 1, is_home=True), page)
    yield from continue_survey(sources, survey)


def _pass_host(sources: Sources, survey: Survey, front: str, failure: Failure) -> Iterator[PageOutcome]:
    """Reports a host that answers with an error, if the portal lists articles of it. The next run asks it
    again. Of one that does not answer at all, the warning about other hosts tells.
    """
    survey.pages.stop_waiting(front)
    if survey.hosts.is_listed(front) and isinstance(failure.value, HttpError):
        yield name_failed_page(None, front, failed_outcome(failure), failure)


def _read_feed(sources: Sources, survey: Survey, url: str, response: Response) -> Iterator[Output]:
    feed = read_feed(response.body, response.url)
    for listed in list_feeds(response)[:_MOST_LISTED] if not feed.entries else ():
        if survey.learned.is_fresh_feed(listed):
            survey.pages.wait_for(listed)
            yield request_trial(sources, survey, listed, _read_feed)
    survey.note_feed(url, (entry.url for entry in feed.entries))
    yield from continue_survey(sources, survey)


def _conclude(sources: Sources, survey: Survey) -> Iterator[Output]:
    held = survey.conclude()
    adopt_rule(sources, survey)
    if survey.learned.has_documents_only:
        reason = explain_documents(survey.describe_other_hosts())
        yield PageOutcome(None, sources.site.start[0], "unread", reason, PageCode.LISTING_UNREADABLE)
    yield from request_unlearned(sources, survey)
    if sources.arguments.section is None:
        yield from request_robots(sources)
        if survey.rule is None:
            yield from request_usual_sitemaps(sources)
    for response, listing in held:
        yield from sources.read_listing(sources, response, listing)


def end_survey(sources: Sources) -> list[Request]:
    """Ends a survey although some of its pages are missing. Call it when no other request is left."""
    survey = sources.survey
    if survey is None or not survey.is_open or not sources.arguments.is_live:
        return []
    survey.pages.stop_waiting_for_all()
    if following := [*_request_next(sources, survey)]:
        return following
    held = survey.force()
    if held is not None:
        return [request_listing(sources, held[0].url, held[1].unfilled).replace(dont_filter=True)]
    return request_robots(sources)
