"""What the crawl loop sends: requests that say what they are for."""

from typing import TYPE_CHECKING

from scrapy import Request

from dvcrawler.discovery.links import Found
from dvcrawler.items import Listing

if TYPE_CHECKING:
    from dvcrawler.spiders.base.news import NewsSpider


def article_request(spider: "NewsSpider", found: Found, priority: int, changed: str | None = None) -> Request:
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
