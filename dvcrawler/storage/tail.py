"""The end of an append-only file: the last lines found without reading the rest, and a torn one set aside."""

import os
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.storage.disk import closing_descriptor, disk_error, disk_errors, write_whole
from dvcrawler.storage.folders import open_to_read
from dvcrawler.storage.journal import LONGEST_LINE, MOST_TOGETHER, open_for_append, parse_object

_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Torn:
    """A half-written last line that was moved to `<file>.torn`; `bytes` is its length."""

    file: str
    bytes: int


def tail_start(path: Path, lines: int, most_bytes: int | None = None) -> int:
    """Offset of the last `lines` lines, or of as many as fit in `most_bytes`, but of at least one.

    Reads the file backwards, block by block. 0 for a missing or shorter file. Raises UnreadableError.
    """
    with suppress(FileNotFoundError), open_to_read(path) as file:
        size = os.fstat(file.fileno()).st_size
        floor = max(0, size - most_bytes) if most_bytes is not None else 0
        return _find_tail_start(file.fileno(), size, floor, lines)
    return 0


def _find_tail_start(fd: int, size: int, floor: int, lines: int) -> int:
    """Offset after the `lines`-th newline before the last byte, else after the first one after `floor`."""
    end, start = size - 1, None
    while end > 0 and lines > 0 and (end > floor or start is None):
        if end <= floor:  # the last line alone is longer
            floor, lines = 0, 1
        begin = max(floor, end - _BLOCK)
        newlines = _find_last_newlines(os.pread(fd, end - begin, begin), lines)
        if newlines:
            lines, start = lines - len(newlines), begin + newlines[-1] + 1
        end = begin
    return 0 if start is None or (lines > 0 and floor == 0) else start


def _find_last_newlines(block: bytes, most: int) -> list[int]:
    """Places of up to `most` newlines, from the last one back."""
    found: list[int] = []
    place = len(block)
    while len(found) < most and (place := block.rfind(b"\n", 0, place)) >= 0:
        found.append(place)
    return found


def repair_tail(path: Path) -> Torn | None:
    """Moves a torn last line to `<file>.torn`; None if the last line is complete or the file is missing.

    A last line is torn if it lacks the newline (killed while writing) or is not a JSON object
    (a power loss can leave NULs). Lines that were appended together may be torn in the middle: of the last
    `MOST_TOGETHER` lines everything from the first one with a NUL on is moved, as none of it was ever synced.
    Other lines are never touched. Raises StorageError.
    """
    try:
        fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_error(path, error) from error
    with closing_descriptor(fd), disk_errors(path):
        start, size = _find_last_line(fd)
        start = min(start if not _is_whole(fd, start, size) else size, _find_first_blank(fd, size))
        if start == size:
            return None
        _set_aside(fd, start, size, path.with_name(path.name + ".torn"))
        return Torn(path.name, size - start)


def _find_last_line(fd: int) -> tuple[int, int]:
    """Offset of the last line, complete or not, and the size of the file."""
    size = os.fstat(fd).st_size
    return _find_tail_start(fd, size, 0, 1), size


def _find_first_blank(fd: int, size: int) -> int:
    """Offset of the first of the last lines that holds a NUL, which JSON never does; else `size`."""
    place = line = _find_tail_start(fd, size, 0, MOST_TOGETHER)
    for block in _read_blocks(fd, place, size):
        blank = block.find(b"\0")
        newline = block.rfind(b"\n", 0, blank if blank >= 0 else None)
        line = place + newline + 1 if newline >= 0 else line
        if blank >= 0:
            return line
        place += len(block)
    return size


def _is_whole(fd: int, start: int, size: int) -> bool:
    if start == size:
        return True
    if os.pread(fd, 1, size - 1) != b"\n":
        return False
    if size - start > LONGEST_LINE:
        return False
    line = b"".join(_read_blocks(fd, start, size))
    return parse_object(line) is not None


def _set_aside(fd: int, start: int, size: int, aside: Path) -> None:
    target = open_for_append(aside)
    try:
        for block in _read_blocks(fd, start, size):
            write_whole(target, block)
        os.fsync(target)
    finally:
        os.close(target)
    os.ftruncate(fd, start)
    os.fsync(fd)


def _read_blocks(fd: int, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        block = os.pread(fd, min(_BLOCK, end - start), start)
        if not block:
            return
        yield block
        start += len(block)
