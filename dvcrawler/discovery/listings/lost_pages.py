"""Pages of a listing that its pager shows and that are not there, and other responses that end a list.

A run says so once: some portals count articles that they do not show, and no later run would find the page
either.
"""

from urllib.parse import urlsplit

from scrapy.http import Response

from dvcrawler.discovery.date_archives.archive_addresses import without_day
from dvcrawler.discovery.listings.listing_failures import leads_home, report_pager
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.script_lists.xml_values import is_whole_page
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageOutcome
from dvcrawler.run.counters import Counter


def is_sent_home(response: Response, listing: Listing) -> bool:
    """Whether a further page of a section was redirected to the front page."""
    is_further = listing.number > 1 and not listing.before and not urlsplit(response.url).query
    return is_further and leads_home(response)


def is_lost(sources: Sources, response: Response, listing: Listing) -> bool:
    """Whether the pager showed this page, which is missing. The second page of any pager counts, and the one
    after a full page; after the last one, which is seldom full, some portals link to one more than there are.
    A list that is sent as data says how many entries it has, or where the next ones are.
    """
    parameter = sources.site.page_parameter
    is_assumed = parameter is not None and f"{parameter}=" in urlsplit(response.url).query
    if listing.loaded:
        return listing.is_owed or listing.is_due
    if listing.before or listing.guessed or is_assumed:
        return False
    return listing.number == 2 or listing.is_shown or listing.is_due


def find_fault(body: bytes, listing: Listing) -> str | None:
    """What is wrong with a further part of a list that is sent as data, to be printed after "its page 2";
    None if nothing is.
    """
    if not body.strip():
        return "is empty" if listing.is_owed else None
    return "is another page" if listing.listed and is_whole_page(body) else None


def report_sent_home(sources: Sources, response: Response, listing: Listing) -> PageOutcome | Listing:
    """As `report_lost`."""
    return report_lost(sources, asked_url(response), listing, "leads to the front page")


def report_lost(sources: Sources, url: str, listing: Listing, why: str) -> PageOutcome | Listing:
    """The outcome of such a page; the end of the walk if an earlier run has said so. `why`: what is wrong
    with it, to be printed after "its page 2".
    """
    name, said = f"page_lost:{without_day(listing.key)}", f"its page {listing.number} {why}"
    # An archive of days begins with another one each day, and the last one has another number.
    mark = said if listing.is_stepped or listing.posted is not None else f"{url} {why}"
    if sources.state.recall(name) == mark:
        sources.count(Counter.LISTING_ENDS)
        return listing
    sources.state.remember(name, mark)
    return report_pager(sources, url, said)


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
