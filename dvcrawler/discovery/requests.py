"""What the crawl loop sends: requests that say what they are for."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from scrapy import Request

from dvcrawler.discovery.links import ArticleLink, section_key
from dvcrawler.items import Listing

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider


#: Feeds before listings, sitemaps behind feeds; articles before all of them.
_ARTICLE, _EXTRA, _SITEMAP = 10, 5, 4


def article_request(
    spider: "NewsSpider", found: ArticleLink, changed: str | None = None, priority: int = _ARTICLE
) -> Request:
    """Asks for the article at the address as printed. `changed`: what a sitemap says, raw."""
    return Request(
        found.link,
        spider.parse_article,
        errback=spider.fail_article,
        cb_kwargs={"address": found.address},
        meta={
            "address": found.address,
            "changed": changed,
            "handle_httpstatus_list": [403, 404, 410, 429],
        },
        priority=priority,
    )


def listing_request(spider: "NewsSpider", url: str, listing: Listing) -> Request:
    """Asks for one page of a listing; home pages first, further pages after articles."""
    return Request(
        url,
        spider.parse_listing,
        errback=spider.fail_listing,
        cb_kwargs={"listing": listing},
        meta={"listing": listing, "handle_httpstatus_list": [404, 410]},
        priority=2 if listing.is_home else 1 if listing.number == 1 else 0,
    )


def section_request(spider: "NewsSpider", url: str) -> Request:
    """Asks for the first page of a section."""
    return listing_request(spider, url, Listing(section_key(url, spider.site), 1))


def home_request(spider: "NewsSpider", url: str) -> Request:
    return listing_request(spider, url, Listing(section_key(url, spider.site), 1, is_home=True))


def robots_request(spider: "NewsSpider", host: str) -> Request:
    """Asks for the sitemaps that a host's rules name."""
    meta = {"handle_httpstatus_all": True, "robots": True}
    return extra_request(spider, f"https://{host}/robots.txt", spider.parse_robots, meta)


def sitemap_request(spider: "NewsSpider", url: str, changed: str | None = None) -> Request:
    """`changed`: what the index that named it says of it, raw."""
    meta = {"sitemap": url, "changed": changed}
    return extra_request(spider, url, spider.parse_sitemap, meta, _SITEMAP)


def extra_request(
    spider: "NewsSpider",
    url: str,
    callback: Callable[..., Any],
    meta: dict[str, Any] | None = None,
    priority: int = _EXTRA,
) -> Request:
    """Asks for what a crawl can do without."""
    return Request(url, callback, errback=spider.note_silence, priority=priority, meta=meta)
