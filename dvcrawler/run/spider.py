"""The attributes of a spider that a run uses. All are optional, so that any Scrapy spider can run."""

import logging
from typing import cast

from scrapy import Spider

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


def find_minutes(spider: Spider | None) -> float | None:
    """The time limit given as `-a minutes=`, None without one."""
    arguments: Arguments | None = getattr(spider, "arguments", None)
    return arguments.minutes if arguments is not None else None


def find_requests(spider: Spider | None) -> int | None:
    """The limit given as `-a requests=`, None without one."""
    arguments: Arguments | None = getattr(spider, "arguments", None)
    return arguments.requests if arguments is not None else None


def find_waiting(spider: Spider | None) -> int:
    """Number of addresses that wait on disk, in addition to Scrapy's queue."""
    sources: Sources | None = getattr(spider, "sources", None)
    return sources.count_waiting() if sources is not None else 0
