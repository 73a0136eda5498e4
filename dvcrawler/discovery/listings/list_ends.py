"""Responses that end a list: missing pages, and parts without an article."""

from scrapy.http import Response

from dvcrawler.discovery.listings.listing_failures import leads_home
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import find_fault, report_lost
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageOutcome


def find_end(sources: Sources, response: Response, listing: Listing) -> PageOutcome | Listing | None:
    """The end of a list whose further part holds nothing; None if it may."""
    fault = find_fault(response.body, listing)
    if fault is not None:
        return report_lost(sources, asked_url(response), listing, fault)
    return listing if _is_empty(response) else None


def shows_no_list(response: Response) -> bool:
    return response.status != 200 or leads_home(response)


def is_missing(response: Response, listing: Listing) -> bool:
    """Whether the page does not exist; an empty answer to a guessed address counts as such."""
    return response.status != 200 or (bool(listing.guessed) and _is_empty(response))


def _is_empty(response: Response) -> bool:
    return not response.body.strip()
