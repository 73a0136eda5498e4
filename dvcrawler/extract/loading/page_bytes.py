"""The bytes of an answer as a page in UTF-8, or the reason why they are not a page."""

from dvcrawler.bodies import LARGEST_PAGE, unpack_gzip
from dvcrawler.errors import DvcrawlerError, ExitCode
from dvcrawler.extract.loading.file_kinds import drop_headers, name_file
from dvcrawler.extract.loading.repair import decode_legacy, decode_mixed, guess_utf16
from dvcrawler.items import PageCode
from dvcrawler.normalize.encodings.charsets import (
    declared_codec,
    decode_windows_1252,
    is_english_1252,
    is_nearly_utf8,
    is_utf8,
)

#: Share of characters that are not text from which the charset is wrong.
_MOST_UNDECODED = 0.02


class NotAPageError(DvcrawlerError):
    """The bytes are not a page: empty, not HTML, or not text. Retrying may bring a better answer."""

    code = ExitCode.PARTIAL

    def __init__(self, reason: str, page_code: PageCode = PageCode.NOT_A_PAGE) -> None:
        super().__init__(reason)
        self.page_code = page_code


def unpack_page(data: bytes) -> bytes:
    """The page without saved HTTP headers, and without the second gzip that some servers wrap around it."""
    unpacked = unpack_gzip(drop_headers(data), LARGEST_PAGE)
    if unpacked is None:
        raise NotAPageError(f"more than {LARGEST_PAGE} bytes when unpacked", PageCode.TOO_LARGE)
    return unpacked


def check_page(data: bytes, content_type: str | None) -> None:
    """Raises NotAPageError for an empty answer, a PDF and other types and files than markup."""
    if not data or data.isspace():
        raise NotAPageError("the answer is empty", PageCode.EMPTY)
    if data.startswith(b"%PDF"):
        raise NotAPageError("the answer is a PDF file", PageCode.PDF)
    kind = (content_type or "").partition(";")[0].strip().lower()
    if data[:200].lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"<"):
        return  # markup, regardless of the header
    if kind and kind.partition("/")[0] in ("image", "video", "audio", "font"):
        raise NotAPageError(f"not a page: {kind}", PageCode.WRONG_TYPE)
    if kind in ("application/pdf", "application/zip", "application/octet-stream"):
        raise NotAPageError(f"not a page: {kind}", PageCode.WRONG_TYPE)
    what = name_file(data)
    if what is not None:
        raise NotAPageError(f"the answer is {what}", PageCode.WRONG_TYPE)


def as_utf8(data: bytes, content_type: str | None) -> tuple[bytes, str]:
    """Tries UTF-8 before the declared charset: these servers often declare a wrong one."""
    wide = guess_utf16(data)
    if wide is not None:
        return _decode(data, wide), wide
    data = data.removeprefix(b"\xef\xbb\xbf").replace(b"\x00", b"")
    if not is_utf8(data):
        if is_nearly_utf8(data):
            return data.decode("utf-8", "replace").encode(), "utf-8"
        declared = declared_codec(data, content_type)
        legacy = decode_legacy(data, declared)
        mixed = decode_mixed(data) if legacy is None and declared == "utf-8" else legacy
        if mixed is None and declared == "utf-8" and is_english_1252(data):
            mixed = decode_windows_1252(data)
        return (mixed.encode(), "cp1252") if mixed is not None else (_decode(data, declared), declared)
    return data, "utf-8"


def _decode(data: bytes, charset: str) -> bytes:
    text = data.decode(charset, "replace")
    if text.count("\ufffd") > len(text) * _MOST_UNDECODED:
        raise NotAPageError(f"the bytes are not {charset} text", PageCode.WRONG_CHARSET)
    return text.encode("utf-8", "replace")
