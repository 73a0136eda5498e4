"""Pages that list articles, although their addresses look like those of articles or the server says that they
are missing (404).
"""

from collections.abc import Collection, Mapping

from scrapy.http import Response

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.listings.listing_contents import find_articles
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import is_generic
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks

#: Articles that make a list.
LEAST_CARDS = 3
#: Articles of its own that make a list: pages that are missing show a few others.
_LEAST_ARTICLES = 3


def list_cards(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The addresses of articles in cards on the page."""
    votes = count_votes(find_blocks(page, hosts))
    return [url for url, each in votes.items() if each.cards and url != page.url]


def lists_articles(page: Page, cards: Collection[str]) -> bool:
    """Whether the page is one of several of a list; an article has a few cards of others as well. `cards`:
    the articles in cards on it.
    """
    if len(cards) < LEAST_CARDS or states_article(page):
        return False
    return next_page(page, 1, cards) is not None or isinstance(find_control(page, 1), NextPage)


def find_shown_list(sources: Sources, response: Response, listing: Listing) -> Page | None:
    """The page, if it has articles that neither the front page nor the page before has."""
    if response.status != 404 or listing.is_home or listing.guessed or not is_generic(sources.site):
        return None
    try:
        with limit_reading(sources.read_seconds):
            page = Page(response.body, response.url, content_type(response))
            return page if len(_find_new(sources, page, listing)) >= _LEAST_ARTICLES else None
    except NotAPageError:
        return None


def _find_new(sources: Sources, page: Page, listing: Listing) -> list[str]:
    """Links to such articles; during a survey those that look so."""
    if sources.survey is not None and sources.survey.is_open:
        links = list_cards(page, sources.site.hosts)
    else:
        found = find_articles(sources, page)
        links = [each.link for each in found if each.address.native_id not in listing.seen]
    return [url for url in links if url not in sources.shared_parts.links]
