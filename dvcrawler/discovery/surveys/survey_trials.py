"""The pages that a survey tries, to see whether they are articles, and the rule that it decides on."""

import json
import logging
from collections.abc import Callable, Iterator
from functools import partial

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.discovery.responses import content_type, is_whole, provenance
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey import Survey
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_part
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import any_address, with_rule
from dvcrawler.families.learning.address_rule import RULE_AS_LEARNED, RULE_IN_WORDS, RULE_REFUSED, AddressRule
from dvcrawler.families.learning.address_shape import read_target
from dvcrawler.families.non_articles import OFFICE_PAGE
from dvcrawler.items import Draft

logger = logging.getLogger(__name__)

_Reader = Callable[[Sources, Survey, str, Response], Iterator[Output]]
#: Of the run record: hosts below the site's own that are not read, as those of communes often are.
OTHER_HOSTS, _MOST_HOSTS = "dvcrawler/address_rule/other_hosts", 200
#: Requested before everything else, which waits for it.
PRIORITY = 30


def adopt_rule(sources: Sources, survey: Survey) -> None:
    """Makes the rule that the survey learned the site's rule, and remembers what it refused."""
    sources.state.remember(refusals_name(sources.site), survey.learned.refusals.to_json())
    sources.state.remember(hosts_name(sources.site), json.dumps(sorted(survey.hosts.refused)))
    if survey.learned.refuted:
        sources.crawl.note_fact(RULE_REFUSED, "; ".join(survey.learned.refuted))
    if survey.rule is None:
        return
    if (others := survey.describe_other_hosts()) is not None:
        logger.warning("%s: some sections are not read: %s", sources.site.title, others)
    if hosts := survey.list_other_hosts():
        sources.crawl.note_fact(OTHER_HOSTS, ", ".join(hosts[:_MOST_HOSTS]))
    _apply(sources, survey.rule)
    sources.crawl.note_fact(RULE_IN_WORDS, survey.describe())
    for line in survey.rule.evidence:
        logger.info("%s: learned that articles are at %s", sources.site.title, line)
    for url in survey.learned.refuted:
        logger.info(
            "%s: %s was tried and is not an article; others of its shape are left out",
            sources.site.title,
            url,
        )
    targets = filter(None, map(read_target, survey.learned.urls))
    if left := next((each.text for each in targets if OFFICE_PAGE.search(each.text)), None):
        logger.info("%s: schedules and procedures are left out, such as %s", sources.site.title, left)


def adopt_section(sources: Sources, survey: Survey, url: str) -> None:
    """Takes the address of a section out of the rule, in later runs too."""
    survey.learned.add_section(url)
    if survey.rule is not None:
        _apply(sources, survey.rule)


def drop_section(sources: Sources, survey: Survey, url: str) -> None:
    """Takes the address back that was that of a section, and is an article's."""
    survey.learned.drop_section(url)
    if survey.rule is not None:
        _apply(sources, survey.rule)


def _apply(sources: Sources, rule: AddressRule) -> None:
    sources.learn_site(with_rule(sources.site, rule))
    written = rule.to_json()
    sources.state.remember(rule_name(sources.site), written)
    sources.crawl.note_fact(RULE_AS_LEARNED, written)


def rule_name(site: Site) -> str:
    return f"address_rule:{site.title}"


def hosts_name(site: Site) -> str:
    return f"section_hosts:{site.title}"


def refusals_name(site: Site) -> str:
    return f"address_refusals:{site.title}"


def request_trial(
    sources: Sources, survey: Survey, url: str, read: _Reader, page: PageRequest | None = None
) -> Request:
    """A request of the survey alone: an article or a feed that it reads is requested again by the crawl."""
    return Request(
        url,
        partial(read, sources, survey, url),
        errback=partial(_note_failure, survey, url),
        meta={META_KEY: page or PageRequest(), "handle_httpstatus_list": [403, 404, 410]},
        priority=PRIORITY,
        dont_filter=True,
    )


def _note_failure(survey: Survey, url: str, failure: Failure) -> None:
    """A failed trial says nothing about the shape, nor does a feed. The survey continues at the latest when
    the queue is empty.
    """
    survey.pages.stop_waiting(url)


def read_page(sources: Sources, response: Response) -> Page | None:
    try:
        with limit_reading(sources.crawl.read_seconds):
            return Page(response.body, response.url, content_type(response))
    except NotAPageError:
        return None


def is_article(sources: Sources, url: str, response: Response) -> bool:
    """Whether the page is read as an article, or says that it is one: a film or a gallery has no text."""
    return read_kind(sources, url, response) is not None


def read_kind(sources: Sources, url: str, response: Response) -> str | None:
    """The kind of the page that is read as an article, or says that it is one; None for another page."""
    page = read_page(sources, response)
    if page is None or any_address(url) is None:
        return None
    draft = read_trial(sources, url, response, page)
    if draft is not None:
        return draft.kind
    return "article" if states_article(page) else None


def read_trial(sources: Sources, url: str, response: Response, page: Page) -> Draft | None:
    """The page as an article; None if it is not one, or only a part of one."""
    address = any_address(url)
    if address is None:
        return None
    try:
        with limit_reading(sources.crawl.read_seconds):
            draft = read_part(page, sources.site, address, provenance(response))
    except NotAPageError:  # it takes too long
        return None
    return draft if draft is not None and is_whole(draft) else None
