"""Pages of a listing that show their list although the server says that they are missing (404)."""

from scrapy.http import Response

from dvcrawler.discovery.listings.list_pages import list_cards
from dvcrawler.discovery.listings.listing_contents import find_articles
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.families.any_site import is_generic

#: Articles of its own that make a list: pages that are missing show a few others.
_LEAST_ARTICLES = 3


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
