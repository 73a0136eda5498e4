"""The gzip members of a compressed WARC file, usually one for each record."""

import zlib
from collections.abc import Generator, Iterator
from typing import BinaryIO

from dvcrawler.bodies import GZIP_MAGIC
from dvcrawler.storage.warc.buffer import CHUNK, Buffer
from dvcrawler.storage.warc.record import BEGINS, PADDING, Damage, Step
from dvcrawler.storage.warc.record_parser import read_member


def read_members(file: BinaryIO, name: str, offset: int) -> Generator[Step, None, int | None]:
    """Reads one gzip member after another; after a broken one it searches for the next magic bytes. Returns
    the offset of a record behind one that is not compressed, None at the end.
    """
    while True:
        member = _Member(file, offset)
        yield from _read_records(member, name)
        following = yield from _find_following(file, member, name)
        if following is None or not _starts_with(GZIP_MAGIC, file, following):
            return following
        offset = following


def _read_records(member: "_Member", name: str) -> Iterator[Step]:
    """The member's records, then its damage. A fault of the packed bytes explains any in the records."""
    broken = None
    for found in read_member(Buffer(member.chunks(), member.offset), name, member.offset):
        if isinstance(found, Damage):
            broken = found
        else:
            yield found
    if member.fault:
        broken = Damage(name, member.offset, member.fault)
    if broken is not None:
        yield broken


def _find_following(file: BinaryIO, member: "_Member", name: str) -> Generator[Step, None, int | None]:
    """Offset of the next member or record, None at the end. Reports bytes between the two."""
    if member.fault or member.end is None:
        return (yield from _find_next_magic(file, member.offset + 1))
    if _starts_with(GZIP_MAGIC, file, member.end):
        return member.end
    following = yield from _skip_padding(file, member.end)
    if following is None or any(_starts_with(each, file, following) for each in (GZIP_MAGIC, *BEGINS)):
        return following
    yield Damage(name, following, "bytes that are not a gzip member")
    return (yield from _find_next_magic(file, following))


class _Member:
    """One gzip member, decompressed in chunks. `end`: offset of the next member. `fault`: what is wrong."""

    def __init__(self, file: BinaryIO, offset: int) -> None:
        self._file, self.offset = file, offset
        self.end: int | None = None
        self.fault: str | None = None

    def chunks(self) -> Iterator[bytes]:
        unpacker = zlib.decompressobj(31)
        self._file.seek(self.offset)
        read = self.offset
        while not unpacker.eof:
            packed = self._file.read(CHUNK)
            if not packed:
                self.fault = "the file is cut here"
                return
            read += len(packed)
            while packed and not unpacker.eof:
                try:
                    text = unpacker.decompress(packed, CHUNK * 16)
                except zlib.error as error:
                    self.fault = f"a broken gzip member ({error})"
                    return
                packed = unpacker.unconsumed_tail
                if text:
                    yield text
        self.end = read - len(unpacker.unused_data)


def _starts_with(magic: bytes, file: BinaryIO, offset: int) -> bool:
    file.seek(offset)
    return file.read(len(magic)) == magic


def _skip_padding(file: BinaryIO, offset: int) -> Generator[None, None, int | None]:
    """Offset of the first byte that is not padding; None at the end of the file."""
    file.seek(offset)
    while chunk := file.read(CHUNK):
        if rest := chunk.lstrip(PADDING):
            return offset + len(chunk) - len(rest)
        offset += len(chunk)
        yield None
    return None


def _find_next_magic(file: BinaryIO, offset: int) -> Generator[None, None, int | None]:
    file.seek(offset)
    kept = b""
    while chunk := file.read(CHUNK):
        text = kept + chunk
        place = text.find(GZIP_MAGIC)
        if place >= 0:
            return offset - len(kept) + place
        offset += len(chunk)
        kept = text[-2:]
        yield None
    return None
