"""Further pages of a listing that are the first one again, or of another list: the way to them was wrong.

A pager of plain links does not repeat the choice for which a form was posted, so the form is posted to them
as well; a server that ignores it there shows the pages of the whole list.
"""

from collections.abc import Sequence
from dataclasses import replace
from urllib.parse import parse_qsl, urlsplit

from scrapy.http import Response

from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_failures import report_guess, report_pager
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import report_lost
from dvcrawler.discovery.pagers.strange_links import leads_to_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.page import Page
from dvcrawler.items import PageOutcome

_LOST = "the links of its pager do not keep the choice, and lead to the pages of all sections"


def report_repetition(
    sources: Sources, page: Page, listing: Listing, found: Sequence[ArticleLink]
) -> PageOutcome | Listing | None:
    """Reports a further page that leads back, or a second one that lists the articles of the first; None for
    any other page.
    """
    if _leads_back(page, listing, found):
        return report_lost(sources, page.url, listing, "leads to the first one")
    is_checked = listing.number == 2 or (bool(listing.guessed) and listing.is_shown)
    if not is_checked or not native_ids(found) <= listing.seen:
        return None
    if listing.guessed:
        return report_guess(sources, page.url, listing)
    if found and (listing.is_stepped or _shows_first(page, listing, found)):
        return report_pager(sources, page.url, "its pager leads to the same articles again")
    return None


def _leads_back(page: Page, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the request for a further page was redirected to the first one. A form that is posted has the
    address of its page.
    """
    is_linked = listing.number > 1 and not (listing.is_stepped or listing.posted or listing.before)
    return is_linked and bool(found) and section_key(page.url) == listing.key and not listing.guessed


def _shows_first(page: Page, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the second page is the first one again: its pager links to the second page, and it lists most
    of the articles. Past the end of a list, only the boxes beside it are the same.
    """
    return 2 * len(native_ids(found)) > len(listing.seen) and leads_to_page(page, 2)


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
