"""Sets of articles as bits: the bit of an article's number is set. Stored in blocks, coded by Huffman, which
takes little more than their entropy.
"""

import zlib
from collections.abc import Iterable
from functools import cache
from itertools import compress, count

from dvcrawler.derived.database import decoding

#: Articles of a block, as a power of two.
SHIFT = 14
BLOCK = 1 << SHIFT
_BYTES = BLOCK // 8
#: Up to this number of bits the gaps between them take a seventh less space than a bitmap, or still less; of
#: more bits they take as much, and longer to code.
_SPARSE = BLOCK // 32
_GAPS, _BITS = b"\0", b"\1"
#: A gap of 255 or more is as many bytes 255 as fit in, and the rest.
_LONG = 255
_AS_DIGITS_OF_GAP = [*("0" * gap + "1" for gap in range(_LONG)), "0" * _LONG]
_AS_DIGITS = bytes([ord("0"), ord("1"), *range(2, 256)])
_AS_BITS = bytes.maketrans(b"01", b"\0\1")


def rows_of(bits: int) -> list[int]:
    """The numbers of the articles whose bits are set."""
    return list(compress(count(), bin(bits)[:1:-1].encode().translate(_AS_BITS)))


def bits_of(members: bytearray) -> int:
    """The set of the articles at whose places there is 1 instead of 0. Empties the array of its order."""
    members.reverse()
    return int(members.translate(_AS_DIGITS), 2)


def pack_bitmap(bits: int) -> bytes:
    """The bits of a block, coded: as the lengths of the gaps between them if they are sparse."""
    if bits.bit_count() <= _SPARSE:
        gaps = list(map(len, f"{bits:b}".split("1")))
        coded = bytes(gaps) if max(gaps) < _LONG else b"".join(map(_as_bytes, gaps))
        return _GAPS + _code(coded, zlib.Z_HUFFMAN_ONLY)
    is_full = bits.bit_length() > BLOCK * 7 // 8
    return _BITS + _code(bits.to_bytes(_BYTES, "little"), zlib.Z_HUFFMAN_ONLY if is_full else zlib.Z_RLE)


def unpack_bitmap(packed: bytes) -> int:
    """The bits of a block. Raises DamagedError."""
    with decoding("a bitmap"):
        try:
            coded = zlib.decompress(packed[1:], wbits=-15)
        except zlib.error as error:
            raise ValueError(error) from error
        if packed[:1] == _GAPS:
            bits = int("".join(map(_AS_DIGITS_OF_GAP.__getitem__, coded))[:-1], 2)
        else:
            bits = int.from_bytes(coded, "little")
        if bits.bit_length() > BLOCK or not coded:
            raise ValueError("it is too long")
        return bits


def _code(content: bytes, strategy: int) -> bytes:
    coder = zlib.compressobj(1, wbits=-15, strategy=strategy)
    return coder.compress(content) + coder.flush()


@cache
def _as_bytes(gap: int) -> bytes:
    return b"\xff" * (gap // _LONG) + bytes([gap % _LONG])


def join_blocks(blocks: Iterable[tuple[int, int]]) -> int:
    """One set of the bits of several blocks, each with its number."""
    found = 0
    for block, bits in blocks:
        found |= bits << block * BLOCK
    return found
