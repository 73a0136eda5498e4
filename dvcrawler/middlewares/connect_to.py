"""Sends a host's requests to another address over plain http, as curl's `--connect-to` does.

For the sample portal, mirrors and tests: recorded addresses stay the public ones.
"""

from urllib.parse import urlsplit

from scrapy import Request
from scrapy.core.downloader.handlers.base import BaseDownloadHandler
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.http import Response

from dvcrawler.errors import ConfigError


def parse_connect_to(value: str) -> dict[str, str]:
    """`host=address:port,…` as a mapping. Raises ConfigError for anything else."""
    pairs = [part.strip().partition("=") for part in value.split(",") if part.strip()]
    for host, _, target in pairs:
        if not host or not target.rpartition(":")[2].isdecimal():
            raise ConfigError(f"DVCRAWLER_CONNECT_TO: {host}={target} is not of the form host=address:port")
    return {host.lower(): target for host, _, target in pairs}


class ConnectToHandler(BaseDownloadHandler):
    """Scrapy's own handler, with the address changed on the way out and restored on the way in."""

    lazy = True

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self._targets = parse_connect_to(crawler.settings.get("DVCRAWLER_CONNECT_TO") or "")
        self._inner = HTTP11DownloadHandler.from_crawler(crawler)

    async def download_request(self, request: Request) -> Response:
        parts = urlsplit(request.url)
        target = self._targets.get((parts.hostname or "").lower())
        if target is None:
            return await self._inner.download_request(request)
        sent = request.replace(url=parts._replace(scheme="http", netloc=target).geturl())
        sent.headers["Host"] = parts.netloc
        sent.headers["X-Forwarded-Proto"] = parts.scheme
        response = await self._inner.download_request(sent)
        # Scrapy writes what it learnt (latency, slot) into the meta of the request it was given.
        request.meta.update({k: v for k, v in sent.meta.items() if k not in request.meta})
        return response.replace(url=request.url)

    async def close(self) -> None:
        await self._inner.close()
