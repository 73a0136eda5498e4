"""Reads WARC files made by any tool, complete or not; damage is reported by file and offset.

Reads gzip files member by member, or as one stream if the whole file is one member, in constant memory and
linear time. Skips what it cannot read to the next member, and the block of a record too large to be a page.
"""

import re
import zlib
from base64 import b32encode
from collections.abc import Generator, Iterator
from dataclasses import dataclass
from hashlib import sha1
from os import SEEK_END
from pathlib import Path
from typing import BinaryIO

from isal import isal_zlib
from isal.igzip_lib import IsalError

from dvcrawler.bodies import LARGEST_PAGE
from dvcrawler.normalize.numbers import read_whole

_CHUNK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
_BEGIN = b"WARC/"
#: The first line of a record. All matches have the same length, which `seek_record` relies on.
_START = re.compile(rb"WARC/\d\.\d\r\n")
_START_LENGTH = len(b"WARC/1.1\r\n")
_SEPARATOR = b"\r\n\r\n"
_BLANK = re.compile(rb"[\r\n]*")
#: A page with its headers, and the chunk headers that some tools keep.
LARGEST = LARGEST_PAGE + 1024 * 1024
_LARGEST_HEADER = 64 * 1024
#: Bytes of a record that `read_id` reads: a header is rarely longer than 1 KB.
_FIRST = 4096
#: Bytes read at once of a packed page: one of 200 KB takes about 40 KB. The second number is for longer ones.
_MEMBER, _LONG_MEMBER = 1 << 16, 1 << 20
_WRONG_LENGTH = "the record's Content-Length is wrong"


@dataclass(frozen=True, slots=True)
class _Headed:
    """`headers`: names in lower case. `offset`: of the gzip member, or of the record in a file that is not
    compressed by record.
    """

    offset: int
    headers: dict[str, str]

    @property
    def kind(self) -> str:
        return self.headers.get("warc-type", "")

    @property
    def url(self) -> str:
        return self.headers.get("warc-target-uri", "").strip("<>")

    @property
    def record_id(self) -> str:
        return self.headers.get("warc-record-id", "")


@dataclass(frozen=True, slots=True)
class Record(_Headed):
    """One complete record."""

    block: bytes


@dataclass(frozen=True, slots=True)
class Large(_Headed):
    """A record of more than `LARGEST` bytes: a film or an archive, not a page.

    `head`: the beginning of its block. `digest`: SHA-1 of the whole block in WARC notation, None if the
    header has none to compare it with.
    """

    length: int
    head: bytes
    digest: str | None


@dataclass(frozen=True, slots=True)
class Damage:
    """Bytes from `offset` on that are not a complete record."""

    file: str
    offset: int
    what: str


ReadResult = Record | Large | Damage
#: None: progress without a result, so that the caller can do other work in between.
Step = ReadResult | None
_Steps = Generator[None, None, bool]


def read_warc(path: Path, start: int = 0) -> Iterator[ReadResult]:
    """Yields records and damage in file order from byte `start` on. Never raises because of contents.

    A file that is not WARC gives one Damage. Raises OSError.
    """
    return (found for found in read_in_steps(path, start) if found is not None)


def read_in_steps(path: Path, start: int) -> Iterator[Step]:
    """Like `read_warc`, but yields a step at least every megabyte."""
    with path.open("rb") as file:
        yield from read_opened(file, path.name, start)


def read_opened(file: BinaryIO, name: str, start: int = 0) -> Iterator[Step]:
    """Like `read_in_steps`, for an open file. A first step of None means that a large record begins, or a
    long stretch without records.
    """
    file.seek(start)
    head = file.read(len(_BEGIN))
    file.seek(start)
    if head.startswith(_MAGIC[: len(head)]) and head:
        yield from _read_members(file, name, start)
    elif head == _BEGIN:
        end = file.seek(0, SEEK_END)
        file.seek(start)
        yield from _read_plain(_Buffer(_plain(file), start, file, end), name)
    elif head:
        yield Damage(name, start, "this is not a WARC file")


def read_at(path: Path, offset: int) -> ReadResult:
    """Reads the record that begins at this byte of the file. Raises OSError."""
    record = _read_whole_member(path, offset)
    if record is not None:
        return record
    for found in read_warc(path, offset):
        return found
    return Damage(path.name, offset, "the file ends before this byte")


def _read_whole_member(path: Path, offset: int) -> Record | None:
    """The record of a gzip member that holds it alone and whole, as nearly all do; None for any other, which
    is left to `read_warc`. Takes half its time.
    """
    with path.open("rb", 0) as file:
        file.seek(offset)
        unpacker = isal_zlib.decompressobj(31)
        try:
            data = unpacker.decompress(file.read(_MEMBER), LARGEST)
            if not unpacker.eof and len(data) < LARGEST:
                rest = unpacker.unconsumed_tail + file.read(_LONG_MEMBER)
                data += unpacker.decompress(rest, LARGEST - len(data))
        except IsalError:  # type: ignore[misc]  # the stub says that it is an instance
            return None
    end = data.find(_SEPARATOR, 0, _LARGEST_HEADER) + len(_SEPARATOR)
    if not unpacker.eof or end < len(_SEPARATOR) or _START.search(data, 1, end) is not None:
        return None
    headers = _parse_headers(data[:end])
    length = _length(headers) if headers is not None else None
    if headers is None or length is None or data[end + length :] != _SEPARATOR:
        return None
    return Record(offset, headers, data[end : end + length])


