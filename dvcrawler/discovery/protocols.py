"""The interface of spiders that the run's components use."""

from typing import Protocol, cast

from scrapy.crawler import Crawler

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.sources import Sources
from dvcrawler.extract.site import Site


class NewsSource(Protocol):
    """A spider that crawls a site."""

    name: str
    site: Site
    arguments: Arguments
    sources: Sources


def news_source_of(crawler: Crawler) -> NewsSource:
    """The crawler's spider. Only for components of crawls: the spider that fetches one page has no site."""
    return cast(NewsSource, crawler.spider)


def is_news_source(crawler: Crawler) -> bool:
    """False for a researcher's own spider, which has no site file."""
    return hasattr(crawler.spider, "sources")


def arguments_of(crawler: Crawler) -> Arguments:
    """The run's arguments; the defaults for a spider that is not a NewsSource."""
    return getattr(crawler.spider, "arguments", None) or Arguments()


def find_crawled_site(crawler: Crawler) -> Site | None:
    """The site being crawled, with what the run has learned of it so far; None when a single page is fetched,
    and for a spider without a site file.
    """
    sources: Sources | None = getattr(crawler.spider, "sources", None)
    site: Site | None = getattr(crawler.spider, "site", None) if sources is None else sources.site
    return site
