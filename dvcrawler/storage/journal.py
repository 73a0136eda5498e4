"""Append-only files of JSON lines: durable appends, torn last lines, reading beside a writer.

A line counts once its newline is on disk. Appending and repairing require the site's lock; reading
does not.
"""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, NamedTuple

import orjson

from dvcrawler.storage.disk import disk_error, open_regular, read_error, sync_folder, write_whole

#: Lines that are appended with one fsync.
MOST_TOGETHER = 8
_BLOCK = 1 << 16
_NEWLINE = ord("\n")
#: Lines have about 4 KB: Python's default buffer of 8 KB would need a system call for every second one.
_BUFFER = 1 << 18
#: For one line alone.
_SINGLE = 1 << 14


@dataclass(frozen=True, slots=True)
class Torn:
    """A half-written last line that was moved to `<file>.torn`; `bytes` is its length."""

    file: str
    bytes: int


class Line(NamedTuple):
    """The bytes `start` to `end`, newline included; `value` is None if it is not a JSON object."""

    start: int
    end: int
    value: dict[str, Any] | None


def parse_object(line: bytes) -> dict[str, Any] | None:
    """The JSON object of the line, None if it holds anything else."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError:
        return None
    return value if isinstance(value, dict) else None


def read_lines(path: Path, start: int = 0, end: int | None = None) -> Iterator[Line]:
    """Yields the complete lines from byte `start` up to byte `end` (None: the end while reading).

    A last line without newline does not count yet. A missing file has no lines. Raises UnreadableError.
    """
    loads, new = orjson.loads, tuple.__new__  # `Line(…)` itself takes twice as long
    try:
        with os.fdopen(open_regular(path), "rb", _BUFFER) as file:
            file.seek(start)
            for line in file:
                stop = start + len(line)
                if line[-1] != _NEWLINE or (end is not None and stop > end):
                    return
                try:
                    value = loads(line)
                except orjson.JSONDecodeError:
                    value = None
                yield new(Line, (start, stop, value if type(value) is dict else None))
                start = stop
    except FileNotFoundError:
        return
    except OSError as error:
        raise read_error(path, error) from error


def read_raw(path: Path) -> Iterator[bytes]:
    """Yields each line unparsed, for callers that search for a few. Raises UnreadableError."""
    try:
        with os.fdopen(open_regular(path), "rb", _BUFFER) as file:
            yield from file
    except FileNotFoundError:
        return
    except OSError as error:
        raise read_error(path, error) from error


def read_line_at(path: Path, start: int) -> Line:
    """The line that begins at that byte; one without value where the file ends before a line end.

    Raises FileNotFoundError, UnreadableError.
    """
    try:
        with os.fdopen(open_regular(path), "rb", _SINGLE) as file:
            file.seek(start)
            line = file.readline()
    except FileNotFoundError:
        raise
    except OSError as error:
        raise read_error(path, error) from error
    return Line(start, start + len(line), parse_object(line) if line.endswith(b"\n") else None)


def tail_start(path: Path, lines: int, most_bytes: int | None = None) -> int:
    """Offset of the last `lines` lines, or of as many as fit in `most_bytes`, but of at least one.

    Reads the file backwards, block by block. 0 for a missing or shorter file. Raises UnreadableError.
    """
    try:
        fd = open_regular(path)
        try:
            size = os.fstat(fd).st_size
            floor = max(0, size - most_bytes) if most_bytes is not None else 0
            return _tail_start(fd, size, floor, lines)
        finally:
            os.close(fd)
    except FileNotFoundError:
        return 0
    except OSError as error:
        raise read_error(path, error) from error


def _tail_start(fd: int, size: int, floor: int, lines: int) -> int:
    """Offset behind the `lines`-th newline before the last byte, else behind the first one after `floor`."""
    end, start = size - 1, None
    while end > 0 and lines > 0 and (end > floor or start is None):
        if end <= floor:  # the last line alone is longer
            floor, lines = 0, 1
        begin = max(floor, end - _BLOCK)
        block = os.pread(fd, end - begin, begin)
        at = len(block)
        while lines > 0 and (at := block.rfind(b"\n", 0, at)) >= 0:
            lines, start = lines - 1, begin + at + 1
        end = begin
    return 0 if start is None or (lines > 0 and floor == 0) else start


def read_whole(path: Path) -> bytes | None:
    """Reads a small file, None if it does not exist. Raises UnreadableError."""
    try:
        with os.fdopen(open_regular(path), "rb") as file:
            return file.read()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise read_error(path, error) from error


def append_line(fd: int, line: bytes) -> tuple[int, int]:
    """Appends and fsyncs one line; see `append_lines`."""
    return append_lines(fd, [line])[0]


def append_lines(fd: int, lines: Sequence[bytes]) -> list[tuple[int, int]]:
    """Appends at most `MOST_TOGETHER` lines and fsyncs once; returns the offsets of each line's first byte
    and of the byte after it.

    On any error the file is truncated to its previous length before the error is raised: all lines are
    stored or none. If that fails too, what was written stays and the OSError carries a note that says so.
    """
    start = os.fstat(fd).st_size
    try:
        write_whole(fd, b"".join(lines))
        os.fsync(fd)
    except BaseException as error:
        try:
            os.ftruncate(fd, start)
        except OSError:
            error.add_note("the half-written line could not be taken back")
        raise
    ends = list(accumulate(map(len, lines), initial=start))
    return list(pairwise(ends))


def open_for_append(path: Path) -> int:
    """Opens a file for `append_line`; makes the name of a new file durable. Raises OSError."""
    flags = os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC
    is_new = not path.exists()
    fd = os.open(path, flags, 0o644)
    try:
        if is_new:
            sync_folder(path.parent)
    except OSError:
        os.close(fd)
        raise
    return fd


def append_to(path: Path, line: bytes) -> tuple[int, int]:
    """Opens the file, appends one line durably and closes it. Raises StorageError."""
    try:
        fd = open_for_append(path)
        try:
            return append_line(fd, line)
        finally:
            os.close(fd)
    except OSError as error:
        raise disk_error(path, error) from error


def mend_tail(path: Path) -> Torn | None:
    """Moves a torn last line to `<file>.torn`; None if the last line is complete or the file is missing.

    A last line is torn if it lacks the newline (killed while writing) or is not a JSON object
    (a power loss can leave NULs). Lines that were appended together may be torn in their midst: of the last
    `MOST_TOGETHER` lines everything from the first one with a NUL on is moved, none of which was ever synced.
    Other lines are never touched. Raises StorageError.
    """
    try:
        fd = os.open(path, os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise disk_error(path, error) from error
    try:
        start, size = _last_line(fd)
        start = min(start if not _is_whole(fd, start, size) else size, _first_blank(fd, size))
        if start == size:
            return None
        _set_aside(fd, start, size, path.with_name(path.name + ".torn"))
        return Torn(path.name, size - start)
    except OSError as error:
        raise disk_error(path, error) from error
    finally:
        os.close(fd)


def _last_line(fd: int) -> tuple[int, int]:
    """Offset of the last line, complete or not, and the size of the file."""
    size = os.fstat(fd).st_size
    return _tail_start(fd, size, 0, 1), size


def _first_blank(fd: int, size: int) -> int:
    """Offset of the first of the last lines that holds a NUL, which JSON never does; else `size`."""
    place = line = _tail_start(fd, size, 0, MOST_TOGETHER)
    for block in _blocks(fd, place, size):
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
    line = b"".join(_blocks(fd, start, size))
    return parse_object(line) is not None


def _set_aside(fd: int, start: int, size: int, aside: Path) -> None:
    target = open_for_append(aside)
    try:
        for block in _blocks(fd, start, size):
            write_whole(target, block)
        os.fsync(target)
    finally:
        os.close(target)
    os.ftruncate(fd, start)
    os.fsync(fd)


def _blocks(fd: int, start: int, end: int) -> Iterator[bytes]:
    while start < end:
        block = os.pread(fd, min(_BLOCK, end - start), start)
        if not block:
            return
        yield block
        start += len(block)
