"""The attributes of a spider that a run uses. All are optional, so that any Scrapy spider can run."""

import logging
from typing import cast

from scrapy import Spider
from scrapy.crawler import Crawler

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.protocols import NewsSource
from dvcrawler.discovery.sources import Sources

logger = logging.getLogger(__name__)


def find_tls_exceptions(spider: Spider | None) -> dict[str, str]:
    """The site's hosts with "pinned" or "legacy", each logged; empty for ordinary verification."""
    site = cast(NewsSource, spider).site if getattr(spider, "site", None) is not None else None
    if spider is None or site is None or (site.tls == "verified" and site.tls_pin is None):
        return {}
    if site.tls == "legacy":
        logger.warning("%s: old TLS renegotiation is allowed for its hosts: tls=legacy", spider.name)
    if site.tls_pin is not None:
        logger.warning("%s: certificates of its hosts are verified by tls_pin alone", spider.name)
    return dict.fromkeys(site.hosts, "pinned" if site.tls_pin is not None else "legacy")


def find_minutes(crawler: Crawler) -> float:
    """The time limit of the run: `-a minutes=`, else the setting; 0 for none."""
    arguments: Arguments | None = getattr(crawler.spider, "arguments", None)
    given = arguments.minutes if arguments is not None else None
    return given or crawler.settings.getfloat("DVCRAWLER_MAX_MINUTES")


def find_requests(crawler: Crawler) -> int:
    """The limit of requests of the run: `-a requests=`, else the setting; 0 for none."""
    arguments: Arguments | None = getattr(crawler.spider, "arguments", None)
    given = arguments.requests if arguments is not None else None
    return given or crawler.settings.getint("DVCRAWLER_MAX_REQUESTS")


def find_waiting(spider: Spider | None) -> int:
    """Number of addresses that wait on disk, in addition to Scrapy's queue."""
    sources: Sources | None = getattr(spider, "sources", None)
    return sources.state.waiting if sources is not None else 0
