"""Answers a cookie challenge once, and refuses challenge and maintenance pages."""

from typing import Self
from urllib.parse import urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import read_page_request
from dvcrawler.extract.loading.interstitials import StopPage, find_stop_page
from dvcrawler.extract.loading.reloads import asks_again
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.middlewares.cookie_redirects import read_cookies
from dvcrawler.run.counters import Counter, CounterGroup, count

#: Characters of the cookies kept for a host; browsers keep 4096 of each.
_LONGEST_COOKIES = 4096
_MAY_BE_CHALLENGE = (200, 202, 401, 403, 429, 503)


class ChallengeMiddleware:
    """Runs after decompression. A cookie is sent to its own host only, for the rest of the run."""

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
        """Repeats the request with the challenge's cookie; raises RequestRefused if that does not help."""
        asked = read_page_request(request)
        if response.status not in _MAY_BE_CHALLENGE or asked.archived or asked.is_unarchived:
            return response
        page = find_stop_page(response.body) or self._find_reload(request, response)
        if page is None:
            return response
        if page.kind == "maintenance":
            return self._note_maintenance(response)
        count(self._stats, CounterGroup.ANSWERS.counter(page.kind))
        if page.cookie is None:
            reason = "a challenge page instead of the article: it asks for a browser"
            raise RequestRefused("blocked", reason, PageCode.CHALLENGE)
        held = self._cookies.setdefault(urlsplit(request.url).hostname or "", page.cookie)
        if _has_sent(request, held):
            reason = "a cookie gate asks again despite its cookie"
            raise RequestRefused("blocked", reason, PageCode.COOKIE_GATE)
        return request.replace(dont_filter=True)

    def _find_reload(self, request: Request, response: Response) -> StopPage | None:
        """The page as a gate whose cookie is in its header, if it asks to be loaded again."""
        if not asks_again(response.body, request.url):
            return None
        cookies = "; ".join(f"{name}={value}" for name, value in read_cookies(response))
        cookie = self._cookies.get(urlsplit(request.url).hostname or "") or cookies[:_LONGEST_COOKIES]
        return StopPage("gate", cookie) if cookie else None

    def _note_maintenance(self, response: Response) -> Response:
        if response.status != 200:
            return response  # Scrapy retries it by its status
        count(self._stats, Counter.ANSWERS_MAINTENANCE)
        reason = "the server shows an error or maintenance page with status 200"
        raise RequestRefused("failed", reason, PageCode.ERROR_PAGE)


def _has_sent(request: Request, cookie: str) -> bool:
    sent = (request.headers.get("Cookie") or b"").split(b"; ")
    return all(pair.encode() in sent for pair in cookie.split("; "))
