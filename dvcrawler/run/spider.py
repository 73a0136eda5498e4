"""The attributes of a spider that a run uses. All are optional, so that any Scrapy spider can run."""

import logging
from collections.abc import Mapping
from typing import Protocol

from scrapy import Spider

logger = logging.getLogger(__name__)


class CrawledSite(Protocol):
    """The part of a site that the run record shows. `hosts` maps every host to its main one."""

    @property
    def hosts(self) -> Mapping[str, str]: ...
    @property
    def tls(self) -> str: ...
    @property
    def tls_pin(self) -> str | None: ...


class PageSource(Protocol):
    """The part of a spider's sources that tells how much is left. `count_waiting`: addresses on disk."""

    def count_waiting(self) -> int: ...


class RunArguments(Protocol):
    """The part of the `-a` arguments that limits a run. Each is None for the setting's value."""

    @property
    def minutes(self) -> float | None: ...
    @property
    def requests(self) -> int | None: ...


def find_tls_exceptions(spider: Spider | None) -> dict[str, str]:
    """The site's hosts with "pinned" or "legacy", each logged; empty for ordinary verification."""
    site: CrawledSite | None = getattr(spider, "site", None)
    if spider is None or site is None or (site.tls == "verified" and site.tls_pin is None):
        return {}
    if site.tls == "legacy":
        logger.warning("%s: old TLS renegotiation is allowed for its hosts: tls=legacy", spider.name)
    if site.tls_pin is not None:
        logger.warning("%s: certificates of its hosts are verified by tls_pin alone", spider.name)
    return dict.fromkeys(site.hosts, "pinned" if site.tls_pin is not None else "legacy")


def find_minutes(spider: Spider) -> float | None:
    """The time limit given as `-a minutes=`, None without one."""
    arguments: RunArguments | None = getattr(spider, "arguments", None)
    return arguments.minutes if arguments is not None else None


def find_requests(spider: Spider) -> int | None:
    """The limit given as `-a requests=`, None without one."""
    arguments: RunArguments | None = getattr(spider, "arguments", None)
    return arguments.requests if arguments is not None else None


def find_waiting(spider: Spider | None) -> int:
    """Number of addresses that wait on disk beside Scrapy's queue."""
    sources: PageSource | None = getattr(spider, "sources", None)
    return sources.count_waiting() if sources is not None else 0
