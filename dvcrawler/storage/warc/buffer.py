"""Bytes of a WARC file or gzip member, read in chunks and consumed in pieces of any length."""

import re
from collections.abc import Generator, Iterator
from typing import BinaryIO

from dvcrawler.bodies import GZIP_MAGIC
from dvcrawler.storage.warc.record import BEGINS, LARGEST_HEADER, LONGEST_START, PADDING, SEPARATOR, START

CHUNK = 1 << 16
_BLANK = re.compile(rb"[%s]*" % PADDING)
_Steps = Generator[None, None, bool]


def read_chunks(file: BinaryIO) -> Iterator[bytes]:
    """The rest of the file, as it is on disk."""
    while chunk := file.read(CHUNK):
        yield chunk


class Buffer:
    """Bytes read but not consumed, with their position. `file`: where to continue after `go_to`, None for a
    compressed stream. `end`: where the stream ends, None if unknown.
    """

    def __init__(
        self, chunks: Iterator[bytes], offset: int, file: BinaryIO | None = None, end: int | None = None
    ) -> None:
        self._chunks, self._bytes, self._at = chunks, b"", 0
        self._before, self._file, self._end = offset, file, end
        self._done = False
        #: Bytes that may be read a second time: keeps the total linear in the file's size.
        self._again = (end or offset) - offset + LARGEST_HEADER

    @property
    def offset(self) -> int:
        """Offset of the next byte."""
        return self._before + self._at

    def resume_after(self, offset: int) -> None:
        """Goes back to right after a byte of the file, unless too much was read a second time already."""
        passed = self.offset - offset
        if passed > self._again:
            return
        self._again -= passed
        if offset + 1 >= self._before:
            self._at = offset + 1 - self._before
        else:
            self.go_to(offset + 1)

    def go_to(self, offset: int) -> None:
        """Continues at a byte of the file, wherever another reader has left it."""
        assert self._file is not None
        self._file.seek(offset)
        self._chunks, self._bytes, self._at = read_chunks(self._file), b"", 0
        self._before, self._done = offset, False

    def lacks(self, length: int) -> bool:
        """Whether the stream is known to be shorter: a wrong length must not hide the records that follow."""
        return self._end is not None and self.offset + length > self._end

    def skip_blank(self) -> _Steps:
        """Skips line ends and zeros; False if the stream ends first."""
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
        """Whether a line end and another record or member follow, or the end of the stream."""
        near = self.peek(len(SEPARATOR) + len(BEGINS[0]))
        rest = near.lstrip(PADDING)
        return not rest or (
            rest != near and any(each.startswith(rest[: len(each)]) for each in (*BEGINS, GZIP_MAGIC))
        )

    def is_at_member(self) -> bool:
        return self.peek(len(GZIP_MAGIC)) == GZIP_MAGIC

    def is_at_separator(self) -> bool:
        return self.peek(len(SEPARATOR)) == SEPARATOR

    def peek(self, length: int) -> bytes:
        """The next bytes, which stay; fewer at the end of the stream."""
        while len(self._bytes) - self._at < length and self._more():
            pass
        return self._bytes[self._at : self._at + length]

    def seek_record(self) -> _Steps:
        """Skips to the beginning of the next record; False if there is none."""
        while (match := START.search(self._bytes, self._at)) is None:
            self._at = max(self._at, len(self._bytes) - LONGEST_START + 1)
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
