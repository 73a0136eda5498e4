"""Reads WARC files made by any tool, complete or not; damage is reported by file and offset.

Reads gzip files member by member, or as one stream if the whole file is one member, in constant memory and
linear time. Skips what it cannot read to the next member, and the block of a record too large to be a page.
"""

import zlib
from collections.abc import Iterator
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib
from isal.igzip_lib import IsalError

from dvcrawler.bodies import GZIP_MAGIC
from dvcrawler.storage.folders import open_regular_file
from dvcrawler.storage.warc.buffer import Buffer, read_chunks
from dvcrawler.storage.warc.members import read_members
from dvcrawler.storage.warc.record import (
    BEGINS,
    LARGEST,
    LARGEST_HEADER,
    PADDING,
    START,
    Damage,
    Large,
    ReadResult,
    Record,
    Step,
    find_separator,
    parse_headers,
    read_length,
)
from dvcrawler.storage.warc.record_parser import read_plain

__all__ = [
    "LARGEST",
    "Damage",
    "Large",
    "ReadResult",
    "Record",
    "Step",
    "read_at",
    "read_id",
    "read_in_steps",
    "read_opened",
    "read_warc",
]

#: Bytes of a record that `read_id` reads: a header is rarely longer than 1 KB.
_FIRST = 4096
#: What may be above the first record: a byte order mark, which editors leave, and padding.
_BLANK = PADDING + b"\xef\xbb\xbf"
#: Bytes read at once of a packed page: one of 200 KB takes about 40 KB. The second number is for longer ones.
_MEMBER, _LONG_MEMBER = 1 << 16, 1 << 20


def read_warc(path: Path, start: int = 0) -> Iterator[ReadResult]:
    """Yields records and damage in file order from byte `start` on. Never raises because of contents.

    A file that is not WARC gives one Damage. Raises OSError.
    """
    return (found for found in read_in_steps(path, start) if found is not None)


def read_in_steps(path: Path, start: int) -> Iterator[Step]:
    """Like `read_warc`, but yields a step at least every megabyte."""
    with open_regular_file(path) as file:
        yield from read_opened(file, path.name, start)


def read_opened(file: BinaryIO, name: str, start: int = 0) -> Iterator[Step]:
    """Like `read_in_steps`, for an open file. A first step of None: a large record or a gap begins."""
    file.seek(start)
    head = file.read(_FIRST)
    records = head.lstrip(_BLANK)
    is_packed = records.startswith(GZIP_MAGIC[: len(records)])
    if records and (is_packed or records.startswith(BEGINS)):
        yield from _read_parts(file, name, start + len(head) - len(records), is_packed=is_packed)
    elif head:
        yield Damage(name, start, "this is not a WARC file")


def _read_parts(file: BinaryIO, name: str, start: int, *, is_packed: bool) -> Iterator[Step]:
    """Members and records that are not packed by turns: files are joined, and tools append what they like."""
    plain = Buffer(read_chunks(file), start, file, file.seek(0, SEEK_END))
    following: int | None = start
    while following is not None:
        if is_packed:
            following = yield from read_members(file, name, following)
        else:
            plain.go_to(following)
            following = yield from read_plain(plain, name)
        is_packed = not is_packed


def read_at(path: Path, offset: int) -> ReadResult:
    """Reads the record that begins at this byte of the file. Raises OSError."""
    record = _read_whole_member(path, offset)
    if record is not None:
        return record
    for found in read_warc(path, offset):
        return found
    return Damage(path.name, offset, "the file ends before this byte")


def _read_whole_member(path: Path, offset: int) -> Record | None:
    """The record of a gzip member that holds exactly one complete record, as nearly all do; None for any
    other, which `read_warc` reads in twice the time.
    """
    with open_regular_file(path, 0) as file:
        file.seek(offset)
        unpacker = isal_zlib.decompressobj(31)
        try:
            data = unpacker.decompress(file.read(_MEMBER), LARGEST)
            if not unpacker.eof and len(data) < LARGEST:
                rest = unpacker.unconsumed_tail + file.read(_LONG_MEMBER)
                data += unpacker.decompress(rest, LARGEST - len(data))
        except IsalError:  # type: ignore[misc]  # the stub says that it is an instance
            return None
    separator = find_separator(data)
    end = data.find(separator, 0, LARGEST_HEADER) + len(separator)
    if end < len(separator) or START.search(data, 1, end) is not None:
        return None
    headers = parse_headers(data[:end])
    length = read_length(headers) if headers is not None else None
    if headers is None or length is None or data[end + length :] != separator:
        return None
    return Record(offset, headers, data[end : end + length])


def read_id(path: Path, offset: int) -> str | None:
    """The WARC-Record-ID at this byte of the file, read from the record's first bytes only; None if no
    record begins there. Raises OSError.
    """
    with open_regular_file(path) as file:
        file.seek(offset)
        data = file.read(_FIRST)
    if data.startswith(GZIP_MAGIC):
        try:
            data = zlib.decompressobj(31).decompress(data, _FIRST)
        except zlib.error:
            return None
    headers = parse_headers(data.partition(find_separator(data))[0])
    return headers.get("warc-record-id") if headers else None
