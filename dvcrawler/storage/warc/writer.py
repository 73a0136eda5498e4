"""Writes WARC 1.1 files: one gzip member per record, rolled by size, never appended to by a later run.

Does not use warcio, which does not guarantee that a refused write leaves the file unchanged, nor lets the
caller decide when to fsync. `warcio check` accepts every file. Open a `WarcWriter` only while holding the
site's lock.
"""

import os
from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from uuid import uuid4

from isal import isal_zlib

from dvcrawler.errors import StorageError
from dvcrawler.items import utc_text
from dvcrawler.storage.disk import check_site, disk_error, make_folder, sync_folder, write_whole

#: Of ISA-L, from 0 to 3: a fifth of the time that level 1 of zlib takes, for files of the same size. Level 3
#: takes four times as long for files that are 3 % smaller.
_GZIP_LEVEL = 2
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its response. `body` is as received, still in its Content-Encoding."""

    url: str
    at: datetime
    method: str
    request_headers: Headers
    status: int
    reason: str
    headers: Headers
    body: bytes
    request_body: bytes = b""
    ip: str | None = None


@dataclass(frozen=True, slots=True)
class Capture:
    """Position of a written response. `name` is the reference in stored lines: `<file>#<record id>`.

    `refers_to`: record id of the original for a revisit, else None. `at`: ISO, UTC.
    """

    file: str
    record_id: str
    offset: int
    length: int
    url: str
    at: str
    status: int
    digest: str
    refers_to: str | None = None

    @property
    def name(self) -> str:
        return f"{self.file}#{self.record_id}"


#: Finds an earlier capture by address and payload digest.
Known = Callable[[str, str], Capture | None]


def warc_folder(data: Path, site: str) -> Path:
    """Folder of the site's WARC files, which may not exist."""
    return data / "warc" / check_site(site)


def warc_files(data: Path, site: str) -> list[Path]:
    """The site's WARC files, oldest first."""
    folder = warc_folder(data, site)
    return sorted(folder.glob("*.warc.gz")) if folder.is_dir() else []


def payload_digest(body: bytes) -> str:
    """The digest in WARC notation: `sha1:` and base 32."""
    return f"sha1:{b32encode(sha1(body).digest()).decode()}"


class WarcWriter:
    """Appends exchanges to its own files; each file begins with a `warcinfo` record.

    `info`: the lines of that record. `known`: returns an earlier capture of the same address and payload,
    to which a `revisit` refers, or None. Raises StorageError if the disk fails, and for every later write
    if the failure could not be undone; ConfigError if the folder cannot be used.
    """

    def __init__(
        self,
        data: Path,
        site: str,
        begun: datetime,
        info: Sequence[tuple[str, str]],
        known: Known = lambda url, digest: None,
        roll_at: int = 1_000_000_000,
    ) -> None:
        self.folder = warc_folder(data, site)
        make_folder(self.folder)
        self._prefix = f"{check_site(site)}-{begun.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        self._info, self._known, self._roll_at = tuple(info), known, roll_at
        self._fd = self._number = self._size = 0
        self._file = ""
        self._dirty = False
        self._spoilt: StorageError | None = None
        self._sync_error: StorageError | None = None
        #: Bytes written by this writer, by file.
        self.sizes: dict[str, int] = {}

    @property
    def is_sound(self) -> bool:
        """Whether every failed write was undone."""
        return self._spoilt is None

    def write(self, exchange: Exchange, known: Known | None = None) -> Capture:
        """Writes request and response; durable after `sync`. `known` replaces the writer's own, once."""
        if self._spoilt:
            raise self._spoilt
        if not self._fd or self._size >= self._roll_at:
            self._begin_file()
        digest = payload_digest(exchange.body)
        earlier = (known or self._known)(exchange.url, digest) if exchange.body else None
        record_id, at = _new_id(), utc_text(exchange.at)
        response = _pack(_response_record(exchange, record_id, at, digest, earlier))
        request = _pack(_request_record(exchange, record_id, at))
        offset = self._append(response + request)
        return Capture(
            self._file, record_id, offset, len(response), exchange.url, at, exchange.status, digest,
            earlier.record_id if earlier else None,
        )  # fmt: skip

    def sync(self) -> None:
        """Fsyncs everything written.

        After a failed fsync every call raises its error again: the kernel reports lost pages only once, so
        a second fsync would claim success for bytes that are gone.
        """
        if self._sync_error:
            raise self._sync_error
        if not self._dirty:
            return
        try:
            os.fsync(self._fd)
        except OSError as error:
            self._sync_error = self._spoilt = disk_error(self.folder / self._file, error)
            raise self._sync_error from error
        self._dirty = False

    def close(self) -> None:
        """Makes the file durable and closes it; the next writer begins another.

        Does not repeat an error of `sync`, so that the run can still write its own record.
        """
        if self._fd:
            try:
                if self._sync_error is None:
                    self.sync()
            finally:
                os.close(self._fd)
                self._fd = 0

    def _begin_file(self) -> None:
        self.close()
        self._number += 1
        self._file = f"{self._prefix}-{self._number:05}.warc.gz"
        path = self.folder / self._file
        try:
            self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
            sync_folder(self.folder)
        except OSError as error:
            raise disk_error(path, error) from error
        self._size = 0
        try:
            self._append(_pack(_warcinfo_record(self._file, self._info)))
        except StorageError as error:  # nothing may come before it
            self._spoilt = error
            raise

    def _append(self, data: bytes) -> int:
        """Returns the offset of the bytes written; a refused write leaves the file unchanged."""
        start = self._size
        try:
            write_whole(self._fd, data)
        except OSError as error:
            failure = disk_error(self.folder / self._file, error)
            try:
                os.ftruncate(self._fd, start)
            except OSError:
                self._spoilt = failure
            raise failure from error
        self._size = start + len(data)
        self._dirty = True
        self.sizes[self._file] = self._size
        return start


