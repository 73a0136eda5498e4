"""Scrapy's downloader at each host's own pace, with two exceptions: hosts led elsewhere, and hosts whose
TLS is out of date.
"""

import warnings
from typing import Any
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError, ScrapyDeprecationWarning
from scrapy.http import Response
from scrapy.settings import Settings

from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.network.connect_to import parse_connect_to, parse_private_hosts, plain_host
from dvcrawler.network.public_addresses import is_public_name
from dvcrawler.network.resolver import PublicResolver
from dvcrawler.normalize.printable import printable
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.politeness.throttle import ThrottleMiddleware

#: Characters of a redirect's target that are named: it may be endless.
_LONGEST = 300


class SiteHandler(BaseDownloadHandler):
    """Certificates are verified by the system's authorities, or by the pin of the site's file (`tls_pin`)."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._crawler = crawler
        self._targets = parse_connect_to(crawler.settings.get("DVCRAWLER_CONNECT_TO") or "")
        self._private = parse_private_hosts(crawler.settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
        self._inner = HTTP11DownloadHandler.from_crawler(crawler)
        self._own_tls: HTTP11DownloadHandler | None = None

    async def download_request(self, request: Request) -> Response:
        pace = self._crawler.get_downloader_middleware(ThrottleMiddleware)
        return await (self._download(request) if pace is None else pace.download(request, self._download))

    async def _download(self, request: Request) -> Response:
        target = self._targets.get((urlsplit(request.url).hostname or "").lower())
        if target is not None:
            return await self._elsewhere(request, target)
        self._check_proxied(request)
        try:
            return await self._directly(request)
        except CannotResolveHostError:
            address = _refused_address(request)
            if address is None:
                raise
            raise _refusal(request, address) from None

    def _check_proxied(self, request: Request) -> None:
        """A proxy resolves names itself: only the host as it is written can be judged here."""
        host = urlsplit(request.url).hostname or ""
        if request.meta.get("proxy") and not is_public_name(host) and plain_host(host) not in self._private:
            raise _refusal(request, host)

    async def _directly(self, request: Request) -> Response:
        if request.url.startswith("https:") and self._needs_own_tls(request.url):
            return await self._own_tls_handler().download_request(request)
        return await self._inner.download_request(request)

    async def _elsewhere(self, request: Request, target: str) -> Response:
        parts = urlsplit(request.url)
        # The name stays: the resolver leads it to the target, and it shares no connection with other hosts.
        netloc = f"{parts.hostname}:{target.rpartition(':')[2]}"
        sent = request.replace(url=parts._replace(scheme="http", netloc=netloc).geturl())
        sent.meta.pop("proxy", None)
        sent.headers["Host"] = parts.netloc
        sent.headers["X-Forwarded-Proto"] = parts.scheme
        response = await self._inner.download_request(sent)
        # Scrapy writes what it learnt (latency, slot) into the meta of the request it was given.
        request.meta.update({k: v for k, v in sent.meta.items() if k not in request.meta})
        return response.replace(url=request.url)

    def _needs_own_tls(self, url: str) -> bool:
        site: Any = getattr(self._crawler.spider, "site", None)
        if site is None or not is_own_host(url, site.hosts):
            return False
        return site.tls == "legacy" or site.tls_pin is not None

    def _own_tls_handler(self) -> HTTP11DownloadHandler:
        if self._own_tls is None:
            with (
                warnings.catch_warnings()
            ):  # deprecated, and the only public way to a TLS policy of one's own
                warnings.simplefilter("ignore", ScrapyDeprecationWarning)
                self._own_tls = HTTP11DownloadHandler.from_crawler(_WithSiteTls(self._crawler))  # type: ignore[arg-type]
        return self._own_tls

    async def close(self) -> None:
        await self._inner.close()
        if self._own_tls is not None:
            await self._own_tls.close()


def _refused_address(request: Request) -> str | None:
    from twisted.internet import reactor

    resolver = getattr(reactor, "nameResolver", None)
    host = urlsplit(request.url).hostname or ""
    return resolver.refusal(host) if isinstance(resolver, PublicResolver) else None


def _refusal(request: Request, address: str) -> RequestRefused:
    """The host is named where the request was led there: it is none of the site's."""
    reason = f"its host is at a private address, {address} (DVCRAWLER_PRIVATE_HOSTS allows it)"
    if not request.meta.get("redirect_urls"):
        return RequestRefused("failed", reason, PageCode.PRIVATE_ADDRESS)
    target = printable(request.url[:_LONGEST])
    return RequestRefused("moved", f"redirected to {target}: {reason}", PageCode.PRIVATE_ADDRESS, target)


class _WithSiteTls:
    """The crawler, with a TLS policy that knows the site's exceptions."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self.settings = Settings(dict(crawler.settings))  # the crawler's own are frozen
        policy = "dvcrawler.network.tls.SiteTls"
        self.settings.set("DOWNLOADER_CLIENTCONTEXTFACTORY", policy, priority="cmdline")

    def __getattr__(self, name: str) -> Any:
        return getattr(self._crawler, name)
