"""Part of a file, as browsers ask for it to resume a download (RFC 9110, section 14)."""

import re

from starlette.requests import Request
from starlette.responses import Response

_ONE = re.compile(r"bytes=[ \t]*([0-9]{0,15})-([0-9]{0,15})[ \t]*", re.I | re.ASCII)


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
