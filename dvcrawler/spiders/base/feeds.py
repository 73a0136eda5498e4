"""Feeds and sitemaps: extras, without which the listings remain."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from scrapy import Request
from scrapy.http import Response

from dvcrawler.discovery.feeds import read_feed, read_sitemap, sitemaps_of
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


def from_sitemap(spider: "NewsSpider", response: Response) -> Iterator[Request]:
    """Its articles, or of an index the sitemaps it names."""
    sitemap = read_sitemap(response.body)
    if sitemap is None:
        return
    for entry in sitemap.entries:
        if sitemap.is_index:
            yield sitemap_request(spider, entry.url, entry.changed)
        else:
            yield from spider.articles_at(spider.found_at([entry.url]), entry.changed)


def from_feed(spider: "NewsSpider", response: Response) -> Iterator[Request]:
    yield from spider.articles_at(spider.found_at(read_feed(response.body)))