def read_id(path: Path, offset: int) -> str | None:
    """The WARC-Record-ID at this byte of the file, read from the record's first bytes only; None if no
    record begins there. Raises OSError.
    """
    with path.open("rb") as file:
        file.seek(offset)
        data = file.read(_FIRST)
    if data.startswith(_MAGIC):
        try:
            data = zlib.decompressobj(31).decompress(data, _FIRST)
        except zlib.error:
            return None
    headers = _parse_headers(data.partition(b"\r\n\r\n")[0])
    return headers.get("warc-record-id") if headers else None


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _read_members(file: BinaryIO, name: str, offset: int) -> Iterator[Step]:
    """Reads one gzip member after another; behind a broken one it searches for the next magic bytes."""
    while True:
        member = _Member(file, offset)
        broken = None
        for found in _read_member(_Buffer(member.chunks(), offset), name, offset):
            if isinstance(found, Damage):
                broken = found
            else:
                yield found
        if member.fault:
            broken = Damage(name, offset, member.fault)
        if broken is not None:
            yield broken
        if member.fault:
            following = yield from _next_magic(file, offset + 1)
        else:
            following = member.end
            if following is not None and not _is_magic(file, following):
                if _has_more(file, following):
                    yield Damage(name, following, "bytes that are not a gzip member")
                following = yield from _next_magic(file, following)
        if following is None:
            return
        offset = following


