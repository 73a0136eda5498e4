"""Feeds and sitemaps. They are optional, because the listings lead to the articles too."""

import asyncio
import re
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.feed_files.feed_links import linked_feeds
from dvcrawler.discovery.feed_files.feed_reader import Sitemap, read_feed, read_sitemap, sitemaps_of
from dvcrawler.discovery.feed_files.feed_targets import SitemapEntry
from dvcrawler.discovery.feed_walks import report_no_feed, request_older
from dvcrawler.discovery.links import ArticleLink
from dvcrawler.discovery.listings.listing_state import Listing
from dvcrawler.discovery.periods.period import read_change, tells_publication
from dvcrawler.discovery.requests import META_KEY, Output, PageRequest
from dvcrawler.discovery.responses import content_type
from dvcrawler.discovery.sources import Sources
from dvcrawler.discovery.surveys.sitemap_survey import LEAST_OF_FEED, learn_from_sitemap
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.items import PageCode, PageOutcome
from dvcrawler.patterns import lazy_regex
from dvcrawler.run.counters import Counter

#: Bytes of robots.txt that are parsed: the least a crawler must read (RFC 9309, 2.5).
MAX_ROBOTS_BYTES = 500 * 1024
#: Feeds come before listings, sitemaps after feeds.
_EXTRA_PRIORITY, _SITEMAP_PRIORITY = 5, 4
#: Entries of a sitemap, spread over it, that show what `lastmod` means in it.
_SAMPLE = 500
#: Entries read before other tasks run: some milliseconds.
_ENTRIES_PER_TURN = 200
#: What the addresses of sitemaps have, and few of articles.
_LIKE_FILE = lazy_regex(r"site-?map|\.(?:xml|gz|txt|rss)\b|/(?:rss|feed)\b", re.I)
#: Feeds of a page that lists them.
_MOST_FEEDS = 20


def request_feed(sources: Sources, url: str) -> Request:
    return request_extra(sources, url, partial(_from_feed, sources), PageRequest())


def named_sitemaps(response: Response) -> list[str]:
    """The sitemaps that a robots.txt names."""
    if response.status != 200:
        return []
    return sitemaps_of(response.body[:MAX_ROBOTS_BYTES].decode("utf-8", "replace"), response.url)


def request_sitemap(sources: Sources, url: str, changed: str | None = None) -> Request:
    """`changed`: `lastmod` of the index that names it, unparsed."""
    page = PageRequest(sitemap=url, changed=changed)
    return request_extra(sources, url, partial(from_sitemap, sources), page)


def request_extra(sources: Sources, url: str, read: Callable[[Response], Any], page: PageRequest) -> Request:
    """Requests a page that the crawl can do without."""
    return Request(
        url,
        read,
        errback=partial(note_failure, sources),
        priority=_EXTRA_PRIORITY if page.sitemap is None else _SITEMAP_PRIORITY,
        meta={META_KEY: page},
    )


def note_failure(sources: Sources, failure: Failure) -> None:
    """Counts a robots.txt, feed or sitemap that could not be fetched; the listings remain."""
    sources.crawl.count(Counter.EXTRAS_FAILED)
    sources.coverage.is_broken = True


async def from_sitemap(sources: Sources, response: Response) -> AsyncIterator[Output]:
    """Requests for its articles or, of a sitemap index, for the sitemaps it names."""
    sitemap = read_sitemap(response.body, response.url)
    if sitemap is None:
        sources.coverage.is_broken = True
        return
    sitemap = replace(sitemap, entries=tuple(_mark_pages(sources, sitemap)))
    further = sources.coverage.select_sitemaps([entry for entry in sitemap.entries if entry.is_sitemap])
    sitemap = replace(sitemap, entries=(*further, *(each for each in sitemap.entries if not each.is_sitemap)))
    is_publication = _tells_publication(sources, sitemap)
    left: list[SitemapEntry] = []
    async for entry in _yield_in_turns(sources, sitemap):
        if entry.is_sitemap:
            request = request_sitemap(sources, entry.url, entry.changed)
            yield request.replace(callback=partial(_from_named, sources))
            continue
        for each in _find_articles(sources, entry, left):
            if sources.coverage.may_cover(each, entry.changed, is_publication=is_publication):
                yield sources.articles.request(each, entry.changed)
            else:
                sources.crawl.count(Counter.OUTSIDE_BY_DAY)
    for more in _end_sitemap(sources, response, sitemap, left):
        yield more


def _mark_pages(sources: Sources, sitemap: Sitemap) -> Iterator[SitemapEntry]:
    """The entries; an index may name articles as if they were sitemaps."""
    for entry in sitemap.entries:
        is_page = entry.is_sitemap and not _LIKE_FILE.search(entry.url) and sources.articles.find([entry.url])
        yield replace(entry, is_sitemap=False) if is_page else entry


