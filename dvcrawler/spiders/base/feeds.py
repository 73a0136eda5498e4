"""Feeds and sitemaps: extras, without which the listings remain."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.feeds import Sitemap, feed_parts, sitemap_parts, sitemaps_of
from dvcrawler.items import Unstored
from dvcrawler.spiders.base.requests import sitemap_request

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider

#: As much of robots.txt as crawlers read (RFC 9309, 2.5).
_LARGEST_ROBOTS = 500_000


def from_robots(spider: "NewsSpider", response: Response) -> Iterator[Request]:
    """Its sitemaps; whether it allows the crawl is said on the way (`middlewares.robots`)."""
    if response.status == 200:
        for url in sitemaps_of(response.body[:_LARGEST_ROBOTS].decode("utf-8", "replace")):
            yield sitemap_request(spider, url)


async def from_sitemap(spider: "NewsSpider", response: Response) -> AsyncIterator[Request | Unstored]:
    """Its articles, or of an index the sitemaps it names."""
    async for part in _with_turns(sitemap_parts(response.body)):
        for entry in part.entries:
            if part.is_index:
                yield sitemap_request(spider, entry.url, entry.changed)
                continue
            for request in spider.articles_at(spider.found_at([entry.url]), entry.changed):
                yield request
        if part.cut:
            yield _name_cut(response, "sitemap", part.cut)


async def from_feed(spider: "NewsSpider", response: Response) -> AsyncIterator[Request | Unstored]:
    async for part in _with_turns(feed_parts(response.body)):
        for request in spider.articles_at(spider.found_at([entry.url for entry in part.entries])):
            yield request
        if part.cut:
            yield _name_cut(response, "feed", part.cut)


async def _with_turns(parts: Iterator[Sitemap | None]) -> AsyncIterator[Sitemap]:
    """A signal, the clock and other pages have their turn between two parts."""
    for part in parts:
        await asyncio.sleep(0)
        if part is not None:
            yield part


def _name_cut(response: Response, what: str, why: str) -> Unstored:
    return Unstored(None, response.url, "refused", f"the {what} was not read to its end: {why}")
