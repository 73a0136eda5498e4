"""Packed bodies, unpacked as those of an archive are: Scrapy's own lets half a page pass for a whole one."""

from typing import Self

from scrapy.crawler import Crawler
from scrapy.http import Request, Response

from dvcrawler.bodies import decode_body
from dvcrawler.failures import RequestRefused
from dvcrawler.items import PageCode

_HEADER = b"Content-Encoding"


class DecompressionMiddleware:
    """Raises Refusal for a body that is a bomb, that is broken, or that ends before its page does."""

    def __init__(self, most: int) -> None:
        self._most = most

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler.settings.getint("DOWNLOAD_MAXSIZE"))

    def process_response(self, request: Request, response: Response) -> Response:
        """An answer whose header names no coding is left as it is."""
        said = b",".join(response.headers.getlist(_HEADER)).decode("latin-1")
        if not said:
            return response
        try:
            body = decode_body(response.body, said, request.meta.get("download_maxsize", self._most))
        except ValueError as error:
            raise RequestRefused("failed", str(error), PageCode.BROKEN_BODY) from error
        unpacked = response.replace(body=body)
        del unpacked.headers[_HEADER]
        return unpacked
