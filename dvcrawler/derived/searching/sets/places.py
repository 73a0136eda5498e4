"""Places of articles within a block, in ascending order, coded as the gaps between them.

A gap is a byte from 1 to 254; each 255 before it adds 254. The first gap is counted from the place before 0.
"""

from array import array
from collections.abc import Sequence
from operator import sub

#: The longest gap that is one byte.
_LONG = 254
_MORE = b"\xff"
_BITS = ["", *("0" * (gap - 1) + "1" for gap in range(1, _LONG + 1)), "0" * _LONG]


class _Codes(dict[int, bytes]):
    """The bytes of each length of gap."""

    def __missing__(self, gap: int) -> bytes:
        more, rest = divmod(gap - 1, _LONG)
        self[gap] = code = _MORE * more + bytes([rest + 1])
        return code


_codes = _Codes()


def code_bits(bits: int) -> bytes:
    """The gaps between the places of the bits."""
    zeros = list(map(len, f"{bits:b}".split("1")))
    zeros.reverse()
    zeros.pop()  # above the highest bit
    return _encode_gaps([number + 1 for number in zeros])


def code_places(places: "array[int]") -> bytes:
    """The gaps between the places, which ascend."""
    return _encode_gaps(list(map(sub, places, [-1, *places])))


def _encode_gaps(gaps: Sequence[int]) -> bytes:
    try:
        coded = bytes(gaps)
    except ValueError:  # one is longer than a byte
        coded = _MORE
    return coded if _MORE not in coded else b"".join(map(_codes.__getitem__, gaps))


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
