"""Requests stay on the site's own hosts: a redirect that leads away is named as moved, with its target."""

from typing import Any, Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request

from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.network.public_addresses import is_public_name
from dvcrawler.normalize.hosts import find_address_fault
from dvcrawler.normalize.printable import printable
from dvcrawler.normalize.urls import is_own_host

#: Signs of a target that are named: it may be endless.
_LONGEST = 300


class OffsiteMiddleware:
    """Judges every request as it goes out, by the address as Scrapy has read it: before robots.txt is asked.

    A site file lets a redirect pass by naming the host among its own; http and https, with and without www,
    are the same host. robots.txt alone is followed to any public host (RFC 9309, 2.3.1.2). Scrapy's own
    offsite filter drops what leads away without a word, and lets what is tried again pass.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises Refusal for what leads away."""
        before = request.meta.get("redirect_urls")
        if self._is_own(request) or (before and self._may_follow(request, before[-1])):
            fault = find_address_fault(request.url)
            if fault is not None:
                raise RequestRefused(
                    "failed", f"{fault}: {printable(request.url[:_LONGEST])}", PageCode.UNUSABLE_ADDRESS
                )
            return
        if not before:
            raise RequestRefused("failed", "it leads to another host", PageCode.OTHER_HOST)
        host = urlsplit(request.url).hostname or "nowhere"
        self._crawler.stats.inc_value(f"dvcrawler/moved/{host[:100]}")
        target = printable(request.url[:_LONGEST])
        raise RequestRefused("moved", f"redirected to {target}", PageCode.REDIRECTED, target)

    def _is_own(self, request: Request) -> bool:
        site: Any = getattr(self._crawler.spider, "site", None)
        first = not request.meta.get("redirect_urls")
        if first and (site is None or request.meta.get("allow_offsite") or request.meta.get("for_robots")):
            return True
        return site is not None and is_own_host(request.url, site.hosts)

    def _may_follow(self, request: Request, before: str) -> bool:
        there = urlsplit(request.url)
        if "@" in there.netloc:
            return False
        if there.hostname == urlsplit(before).hostname:
            return True
        return bool(request.meta.get("for_robots")) and is_public_name(there.hostname or "")
