"""Pages that list articles although the links to them look like those to articles."""

from collections.abc import Collection

from scrapy.http import Response

from dvcrawler.discovery.pagers.page_forms import NextPage
from dvcrawler.discovery.pagers.pager_controls import find_control
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.generic.stated_article import states_article
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.watchdog import limit_reading

#: Articles that make a list.
_LEAST_CARDS = 3


def read_list(sources: Sources, response: Response) -> Page | None:
    """The page; None for a response that is not one."""
    try:
        with limit_reading(sources.read_seconds):
            return Page(response.body, response.url, content_type(response))
    except NotAPageError:
        return None


def lists_articles(page: Page, cards: Collection[str]) -> bool:
    """Whether the page is one of several of a list; an article has a few cards of others as well. `cards`:
    the articles in cards on it.
    """
    if len(cards) < _LEAST_CARDS or states_article(page):
        return False
    return next_page(page, 1, cards) is not None or isinstance(find_control(page, 1), NextPage)
