"""Fetches a site's pages, also from hosts with outdated TLS, and some from an address that the settings name.

Timeouts say whether the server answered at all.
"""

import warnings
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, DownloadTimeoutError, ScrapyDeprecationWarning
from scrapy.http import Response
from scrapy.settings import BaseSettings

from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.discovery.requests import redirects_of
from dvcrawler.failures import PageTimeoutError, RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.messages.printable import printable
from dvcrawler.network.connect_to import is_public_name, parse_connect_to, parse_private_hosts, plain_host
from dvcrawler.network.http11 import Http11Handler
from dvcrawler.network.resolver import PublicResolver
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.politeness.throttle import ThrottleMiddleware

#: Characters of a redirect's target shown in a reason; it may be of any length.
_MAX_TARGET = 300


class SiteHandler(BaseDownloadHandler):
    """Verifies certificates by the system's authorities, or by the site's `tls_pin` if it has one."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._targets = parse_connect_to(crawler.settings.get("DVCRAWLER_CONNECT_TO") or "")
        self._private = parse_private_hosts(crawler.settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
        is_verified = crawler.settings.getbool("DOWNLOAD_VERIFY_CERTIFICATES")
        self._inner = (
            _choose_handler(crawler, "VerifiedTls") if is_verified else Http11Handler.from_crawler(crawler)
        )
        self._own_tls: Http11Handler | None = None

    async def download_request(self, request: Request) -> Response:
        pace = self._crawler.get_downloader_middleware(ThrottleMiddleware)
        return await (self._download(request) if pace is None else pace.download(request, self._download))

    async def _download(self, request: Request) -> Response:
        target = self._targets.get((urlsplit(request.url).hostname or "").lower())
        if target is not None:
            return await self._download_from(request, target)
        self._check_proxied(request)
        try:
            return await self._download_directly(request)
        except CannotResolveHostError:
            address = _find_refused_address(request)
            if address is None:
                raise
            raise _refuse(request, address) from None

    def _check_proxied(self, request: Request) -> None:
        """Checks only the host as written: a proxy resolves names itself."""
        host = urlsplit(request.url).hostname or ""
        if request.meta.get("proxy") and not is_public_name(host) and plain_host(host) not in self._private:
            raise _refuse(request, host)

    async def _download_directly(self, request: Request) -> Response:
        if request.url.startswith("https:") and self._needs_own_tls(request.url):
            return await _fetch(self._find_tls_handler(), request)
        return await _fetch(self._inner, request)

    async def _download_from(self, request: Request, target: str) -> Response:
        parts = urlsplit(request.url)
        # The host name is kept, so that hosts share no connections; the resolver maps it to the target.
        netloc = f"{parts.hostname}:{target.rpartition(':')[2]}"
        sent = request.replace(url=parts._replace(scheme="http", netloc=netloc).geturl())
        sent.meta.pop("proxy", None)
        sent.headers["Host"] = parts.netloc
        sent.headers["X-Forwarded-Proto"] = parts.scheme
        response = await _fetch(self._inner, sent)
        # Scrapy stores latency and slot in the meta of the request that was sent.
        request.meta.update({k: v for k, v in sent.meta.items() if k not in request.meta})
        return response.replace(url=request.url)

    def _needs_own_tls(self, url: str) -> bool:
        site = find_crawled_site(self._crawler)
        if site is None or not is_own_host(url, site.hosts):
            return False
        return site.tls == "legacy" or site.tls_pin is not None

    def _find_tls_handler(self) -> Http11Handler:
        if self._own_tls is None:
            self._own_tls = _choose_handler(self._crawler, "SiteTls")
        return self._own_tls

    async def close(self) -> None:
        await self._inner.close()
        if self._own_tls is not None:
            await self._own_tls.close()


async def _fetch(handler: Http11Handler, request: Request) -> Response:
    """Raises PageTimeoutError if the headers came in time and the body did not."""
    request.meta.pop("download_latency", None)  # set by Scrapy when the headers have come; retries copy it
    try:
        return await handler.download_request(request)
    except DownloadTimeoutError as error:
        if "download_latency" in request.meta:
            raise PageTimeoutError(str(error)) from error
        raise


def _find_refused_address(request: Request) -> str | None:
    from twisted.internet import reactor

    resolver = getattr(reactor, "nameResolver", None)
    host = urlsplit(request.url).hostname or ""
    return resolver.refusal(host) if isinstance(resolver, PublicResolver) else None


def _refuse(request: Request, address: str) -> RequestRefused:
    """The outcome of a request to a private address: "moved" after a redirect, else "failed"."""
    reason = f"its host is at a private address, {address} (DVCRAWLER_PRIVATE_HOSTS allows it)"
    if not redirects_of(request):
        return RequestRefused("failed", reason, PageCode.PRIVATE_ADDRESS)
    target = printable(request.url[:_MAX_TARGET])
    return RequestRefused("moved", f"redirected to {target}: {reason}", PageCode.PRIVATE_ADDRESS, target)


def _choose_handler(crawler: Crawler, policy: str) -> Http11Handler:
    """`policy` is the name of a class in `network.tls`."""
    # The setting is deprecated, but there is no other public way to set a TLS policy.
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ScrapyDeprecationWarning)
        return Http11Handler.from_crawler(_WithTls(crawler, policy))  # type: ignore[arg-type]


class _WithTls:
    """The crawler with another TLS policy."""

    def __init__(self, crawler: Crawler, policy: str) -> None:
        self._crawler = crawler
        self.settings = BaseSettings(dict(crawler.settings))  # the crawler's are frozen
        self.settings.set(
            "DOWNLOADER_CLIENTCONTEXTFACTORY", f"dvcrawler.network.tls.{policy}", priority="cmdline"
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self._crawler, name)
