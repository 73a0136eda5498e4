"""The requests of a survey: sections to read, pages to try, feeds, and in the end the held pages."""

import logging
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.feed_files.feed_reader import read_feed
from dvcrawler.discovery.feeds import request_robots
from dvcrawler.discovery.listing_requests import request_listing, request_section
from dvcrawler.discovery.refusals import parse_refusals
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.discovery.responses import content_type, is_whole, provenance
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.survey import Survey
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_draft
from dvcrawler.extract.site import Site
from dvcrawler.extract.watchdog import limit_reading
from dvcrawler.families.any_site import any_address, with_rule
from dvcrawler.families.learning.address_rule import RULE_AS_LEARNED, RULE_IN_WORDS, parse_rule
from dvcrawler.items import Draft

logger = logging.getLogger(__name__)

_Reader = Callable[[Sources, Survey, str, Response], Iterator[Any]]
#: Requested before everything else, which waits for it.
_PRIORITY = 30


def open_survey(sources: Sources) -> None:
    """Loads the rule for article addresses that earlier runs learned. Nothing is learned if the site has a
    site file, or the user gave the patterns.
    """
    if sources.site.family != "any" or sources.arguments.article:
        return
    rule = parse_rule(sources.state.recall(_rule_name(sources.site)) or "")
    refusals = parse_refusals(sources.state.recall(_refusals_name(sources.site)) or "")
    sources.survey = Survey(sources.site, rule, refusals)
    if rule is not None:
        sources.site = with_rule(sources.site, rule)
        sources.note_fact(RULE_IN_WORDS, sources.survey.describe())


def _adopt_rule(sources: Sources, survey: Survey) -> None:
    """Makes the rule that the survey learned the site's rule."""
    if survey.rule is None:
        return
    sources.site = with_rule(sources.site, survey.rule)
    written = survey.rule.to_json()
    sources.state.remember(_rule_name(sources.site), written)
    sources.note_fact(RULE_AS_LEARNED, written)
    sources.note_fact(RULE_IN_WORDS, survey.describe())
    for line in survey.rule.evidence:
        logger.info("%s: learned that articles are at %s", sources.site.title, line)
    for url in survey.refuted:
        logger.info("%s: %s was tried and is not an article; others of its shape are left out",
                    sources.site.title, url)  # fmt: skip


def _rule_name(site: Site) -> str:
    return f"address_rule:{site.title}"


def _refusals_name(site: Site) -> str:
    return f"address_refusals:{site.title}"


def continue_survey(sources: Sources, survey: Survey) -> Iterator[Any]:
    """The next requests of the survey; at its end the requests of the held pages."""
    if sources.arguments.section is None:
        for url in survey.choose_sections():
            request = request_section(sources, url)
            survey.wait_for(request.cb_kwargs["listing"].key)
            yield request.replace(priority=_PRIORITY)
    if not survey.is_complete:
        return
    for url in survey.choose_trials():
        survey.wait_for(url)
        yield _request(sources, survey, url, _read_trial)
    if not survey.is_complete:
        return
    for url in survey.choose_feeds():
        survey.wait_for(url)
        yield _request(sources, survey, url, _read_feed)
    if survey.is_complete:
        yield from _conclude(sources, survey)


def note_section(sources: Sources, survey: Survey, response: Response) -> None:
    """Decides about a page that was read as a section, whose link may also be that of an article."""
    if survey.is_doubtful(response.url):
        survey.note_doubtful(response, is_article=_is_article(sources, response.url, response))


def _request(sources: Sources, survey: Survey, url: str, read: _Reader) -> Request:
    """A request of the survey alone: an article or a feed that it reads is requested again by the crawl."""
    return Request(
        url,
        partial(read, sources, survey, url),
        errback=partial(_note_failure, survey, url),
        meta={META_KEY: PageRequest(), "handle_httpstatus_list": [403, 404, 410]},
        priority=_PRIORITY,
        dont_filter=True,
    )


def _read_trial(sources: Sources, survey: Survey, url: str, response: Response) -> Iterator[Any]:
    if response.status == 200:
        survey.note_trial(url, is_article=_is_article(sources, url, response))
    else:
        survey.drop_link(url)
    yield from continue_survey(sources, survey)


def _note_failure(survey: Survey, url: str, failure: Failure) -> None:
    """A failed trial shows nothing of the shape, nor does a feed. The survey continues at the latest when the
    queue is empty.
    """
    survey.stop_waiting(url)


def _read_feed(sources: Sources, survey: Survey, url: str, response: Response) -> Iterator[Any]:
    feed = read_feed(response.body, response.url)
    survey.note_feed(url, (entry.url for entry in feed.entries))
    yield from continue_survey(sources, survey)


def _is_article(sources: Sources, url: str, response: Response) -> bool:
    """Whether the page is read as an article, or says that it is one: a film or a gallery has no text."""
    address = any_address(url)
    if address is None:
        return False
    try:
        with limit_reading(sources.read_seconds):
            page = Page(response.body, response.url, content_type(response))
            draft = read_draft(page, sources.site, address, provenance(response))
            is_read = isinstance(draft, Draft) and is_whole(draft)
            return is_read or states_article(page)
    except NotAPageError:
        return False


def _conclude(sources: Sources, survey: Survey) -> Iterator[Any]:
    held = survey.conclude()
    sources.state.remember(_refusals_name(sources.site), survey.refusals.to_json())
    _adopt_rule(sources, survey)
    if sources.arguments.section is None:
        yield from request_robots(sources)
    for response, listing in held:
        yield from sources.callbacks.read_listing(sources, response, listing)


def end_survey(sources: Sources) -> list[Request]:
    """Ends a survey although some of its pages are missing. Call it when no other request is left."""
    survey = sources.survey
    if survey is None or not survey.is_open or not sources.arguments.is_live:
        return []
    held = survey.force()
    if held is not None:
        return [request_listing(sources, held[0].url, held[1]).replace(dont_filter=True)]
    return request_robots(sources)
