"""Links among the articles of a site whose file leaves their addresses out.

A file may do so on purpose: topics and tenders are listed as articles are. A page of each kind of address is
looked at once, and the kind reported if it may be an article.
"""

import logging
from collections.abc import Iterator
from functools import partial

from scrapy import Request
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.links import is_article_address
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.other_links import REFUSED_LINKS
from dvcrawler.discovery.surveys.survey_trials import is_article, read_page
from dvcrawler.extract.generic.kinds.albums import shows_pictures_only
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.address_shape import kind_of
from dvcrawler.items import PageCode, PageOutcome

logger = logging.getLogger(__name__)

#: Kinds of addresses of one listing that are looked at.
_MOST_KINDS = 3
_MOST_SHOWN = 100


def request_beside(sources: Sources, page: Page) -> Iterator[Request]:
    """Requests one page of each kind that no run has looked at."""
    if sources.survey is not None:
        return
    is_known = partial(is_article_address, site=sources.site)
    kinds: dict[str, list[str]] = {}
    for url in sources.others.find_beside(page, sources.site.hosts, is_known):
        if sources.state.recall(_name(url)) is None:
            kinds.setdefault(kind_of(url), []).append(url)
    for urls in [*kinds.values()][:_MOST_KINDS]:
        sources.state.remember(_name(urls[0]), urls[0])
        yield _request(sources, page, urls)


def _name(url: str) -> str:
    return f"other_links:{kind_of(url)}"


def _request(sources: Sources, page: Page, urls: list[str]) -> Request:
    reason = (
        f"{REFUSED_LINKS}: {len(urls)}, such as {urls[0][:_MOST_SHOWN]} (-a article=REGEX, or the site file)"
    )
    unread = PageOutcome(None, page.url, "unread", reason, PageCode.LISTING_UNREADABLE, is_doubt=True)
    return Request(
        urls[0],
        partial(_judge, sources, unread),
        errback=partial(_report, unread),
        meta={META_KEY: PageRequest(), "handle_httpstatus_list": [404, 410]},
        dont_filter=True,
    )


def _judge(sources: Sources, unread: PageOutcome, response: Response) -> Iterator[Output]:
    page = read_page(sources, response) if response.status == 200 else None
    if page is not None and (is_article(sources, response.url, response) or shows_pictures_only(page)):
        yield unread
    else:
        logger.info("%s: %s is listed among articles, but is not one", sources.name, response.url)


def _report(unread: PageOutcome, failure: Failure) -> PageOutcome:
    """A page that could not be fetched may be an article."""
    return unread
