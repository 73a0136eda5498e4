"""Writes WARC 1.1 files: one gzip member per record, rolled by size, never appended to by a later run.

Does not use warcio, which neither guarantees that a refused write leaves the file unchanged nor lets the
caller decide when to fsync. `warcio check` accepts every file. Open a `WarcWriter` only while holding the
site's lock.
"""

import os
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from dvcrawler.bodies import status_of_origin
from dvcrawler.errors import StorageError
from dvcrawler.items import utc_text
from dvcrawler.storage.disk import check_site, disk_error, disk_errors, sync_folder, write_whole
from dvcrawler.storage.folders import make_folder
from dvcrawler.storage.warc.captures import Capture, warc_folder
from dvcrawler.storage.warc.exchange import (
    Exchange,
    new_record_id,
    pack_request,
    pack_response,
    pack_warcinfo,
    payload_digest,
)

#: Finds an earlier capture by address and payload digest.
Known = Callable[[str, str], Capture | None]


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
        record_id, at = new_record_id(), utc_text(exchange.at)
        response = pack_response(exchange, record_id, at, digest, earlier)
        request = pack_request(exchange, record_id, at)
        offset = self._append(response + request)
        return Capture(
            self._file,
            record_id,
            offset,
            len(response),
            exchange.url,
            at,
            status_of_origin(exchange.status),
            digest,
            earlier.record_id if earlier else None,
        )

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
        with disk_errors(path):
            self._fd = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_APPEND, 0o644)
            sync_folder(self.folder)
        self._size = 0
        try:
            self._append(pack_warcinfo(self._file, self._info))
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
