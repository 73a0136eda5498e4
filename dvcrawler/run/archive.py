"""The archive of a run: every response as received, written before it is parsed."""

from collections.abc import Sequence
from datetime import datetime
from http.client import responses
from pathlib import Path

from scrapy.http import Request, Response
from scrapy.http.headers import Headers
from scrapy.settings import BaseSettings

from dvcrawler import __version__
from dvcrawler.items import utc_text
from dvcrawler.storage.warc.captures import Capture
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter

#: Headers about the connection, not the response; Scrapy has already applied them.
_HOP_BY_HOP = frozenset((b"transfer-encoding", b"connection", b"keep-alive", b"content-length"))


class Archive:
    """Writes exchanges to WARC files and indexes them. Every method raises StorageError if the disk fails."""

    def __init__(self, data: Path, site: str, begun: datetime, settings: BaseSettings) -> None:
        self.index = CaptureIndex(data, site)
        about, size = _describe_run(begun, settings), settings.getint("DVCRAWLER_WARC_SIZE")
        self._writer = WarcWriter(data, site, begun, about, self.index.same, size)

    @property
    def sizes(self) -> dict[str, int]:
        """Bytes written by this run, by file name."""
        return dict(self._writer.sizes)

    @property
    def is_sound(self) -> bool:
        """Whether failed writes left nothing behind, so that another one may be tried."""
        return self._writer.is_sound

    def keep(self, request: Request, response: Response, at: datetime, *, is_media: bool = False) -> Capture:
        """Writes the exchange and returns its place. It is on disk after the next `sync`.

        The same bytes of a picture or document are written only once, even under several addresses.
        """
        known = self.index.same_file if is_media and response.status == 200 else None
        capture = self._writer.write(_make_exchange(request, response, at), known)
        self.index.add(capture)
        return capture

    def sync(self) -> None:
        self._writer.sync()

    def close(self) -> None:
        try:
            self._writer.close()
        finally:
            self.index.close()


def _describe_run(begun: datetime, settings: BaseSettings) -> Sequence[tuple[str, str]]:
    return (
        ("software", f"dvcrawler/{__version__}"),
        ("format", "WARC File Format 1.1"),
        ("robots", "obey" if settings.getbool("ROBOTSTXT_OBEY") else "ignore"),
        ("http-header-user-agent", settings["USER_AGENT"]),
        ("description", "header lines as Scrapy had them: names in title case, order within a name kept"),
        ("created", utc_text(begun)),
    )


def _make_exchange(request: Request, response: Response, at: datetime) -> Exchange:
    headers = [pair for pair in _list_pairs(response.headers) if pair[0].lower() not in _HOP_BY_HOP]
    headers.append((b"Content-Length", str(len(response.body)).encode()))
    return Exchange(
        url=request.url,
        at=at,
        method=request.method,
        request_headers=_request_headers(request),
        status=response.status,
        reason=responses.get(response.status, ""),
        headers=headers,
        body=response.body,
        request_body=request.body,
        ip=str(response.ip_address) if response.ip_address else None,
    )


def _request_headers(request: Request) -> list[tuple[bytes, bytes]]:
    pairs = _list_pairs(request.headers)
    if not any(name.lower() == b"host" for name, _ in pairs):
        host = request.url.partition("://")[2].partition("/")[0]
        pairs.insert(0, (b"Host", host.encode("ascii")))  # Scrapy's addresses have no other hosts
    return pairs


def _list_pairs(headers: Headers) -> list[tuple[bytes, bytes]]:
    return [(name, value) for name in headers for value in headers.getlist(name)]