async def _from_named(sources: Sources, response: Response) -> AsyncIterator[Output]:
    """Reads a sitemap that an index names; a page in its place may be an article, and the others too."""
    async for each in from_sitemap(sources, response):
        yield each
    if not _LIKE_FILE.search(response.url) and read_sitemap(response.body, response.url) is None:
        for more in learn_from_sitemap(sources, [SitemapEntry(response.url, None)], LEAST_OF_FEED):
            yield more


def _end_sitemap(
    sources: Sources, response: Response, sitemap: Sitemap, left: list[SitemapEntry]
) -> Iterator[Output]:
    """What follows the entries; a feed may have older ones elsewhere."""
    yield from _try_others(sources, sitemap, left)
    if sitemap.older is not None:
        found = sources.articles.find(entry.url for entry in sitemap.entries)
        yield from request_older(sources, response, None, found, sitemap.older, _from_feed)
    yield from _judge_end(sources, response, sitemap)


def _find_articles(sources: Sources, entry: SitemapEntry, left: list[SitemapEntry]) -> list[ArticleLink]:
    """The article of the entry; one without is added to `left`."""
    found = sources.articles.find([entry.url])
    sources.count_fed(found)
    if not found:
        left.append(entry)
    return found


def _try_others(sources: Sources, sitemap: Sitemap, left: list[SitemapEntry]) -> Iterator[Output]:
    """Tries the entries that no pattern matches. Where the shapes of all news sites match some, the others do
    not count as articles as long as there is no rule.
    """
    if sources.knows_rule or len(left) == sum(not entry.is_sitemap for entry in sitemap.entries):
        yield from learn_from_sitemap(sources, left)


def _tells_publication(sources: Sources, sitemap: Sitemap) -> bool:
    """Whether `lastmod` is the day of publication; only relevant for a period with an end."""
    if sources.arguments.until is None:
        return False
    sample = sitemap.entries[:: max(1, len(sitemap.entries) // _SAMPLE)]
    pairs = ((sources.articles.find([entry.url]), entry.changed) for entry in sample)
    return tells_publication((found[0], read_change(changed)) for found, changed in pairs if found)


async def _from_feed(
    sources: Sources, response: Response, listing: Listing | None = None
) -> AsyncIterator[Output]:
    """`listing`: of a document with older entries."""
    lost = report_no_feed(sources, response, listing) if listing is not None else None
    if lost is not None:
        yield lost
        return
    feed, left, listed = read_feed(response.body, response.url), list[SitemapEntry](), list[ArticleLink]()
    async for entry in _yield_in_turns(sources, feed):
        found = _find_articles(sources, entry, left)
        listed += found
        for request in sources.articles.request_listed(found, is_list=False):
            yield request
    for each in request_older(sources, response, listing, listed, feed.older, _from_feed):
        yield each
    for more in _end_feed(sources, response, feed, left):
        yield more


def _end_feed(
    sources: Sources, response: Response, feed: Sitemap, left: list[SitemapEntry]
) -> Iterator[Output]:
    """Tries the entries that no pattern matches; a page in the place of a feed may list some."""
    if sources.knows_rule:
        yield from learn_from_sitemap(sources, left, LEAST_OF_FEED)
    yield from _request_listed_feeds(sources, response) if not feed.entries else ()
    if feed.cut:
        yield _report_cut(response, "feed", feed.cut)


def _request_listed_feeds(sources: Sources, response: Response) -> Iterator[Request]:
    """The feeds of a page that lists them, each once: the page may name itself."""
    fresh = [url for url in list_feeds(response) if url not in sources.listed_feeds]
    sources.listed_feeds.update(fresh)
    yield from (request_feed(sources, url) for url in fresh)


def list_feeds(response: Response) -> list[str]:
    """The feeds to which a page links in their place: "RSS" often leads to a page that lists them."""
    try:
        return linked_feeds(Page(response.body, response.url, content_type(response)))[:_MOST_FEEDS]
    except NotAPageError:
        return []


def _judge_end(sources: Sources, response: Response, sitemap: Sitemap) -> Iterator[PageOutcome]:
    """Notes that the sitemap was not read to its end, if so."""
    sources.coverage.is_broken |= sitemap.cut is not None
    if sitemap.cut and not sitemap.entries:  # a decompression bomb, or not a sitemap
        sources.crawl.count(Counter.EXTRAS_FAILED)
    elif sitemap.cut:
        yield _report_cut(response, "sitemap", sitemap.cut)


async def _yield_in_turns(sources: Sources, listed: Sitemap) -> AsyncIterator[SitemapEntry]:
    """Yields the entries and lets other tasks run in between.

    Raises CloseSpider when the run is ending: the sitemap then does not count as read.
    """
    for number, entry in enumerate(listed.entries):
        if number % _ENTRIES_PER_TURN == 0:
            await asyncio.sleep(0)
            if sources.state.is_ending:
                raise CloseSpider("the run is ending")
        yield entry


def _report_cut(response: Response, what: str, why: str) -> PageOutcome:
    reason = f"the {what} was not read to its end: {why}"
    return PageOutcome(None, response.url, "refused", reason, PageCode.FEED_CUT)
