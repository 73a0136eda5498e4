"""Feeds and sitemaps packed with gzip, as far as they can be unpacked."""

import zlib
from collections.abc import Iterator
from itertools import islice

_CHUNK = 1 << 15
_MAGIC = b"\x1f\x8b\x08"
#: Packed twice was seen; more often is a trick.
_TIMES = 3


def unpack(data: bytes) -> Iterator[bytes]:
    chunks: Iterator[bytes] = (data[start : start + _CHUNK] for start in range(0, len(data), _CHUNK))
    for _ in range(_TIMES):
        first = next(filter(None, chunks), b"")
        chunks = _put_back(first, chunks)
        if not first.startswith(_MAGIC):
            break
        chunks = _gunzip(chunks)
    return chunks


def unpack_at_most(data: bytes, pieces: int) -> bytes:
    """The data as one, at most that number of pieces of 32 KB; data that is not packed is not copied."""
    if not data.startswith(_MAGIC):
        return data[: pieces * _CHUNK]
    return b"".join(islice(unpack(data), pieces))


def _put_back(first: bytes, chunks: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from chunks


def _gunzip(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """All members of a gzip file, until it is truncated or broken; at least one chunk per chunk of input."""
    unpacker = zlib.decompressobj(31)
    for packed in chunks:
        yield b""
        while packed:
            if unpacker.eof:
                if not packed.startswith(_MAGIC[: len(packed)]):
                    return  # padding
                unpacker = zlib.decompressobj(31)
            try:
                text = unpacker.decompress(packed, _CHUNK)
            except zlib.error:
                return
            packed = unpacker.unused_data if unpacker.eof else unpacker.unconsumed_tail
            if text:
                yield text
