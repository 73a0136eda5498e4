"""Pages that list articles although the links to them look like those to articles."""

from collections.abc import Collection, Mapping

from dvcrawler.discovery.buttons.page_forms import NextPage
from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import Page
from dvcrawler.families.learning.link_votes import count_votes
from dvcrawler.families.learning.listing_blocks import find_blocks

#: Articles that make a list.
_LEAST_CARDS = 3


def list_cards(page: Page, hosts: Mapping[str, str]) -> list[str]:
    """The addresses of articles in cards on the page."""
    votes = count_votes(find_blocks(page, hosts))
    return [url for url, each in votes.items() if each.cards and url != page.url]


def lists_articles(page: Page, cards: Collection[str]) -> bool:
    """Whether the page is one of several of a list; an article has a few cards of others as well. `cards`:
    the articles in cards on it.
    """
    if len(cards) < _LEAST_CARDS or states_article(page):
        return False
    return next_page(page, 1, cards) is not None or isinstance(find_control(page, 1), NextPage)
