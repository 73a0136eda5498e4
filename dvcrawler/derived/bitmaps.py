"""Sets of articles as bits: the bit of an article's number is set. Stored in blocks, coded by Huffman, which
takes little more than their entropy.
"""

import zlib
from collections.abc import Iterable
from itertools import compress, count

from dvcrawler.derived.database import DamagedError

#: Articles of a block, as a power of two.
SHIFT = 14
BLOCK = 1 << SHIFT
_BYTES = BLOCK // 8
#: Where more than one bit of as many is set in a block that is nearly full, runs of zeros are short and cost
#: more space than they save.
_DENSE = 32
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
    """The bits of a block, coded; where they are sparse, runs of zeros take next to nothing."""
    is_dense = bits.bit_count() > BLOCK // _DENSE and bits.bit_length() > BLOCK * 7 // 8
    strategy = zlib.Z_HUFFMAN_ONLY if is_dense else zlib.Z_RLE
    coder = zlib.compressobj(1, wbits=-15, strategy=strategy)
    return coder.compress(bits.to_bytes(_BYTES, "little")) + coder.flush()


def unpack_bitmap(packed: bytes) -> int:
    """The bits of a block. Raises DamagedError."""
    try:
        bitmap = zlib.decompress(packed, wbits=-15)
    except zlib.error:
        bitmap = b""
    if len(bitmap) != _BYTES:
        raise DamagedError("the bitmaps are damaged")
    return int.from_bytes(bitmap, "little")


def join_blocks(blocks: Iterable[tuple[int, int]]) -> int:
    """One set of the bits of several blocks, each with its number."""
    found = 0
    for block, bits in blocks:
        found |= bits << block * BLOCK
    return found
