"""WARC files read, whoever made them and however they end: damage is named by file and offset.

Gzip member by member where a file is compressed so, in one stream where the whole file is one member;
in constant memory for files of any size. What cannot be read is passed over to the next member.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dvcrawler.normalize.numbers import read_whole

_CHUNK = 1 << 16
_MAGIC = b"\x1f\x8b\x08"
_BEGIN = b"WARC/"
#: A record larger than this is a film or a lie; a header larger than that is neither.
LARGEST = 64 * 1024 * 1024
_LARGEST_HEADER = 64 * 1024


@dataclass(frozen=True, slots=True)
class Record:
    """One record. `headers` have small letters; `offset` is that of its gzip member, or of the record
    in a file that is not compressed by record.
    """

    offset: int
    headers: dict[str, str]
    block: bytes

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
class Damage:
    """Bytes that are no whole record, from `offset` on."""

    file: str
    offset: int
    what: str


def read_warc(path: Path, start: int = 0) -> Iterator[Record | Damage]:
    """Records and damages in the order of the file, from byte `start` on. Never raises for contents.

    A file that is no WARC at all gives one Damage.
    """
    with path.open("rb") as file:
        yield from read_opened(file, path.name, start)


def read_opened(file: BinaryIO, name: str, start: int = 0) -> Iterator[Record | Damage]:
    """As `read_warc`, of a file that is open, or of bytes."""
    file.seek(start)
    head = file.read(len(_BEGIN))
    file.seek(start)
    if head.startswith(_MAGIC[: len(head)]) and head:
        yield from _read_members(file, name, start)
    elif head == _BEGIN:
        yield from _read_stream(_plain(file), name, start, by_member=False)
    elif head:
        yield Damage(name, start, "this is no WARC file")


def read_at(path: Path, offset: int) -> Record | Damage:
    """The record that begins at a byte of the file."""
    for found in read_warc(path, offset):
        return found
    return Damage(path.name, offset, "the file ends before this byte")


def _plain(file: BinaryIO) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK):
        yield chunk


def _read_members(file: BinaryIO, name: str, offset: int) -> Iterator[Record | Damage]:
    """One gzip member after the other; after a broken one the next that begins with the magic bytes."""
    while True:
        member = _Member(file, offset)
        broken = None
        for found in _read_stream(member.chunks(), name, offset, by_member=True):
            if isinstance(found, Damage):
                broken = found
            else:
                yield found
        if member.fault:
            broken = Damage(name, offset, member.fault)
        if broken is not None:
            yield broken
        if member.fault:
            following = _next_magic(file, offset + 1)
        else:
            following = member.end
            if following is not None and not _is_magic(file, following):
                if _has_more(file, following):
                    yield Damage(name, following, "bytes that are no gzip member")
                following = _next_magic(file, following)
        if following is None:
            return
        offset = following


class _Member:
    """One gzip member as chunks of text; `end` is where the next begins, `fault` what broke it."""

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


def _read_stream(
    chunks: Iterator[bytes], name: str, offset: int, *, by_member: bool
) -> Iterator[Record | Damage]:
    """The records of one decompressed stream, which may hold one or all of a file."""
    stream = _Buffer(chunks, offset)
    while True:
        place = stream.skip_blank()
        if place is None:
            return
        begin = offset if by_member else place
        head = stream.until(b"\r\n\r\n", _LARGEST_HEADER)
        headers = _parse_headers(head) if head is not None else None
        if headers is None:
            yield Damage(name, begin, "no WARC header stands here")
            if by_member or not stream.seek_record():
                stream.drain()
                return
            continue
        length = _length(headers)
        block = stream.take(length) if length is not None and length <= LARGEST else None
        if block is None or not stream.ends_record():
            what = "the record is cut" if block is None else "the record's Content-Length is wrong"
            yield Damage(name, begin, what)
            if by_member or not stream.seek_record():
                stream.drain()
                return
            continue
        yield Record(begin, headers, block)


class _Buffer:
    """What was read and not yet used, with its place in the file."""

    def __init__(self, chunks: Iterator[bytes], offset: int) -> None:
        self._chunks, self._bytes, self._offset = chunks, b"", offset
        self._done = False

    def skip_blank(self) -> int | None:
        """The offset of the next byte that is no line end; None at the end."""
        while True:
            rest = self._bytes.lstrip(b"\r\n")
            self._advance(len(self._bytes) - len(rest))
            if self._bytes:
                return self._offset
            if not self._more():
                return None

    def until(self, mark: bytes, most: int) -> bytes | None:
        """Up to and with the mark; None where it does not come, or not soon."""
        while (place := self._bytes.find(mark)) < 0:
            if len(self._bytes) > most or not self._more():
                return None
        return self._pop(place + len(mark))

    def take(self, length: int) -> bytes | None:
        while len(self._bytes) < length:
            if not self._more():
                return None
        return self._pop(length)

    def ends_record(self) -> bool:
        """Whether a line end and another record, or nothing, come next."""
        while len(self._bytes) < len(b"\r\n\r\n") + len(_BEGIN) and self._more():
            pass
        rest = self._bytes.lstrip(b"\r\n")
        return not rest or (rest.startswith(_BEGIN) and rest != self._bytes)

    def seek_record(self) -> bool:
        """On to the next record's beginning; False where none comes."""
        while (place := self._bytes.find(b"\r\n" + _BEGIN, 1)) < 0:
            self._advance(max(0, len(self._bytes) - len(_BEGIN) - 2))
            if not self._more():
                return False
        self._advance(place + 2)
        return True

    def drain(self) -> None:
        while self._more():
            self._bytes = b""

    def _more(self) -> bool:
        if self._done:
            return False
        chunk = next(self._chunks, b"")
        if not chunk:
            self._done = True
            return False
        self._bytes += chunk
        return True

    def _pop(self, length: int) -> bytes:
        taken = self._bytes[:length]
        self._advance(length)
        return taken

    def _advance(self, length: int) -> None:
        self._bytes = self._bytes[length:]
        self._offset += length


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


def _next_magic(file: BinaryIO, offset: int) -> int | None:
    file.seek(offset)
    kept = b""
    while chunk := file.read(_CHUNK):
        text = kept + chunk
        place = text.find(_MAGIC)
        if place >= 0:
            return offset - len(kept) + place
        offset += len(chunk)
        kept = text[-2:]
    return None
