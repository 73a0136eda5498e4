"""Where a growing file may be cut: after a complete line or record of an archive that is on disk."""

import os
import zlib
from collections.abc import Iterator
from pathlib import Path

from dvcrawler.errors import UnreadableError
from dvcrawler.storage.disk import closing_descriptor, disk_error
from dvcrawler.storage.folders import read_error

#: Caps the bytes of a segment, unless a single record is longer: a segment is held in memory.
LONGEST = 16 << 20
_BLOCK = 1 << 16


def find_pieces(path: Path, start: int, end: int | None, longest: int) -> list[tuple[int, int]]:
    """The whole records between the bytes `start` and `end` (None: the end of the file), joined into pieces.

    Fsyncs the file, so that nothing is published that a power loss could still remove here. Raises
    StorageError; a missing file has no pieces.
    """
    try:
        size = _sync(path)
        size = size if end is None else min(size, end)
        ends = (
            _find_member_ends(path, start, size)
            if path.name.endswith(".gz")
            else _find_line_ends(path, start, size)
        )
        return list(_join(start, ends, longest))
    except FileNotFoundError:
        return []
    except OSError as error:
        raise disk_error(path, error) from error


def read_piece(path: Path, start: int, end: int) -> bytes:
    """Raises UnreadableError, also if the file has become shorter."""
    try:
        with path.open("rb") as file:
            file.seek(start)
            data = file.read(end - start)
    except OSError as error:
        raise read_error(path, error) from error
    if len(data) != end - start:
        raise UnreadableError(f"{path} became shorter while it was read")
    return data


def _sync(path: Path) -> int:
    """Makes the file durable; returns its size before."""
    with closing_descriptor(os.open(path, os.O_RDONLY | os.O_CLOEXEC)) as fd:
        size = os.fstat(fd).st_size
        os.fsync(fd)
        return size


def _join(start: int, ends: Iterator[int], longest: int) -> Iterator[tuple[int, int]]:
    """Joins records into pieces of at most `longest` bytes; a longer record is a piece by itself."""
    last = start
    for end in ends:
        if end - start > longest and last > start:
            yield start, last
            start = last
        last = end
    if last > start:
        yield start, last


def _find_line_ends(path: Path, start: int, size: int) -> Iterator[int]:
    """Yields the offset after each newline."""
    with path.open("rb") as file:
        file.seek(start)
        for line in file:
            start += len(line)
            if start > size or not line.endswith(b"\n"):
                return
            yield start


def _find_member_ends(path: Path, start: int, size: int) -> Iterator[int]:
    """Yields the offset after each gzip member. A damaged one and what follows are one piece."""
    with path.open("rb") as file:
        file.seek(start)
        member = zlib.decompressobj(31)
        while start < size and (block := file.read(min(_BLOCK, size - start))):
            start += len(block)
            try:
                while block:
                    member.decompress(block)
                    block = member.unused_data
                    if member.eof:
                        yield start - len(block)
                        member = zlib.decompressobj(31)
            except zlib.error:
                yield size
                return
