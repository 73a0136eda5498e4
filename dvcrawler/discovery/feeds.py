"""Feeds and sitemaps: extras, without which the listings remain."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.exceptions import CloseSpider
from scrapy.http import Response

from dvcrawler.discovery.feed_reader import Sitemap, SitemapEntry, read_links, read_sitemap, sitemaps_of
from dvcrawler.discovery.requests import sitemap_request
from dvcrawler.items import PageCode, PageOutcome

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider

#: As much of robots.txt as crawlers read (RFC 9309, 2.5).
_LARGEST_ROBOTS = 500_000
#: Entries looked at in one go: some milliseconds.
_TURN = 200


def from_robots(spider: "NewsSpider", response: Response) -> Iterator[Request]:
    """Its sitemaps; whether it allows the crawl is said on the way (`politeness.robots`)."""
    if response.status == 200:
        for url in sitemaps_of(response.body[:_LARGEST_ROBOTS].decode("utf-8", "replace")):
            yield sitemap_request(spider, url)


async def from_sitemap(spider: "NewsSpider", response: Response) -> AsyncIterator[Request | PageOutcome]:
    """Its articles, or of an index the sitemaps it names."""
    sitemap = read_sitemap(response.body)
    if sitemap is None:
        return
    async for entry in _with_turns(spider, sitemap):
        if sitemap.is_index:
            yield sitemap_request(spider, entry.url, entry.changed)
            continue
        for request in spider.articles_at(spider.found_at([entry.url]), entry.changed):
            yield request
    if sitemap.cut and not sitemap.entries:  # a bomb, or no sitemap at all: an extra that failed
        spider.count("extras/failed")
    elif sitemap.cut:
        yield _name_cut(response, "sitemap", sitemap.cut)


async def from_feed(spider: "NewsSpider", response: Response) -> AsyncIterator[Request | PageOutcome]:
    feed = read_links(response.body)
    async for entry in _with_turns(spider, feed):
        for request in spider.articles_at(spider.found_at([entry.url])):
            yield request
    if feed.cut:
        yield _name_cut(response, "feed", feed.cut)


async def _with_turns(spider: "NewsSpider", listed: Sitemap) -> AsyncIterator[SitemapEntry]:
    """The entries; signals, the clock and other pages have their turn in between.

    Where the run ends meanwhile, this ends as well: the sitemap then does not count as read.
    """
    for number, entry in enumerate(listed.entries):
        if number % _TURN == 0:
            await asyncio.sleep(0)
            if spider.is_ending():
                raise CloseSpider("the run is ending")
        yield entry


def _name_cut(response: Response, what: str, why: str) -> PageOutcome:
    return PageOutcome(
        None, response.url, "refused", f"the {what} was not read to its end: {why}", PageCode.FEED_CUT
    )
