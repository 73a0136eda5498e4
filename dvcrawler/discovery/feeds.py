"""Feeds and sitemaps: extras, without which the listings remain."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from functools import partial
from typing import Any

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response
from twisted.python.failure import Failure

from dvcrawler.discovery.feed_reader import Sitemap, SitemapEntry, read_links, read_sitemap, sitemaps_of
from dvcrawler.discovery.requests import META_KEY, PageRequest
from dvcrawler.discovery.sources import Sources
from dvcrawler.items import PageOutcome

#: As much of robots.txt as crawlers read (RFC 9309, 2.5).
_LARGEST_ROBOTS = 500_000
#: Feeds come before listings, sitemaps after feeds.
_EXTRA_PRIORITY, _SITEMAP_PRIORITY = 5, 4
#: Entries looked at in one go: some milliseconds.
_TURN = 200


def request_feed(sources: Sources, url: str) -> Request:
    return _request_extra(sources, url, from_feed, PageRequest())


def request_robots(sources: Sources, host: str) -> Request:
    """robots.txt of a host, for the sitemaps that it names."""
    page = PageRequest(is_robots_page=True)
    request = _request_extra(sources, f"https://{host}/robots.txt", from_robots, page)
    request.meta["handle_httpstatus_all"] = True
    return request


def request_sitemap(sources: Sources, url: str, changed: str | None = None) -> Request:
    """`changed`: `lastmod` of the index that names it, unparsed."""
    page = PageRequest(sitemap=url, changed=changed)
    return _request_extra(sources, url, from_sitemap, page, _SITEMAP_PRIORITY)


def _request_extra(
    sources: Sources,
    url: str,
    read: Callable[[Sources, Response], Any],
    page: PageRequest,
    priority: int = _EXTRA_PRIORITY,
) -> Request:
    """A page that the crawl can do without."""
    return Request(
        url,
        partial(read, sources),
        errback=partial(_note_failure, sources),
        priority=priority,
        meta={META_KEY: page},
    )


def _note_failure(sources: Sources, failure: Failure) -> None:
    """Counts a robots.txt, feed or sitemap that did not come; the listings remain."""
    sources.count("extras/failed")


def from_robots(sources: Sources, response: Response) -> Iterator[Request]:
    """Its sitemaps; whether it allows the crawl is said on the way (`politeness.robots`)."""
    if response.status == 200:
        for url in sitemaps_of(response.body[:_LARGEST_ROBOTS].decode("utf-8", "replace")):
            yield request_sitemap(sources, url)


async def from_sitemap(sources: Sources, response: Response) -> AsyncIterator[Request | PageOutcome]:
    """Its articles, or of an index the sitemaps it names."""
    sitemap = read_sitemap(response.body)
    if sitemap is None:
        return
    async for entry in _with_turns(sources, sitemap):
        if sitemap.is_index:
            yield request_sitemap(sources, entry.url, entry.changed)
            continue
        for request in sources.request_articles(sources.find_articles([entry.url]), entry.changed):
            yield request
    if sitemap.cut and not sitemap.entries:  # a bomb, or no sitemap at all: an extra that failed
        sources.count("extras/failed")
    elif sitemap.cut:
        yield _name_cut(response, "sitemap", sitemap.cut)


async def from_feed(sources: Sources, response: Response) -> AsyncIterator[Request | PageOutcome]:
    feed = read_links(response.body)
    async for entry in _with_turns(sources, feed):
        for request in sources.request_articles(sources.find_articles([entry.url])):
            yield request
    if feed.cut:
        yield _name_cut(response, "feed", feed.cut)


async def _with_turns(sources: Sources, listed: Sitemap) -> AsyncIterator[SitemapEntry]:
    """The entries; signals, the clock and other pages have their turn in between.

    Where the run ends meanwhile, this ends as well: the sitemap then does not count as read.
    """
    for number, entry in enumerate(listed.entries):
        if number % _TURN == 0:
            await asyncio.sleep(0)
            if sources.is_ending():
                raise CloseSpider("the run is ending")
        yield entry


def _name_cut(response: Response, what: str, why: str) -> PageOutcome:
    return PageOutcome(None, response.url, "refused", f"the {what} was not read to its end: {why}")
