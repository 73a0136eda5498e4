"""Sections whose names and addresses look like those of articles: the page itself shows what it is.

"Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh" at `/hoc-tap-va-lam-theo-….html` is asked for
as an article. Where the page gives no record, and lists articles on several pages or is in a menu, it is read
as a section. An article at a second address, `/xem-tin?ma=48`, may be asked for as a section instead.
"""

import logging
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.links import ArticleLink, is_article_address, section_key
from dvcrawler.discovery.listings.listing_contents import LEAST_CARDS, list_cards, lists_articles
from dvcrawler.discovery.listings.listing_requests import request_section
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.responses import Answer, asked_url, published_day
from dvcrawler.discovery.script_lists.loaded_lists import has_little_text
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.survey_trials import adopt_section, drop_section, read_trial
from dvcrawler.extract.elements import is_inside, text_of
from dvcrawler.extract.generic.kinds.other_kinds import is_product
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import Page
from dvcrawler.families.canonical import read_stated
from dvcrawler.families.learning.address_rule import AddressRule
from dvcrawler.families.learning.address_shape import read_target
from dvcrawler.families.learning.link_block import LinkBlock
from dvcrawler.families.learning.listing_blocks import find_blocks
from dvcrawler.families.learning.rule_learning import LEAST_SLUG
from dvcrawler.families.non_sections import is_front_page
from dvcrawler.normalize.text import fold
from dvcrawler.normalize.urls import Address
from dvcrawler.patterns import lazy_regex

logger = logging.getLogger(__name__)

#: How the titles of pages about an office or its site begin, folded.
_OF_OFFICE = lazy_regex(
    r"(?:gioi thieu|thong tin chung|tong quan|lich su hinh thanh|dieu kien tu nhien"
    r"|(?:co cau|so do|bo may) to chuc|chuc nang|lien he|quy che|dieu khoan"
    r"|chinh sach (?:bao mat|rieng tu)|ban bien tap)\b"
)

#: The checkpoint of sections at addresses of articles, and how many it keeps.
_MISTAKEN, _MOST_MISTAKEN = "mistaken_sections", 100
#: Syllables of the name of a section, and least number of them in a menu.
_NAME_WORDS, _LEAST_NAMES = 4, 2
#: What a page that was asked for as an article may be instead.
_Kind = Literal["section", "other"]


def find_mistaken(
    sources: Sources, response: Response, address: Address, answer: Answer
) -> list[Request] | None:
    """The requests of a page that was asked for as an article, and is a section, a product of the portal's
    shop or another page of a menu; None for any other page.
    """
    survey, page = sources.survey, answer.page
    if page is None:
        return None
    if survey is None:
        return _find_beside_file(sources, response, address, page)
    if survey.rule is None or survey.is_open:
        return None
    is_undecided = asked_url(response) in survey.undecided
    kind = _name_kind(sources, survey.rule, page, is_undecided=is_undecided)
    if kind is None:
        return None
    sources.state.note_section_of(address)
    if kind == "other":
        return []
    logger.info("%s: %s lists articles, and is read as a section", sources.site.title, address.url)
    adopt_section(sources, survey, address.url)
    return [request_section(sources, response.url).replace(dont_filter=True)]


def _name_kind(sources: Sources, rule: AddressRule, page: Page, *, is_undecided: bool) -> _Kind | None:
    """What the page is instead of an article; None if nothing says so. `is_undecided`: whether the menus
    named it as long as a headline.
    """
    if _is_section(sources, rule, page):
        return "section"
    if is_undecided or is_product(page):
        return "other"
    if not _is_in_menu(sources, page):
        return None
    return "section" if any(rule.covers(url) for url, _ in page.links) else "other"


def _find_beside_file(
    sources: Sources, response: Response, address: Address, page: Page
) -> list[Request] | None:
    """The same for a site whose file says which addresses are articles, and covers this one too."""
    if sources.arguments.is_apart or sources.arguments.section is not None:
        return None
    urls = list_cards(page, sources.site.hosts)
    if not lists_articles(page, [url for url in urls if is_article_address(url, sources.site)]):
        return None
    sources.state.note_section_of(address)
    known = recall_mistaken(sources)
    if response.url not in known:
        sources.state.remember(_MISTAKEN, "\n".join([*known, response.url][-_MOST_MISTAKEN:]))
    logger.info("%s: %s lists articles, and is read as a section", sources.site.title, address.url)
    return [request_section(sources, response.url).replace(dont_filter=True)]


