"""Sections whose names and addresses look like those of articles: the page itself shows what it is.

"Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh" at `/hoc-tap-va-lam-theo-….html` is asked for
as an article. Where the page gives no record, and lists articles on several pages or is in a menu, it is read
as a section. An article at a second address, `/xem-tin?ma=48`, may be asked for as a section instead.
"""

import logging
from collections import defaultdict
from collections.abc import Mapping

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.links import ArticleLink, section_key
from dvcrawler.discovery.listings.list_pages import list_cards, lists_articles
from dvcrawler.discovery.listings.listing_requests import request_section
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.responses import Answer, asked_url, published_day
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey_trials import adopt_section, read_trial
from dvcrawler.extract.generic.kinds.other_kinds import is_product
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import Page
from dvcrawler.families.canonical import read_stated
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.link_votes import LinkBlock
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.normalize.urls import Address

logger = logging.getLogger(__name__)

#: Syllables of the name of a section, and least number of them in a menu.
_NAME_WORDS, _LEAST_NAMES = 4, 2


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
    if not is_section and not is_other and _is_in_menu(sources, answer.page):
        is_section, is_other = _lists_covered(sources, survey.rule, answer.page), True
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


def _lists_covered(sources: Sources, rule: AddressRule, page: Page) -> bool:
    """Whether the page links to an article, if only in a line of text."""
    return any(rule.covers(url) and url != page.url for url, _ in page.links)


def _is_in_menu(sources: Sources, page: Page) -> bool:
    """Whether the page shows the link to itself in a list that leads to sections, as the front page does."""
    if page.url not in sources.shared_parts.links or states_article(page):
        return False
    own, lists = section_key(page.url), defaultdict[str, dict[str, LinkBlock]](dict)
    for block in find_blocks(page, sources.site.hosts):
        lists[block.group][section_key(block.url)] = block
    return any(own in each and _leads_to_sections(sources, each, own) for each in lists.values())


def _leads_to_sections(sources: Sources, blocks: Mapping[str, LinkBlock], own: str) -> bool:
    """Whether most links of a list that has no cards lead to sections, or have names as short."""
    others = {key: block for key, block in blocks.items() if key != own}
    named = [key for key, block in others.items() if key in sources.sections or block.words <= _NAME_WORDS]
    return len(named) >= _LEAST_NAMES and 2 * len(named) >= len(others) and not blocks[own].is_card


def find_article(sources: Sources, response: Response, page: Page, listing: Listing) -> ArticleLink | None:
    """The article that was asked for as a section, by another address than the one to which the server
    redirects or that the page states.
    """
    survey = sources.survey
    if survey is None or survey.is_open or listing.number > 1 or listing.is_home:
        return None
    urls = (page.url, read_stated(page))
    others = [url for url in urls if url is not None and section_key(url) != listing.key]
    found = sources.find_articles(others[:1])
    draft = read_trial(sources, others[0], response, page) if found else None
    return found[0] if draft is not None and published_day(draft) is not None else None
