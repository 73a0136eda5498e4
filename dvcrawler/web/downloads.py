"""Captured files as they are saved: under the name that their server gave, and in parts.

A download is resumed by asking for a part (RFC 9110, section 14).
"""

import re
from contextlib import suppress
from email.errors import HeaderParseError
from email.header import decode_header
from urllib.parse import unquote, unquote_to_bytes, urlsplit

from starlette.requests import Request
from starlette.responses import Response

from dvcrawler.normalize.text import clean_text

_PAGE = "page.html"
_ENDINGS = {"application/pdf": ".pdf", "image/svg+xml": ".svg"}
#: `filename*=UTF-8''K%E1%BA%BF%20ho%E1%BA%A1ch.pdf` (RFC 6266), and the older `filename="ke-hoach.pdf"`.
_EXTENDED = re.compile(r"filename\*\s*=\s*\"?([\w-]{1,30})'[\w-]{0,30}'([^;\"]{1,900})", re.I)
_PLAIN = re.compile(r"filename\s*=\s*(?:\"((?:[^\"\\]|\\.){1,900})\"|([^;\"]{1,900}))", re.I)
#: Characters that a file system or a shell gives a meaning.
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]')
_LONGEST_NAME = 100
_ONE = re.compile(r"bytes=[ \t]*([0-9]{0,15})-([0-9]{0,15})[ \t]*", re.I | re.ASCII)


def name_download(url: str, disposition: str, kind: str) -> str:
    """`disposition`: the header Content-Disposition, decoded as Latin-1; `kind`: the file's media type."""
    last = unquote(urlsplit(url).path.rpartition("/")[2])
    name = _make_safe(_read(disposition)) or _make_safe(last) or _PAGE
    ending = _ENDINGS.get(kind, "")
    return name if name.lower().endswith(ending) else f"{name}{ending}"


def _read(disposition: str) -> str:
    """The name in the header; empty if there is none, or it cannot be read."""
    if found := _EXTENDED.search(disposition):
        with suppress(LookupError, UnicodeDecodeError):
            return unquote_to_bytes(found[2].strip()).decode(found[1])
    found = _PLAIN.search(disposition)
    if found is None:
        return ""
    return _decode(re.sub(r"\\(.)", r"\1", found[1]) if found[1] else found[2].strip())


def _decode(name: str) -> str:
    """Servers write names in UTF-8 bytes, percent-encoded, or as in a mail."""
    if "=?" in name:
        try:
            parts = decode_header(name)
            return "".join(p.decode(c or "utf-8") if isinstance(p, bytes) else p for p, c in parts)
        except (HeaderParseError, LookupError, UnicodeDecodeError):
            return ""
    with suppress(UnicodeError):
        name = name.encode("latin-1").decode("utf-8")
    return unquote(name)


def _make_safe(name: str) -> str:
    """The name without folders, control or direction characters, and a leading dot; cut before its ending."""
    last = name.replace("\\", "/").rpartition("/")[2]
    text = clean_text(_FORBIDDEN.sub(" ", last)).strip(". ")
    kept = "".join(char for char in text if char.isprintable())
    stem, dot, ending = kept.rpartition(".")
    if len(kept) > _LONGEST_NAME and dot and len(ending) < 10:
        return f"{stem[: _LONGEST_NAME - len(ending) - 1]}.{ending}"
    return kept[:_LONGEST_NAME]


def answer_range(request: Request, whole: Response) -> Response:
    """`whole` with the part of its body that the request asks for, or unchanged.

    Several ranges at once are not answered, as the server may choose; nor are those under a condition, for
    which the answer would need a validator.
    """
    whole.headers["Accept-Ranges"] = "bytes"
    is_free = request.method == "GET" and "if-range" not in request.headers
    asked = _read_range(request.headers.get("range", "")) if is_free else None
    if asked is None:
        return whole
    size = len(whole.body)
    start, end = _find_bounds(*asked, size)
    if start >= end:
        return Response(status_code=416, headers={"Content-Range": f"bytes */{size}"})
    headers = {name: value for name, value in whole.headers.items() if name != "content-length"}
    headers["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    return Response(bytes(whole.body[start:end]), 206, headers)


def _read_range(text: str) -> tuple[int | None, int | None] | None:
    """First and last byte, of which one may be missing; None for anything else, which is ignored."""
    found = _ONE.fullmatch(text)
    if found is None:
        return None
    first, last = (int(digits) if digits else None for digits in found.groups())
    is_backward = first is not None and last is not None and last < first
    return None if is_backward or first is last is None else (first, last)


def _find_bounds(first: int | None, last: int | None, size: int) -> tuple[int, int]:
    """From the first byte to before the end; empty if the file has none of these bytes."""
    if first is None:  # that many at the end
        return max(0, size - (last or 0)), size
    return first, size if last is None else min(last + 1, size)
