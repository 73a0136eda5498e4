"""Further pages of a section for which a form was posted. A pager of plain links does not repeat the choice,
so the form is posted to them as well; a server that ignores it there shows the pages of the whole list.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from scrapy.http import Response

from dvcrawler.discovery.links import ArticleLink, native_ids
from dvcrawler.discovery.listings.listing_failures import report_pager
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome

_LOST = "the links of its pager do not keep the choice, and lead to the pages of all sections"


def drop_choice(response: Response, listing: Listing) -> Listing:
    """The listing of the response. A section that the form redirected to has an address of its own."""
    is_own = listing.choice is not None and response.request is not None and response.request.method == "GET"
    return replace(listing, choice=None) if is_own else listing


def repeat_choice(listing: Listing, url: str) -> bytes | None:
    """The form to post to a further page; None if its address names the choice, or there is none."""
    if listing.choice is None:
        return None
    chosen = parse_qsl(urlsplit(listing.key).query)
    return None if {*chosen} <= {*parse_qsl(urlsplit(url).query)} else listing.choice


def report_choice(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> PageOutcome | None:
    """Reports a section whose further pages are those of the whole list; whichever of the two comes last."""
    if listing.number == 1:
        return None
    lost = sources.choice_pages.find_lost(page.url, listing, native_ids(found))
    return report_pager(sources, lost, _LOST) if lost is not None else None