class _Member:
    """One gzip member, decompressed in chunks. `end`: offset of the next member. `fault`: what is wrong."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file, self._offset = file, offset
        self.end: int | None = None
        self.fault: str | None = None

    def chunks(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(31)
        self._file.seek(self._offset)
        read = self._offset
        while not unpacker.eof:
            packed = self._file.read(_CHUNK)
            if not packed:
                self.fault = "the file is cut here"
                return
            read += len(packed)
            while packed and not unpacker.eof:
                try:
                    text = unpacker.decompress(packed, _CHUNK * 16)
                except zlib.error as error:
                    self.fault = f"a broken gzip member ({error})"
                    return
                packed = unpacker.unconsumed_tail
                if text:
                    yield text
        self.end = read - len(unpacker.unused_data)


def _read_member(stream: "_Buffer", name: str, offset: int) -> Iterator[Step]:
    """The records of one gzip member, which may hold one or all of a file. The first damage ends it."""
    while (yield from stream.skip_blank()):
        found = yield from _read_record(stream, name, offset)
        if not isinstance(found, Damage) and not stream.ends_record():
            found = Damage(name, offset, _WRONG_LENGTH)
        yield found
        if isinstance(found, Damage):
            yield from stream.drain()
            return


def _read_plain(stream: "_Buffer", name: str) -> Iterator[Step]:
    """The records of an uncompressed file. After damage it goes back to search right behind the start of
    the broken record, because a wrong length may have covered the records that follow.
    """
    # Bytes that may be read a second time: keeps the total linear in the file's size.
    budget = stream.remaining + _LARGEST_HEADER
    while (yield from stream.skip_blank()):
        begin = stream.offset
        found = yield from _read_record(stream, name, begin)
        if not isinstance(found, Damage) and not _is_complete(found, stream):
            found = Damage(name, begin, _WRONG_LENGTH)
        yield found
        if not isinstance(found, Damage):
            continue
        passed = stream.offset - begin
        if passed <= budget:
            budget -= passed
            stream.go_to(begin + 1)
        if not (yield from stream.seek_record()):
            return


def _is_complete(found: Record | Large, stream: "_Buffer") -> bool:
    """Whether the record ends where its length says. Followed by garbage it does if the separator is there
    and the block has not swallowed the beginning of another record.
    """
    if stream.ends_record():
        return True
    return isinstance(found, Record) and stream.is_at(_SEPARATOR) and _START.search(found.block) is None


def _read_record(stream: "_Buffer", name: str, begin: int) -> Generator[None, None, ReadResult]:
    """The record at the next byte of the stream, reported as beginning at byte `begin` of the file."""
    head = stream.until(_SEPARATOR, _LARGEST_HEADER)
    # A header that was cut runs into that of the next record; the two must not be merged.
    is_one = head is not None and _START.search(head, 1) is None
    headers = _parse_headers(head) if head is not None and is_one else None
    if headers is None:
        return Damage(name, begin, "no WARC header stands here")
    found = yield from _read_block(stream, begin, headers)
    return Damage(name, begin, "the record is cut") if found is None else found


def _read_block(
    stream: "_Buffer", begin: int, headers: dict[str, str]
) -> Generator[None, None, Record | Large | None]:
    """Reads the block behind a header; None if it is cut or its length is not valid."""
    length = _length(headers)
    if length is None or stream.lacks(length):
        return None
    if length <= LARGEST:
        block = stream.take(length)
        return None if block is None else Record(begin, headers, block)
    head = stream.take(_LARGEST_HEADER)
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


class _Buffer:
    """Bytes read but not consumed, with their position. `file`: where to continue after `go_to`, None for a
    compressed stream. `end`: where the stream ends, None if unknown.
    """

    def __init__(
        self, chunks: Iterator[bytes], offset: int, file: BinaryIO | None = None, end: int | None = None
    ) -> None:
        self._chunks, self._bytes, self._at = chunks, b"", 0
        self._before, self._file, self._end = offset, file, end
        self._done = False

    @property
    def offset(self) -> int:
        """Offset of the next byte."""
        return self._before + self._at

    @property
    def remaining(self) -> int:
        """Bytes up to the end, 0 where the end is unknown."""
        return self._end - self.offset if self._end is not None else 0

    def go_to(self, offset: int) -> None:
        """Continues at a byte of the file; only for a file that is not compressed."""
        if offset >= self._before:
            self._at = offset - self._before
            return
        assert self._file is not None
        self._file.seek(offset)
        self._chunks, self._bytes, self._at = _plain(self._file), b"", 0
        self._before, self._done = offset, False

    def lacks(self, length: int) -> bool:
        """Whether the stream is known to be shorter: a wrong length must not hide the records behind it."""
        return self._end is not None and self.offset + length > self._end

    def skip_blank(self) -> _Steps:
        """Skips line ends; False if the stream ends first."""
        while self._is_blank():
            if not self._more():
                return False
            if self._is_blank():
                yield None
        return True

    def _is_blank(self) -> bool:
        blank = _BLANK.match(self._bytes, self._at)
        self._at = blank.end() if blank else self._at
        return self._at == len(self._bytes)

    def until(self, mark: bytes, most: int) -> bytes | None:
        """Bytes up to and including the mark; None if it is missing or farther than `most` bytes."""
        while (place := self._bytes.find(mark, self._at)) < 0:
            if len(self._bytes) - self._at > most or not self._more():
                return None
        return self._pop(place + len(mark))

    def take(self, length: int) -> bytes | None:
        """Exactly `length` bytes; None if the stream is shorter."""
        if len(self._bytes) - self._at >= length:
            return self._pop(self._at + length)
        parts = []
        while length and (part := self.part(length)):
            parts.append(part)
            length -= len(part)
        return None if length else b"".join(parts)

    def part(self, most: int) -> bytes:
        """At most `most` bytes; empty at the end."""
        if self._at == len(self._bytes) and not self._more():
            return b""
        return self._pop(min(len(self._bytes), self._at + most))

    def ends_record(self) -> bool:
        """Whether a line end and another record follow, or the end of the stream."""
        near = self._peek(len(_SEPARATOR) + len(_BEGIN))
        rest = near.lstrip(b"\r\n")
        return not rest or (rest != near and _BEGIN.startswith(rest[: len(_BEGIN)]))

    def is_at(self, mark: bytes) -> bool:
        """Whether these bytes come next."""
        return self._peek(len(mark)) == mark

    def _peek(self, length: int) -> bytes:
        while len(self._bytes) - self._at < length and self._more():
            pass
        return self._bytes[self._at : self._at + length]

    def seek_record(self) -> _Steps:
        """Skips to the beginning of the next record; False if there is none."""
        while (match := _START.search(self._bytes, self._at)) is None:
            self._at = max(self._at, len(self._bytes) - _START_LENGTH + 1)
            if not self._more():
                return False
            yield None
        self._at = match.start()
        return True

    def drain(self) -> Generator[None, None, None]:
        self._at = len(self._bytes)
        while self._more():
            self._at = len(self._bytes)
            yield None

    def _more(self) -> bool:
        """Reads another chunk; False at the end of the stream."""
        if self._done:
            return False
        chunk = next(self._chunks, b"")
        if not chunk:
            self._done = True
            return False
        self._before += self._at
        self._bytes, self._at = self._bytes[self._at :] + chunk, 0
        return True

    def _pop(self, end: int) -> bytes:
        taken = self._bytes[self._at : end]
        self._at = end
        return taken


def _parse_headers(head: bytes) -> dict[str, str] | None:
    if not head.startswith(_BEGIN):
        return None
    headers: dict[str, str] = {}
    for line in head.decode("utf-8", "replace").split("\r\n")[1:]:
        name, colon, value = line.partition(":")
        if colon:
            headers[name.strip().lower()] = value.strip()
    return headers if "warc-type" in headers else None


def _length(headers: dict[str, str]) -> int | None:
    return read_whole(headers.get("content-length"), most=10**15)


def _is_magic(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    return file.read(len(_MAGIC)) == _MAGIC


def _has_more(file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    return bool(file.read(1))


def _next_magic(file: BinaryIO, offset: int) -> Generator[None, None, int | None]:
    file.seek(offset)
    kept = b""
    while chunk := file.read(_CHUNK):
        text = kept + chunk
        place = text.find(_MAGIC)
        if place >= 0:
            return offset - len(kept) + place
        offset += len(chunk)
        kept = text[-2:]
        yield None
    return None
