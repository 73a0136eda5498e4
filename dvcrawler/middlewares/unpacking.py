"""Scrapy's unpacking of bodies, which lets a page pass whose packed body was cut: half an article."""

import zlib

from scrapy import Spider
from scrapy.downloadermiddlewares.httpcompression import HttpCompressionMiddleware
from scrapy.exceptions import IgnoreRequest
from scrapy.http import Request, Response

from dvcrawler.refusals import Refusal

_MAGIC = b"\x1f\x8b\x08"


class UnpackingMiddleware(HttpCompressionMiddleware):
    """Raises Refusal for a body that is a bomb, that is broken, or that ends before its page does."""

    def process_response(
        self, request: Request, response: Response, spider: Spider | None = None
    ) -> Request | Response:
        try:
            unpacked = super().process_response(request, response)
        except IgnoreRequest as error:
            raise Refusal("failed", "the answer is larger than DOWNLOAD_MAXSIZE when unpacked") from error
        except Exception as error:  # each packer has errors of its own
            raise Refusal("failed", f"the packed body is broken ({type(error).__name__})") from error
        was_packed = isinstance(unpacked, Response) and unpacked is not response
        if was_packed and is_cut(response.body, unpacked.body):
            raise Refusal("failed", "the packed body was cut off")
        return unpacked


def is_cut(packed: bytes, unpacked: bytes) -> bool:
    """Whether a gzip stream ends before its end, and the page with it; False for any other packing."""
    if not packed.startswith(_MAGIC) or int.from_bytes(packed[-4:], "little") == len(unpacked):
        return False
    return b"</html" not in unpacked[-2000:].lower() and not _has_end(packed)


def _has_end(packed: bytes) -> bool:
    unpacker = zlib.decompressobj(31)
    rest, most = packed, 1 << 16
    while rest and not unpacker.eof:
        try:
            unpacker.decompress(rest, most)
        except zlib.error:
            return False
        rest = unpacker.unconsumed_tail
    return unpacker.eof
