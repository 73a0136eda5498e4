"""Redirects stay on the site's own hosts: what leads away is named as moved, with its target."""

from typing import Any, Self
from urllib.parse import urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.normalize.printable import printable
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.refusals import Refusal

_REDIRECTS = (301, 302, 303, 307, 308)
#: Signs of a target that are named: it may be endless.
_LONGEST = 300


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
        try:
            target = urljoin(request.url, location.decode("utf-8", "replace").strip())
            _ = urlsplit(target).port
        except ValueError:
            raise Refusal("failed", "redirected to what is no address") from None
        if not self._may_follow(request, target):
            host = urlsplit(target).hostname or "nowhere"
            self._crawler.stats.inc_value(f"dvcrawler/moved/{host[:100]}")
            raise Refusal("moved", f"redirected to {printable(target[:_LONGEST])}")
        return response

    def _may_follow(self, request: Request, target: str) -> bool:
        there, here = urlsplit(target), urlsplit(request.url)
        if there.scheme not in ("http", "https") or "@" in there.netloc:
            return False
        if there.hostname == here.hostname:
            return True
        site: Any = getattr(self._crawler.spider, "site", None)
        return site is not None and is_own_host(target, site.hosts)
