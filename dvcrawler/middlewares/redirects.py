"""Redirects stay on the site's own hosts: what leads away is named as moved, with its target."""

from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.normalize.urls import is_own_host
from dvcrawler.refusals import Refusal

_REDIRECTS = (301, 302, 303, 307, 308)


class RedirectPolicy:
    """Before Scrapy follows. A site file lets a redirect pass by naming the host among its own; http and
    https, with and without www, are the same host. So no redirect leads to a private address either.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Response:
        location = response.headers.get("Location")
        if response.status not in _REDIRECTS or location is None:
            return response
        target = urljoin(request.url, location.decode("utf-8", "replace").strip())
        if not self._may_follow(request, target):
            host = urlsplit(target).hostname or "nowhere"
            self._crawler.stats.inc_value(f"dvcrawler/moved/{host[:100]}")
            raise Refusal("moved", f"redirected to {printable(target)}")
        return response

    def _may_follow(self, request: Request, target: str) -> bool:
        try:
            there, here = urlsplit(target), urlsplit(request.url)
        except ValueError:
            return False
        if there.scheme not in ("http", "https"):
            return False
        if there.hostname == here.hostname:
            return True
        site: Any = getattr(self._crawler.spider, "site", None)
        return site is not None and is_own_host(target, site.hosts)


def printable(url: str) -> str:
    """On one line, without signs that a terminal obeys, and not endless."""
    return "".join(sign if sign.isprintable() else "?" for sign in url)[:300]
