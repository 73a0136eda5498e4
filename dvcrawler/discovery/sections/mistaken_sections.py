"""Sections whose names and addresses look like those of articles: the page itself shows what it is.

"Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh" at `/hoc-tap-va-lam-theo-….html` is asked for
as an article. Where the page gives no record, and lists articles on several pages, it is read as a section.
"""

import logging

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.listings.list_pages import list_cards, lists_articles
from dvcrawler.discovery.listings.listing_requests import request_section
from dvcrawler.discovery.responses import Answer, asked_url
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey_trials import adopt_section
from dvcrawler.extract.generic.kinds.other_kinds import is_product
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.normalize.urls import Address

logger = logging.getLogger(__name__)


def find_mistaken(
    sources: Sources, response: Response, address: Address, answer: Answer
) -> list[Request] | None:
    """The requests of a page that was asked for as an article, and is a section, a product of the portal's
    shop or another page of a menu; None for any other page.
    """
    survey = sources.survey
    if survey is None or survey.rule is None or survey.is_open or answer.page is None:
        return None
    is_section = _is_section(sources, survey.rule, answer.page)
    is_other = asked_url(response) in survey.undecided or (not is_section and is_product(answer.page))
    if not is_section and not is_other:
        return None
    sources.state.note_section_of(address)
    if not is_section:
        return []
    logger.info("%s: %s lists articles, and is read as a section", sources.site.title, address.url)
    adopt_section(sources, survey, address.url)
    return [request_section(sources, response.url).replace(dont_filter=True)]


def _is_section(sources: Sources, rule: AddressRule, page: Page) -> bool:
    return lists_articles(page, [*filter(rule.covers, list_cards(page, sources.site.hosts))])