def _pack(record: bytes) -> bytes:
    return isal_zlib.compress(record, _GZIP_LEVEL, wbits=31)


def _record(fields: Sequence[tuple[str, str]], block: bytes) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in (*fields, ("Content-Length", str(len(block)))))
    return b"WARC/1.1\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"


def _warcinfo_record(file: str, info: Sequence[tuple[str, str]]) -> bytes:
    block = "".join(f"{name}: {value}\r\n" for name, value in info).encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _new_id()),
        ("WARC-Filename", file),
        ("WARC-Date", dict(info).get("created", "")),
        ("Content-Type", "application/warc-fields"),
    ]
    return _record([field for field in fields if field[1]], block)


def _response_record(
    exchange: Exchange, record_id: str, at: str, digest: str, earlier: Capture | None
) -> bytes:
    head = f"HTTP/1.1 {exchange.status} {exchange.reason}\r\n".encode("latin-1", "replace")
    head += _header_lines(exchange.headers) + b"\r\n"
    block = head if earlier else head + exchange.body
    fields = [
        ("WARC-Type", "revisit" if earlier else "response"),
        ("WARC-Record-ID", record_id),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", at),
        ("WARC-Payload-Digest", digest),
        ("WARC-Block-Digest", payload_digest(block)),
        ("Content-Type", "application/http; msgtype=response"),
    ]
    if exchange.ip:
        fields.append(("WARC-IP-Address", exchange.ip))
    if earlier:
        fields += [
            ("WARC-Profile", _REVISIT),
            ("WARC-Refers-To", earlier.record_id),
            ("WARC-Refers-To-Target-URI", earlier.url),
            ("WARC-Refers-To-Date", earlier.at),
        ]
    return _record(fields, block)


def _request_record(exchange: Exchange, response_id: str, at: str) -> bytes:
    rest = exchange.url.partition("://")[2]
    path = "/" + rest.partition("/")[2] if "/" in rest else "/"
    head = f"{exchange.method} {path} HTTP/1.1\r\n".encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", _new_id()),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", at),
        ("WARC-Concurrent-To", response_id),
        ("Content-Type", "application/http; msgtype=request"),
    ]
    return _record(fields, head + _header_lines(exchange.request_headers) + b"\r\n" + exchange.request_body)


def _header_lines(headers: Headers) -> bytes:
    """One line per header; line breaks in a value are replaced, so that they cannot end the header."""
    return b"".join(
        b"%b: %b\r\n" % (name, value.replace(b"\r", b" ").replace(b"\n", b" ")) for name, value in headers
    )


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"
