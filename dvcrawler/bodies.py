"""Unpacks bodies: Content-Encoding, gzip in gzip, sitemaps as .xml.gz files."""

import sys
import zlib
from collections.abc import Callable
from typing import Any, Protocol

#: The limit for a live response (DOWNLOAD_MAXSIZE): anything larger, unpacked, is a bomb or a video.
LARGEST_PAGE = 10 * 1024 * 1024
GZIP_MAGIC = b"\x1f\x8b\x08"
#: Double packing was seen; more is an attack.
_TIMES = 3
#: OK, and the same from a proxy that may have changed the body, such as by compressing pictures.
_OK, _FROM_PROXY = 200, 203


def status_of_origin(status: int) -> int:
    """The status that the site itself gave."""
    return _OK if status == _FROM_PROXY else status


def unpack_gzip(data: bytes, most: int) -> bytes | None:
    """The bytes inside any gzip wrapping; unchanged without one, or if it is broken from the start.

    A stream that is cut gives the part before the cut. None if it unpacks to more than `most` bytes (a bomb).
    """
    for _ in range(_TIMES):
        if not data.startswith(GZIP_MAGIC):
            return data
        unpacker = zlib.decompressobj(31)
        try:
            text = unpacker.decompress(data, most)
        except zlib.error:
            return data
        if unpacker.unconsumed_tail:
            return None
        data = text
    return data


#: One is usual and two were seen; thousands are an attack.
_MOST_CODINGS = 5
#: Packers that work block by block make a member of each 64 KB, and unpacking one copies the rest.
_MOST_MEMBERS = 500
_GZIP = b"\x1f\x8b"
#: Blanks and the marks of UTF-8 and UTF-16.
_BLANK = b" \t\r\n\x00\xef\xbb\xbf\xfe\xff"


class OversizeError(ValueError):
    """The bytes are more, unpacked, than are allowed."""


class _BrokenError(ValueError):
    """The bytes are not in the stated coding."""


class _Stream(Protocol):
    """Unpacks one member; the common interface of zlib's and zstd's objects."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def decode_body(body: bytes, encodings: str, most: int = LARGEST_PAGE) -> bytes:
    """Undoes the codings that a page's header names, last one first.

    Returns the bytes unchanged if a coding is unknown or was not applied: some servers only announce it, and
    many archives keep an unpacked body under the header of the packed one. Raises ValueError with the reason
    if they are broken or cut off, and OversizeError if they are more than `most`.
    """
    codings = [each.strip().lower() for each in encodings.split(",")]
    if len(codings) > _MOST_CODINGS:
        raise ValueError(f"the body is packed {len(codings)} times")
    for coding in reversed(codings):
        body = _decode(body, coding, most)
    return body


def _decode(body: bytes, coding: str, most: int) -> bytes:
    try:
        return _unpack_body(body, coding, most) if body else body
    except _BrokenError:
        # Declared as packed, but a plain page; what a script printed may come before it.
        if body.lstrip(_BLANK)[:1] == b"<" or b"</html" in body[-2000:].lower():
            return body
        raise


def _unpack_body(body: bytes, coding: str, most: int) -> bytes:
    if coding in ("gzip", "x-gzip"):
        return _inflate(body, coding, most, 31) if body.startswith(_GZIP) else body
    if coding == "deflate":
        # Some servers omit zlib's frame.
        return _inflate(body, coding, most, zlib.MAX_WBITS, -zlib.MAX_WBITS)
    if coding == "br":
        return _unbrotli(body, most)
    return _unzstd(body, most) if coding == "zstd" else body


def _inflate(body: bytes, coding: str, most: int, *windows: int) -> bytes:
    for window in windows:
        try:
            return _unpack(body, most, lambda window=window: zlib.decompressobj(window))  # type: ignore[misc]
        except zlib.error:
            continue
    raise _build_broken_error(coding)


def _unzstd(body: bytes, most: int) -> bytes:
    """Our own crawls accept neither zstd nor brotli; browsers do, and their recordings contain both."""
    if sys.version_info >= (3, 14):
        from compression import zstd
    else:
        from backports import zstd
    try:
        return _unpack(body, most, zstd.ZstdDecompressor)
    except zstd.ZstdError:
        raise _build_broken_error("zstd") from None


def _unpack(body: bytes, most: int, begin: Callable[[], _Stream]) -> bytes:
    """Unpacks one member after another; ignores bytes after the last."""
    text, rest = b"", body
    for _ in range(_MOST_MEMBERS):
        member = begin()
        text += member.decompress(rest, most + 1 - len(text))
        _refuse_too_large(text, most)
        if not member.eof:
            return _refuse_truncated(text)
        rest = member.unused_data
        if not rest.startswith(body[:2]):
            return text
    raise ValueError(f"the body is packed in more than {_MOST_MEMBERS} members")


def _unbrotli(body: bytes, most: int) -> bytes:
    import brotli

    unpacker = brotli.Decompressor()
    try:
        if not hasattr(unpacker, "process"):  # brotlipy, an older package of the same name, which pywb brings
            return _unpack_by_brotlipy(unpacker, brotli.error, body, most)
        text: bytes = unpacker.process(body, output_buffer_limit=most + 1)
    except brotli.error:
        raise _build_broken_error("br") from None
    _refuse_too_large(text, most)
    return text if unpacker.is_finished() else _refuse_truncated(text)


def _unpack_by_brotlipy(unpacker: Any, error: type[Exception], body: bytes, most: int) -> bytes:
    text: bytes = unpacker.decompress(body)
    _refuse_too_large(text, most)
    try:
        unpacker.finish()
    except (error, AssertionError):  # pending output fails an assertion of the library
        return _refuse_truncated(text)
    return text


def _refuse_too_large(text: bytes, most: int) -> None:
    if len(text) > most:
        raise OversizeError(f"more than {most} bytes when unpacked")


def _refuse_truncated(text: bytes) -> bytes:
    """Raises if the page is cut off; passes if only the last bytes of the stream's frame are missing."""
    if b"</html" not in text[-2000:].lower():
        raise ValueError("the packed body was cut off")
    return text


def _build_broken_error(coding: str) -> _BrokenError:
    return _BrokenError(f"the packed body is broken ({coding})")
