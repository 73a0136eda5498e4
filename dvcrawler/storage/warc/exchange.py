"""A request and its response, and the bytes of the WARC records that hold them."""

from base64 import b32encode
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha1
from uuid import uuid4

from isal import isal_zlib

from dvcrawler.storage.warc.captures import Capture
from dvcrawler.storage.warc.record import RESPONSE, REVISIT

#: A level of ISA-L, from 0 to 3: takes a fifth of the time of zlib's level 1, for files of the same size.
#: Level 3 takes four times as long for files that are 3 % smaller.
_GZIP_LEVEL = 2
_SAME_PAYLOAD = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response. `body` is as received, still in its Content-Encoding."""

    url: str
    at: datetime
    method: str
    request_headers: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    request_body: bytes = b""
    ip: str | None = None


def payload_digest(body: bytes) -> str:
    """The digest in WARC notation: `sha1:` and base 32."""
    return f"sha1:{b32encode(sha1(body).digest()).decode()}"


def new_record_id() -> str:
    return f"<urn:uuid:{uuid4()}>"


def pack_warcinfo(file: str, info: Sequence[tuple[str, str]]) -> bytes:
    """The record that begins the file; `info` are its lines."""
    block = "".join(f"{name}: {value}\r\n" for name, value in info).encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", new_record_id()),
        ("WARC-Filename", file),
        ("WARC-Date", dict(info).get("created", "")),
        ("Content-Type", "application/warc-fields"),
    ]
    return _pack_record([field for field in fields if field[1]], block)


def pack_response(exchange: Exchange, record_id: str, at: str, digest: str, earlier: Capture | None) -> bytes:
    """The response, without its body if `earlier` has the same one. `at`: ISO, UTC."""
    head = f"HTTP/1.1 {exchange.status} {exchange.reason}\r\n".encode("latin-1", "replace")
    head += _format_headers(exchange.headers) + b"\r\n"
    block = head if earlier else head + exchange.body
    fields = [
        ("WARC-Type", REVISIT if earlier else RESPONSE),
        ("WARC-Record-ID", record_id),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", at),
        ("WARC-Payload-Digest", digest),
        ("WARC-Block-Digest", payload_digest(block)),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    if exchange.ip:
        fields.append(("WARC-IP-Address", exchange.ip))
    if earlier:
        fields += [
            ("WARC-Profile", _SAME_PAYLOAD),
            ("WARC-Refers-To", earlier.record_id),
            ("WARC-Refers-To-Target-URI", earlier.url),
            ("WARC-Refers-To-Date", earlier.at),
        ]
    return _pack_record(fields, block)


def pack_request(exchange: Exchange, response_id: str, at: str) -> bytes:
    """The request that the record `response_id` answers."""
    rest = exchange.url.partition("://")[2]
    path = "/" + rest.partition("/")[2] if "/" in rest else "/"
    head = f"{exchange.method} {path} HTTP/1.1\r\n".encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", new_record_id()),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", at),
        ("WARC-Concurrent-To", response_id),
        ("Content-Type", "application/http; msgtype=request"),
    ]
    return _pack_record(
        fields, head + _format_headers(exchange.request_headers) + b"\r\n" + exchange.request_body
    )


def _pack_record(fields: Sequence[tuple[str, str]], block: bytes) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in (*fields, ("Content-Length", str(len(block)))))
    record = b"WARC/1.1\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"
    return isal_zlib.compress(record, _GZIP_LEVEL, wbits=31)


def _format_headers(headers: Headers) -> bytes:
    """One line per header; line breaks in a value are replaced, so that they cannot end the header."""
    return b"".join(
        b"%b: %b\r\n" % (name, value.replace(b"\r", b" ").replace(b"\n", b" ")) for name, value in headers
    )