def recall_mistaken(sources: Sources) -> list[str]:
    """The sections at addresses of articles that runs of a site with a file have met."""
    return (sources.state.recall(_MISTAKEN) or "").split()


def _is_section(sources: Sources, rule: AddressRule, page: Page) -> bool:
    cards = [*filter(rule.covers, list_cards(page, sources.site.hosts))]
    return lists_articles(page, cards) or (
        len(cards) >= LEAST_CARDS and _shows_links_only(sources, page, cards)
    )


def _shows_links_only(sources: Sources, page: Page, cards: Sequence[str]) -> bool:
    """Whether a page to which the front page links has more articles, and no text, picture or film."""
    front = sources.shared_parts
    if page.url not in front.links or front.links.issuperset(cards) or not has_little_text(page, front.texts):
        return False
    media = page.body.iter("img", "iframe", "video", "audio", "object", "embed")
    return not states_article(page) and all(is_inside(each, "a") for each in media)


def _is_in_menu(sources: Sources, page: Page) -> bool:
    """Whether the page shows the link to itself in a list that leads to sections, as the front page does."""
    if page.url not in sources.shared_parts.links or states_article(page):
        return False
    lists = _list_blocks(sources, page)
    return any(_leads_to_sections(sources, each, each.pop(page.url, None)) for each in lists)


def _list_blocks(sources: Sources, page: Page) -> Collection[dict[str, LinkBlock]]:
    """The links of each list of the page, by address."""
    lists = defaultdict[str, dict[str, LinkBlock]](dict)
    for block in find_blocks(page, sources.site.hosts):
        lists[block.group][block.url] = block
    return lists.values()


def _leads_to_sections(sources: Sources, others: Mapping[str, LinkBlock], own: LinkBlock | None) -> bool:
    """Whether most of the other links of a list without cards lead to sections, or have names as short."""
    short = (
        block.words <= _NAME_WORDS or section_key(url) in sources.sections for url, block in others.items()
    )
    return own is not None and not own.is_card and sum(short) >= max(_LEAST_NAMES, len(others) / 2)


def find_article(sources: Sources, response: Response, page: Page, listing: Listing) -> ArticleLink | None:
    """The article that was asked for as a section, if the server redirects to it or the page states it,
    or if it has the address of an article: menus and tickers call some by a short name.
    """
    survey = sources.survey
    if survey is None or survey.is_open or listing.number > 1 or listing.is_home:
        return None
    found = sources.articles.find(_find_other_address(page, listing))
    if found:
        return found[0] if _is_dated(sources, found[0].link, response, page) else None
    if not (_may_be_headline(sources, survey.rule, page) and _is_dated(sources, page.url, response, page)):
        return None
    drop_section(sources, survey, page.url)
    return next(iter(sources.articles.find([page.url])), None)


def _is_dated(sources: Sources, url: str, response: Response, page: Page) -> bool:
    """Whether the page is read as an article with a day."""
    draft = read_trial(sources, url, response, page)
    return draft is not None and published_day(draft) is not None


def _may_be_headline(sources: Sources, rule: AddressRule | None, page: Page) -> bool:
    """Whether the page of a section has the address of an article, with a number or the words of a headline,
    and no list.
    """
    target = read_target(page.url)
    if rule is None or target is None or not (rule.is_section(page.url) or rule.covers(page.url)):
        return False
    if target.slug_words < LEAST_SLUG and not any(map(str.isdecimal, target.text)):
        return False
    cards = [*filter(rule.covers, list_cards(page, sources.site.hosts))]
    return not (lists_articles(page, cards) or _is_about_office(sources, page))


def _is_about_office(sources: Sources, page: Page) -> bool:
    """Whether a title of the page says so, or it links to itself in a menu that leads to the front page or
    to sections.
    """
    titles = (page.title, *map(text_of, page.tagged["h1"][:1]))
    if any(_OF_OFFICE.match(fold(each)) for each in titles) or _is_in_menu(sources, page):
        return True
    menus = (each for each in _list_blocks(sources, page) if page.url in each)
    return any(is_front_page(url) for each in menus for url in each.keys() - {page.url})


def _find_other_address(page: Page, listing: Listing) -> list[str]:
    """The address to which the server redirects, or which the page states, if not that of the section."""
    named = page.url if section_key(page.url) != listing.key else read_stated(page)
    return [named] if named and section_key(named) != listing.key else []
