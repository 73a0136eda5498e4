"""Sets of articles as bits: the bit of an article's number is set. Stored in blocks, coded by Huffman, which
takes little more than their entropy.
"""

import zlib
from array import array
from collections.abc import Iterable, Sequence
from functools import cache, reduce
from itertools import compress, count
from operator import sub

from dvcrawler.derived.tables import decoding

#: The longest gap between two places that is one byte; each 255 before it adds this many. The first gap is
#: counted from the place before 0.
_LONG = 254
_MORE = b"\xff"
_PLACE_BITS = ["", *("0" * (gap - 1) + "1" for gap in range(1, _LONG + 1)), "0" * _LONG]
#: Articles of a block, as a power of two.
SHIFT = 14
BLOCK = 1 << SHIFT
BYTES = BLOCK // 8
#: Up to this number of bits their gaps take less space than a bitmap; more take longer to code.
_SPARSE = BLOCK // 32
#: Up to this number of bits it is faster to set one after another.
_FEW_PLACES = 16
_GAPS, _BITS = b"\0", b"\1"
_AS_DIGITS = bytes([ord("0"), ord("1"), *range(2, 256)])
_AS_BITS = bytes.maketrans(b"01", b"\0\1")


def rows_of(bits: int) -> list[int]:
    """The numbers of the articles whose bits are set."""
    return list(compress(count(), bin(bits)[:1:-1].encode().translate(_AS_BITS)))


def bits_of(places: "array[int]") -> int:
    """The bits of these places within a block."""
    if len(places) <= _FEW_PLACES and max(places, default=0) < BLOCK:
        return reduce(lambda bits, place: bits | 1 << place, places, 0)
    return _join(places, BLOCK)


def bits_of_rows(rows: Sequence[int]) -> int:
    """The bits of these articles; `rows_of` gives them back in ascending order."""
    return _join(rows, max(rows) + 1) if rows else 0


def _join(numbers: Iterable[int], end: int) -> int:
    """The bits of these numbers below `end`."""
    members = bytearray(end)
    for number in numbers:
        members[number] = 1
    members.reverse()
    return int(members.translate(_AS_DIGITS), 2)


def pack_bitmap(bits: int) -> bytes:
    """The bits of a block, coded: as the lengths of the gaps between them if they are sparse."""
    if bits.bit_count() <= _SPARSE:
        return _GAPS + code(code_bits(bits))
    is_full = bits.bit_length() > BLOCK * 7 // 8
    return _BITS + code(bits.to_bytes(BYTES, "little"), zlib.Z_HUFFMAN_ONLY if is_full else zlib.Z_RLE)


def pack_places(places: "array[int]") -> bytes:
    """The bits of these ascending places, as `pack_bitmap` codes them."""
    if len(places) > _SPARSE:
        return pack_bitmap(bits_of(places))
    return _GAPS + code(_encode_gaps(list(map(sub, places, [-1, *places]))))


def unpack_bitmap(packed: bytes) -> int:
    """The bits of a block. Raises DamagedError."""
    with decoding("a bitmap"):
        coded = decode(packed[1:])
        bits = read_bits(coded) if packed[:1] == _GAPS else int.from_bytes(coded, "little")
        if bits.bit_length() > BLOCK or not packed:
            raise ValueError("it is too long")
        return bits


def code(content: bytes, strategy: int = zlib.Z_HUFFMAN_ONLY) -> bytes:
    """Compresses by Huffman codes alone. As no history is kept, little memory is needed, which saves time."""
    coder = zlib.compressobj(1, wbits=-10, memLevel=7, strategy=strategy)
    return coder.compress(content) + coder.flush()


def decode(coded: bytes) -> bytes:
    """The bytes that were coded. Raises ValueError."""
    try:
        return zlib.decompress(coded, wbits=-15)
    except zlib.error as error:
        raise ValueError(error) from error


def join_blocks(blocks: Iterable[tuple[int, int]]) -> int:
    """One set of the bits of several blocks, each with its number."""
    found = 0
    for block, bits in blocks:
        found |= bits << block * BLOCK
    return found


@cache
def _code_gap(gap: int) -> bytes:
    more, rest = divmod(gap - 1, _LONG)
    return _MORE * more + bytes([rest + 1])


def code_bits(bits: int) -> bytes:
    """The gaps between the places of the bits."""
    zeros = list(map(len, f"{bits:b}".split("1")))
    zeros.reverse()
    zeros.pop()  # above the highest bit
    return _encode_gaps([number + 1 for number in zeros])


def _encode_gaps(gaps: Sequence[int]) -> bytes:
    try:
        coded = bytes(gaps)
    except ValueError:  # one is longer than a byte
        coded = _MORE
    return coded if _MORE not in coded else b"".join(map(_code_gap, gaps))


def read_last(coded: bytes) -> int:
    """The last of the coded places; -1 if there are none."""
    return sum(coded) - coded.count(_MORE) - 1


def read_bits(coded: bytes) -> int:
    """The bits of the places. Raises IndexError if there is a gap of 0 or the last one is cut short."""
    if not coded:
        return 0
    bits = "".join(map(_PLACE_BITS.__getitem__, coded))
    if 0 in coded or bits[-1] == "0":
        raise IndexError("no gaps between places")
    return int(bits[::-1], 2)
