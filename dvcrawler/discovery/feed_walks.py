"""The older entries of a feed in several documents, read one after the other, like pages of a list."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from scrapy.http import Response

from dvcrawler.discovery.links import ArticleLink, native_ids, section_key
from dvcrawler.discovery.listings.listing_requests import request_listing
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.listings.lost_pages import report_lost
from dvcrawler.discovery.periods.listing_period import is_over
from dvcrawler.discovery.requests import Output
from dvcrawler.discovery.responses import asked_url
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageOutcome
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex

#: What the beginning of a feed has, and no other page.
_FEED = lazy_regex(rb"<(?:rss|feed|rdf:RDF|channel)\b|jsonfeed\.org|\"items\"", re.I)
_BEGINNING = 1 << 15

#: Reads a document of a feed; of older entries with the listing that it is a page of.
Read = Callable[..., Any]


def request_older(
    sources: Sources,
    response: Response,
    listing: Listing | None,
    found: Sequence[ArticleLink],
    older: str | None,
    read: Read,
) -> Iterator[Output]:
    """Requests the feed's older entries, or yields the listing at the end of the walk. `found`: the articles
    of this document; `older`: the address that it states.
    """
    listing = listing or Listing(section_key(asked_url(response)), 1)
    if older is None or _is_end(sources, listing, found):
        if listing.number > 1 or (found and older is not None):
            yield listing
    elif not is_own_host(older, sources.site.hosts):
        yield report_lost(sources, older, replace(listing, number=listing.number + 1), "is on another host")
    else:
        after = replace(listing, number=listing.number + 1, seen=native_ids(found))
        yield request_listing(sources, older, after).replace(callback=partial(read, sources))


def _is_end(sources: Sources, listing: Listing, found: Sequence[ArticleLink]) -> bool:
    """Whether the document has no new article, or none of the period. The last may lead to the first."""
    ids = native_ids(found)
    is_known = ids <= listing.seen or sources.seen_pages.is_repeated(listing, ids)
    return is_known or is_over(sources.arguments, listing, found)


def report_no_feed(sources: Sources, response: Response, listing: Listing) -> PageOutcome | Listing | None:
    """Reports older entries that are not there."""
    if response.status != 200:
        return report_lost(sources, asked_url(response), listing, f"is missing ({response.status})")
    if _FEED.search(response.body, 0, _BEGINNING) is None:
        return report_lost(sources, asked_url(response), listing, "is not a feed")
    return None
