"""Follows a redirect that leads back to its origin, once its cookie is sent along."""

import re
from collections.abc import Iterator, Mapping
from typing import Self
from urllib.parse import urldefrag, urljoin, urlsplit

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.discovery.requests import read_page_request, redirects_of
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.run.counters import Counter, count
from dvcrawler.storage.warc.captures import REDIRECTS

#: Characters of the cookies kept for a host; browsers keep 4096 of each.
_LONGEST_COOKIES = 4096
_DOMAIN = re.compile(r"(?:^|;)\s*domain\s*=\s*\.?([a-z0-9.-]+)", re.I)
#: Keys of Scrapy's notes on a chain of redirects.
_CHAIN = ("redirect_urls", "redirect_reasons", "redirect_times", "redirect_ttl")


def read_target(url: str, response: Response) -> str | None:
    """Where the redirect of `url` leads, without the fragment; None if that is not an address."""
    location = (response.headers.get("Location") or b"").decode("utf-8", "replace").strip()
    try:
        target = urldefrag(urljoin(url, location)).url
        _ = urlsplit(target).port  # raises as well: "http://host:99999/"
    except ValueError:
        return None
    return target


def read_cookies(response: Response) -> Iterator[tuple[str, str]]:
    """The names and values of the cookies, without those that no header can hold."""
    return ((name, value) for name, value, _ in _read_cookies(response))


def _read_cookies(response: Response) -> Iterator[tuple[str, str, str]]:
    """With the domain that each is for; empty where it is for its host alone."""
    for line in response.headers.getlist("Set-Cookie"):
        pair, _, attributes = line.decode("latin-1").partition(";")
        name, sign, value = pair.partition("=")
        if sign and name.strip() and (name + value).isprintable():
            found = _DOMAIN.search(attributes)
            yield name.strip(), value.strip(), found[1].lower() if found else ""


class CookieRedirectMiddleware:
    """Runs before Scrapy follows redirects. Sends no cookies until a host's redirects form a loop; from then
    on to that host only, for the rest of the run. The host that the loop passes through may set the cookie.
    """

    def __init__(self, crawler: Crawler) -> None:
        self._stats = crawler.stats
        #: Cookies by host, or by the domain that they are for, with a dot before it.
        self._offered: dict[str, dict[str, str]] = {}
        self._sent: dict[str, dict[str, str]] = {}
        #: Hashes of the addresses that were asked for again.
        self._repeated = set[int]()

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        cookies = self._sent.get(_read_host(request.url))
        if cookies and read_page_request(request).archived is None:
            merged = _read_sent(request) | cookies
            request.headers["Cookie"] = "; ".join(f"{name}={value}" for name, value in merged.items())

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Repeats the request with the cookies; raises RequestRefused if it was sent with them. Requests that
        were under way before the first answer had none.
        """
        if response.status not in REDIRECTS or read_page_request(request).archived:
            return response
        self._note_cookies(_read_host(request.url), response)
        first = (redirects_of(request) or [request.url])[0]
        offered = {host: self._list_offered(host) for host in map(_read_host, (first, request.url))}
        if not any(offered.values()) or not _is_circle(request, response):
            return response
        if self._was_tried(offered[_read_host(request.url)], request, first):
            raise RequestRefused("blocked", "it redirects to itself despite its cookie", PageCode.COOKIE_GATE)
        self._sent |= offered
        self._repeated.add(hash(first))
        count(self._stats, Counter.ANSWERS_GATE)
        meta = {key: value for key, value in request.meta.items() if key not in _CHAIN}
        return request.replace(url=first, meta=meta, dont_filter=True)

    def _note_cookies(self, host: str, response: Response) -> None:
        for name, value, domain in _read_cookies(response):
            is_shared = "." in domain and f".{host}".endswith(f".{domain}")
            kept = self._offered.setdefault(f".{domain}" if is_shared else host, {})
            if sum(map(len, (name, value, *kept, *kept.values()))) <= _LONGEST_COOKIES:
                kept[name] = value

    def _list_offered(self, host: str) -> dict[str, str]:
        """The cookies for the host and for its domains."""
        shared = (cookies for domain, cookies in self._offered.items() if f".{host}".endswith(domain))
        return {name: value for cookies in shared for name, value in cookies.items()}

    def _was_tried(self, cookies: Mapping[str, str], request: Request, first: str) -> bool:
        """Whether the request had the cookies of its host. A host without any only leads back."""
        if cookies:
            return cookies.keys() <= _read_sent(request).keys()
        return hash(first) in self._repeated


def _is_circle(request: Request, response: Response) -> bool:
    """Whether the redirect leads to an address that the request has come from."""
    target = read_target(request.url, response)
    asked = (request.url, *redirects_of(request))
    return target is not None and _normalise(target) in map(_normalise, asked)


def _normalise(url: str) -> str:
    """The address without its fragment, and without the port that its scheme implies."""
    parts = urlsplit(urldefrag(url).url)
    port = None if parts.port == {"http": 80, "https": 443}.get(parts.scheme) else parts.port
    netloc = parts.hostname or ""
    return parts._replace(netloc=f"{netloc}:{port}" if port else netloc, path=parts.path or "/").geturl()


def _read_sent(request: Request) -> dict[str, str]:
    """The cookies in the request's header."""
    header = (request.headers.get("Cookie") or b"").decode("latin-1")
    pairs = (pair.partition("=") for pair in header.split("; ") if pair)
    return {name: value for name, _, value in pairs}


def _read_host(url: str) -> str:
    return urlsplit(url).hostname or ""
