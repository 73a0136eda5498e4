"""Places of articles within a block, in ascending order, coded as the gaps between them.

A gap is a byte from 1 to 254; each 255 before it adds 254. The first gap is counted from the place before 0.
"""

import re
from array import array
from collections.abc import Iterable
from functools import cache

#: The longest gap that is one byte.
_LONG = 254
_MORE = b"\xff"
_BITS = ["", *("0" * (gap - 1) + "1" for gap in range(1, _LONG + 1)), "0" * _LONG]
_NONZERO, _FULL = re.compile(rb"[^\0]"), re.compile(rb"\xff")


def code_bits(bits: int) -> bytes:
    """The gaps between the places of the bits."""
    lengths = array("H", map(len, f"{bits:b}".split("1")))
    lengths.reverse()
    lengths.pop()  # above the highest bit
    size = 2 * len(lengths)
    ones = int.from_bytes(b"\1\0" * len(lengths), "little")
    gaps = (int.from_bytes(lengths.tobytes(), "little") + ones).to_bytes(size, "little")
    low, high = gaps[::2], gaps[1::2]
    if high.count(0) == len(high) and _MORE not in low:
        return low
    return b"".join(_split_long(array("H", gaps), low, high))


def _split_long(gaps: "array[int]", low: bytes, high: bytes) -> Iterable[bytes]:
    """The few gaps that are more than a byte, and between them the others."""
    start = 0
    for end in sorted({found.start() for found in (*_NONZERO.finditer(high), *_FULL.finditer(low))}):
        yield low[start:end]
        yield _code_gap(gaps[end])
        start = end + 1
    yield low[start:]


@cache
def _code_gap(gap: int) -> bytes:
    more, rest = divmod(gap - 1, _LONG)
    return _MORE * more + bytes([rest + 1])


def read_last(coded: bytes) -> int:
    """The last of the coded places; -1 if there are none."""
    return sum(coded) - coded.count(_MORE) - 1


def read_bits(coded: bytes) -> int:
    """The bits of the places. Raises IndexError if there is a gap of 0 or the last one is cut short."""
    if not coded:
        return 0
    bits = "".join(map(_BITS.__getitem__, coded))
    if 0 in coded or bits[-1] == "0":
        raise IndexError("no gaps between places")
    return int(bits[::-1], 2)
