"""Answers a cookie gate once, and keeps pages that are none of the site's from being read as such."""

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.extract.interstitials import find_stop_page
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode

_WORTH_A_LOOK = (200, 202, 401, 403, 429, 503)


class ChallengeMiddleware:
    """Behind the unpacking of bodies. The cookie lives as long as the run, for its own host alone."""

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        self._cookies: dict[str, str] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        cookie = self._cookies.get(urlsplit(request.url).hostname or "")
        if cookie is not None:
            request.headers["Cookie"] = cookie

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """The request again with the gate's cookie; raises Refusal for what does not yield."""
        if response.status not in _WORTH_A_LOOK or request.meta.get("kept") or request.meta.get("unkept"):
            return response
        page = find_stop_page(response.body)
        if page is None:
            return response
        if page.kind == "maintenance":
            return self._note_maintenance(response)
        self._stats.inc_value(f"dvcrawler/answers/{page.kind}")
        if page.cookie is None:
            raise RequestRefused(
                "blocked", "a challenge page stands there: it wants a person", PageCode.CHALLENGE
            )
        host = urlsplit(request.url).hostname or ""
        if self._cookies.setdefault(host, page.cookie).encode() == request.headers.get("Cookie"):
            raise RequestRefused("blocked", "a cookie gate does not yield", PageCode.COOKIE_GATE)
        return request.replace(dont_filter=True)

    def _note_maintenance(self, response: Response) -> Response:
        if response.status != 200:
            return response  # the status says it, and is tried again
        self._stats.inc_value("dvcrawler/answers/maintenance")
        reason = "the server shows an error or maintenance page with status 200"
        raise RequestRefused("failed", reason, PageCode.ERROR_PAGE)
