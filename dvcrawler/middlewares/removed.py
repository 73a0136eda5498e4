"""Does not follow redirects to articles that were removed: their pages must not reach the archive again."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.exceptions import NotConfigured
from scrapy.http import Request

from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.discovery.requests import redirects_of
from dvcrawler.extract.site import Site
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.normalize.urls import read_address
from dvcrawler.run.session import session_of


class RemovedMiddleware:
    """The frontier leaves removed articles out; this covers addresses that a server redirects to."""

    def __init__(self, name: str, site: Site, removed: frozenset[str]) -> None:
        self._name, self._site, self._removed = name, site, removed

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        session, site = session_of(crawler), find_crawled_site(crawler)
        if site is None or not session.store.removed:
            raise NotConfigured  # without a text: Scrapy would log it as a warning in every run
        return cls(session.site, site, session.store.removed)

    def process_request(self, request: Request) -> None:
        """Raises RequestRefused for a redirect to a removed article."""
        if not redirects_of(request):
            return
        address = read_address(request.url, self._site.addresses, self._site.hosts)
        if address is not None and f"{self._name}:{address.native_id}" in self._removed:
            raise RequestRefused("gone", "it redirects to an article that was removed", PageCode.REMOVED)
