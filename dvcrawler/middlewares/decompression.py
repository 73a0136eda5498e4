"""Undoes what is between a site and its page, as for archived ones: a proxy's status, and Content-Encoding.
Scrapy's own middleware accepts truncated bodies.
"""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.bodies import decode_body, status_of_origin
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode

_HEADER = b"Content-Encoding"


class DecompressionMiddleware:
    """Raises RequestRefused for a decompression bomb, and for a corrupt or truncated body."""

    def __init__(self, max_size: int) -> None:
        self._max_size = max_size

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """Returns a response without Content-Encoding unchanged, but for status 203, which becomes 200."""
        if (status := status_of_origin(response.status)) != response.status:
            response = response.replace(status=status)
        said = b",".join(response.headers.getlist(_HEADER)).decode("latin-1")
        if not said:
            return response
        try:
            body = decode_body(response.body, said, request.meta.get("download_maxsize", self._max_size))
        except ValueError as error:
            raise RequestRefused("failed", str(error), PageCode.BROKEN_BODY) from error
        unpacked = response.replace(body=body)
        del unpacked.headers[_HEADER]
        return unpacked
