"""Bodies that are still packed when they should not be: gzip in gzip, sitemaps as .xml.gz files."""

import zlib

#: As of a live answer (DOWNLOAD_MAXSIZE): more, unpacked, is a bomb or a film.
LARGEST_PAGE = 10 * 1024 * 1024
_MAGIC = b"\x1f\x8b\x08"
#: Packed twice was seen; more often is a trick.
_TIMES = 3


def unpack_gzip(data: bytes, most: int) -> bytes | None:
    """The bytes below any gzip wrapping; as they are where there is none, or it is broken from the start.

    A stream that is cut gives what came. None where more than `most` bytes would come out (a bomb).
    """
    for _ in range(_TIMES):
        if not data.startswith(_MAGIC):
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
