"""A pack: many old segments in one object, after a table of contents with its own checksum.

Like a segment, a pack is created once and never changed. Consecutive segments of a file become one segment in
it, with the position of the last.
"""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, field, replace
from hashlib import sha256
from typing import NamedTuple

import orjson

from dvcrawler.shared.segment import SCHEMA, DamagedSegmentError, Header, Position, check_header

#: Longer than any first line of a pack.
_LONGEST_START = 200


class Packed(NamedTuple):
    """A segment of a pack; `start`: where its bytes begin there."""

    position: Position
    header: Header
    start: int


@dataclass(slots=True)
class Piece:
    """Bytes of a file to which segments are appended."""

    position: Position
    header: Header
    data: bytearray

    def takes(self, header: Header) -> bool:
        """Whether the segment continues this one."""
        end = self.header.offset + len(self.data)
        return (header.generation, header.offset) == (self.header.generation, end)


@dataclass(slots=True)
class PackBuilder:
    """Joins segments, in the order of their positions; `size` is the number of their bytes."""

    size: int = 0
    _pieces: list[Piece] = field(default_factory=list)
    _last: dict[str, Piece] = field(default_factory=dict)

    def add(self, position: Position, header: Header, data: bytes) -> None:
        piece = self._last.get(header.file)
        if piece is not None and piece.takes(header):
            piece.data += data
            piece.position = position
        else:
            self._last[header.file] = piece = Piece(position, header, bytearray(data))
            self._pieces.append(piece)
        self.size += len(data)

    @property
    def is_empty(self) -> bool:
        return not self._pieces

    def build(self) -> bytes:
        rows = [_make_row(piece) for piece in self._pieces]
        contents = orjson.dumps(rows, option=orjson.OPT_APPEND_NEWLINE)
        first = {"schema": SCHEMA, "contents": len(contents), "sha256": sha256(contents).hexdigest()}
        start = orjson.dumps(first, option=orjson.OPT_APPEND_NEWLINE)
        return b"".join((start, contents, *(piece.data for piece in self._pieces)))


def read_length(start: bytes) -> int:
    """The number of bytes before the data, from the first bytes of a pack. Raises DamagedSegmentError."""
    end = start.find(b"\n", 0, _LONGEST_START) + 1
    try:
        first = orjson.loads(start[:end])
        if first["schema"] != SCHEMA:
            raise ValueError("another schema")
        return end + int(first["contents"])
    except (orjson.JSONDecodeError, KeyError, TypeError, ValueError) as error:
        raise DamagedSegmentError("its header cannot be read") from error


def read_contents(start: bytes) -> list[Packed]:
    """The table of contents, from all bytes before the data. Raises DamagedSegmentError."""
    line, _, contents = start.partition(b"\n")
    try:
        if orjson.loads(line)["sha256"] != sha256(contents).hexdigest():
            raise DamagedSegmentError("the checksum of its contents differs")
        rows = orjson.loads(contents)
        headers = [(Position(*row[:2]), check_header(Header(*row[2:]))) for row in rows]
    except (orjson.JSONDecodeError, KeyError, TypeError) as error:
        raise DamagedSegmentError("its contents cannot be read") from error
    return _locate(headers, len(start))


def _locate(headers: Sequence[tuple[Position, Header]], start: int) -> list[Packed]:
    found = []
    for position, header in headers:
        found.append(Packed(position, header, start))
        start += header.length
    return found


def _make_row(piece: Piece) -> tuple[object, ...]:
    data = bytes(piece.data)
    whole = replace(piece.header, length=len(data), sha256=sha256(data).hexdigest())
    return (*piece.position, *astuple(whole))
