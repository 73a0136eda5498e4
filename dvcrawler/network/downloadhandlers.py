"""Scrapy's download handlers with three exceptions: hosts whose requests are sent to another address, hosts
with outdated TLS, and pages that end before the length in their headers. Timeouts say whether the server
answered at all.
"""

import re
import warnings
from typing import TYPE_CHECKING, Any, cast
from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadTimeoutError,
    ResponseDataLossError,
    ScrapyDeprecationWarning,
)
from scrapy.http import Response
from scrapy.settings import BaseSettings
from scrapy.utils.defer import maybe_deferred_to_future
from twisted.internet.defer import Deferred

from dvcrawler.bodies import decode_body
from dvcrawler.discovery.protocols import find_crawled_site
from dvcrawler.discovery.requests import redirects_of
from dvcrawler.failures import PageTimeoutError, RequestRefused
from dvcrawler.items import PageCode
from dvcrawler.messages.printable import printable
from dvcrawler.network.connect_to import is_public_name, parse_connect_to, parse_private_hosts, plain_host
from dvcrawler.network.resolver import PublicResolver
from dvcrawler.normalize.numbers import read_json
from dvcrawler.normalize.urls import is_own_host
from dvcrawler.patterns import lazy_regex
from dvcrawler.politeness.throttle import ThrottleMiddleware

if TYPE_CHECKING:
    from twisted.internet.base import DelayedCall
    from twisted.internet.task import Clock

#: What ends a page, a feed or a sitemap.
_END = lazy_regex(rb"</(?:html|rss|feed|rdf:rdf|urlset|sitemapindex)\s{0,9}>[\s\0]{0,99}\Z", re.I)
#: Stands behind that too, and may quote it: when the page was made, counters of visits, windows to print in.
_ASIDE = lazy_regex(rb"<!--.*?(?:-->|\Z)|<script\b.*?(?:</script|\Z)[^>]{0,9}>?", re.I | re.S)
_BLANK = b" \t\r\n\xef\xbb\xbf"
_DOCUMENT = lazy_regex(rb"<(/?)html\b", re.I)
#: From here on the status and the headers say all: moved, gone, failed.
_FIRST_WITHOUT_PAGE = 300
#: Characters of a redirect's target shown in a reason; it may be of any length.
_MAX_TARGET = 300


class Http11Handler(HTTP11DownloadHandler):
    """Takes a page that is whole although its length is wrong, or its last chunk is missing. Connections are
    closed without a traceback on a busy machine.
    """

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._retries = crawler.settings.getint("RETRY_TIMES") * crawler.settings.getbool("RETRY_ENABLED")

    async def download_request(self, request: Request) -> Response:
        if request.meta.get("retry_times"):
            # A server that states more bytes than it sends keeps the connection else, and the page waits.
            request.headers["Connection"] = "close"
        is_looked_at = self._fail_on_dataloss and is_looked_at_if_cut(request, self._retries)
        request.meta["download_fail_on_dataloss"] = self._fail_on_dataloss and not is_looked_at
        response = await super().download_request(request)
        if is_looked_at and "dataloss" in response.flags and not has_ended(response):
            raise ResponseDataLossError
        return response

    async def close(self) -> None:
        """Scrapy itself calls the Deferred of the connections after a second, also where they have closed in
        the same turn of the loop: AlreadyCalledError.
        """
        from twisted.internet import reactor

        closing = self._pool.closeCachedConnections()  # type: ignore[no-untyped-call]
        clock = cast("Clock", reactor)
        await maybe_deferred_to_future(end_within(closing, clock, self._disconnect_timeout))


def is_looked_at_if_cut(request: Request, retries: int) -> bool:
    """Scrapy gives the body, or else the error that says what became of the connection. The body is looked at
    in the last request but one, and the last one fails with that error; a single one shows the body.
    """
    most = request.meta.get("max_retry_times", retries)
    return bool(request.meta.get("retry_times", 0) == max(most - 1, 0))


def has_ended(response: Response) -> bool:
    """Whether the body, packed or not, ends as a whole page, feed or JSON does, or is of no account."""
    if response.status >= _FIRST_WITHOUT_PAGE:
        return True
    said = b",".join(response.headers.getlist("Content-Encoding")).decode("latin-1")
    try:
        body = decode_body(response.body, said)
    except ValueError:
        return False
    return _is_whole_json(body) if body.lstrip(_BLANK)[:1] in (b"{", b"[") else _is_whole_page(body)


def _is_whole_page(body: bytes) -> bool:
    """A page that was pasted into the text of another one ends before that."""
    shown = _ASIDE.sub(b"", body)
    ends = [bool(each[1]) for each in _DOCUMENT.finditer(shown)]
    return _END.search(shown) is not None and ends.count(False) <= ends.count(True)


def _is_whole_json(body: bytes) -> bool:
    try:
        read_json(body.decode("utf-8-sig"))
    except ValueError:
        return False
    return True


def end_within(closing: Deferred[None], clock: "Clock", seconds: float) -> Deferred[None]:
    """Fires when `closing` does, in any way, but at the latest after these seconds."""
    ended: Deferred[None] = Deferred()

    def end(_: object) -> None:
        if not ended.called:
            ended.callback(None)
        if timer.active():
            timer.cancel()

    timer = cast("DelayedCall", clock.callLater(seconds, end, None))
    closing.addBoth(end)
    return ended


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
