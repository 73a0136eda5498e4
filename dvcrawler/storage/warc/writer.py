"""WARC 1.1 files of what was fetched: one gzip member a record, rolled by size, never appended to later.

Written by hand rather than by warcio, for what a library does not promise: a refused write leaves the
file as it was, and the caller decides when it must be on disk. `warcio check` reads every file.
Open a `WarcWriter` only while holding the site's lock.
"""

import os
import zlib
from base64 import b32encode
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha1
from pathlib import Path
from uuid import uuid4

from dvcrawler.errors import StorageError
from dvcrawler.items import utc_text
from dvcrawler.storage.disk import check_site, disk_error, make_folder, sync_folder, write_whole

#: Level 1 takes a third of the time of the default 6 on such pages and makes files a fifth larger.
GZIP_LEVEL = 1
_REVISIT = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest"
Headers = Sequence[tuple[bytes, bytes]]


@dataclass(frozen=True, slots=True)
class Exchange:
    """A request and its answer. `body` is as received, still in its Content-Encoding."""

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
    """Where an answer was written. `name` is what a stored line carries: `<file>#<record id>`."""

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


def warc_folder(data: Path, site: str) -> Path:
    """Where the site's WARC files stand, whether or not there are any."""
    return data / "warc" / check_site(site)


def warc_files(data: Path, site: str) -> list[Path]:
    """The site's WARC files, oldest first."""
    folder = warc_folder(data, site)
    return sorted(folder.glob("*.warc.gz")) if folder.is_dir() else []


def payload_digest(body: bytes) -> str:
    """As WARC writes it: `sha1:` and base 32."""
    return f"sha1:{b32encode(sha1(body).digest()).decode()}"


class WarcWriter:
    """Appends exchanges to files of its own; each file begins with a `warcinfo` record.

    `info` are its lines. `known` gives the earlier capture of an address with the same payload, to
    which a `revisit` refers; None where there is none. Raises StorageError for a failing disk, and
    takes nothing more after one that it could not undo. ConfigError: the folder cannot be used.
    """

    def __init__(
        self,
        data: Path,
        site: str,
        begun: datetime,
        info: Sequence[tuple[str, str]],
        known: Callable[[str, str], Capture | None] = lambda url, digest: None,
        roll_at: int = 1_000_000_000,
    ) -> None:
        self.folder = warc_folder(data, site)
        make_folder(self.folder)
        self._prefix = f"{site}-{begun.astimezone(UTC):%Y%m%dT%H%M%SZ}-{os.getpid()}"
        self._info, self._known, self._roll_at = tuple(info), known, roll_at
        self._fd = self._number = self._size = 0
        self._file = ""
        self._dirty = False
        self._spoilt: StorageError | None = None
        self._sync_error: StorageError | None = None
        #: Bytes by file, of this writer.
        self.sizes: dict[str, int] = {}

    def write(self, exchange: Exchange) -> Capture:
        """Writes request and answer; durable after `sync`."""
        if self._spoilt:
            raise self._spoilt
        if not self._fd or self._size >= self._roll_at:
            self._begin_file()
        digest = payload_digest(exchange.body)
        earlier = self._known(exchange.url, digest) if exchange.body else None
        record_id, at = _new_id(), utc_text(exchange.at)
        answer = _pack(_answer(exchange, record_id, at, digest, earlier))
        asked = _pack(_request(exchange, record_id, at))
        offset = self._append(answer + asked)
        return Capture(
            self._file, record_id, offset, len(answer), exchange.url, at, exchange.status, digest,
            earlier.record_id if earlier else None,
        )  # fmt: skip

    def sync(self) -> None:
        """Everything written is on disk when it returns.

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
        """Makes the file durable and leaves it; the next writer begins another.

        Does not raise again what `sync` has raised, so that the run can still write its own record.
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
        self._append(_pack(_warcinfo(self._file, self._info)))

    def _append(self, data: bytes) -> int:
        """The offset of the bytes written; a refused write leaves the file as it was."""
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
    packer = zlib.compressobj(GZIP_LEVEL, zlib.DEFLATED, 31)
    return packer.compress(record) + packer.flush()


def _record(fields: Sequence[tuple[str, str]], block: bytes) -> bytes:
    head = "".join(f"{name}: {value}\r\n" for name, value in (*fields, ("Content-Length", str(len(block)))))
    return b"WARC/1.1\r\n" + head.encode("utf-8", "replace") + b"\r\n" + block + b"\r\n\r\n"


def _warcinfo(file: str, info: Sequence[tuple[str, str]]) -> bytes:
    block = "".join(f"{name}: {value}\r\n" for name, value in info).encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "warcinfo"),
        ("WARC-Record-ID", _new_id()),
        ("WARC-Filename", file),
        ("WARC-Date", dict(info).get("created", "")),
        ("Content-Type", "application/warc-fields"),
    ]
    return _record([field for field in fields if field[1]], block)


def _answer(exchange: Exchange, record_id: str, at: str, digest: str, earlier: Capture | None) -> bytes:
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


def _request(exchange: Exchange, answer_id: str, at: str) -> bytes:
    rest = exchange.url.partition("://")[2]
    path = "/" + rest.partition("/")[2] if "/" in rest else "/"
    head = f"{exchange.method} {path} HTTP/1.1\r\n".encode("utf-8", "replace")
    fields = [
        ("WARC-Type", "request"),
        ("WARC-Record-ID", _new_id()),
        ("WARC-Target-URI", exchange.url),
        ("WARC-Date", at),
        ("WARC-Concurrent-To", answer_id),
        ("Content-Type", "application/http; msgtype=request"),
    ]
    return _record(fields, head + _header_lines(exchange.request_headers) + b"\r\n" + exchange.request_body)


def _header_lines(headers: Headers) -> bytes:
    """One line a header: what a server put into a value cannot end the header."""
    return b"".join(
        b"%b: %b\r\n" % (name, value.replace(b"\r", b" ").replace(b"\n", b" ")) for name, value in headers
    )


def _new_id() -> str:
    return f"<urn:uuid:{uuid4()}>"
