"""A gzip member of a given length with an empty WARC record: it replaces an erased one, so that no other
record of the file moves.
"""

import struct
import zlib
from itertools import product
from uuid import NAMESPACE_URL, uuid5

_HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x00\xff"
_TRAILER = 8
#: A stored block of deflate has five bytes before its content, of at most 65,535 bytes.
_BLOCK_HEAD, _BLOCK = 5, 0xFFFF
#: A type of record and of content that indexers of web archives skip.
_FIELDS = (
    "WARC/1.1\r\nWARC-Type: metadata\r\nWARC-Record-ID: {id}\r\nWARC-Date: {at}\r\n"
    "Content-Type: application/warc-fields\r\n"
)
_TARGET = "WARC-Target-URI: urn:dvcrawler:erased\r\n"
_NOTE = b"description: erased on request"


def make_filler(length: int, record_id: str, at: str) -> bytes:
    """A member of exactly `length` bytes with a `metadata` record; `record_id` is that of the erased record,
    `at` the WARC-Date. A member too short for a record holds blank lines instead.

    Raises ValueError below 23 bytes, which no record fits in.
    """
    space = length - len(_HEAD) - _TRAILER
    blocks = -(-space // (_BLOCK + _BLOCK_HEAD))
    size = space - blocks * _BLOCK_HEAD
    if blocks < 1 or size < 0:
        raise ValueError(f"a gzip member of {length} bytes cannot be filled")
    text = _make_record(size, record_id, at)
    parts = [text[start : start + _BLOCK] for start in range(0, blocks * _BLOCK, _BLOCK)]
    packed = b"".join(_make_block(part, is_last=number == blocks) for number, part in enumerate(parts, 1))
    return _HEAD + packed + struct.pack("<LL", zlib.crc32(text), len(text))


def filler_id(record_id: str) -> str:
    """The WARC-Record-ID of the record's replacement: the same on each call."""
    return f"<urn:uuid:{uuid5(NAMESPACE_URL, f'erased:{record_id}')}>"


def _make_block(part: bytes, *, is_last: bool) -> bytes:
    return struct.pack("<BHH", is_last, len(part), len(part) ^ 0xFFFF) + part


def _make_record(size: int, record_id: str, at: str) -> bytes:
    """A whole record of that many bytes."""
    fields = _FIELDS.format(id=filler_id(record_id), at=at)
    heads = [f"{fields}{more}Content-Length:".encode() for more in (_TARGET, "")]
    # One more digit in the length may leave a spare byte, which a second blank fills.
    for head, gap in product(heads, (b" ", b"  ")):
        for digits in range(1, 11):
            body = size - len(head) - len(gap) - digits - len(b"\r\n\r\n\r\n\r\n")
            if body >= 0 and len(str(body)) == digits:
                block = _NOTE[:body].ljust(body)
                return head + gap + str(body).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"
    return (b"\r\n" * size)[:size]
