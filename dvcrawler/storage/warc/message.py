"""The HTTP response inside a WARC record: status, headers, and the decoded page."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256

from dvcrawler.bodies import LARGEST_PAGE, decode_body, status_of_origin
from dvcrawler.normalize.numbers import read_http_moment, read_stamp, read_utc_moment, read_whole
from dvcrawler.storage.warc.exchange import payload_digest
from dvcrawler.storage.warc.reader import Large, Record

#: Media types of pages.
PAGE_TYPES = ("text/html", "application/xhtml+xml")
#: Common Crawl ends records at a number of bytes; the text of a page is then as if it were whole.
CUT = "the archive holds only the beginning of the page in this record"
_ENCODING = "content-encoding"
#: Ends a header, also where a tool ended its lines by LF or by CR CR LF; and a value in a further line.
_HEAD_END = re.compile(rb"\n\r{0,2}\n")
_FOLD = re.compile(r"\r{0,2}\n[ \t]{1,99}")
#: Above a chunk of the body: its length, which may be padded.
_CHUNK = re.compile(rb"[ \t]{0,9}([0-9a-fA-F]{1,16})[ \t]{0,9}(?:;[^\n]{0,999})?\r?\n")


@dataclass(frozen=True, slots=True)
class Answer:
    """`status`: 200 for 203. `raw`: the payload as stored. `headers`: names in lower case; of repeated ones
    the last, but of `content-encoding` all: each proxy on the way may have packed the page once more.
    """

    status: int
    headers: dict[str, str]
    raw: bytes


def read_answer(record: Record | Large) -> Answer | None:
    """The response of a `response` or `revisit` record, of one too large to be kept without its payload; None
    if the block is not an HTTP response.
    """
    if isinstance(record, Record):
        return _parse_answer(record.block.lstrip(b"\r\n"))
    answer = _parse_answer(record.head)
    return replace(answer, raw=b"") if answer else None


def _parse_answer(block: bytes, most_heads: int = 5) -> Answer | None:
    end = _HEAD_END.search(block)
    head, raw = (block[: end.start()], block[end.end() :]) if end else (block, b"")
    lines = _FOLD.sub(" ", head.decode("latin-1")).splitlines()
    first = lines[0].split(None, 2) if lines else []
    status = read_whole(first[1], 100, 999) if len(first) > 1 else None
    if status is None or not first[0].upper().startswith("HTTP/"):
        return None
    if raw.startswith(b"HTTP/") and most_heads and (status < 200 or "onnection established" in lines[0]):
        return _parse_answer(raw, most_heads - 1)  # an interim answer (100, 103), or that of a proxy
    return Answer(status_of_origin(status), _parse_headers(lines[1:]), raw)


def _parse_headers(lines: list[str]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(":")
        name, value = name.strip().lower(), value.strip()
        known = headers.get(name) if name == _ENCODING else None
        headers[name] = f"{known}, {value}" if known and value else value
    return headers


def build_resource_answer(found: Record | Large) -> Answer:
    """A page that was saved without its HTTP response: its Content-Type is that of the record, if any. Some
    tools write the whole response into such a record.
    """
    stated = found.headers.get("content-type", "")
    is_answer = "application/http" in stated.lower() or (
        isinstance(found, Record) and found.block.startswith(b"HTTP/1.")
    )
    answer = read_answer(found) if is_answer else None
    if answer is not None:
        return answer
    return Answer(
        200, {"content-type": stated} if stated else {}, found.block if isinstance(found, Record) else b""
    )


def read_capture_time(found: Record | Large) -> datetime | None:
    """The record's date, UTC; some tools write the 14 digits of an index, or a date as HTTP has it. None
    without one.
    """
    date = found.headers.get("warc-date")
    return read_utc_moment(date) or read_stamp(date) or read_http_moment(date)


def is_cut(found: Record | Large) -> bool:
    """Whether the record says that its block ends before the answer did, or is its first segment."""
    return bool(found.headers.get("warc-truncated") or found.headers.get("warc-segment-number"))


def received(answer: Answer) -> bytes:
    """The payload without chunked transfer coding, still in its Content-Encoding."""
    is_named = "chunked" in answer.headers.get("transfer-encoding", "").lower()
    return _unchunk(answer.raw) if is_named or _is_chunked(answer.raw) else answer.raw


def unpack(answer: Answer) -> bytes:
    """The decoded page. Raises ValueError if the encoding is broken, truncated or a compression bomb."""
    return decode_body(received(answer), answer.headers.get(_ENCODING, ""))


def digest_fault(record: Record | Large) -> str | None:
    """Which of the record's digests is wrong; None if they match or are absent.

    Checks only SHA-1 in base 32 and SHA-256 in hexadecimal digits, which nearly all files use, and for a
    large record only the SHA-1 of the block, which covers the payload.
    """
    if isinstance(record, Large):
        stated = record.headers.get("warc-block-digest", "")
        return "the block's digest is wrong" if _is_sha1(stated) and stated != record.digest else None
    if _differs(record, "block", record.block):
        return "the block's digest is wrong"
    answer = read_answer(record) if record.kind == "response" else None
    if answer is None or not all(_differs(record, "payload", each) for each in _list_payloads(answer)):
        return None
    return "the payload's digest is wrong"


def _list_payloads(answer: Answer) -> Iterator[bytes]:
    """The payload as tools digest it: as stored, without its chunks, and unpacked."""
    yield answer.raw
    yield _unchunk(answer.raw)
    with suppress(ValueError):
        yield unpack(answer)


def _differs(record: Record, part: str, data: bytes) -> bool:
    """Whether the record states another digest of the part; digests that are not checked never differ."""
    stated = record.headers.get(f"warc-{part}-digest", "")
    if len(stated) == 71 and stated.startswith("sha256:"):
        return stated != f"sha256:{sha256(data).hexdigest()}"
    return _is_sha1(stated) and stated != payload_digest(data)


def _is_sha1(stated: str) -> bool:
    return len(stated) == 37 and stated.startswith("sha1:")


def _is_chunked(body: bytes) -> bool:
    """Whether the body is chunks to its end, of an answer that was stored without the header that says so."""
    at = 0
    while (head := _CHUNK.match(body, at)) is not None:
        size = int(head[1], 16)
        if size == 0:
            return at > 0 and not body[head.end() :].strip()
        at = head.end() + size
        if body[at : at + 2] != b"\r\n":
            return False
        at += 2
    return False


def _unchunk(body: bytes) -> bytes:
    """Returns a body without chunks unchanged: many tools keep the header but store the decoded body. What is
    behind a chunk and is none is kept as it is.
    """
    parts, at, size = list[bytes](), 0, 0
    while (head := _CHUNK.match(body, at)) is not None:
        size = int(head[1], 16)
        end = head.end() + size
        line_end = body[end : end + 2]
        if size == 0 or not (line_end.startswith((b"\n", b"\r\n")) or end >= len(body)):
            break
        parts.append(body[head.end() : end])
        at = end + (2 if line_end.startswith(b"\r") else 1)
    rest = b"" if head is not None and size == 0 else body[at:]
    return b"".join([*parts, rest])[: LARGEST_PAGE + 1]
