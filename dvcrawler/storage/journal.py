"""Append-only files of JSON lines: durable appends, and reading during a write.

A line counts once its newline is on disk. Appending requires the site's lock; reading does not.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import suppress
from functools import partial
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

import orjson

from dvcrawler.storage.disk import closing_descriptor, disk_errors, sync_folder, write_whole
from dvcrawler.storage.folders import open_to_read

#: Most lines that are appended with one fsync.
MOST_TOGETHER = 8
_NEWLINE = ord("\n")
#: First bytes of a line that may hold an object.
_BEGINNINGS = b"{ \t\r"
#: Lines have about 4 KB: Python's default buffer of 8 KB would cost a system call for every second line.
_BUFFER = 1 << 18
#: Buffer for a single line.
_SINGLE = 1 << 14
#: Bytes beyond which a line is none of ours: a page has 10 MB at most. A damaged file may be one line.
LONGEST_LINE = 1 << 27
#: Bytes read of a file that has one object.
_LARGEST_SMALL_FILE = 1 << 22


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

    A last line without newline does not count yet; a line too long to be one of ours has no value. A missing
    file has no lines. Raises UnreadableError.
    """
    loads, new = orjson.loads, tuple.__new__  # `Line(…)` itself takes twice as long
    with suppress(FileNotFoundError), open_to_read(path, _BUFFER) as file:
        file.seek(start)
        for line in iter(partial(file.readline, LONGEST_LINE), b""):
            stop = start + len(line)
            if line[-1] != _NEWLINE and len(line) == LONGEST_LINE:
                rest = _skip_line(file)
                stop, line = stop + rest.length, rest.end
            if line[-1] != _NEWLINE or (end is not None and stop > end):
                return
            try:  # the look at the first byte spares an exception for each line of a garbled file
                value = loads(line) if line[0] in _BEGINNINGS else None
            except orjson.JSONDecodeError:
                value = None
            yield new(Line, (start, stop, value if type(value) is dict else None))
            start = stop


def read_raw(path: Path) -> Iterator[bytes]:
    """Yields each line unparsed, for callers that search for a few, none overlong. Raises UnreadableError."""
    with suppress(FileNotFoundError), open_to_read(path, _BUFFER) as file:
        for line in iter(partial(file.readline, LONGEST_LINE), b""):
            if len(line) == LONGEST_LINE and line[-1] != _NEWLINE:
                _skip_line(file)
            else:
                yield line


class _Rest(NamedTuple):
    """What is left of a line: its length, and its last byte."""

    length: int
    end: bytes


def _skip_line(file: BinaryIO) -> _Rest:
    """Reads the rest of a line block by block."""
    length, end = 0, b" "
    while end[-1] != _NEWLINE and (block := file.readline(_BUFFER)):
        length, end = length + len(block), block[-1:]
    return _Rest(length, end)


def read_line_at(path: Path, start: int) -> Line:
    """The line that begins at that byte; its value is None if the file ends before the line does.

    Raises FileNotFoundError, UnreadableError.
    """
    with open_to_read(path, _SINGLE) as file:
        file.seek(start)
        line = file.readline(LONGEST_LINE)
    return Line(start, start + len(line), parse_object(line) if line.endswith(b"\n") else None)


def read_file(path: Path) -> bytes | None:
    """Reads a small file, None if it does not exist; of a large one, which is not what it should be, the
    beginning. Raises UnreadableError.
    """
    with suppress(FileNotFoundError), open_to_read(path) as file:
        return file.read(_LARGEST_SMALL_FILE)
    return None


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
    """Opens a file for `append_lines`; makes the name of a new file durable. Raises OSError."""
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
    with disk_errors(path), closing_descriptor(open_for_append(path)) as fd:
        return append_lines(fd, [line])[0]
