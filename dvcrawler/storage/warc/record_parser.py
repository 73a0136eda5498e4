"""Parses records from a buffer. A step of None means progress without a result."""

from base64 import b32encode
from collections.abc import Generator, Iterator
from hashlib import sha1

from dvcrawler.storage.warc.buffer import Buffer
from dvcrawler.storage.warc.record import (
    LARGEST,
    LARGEST_HEADER,
    LONGEST_START,
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

_WRONG_LENGTH = "the record's Content-Length is wrong"


def read_plain(stream: Buffer, name: str) -> Generator[Step, None, int | None]:
    """The records that are not compressed; returns the offset of a gzip member behind one, None at the end.

    After damage the search resumes right after the start of the broken record, because a wrong length may
    have covered the records that follow.
    """
    while (yield from stream.skip_blank()):
        begin = stream.offset
        if stream.is_at_member():
            return begin
        found = yield from read_record(stream, name, begin)
        if not isinstance(found, Damage) and not _is_complete(found, stream):
            found = Damage(name, begin, _WRONG_LENGTH)
        yield found
        if not isinstance(found, Damage):
            continue
        stream.resume_after(begin)
        if not (yield from stream.seek_record()):
            break
    return None


def _is_complete(found: Record | Large, stream: Buffer) -> bool:
    """Whether the record ends where its length says. Followed by garbage it does if the separator is there
    and the block has not swallowed the beginning of another record.
    """
    if stream.ends_record():
        return True
    return isinstance(found, Record) and stream.is_at_separator() and START.search(found.block) is None


def read_member(stream: Buffer, name: str, offset: int) -> Iterator[Step]:
    """The records of one gzip member, which may hold one or all of a file. The first damage ends it."""
    while (yield from stream.skip_blank()):
        found = yield from read_record(stream, name, offset)
        if not isinstance(found, Damage) and not stream.ends_record():
            found = Damage(name, offset, _WRONG_LENGTH)
        yield found
        if isinstance(found, Damage):
            yield from stream.drain()
            return


def read_record(stream: Buffer, name: str, begin: int) -> Generator[None, None, ReadResult]:
    """The record at the next byte of the stream, reported as beginning at byte `begin` of the file."""
    head = stream.until(find_separator(stream.peek(LONGEST_START)), LARGEST_HEADER)
    # A header that was cut runs into that of the next record; the two must not be merged.
    is_one = head is not None and START.search(head, 1) is None
    headers = parse_headers(head) if head is not None and is_one else None
    if headers is None:
        return Damage(name, begin, "no WARC header at this byte")
    found = yield from _read_block(stream, begin, headers)
    return Damage(name, begin, "the record is cut") if found is None else found


def _read_block(
    stream: Buffer, begin: int, headers: dict[str, str]
) -> Generator[None, None, Record | Large | None]:
    """Reads the block after a header; None if it is cut or its length is not valid."""
    length = read_length(headers)
    if length is None or stream.lacks(length):
        return None
    if length > LARGEST:
        return (yield from _read_large(stream, begin, headers, length))
    block = stream.take(length)
    return None if block is None else Record(begin, headers, block)


def _read_large(
    stream: Buffer, begin: int, headers: dict[str, str], length: int
) -> Generator[None, None, Large | None]:
    """Reads a block in parts and keeps only its beginning and its digest."""
    head = stream.take(LARGEST_HEADER)
    if head is None:
        return None
    digest = sha1(head) if headers.get("warc-block-digest", "").startswith("sha1:") else None
    left = length - len(head)
    while left:
        yield None
        part = stream.part(left)
        if not part:
            return None
        left -= len(part)
        if digest is not None:
            digest.update(part)
    text = f"sha1:{b32encode(digest.digest()).decode()}" if digest is not None else None
    return Large(begin, headers, length, head, text)
