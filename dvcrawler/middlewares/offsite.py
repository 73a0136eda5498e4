"""Keeps requests on the site's own hosts; a redirect to another host is reported as moved."""

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.discovery.requests import PageRequest, read_page_request, redirects_of
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.messages.printable import printable
from dvcrawler.network.connect_to import is_public_name
from dvcrawler.normalize.domains import leads_back
from dvcrawler.normalize.hosts import find_address_fault
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.run.counters import CounterGroup, count

#: Characters of a redirect target in messages.
_MAX_TARGET = 300


class OffsiteMiddleware:
    """Checks the URL of every request as Scrapy has parsed it, before robots.txt is fetched.

    A site file allows a redirect by listing the host among its own; http and https, with and without www,
    are the same host. A picture or document may also be on, and lead to, a host that the site's pages name.
    Redirects pass through a host beside the site's own that is told where to return to: it checks visitors.
    Only robots.txt is followed to any public host (RFC 9309, 2.3.1.2). Scrapy's own offsite filter drops
    requests silently, and lets retries pass.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Raises RequestRefused for a URL on another host."""
        before = redirects_of(request)
        if self._is_own(request) or (before and self._may_pass(request, before[-1])):
            fault = find_address_fault(request.url)
            if fault is not None:
                raise RequestRefused(
                    "failed", f"{fault}: {printable(request.url[:_MAX_TARGET])}", PageCode.UNUSABLE_ADDRESS
                )
            return
        if not before:
            raise RequestRefused("failed", "it leads to another host", PageCode.OTHER_HOST)
        raise self._note_moved(request)

    def process_response(self, request: Request, response: Response) -> Response:
        """Raises RequestRefused for a page of a host that should have led back."""
        before = redirects_of(request)
        if before and not self._is_own(request) and not self._may_follow(request, before[0]):
            raise self._note_moved(request)
        return response

    def _note_moved(self, request: Request) -> RequestRefused:
        host = urlsplit(request.url).hostname or "nowhere"
        count(self._crawler.stats, CounterGroup.MOVED.counter(host[:100]))
        target = printable(request.url[:_MAX_TARGET])
        return RequestRefused("moved", f"redirected to {target}", PageCode.REDIRECTED, target)

    def _is_own(self, request: Request) -> bool:
        site, page = find_crawled_site(self._crawler), read_page_request(request)
        is_first = not redirects_of(request)
        if is_first and (site is None or _is_free(page)):
            return True
        return site is not None and is_own_host(request.url, site.hosts)

    def _may_pass(self, request: Request, before: str) -> bool:
        if self._may_follow(request, before):
            return True
        site = find_crawled_site(self._crawler)
        return site is not None and leads_back(request.url, site.hosts)

    def _may_follow(self, request: Request, before: str) -> bool:
        there = urlsplit(request.url)
        if "@" in there.netloc:
            return False
        if there.hostname == urlsplit(before).hostname:  # of http and https, and of a cookie
            return True
        page = read_page_request(request)
        if page.media is not None and (there.hostname or "") in page.media.hosts:
            return True
        return page.is_robots_check and is_public_name(there.hostname or "")


def _is_free(page: PageRequest) -> bool:
    is_named = page.is_host_trial or page.is_loaded_list or page.media is not None
    return page.allow_offsite or page.is_robots_check or is_named
