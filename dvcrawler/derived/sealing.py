"""Detects that another program changed the file of an index after the last process closed it.

SQLite detects broken pages, but not rows that valid statements deleted or changed: counts would be silently
wrong. So the last process to close an index writes a seal next to it: length, checksum and modification time,
which saves reading the file. A writer removes the seal first: a killed process leaves none, and a file
without a seal is trusted.
"""

import sqlite3
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from dvcrawler.storage.databases.database_files import measure, read_seal, replace_seal, seal_path

#: Least nanoseconds between a change and its seal so that any later change has another modification time:
#: file system clocks advance in steps of some milliseconds.
_STEP_NS = 100_000_000


class SealedConnection(sqlite3.Connection):
    """Connection to the file of an index: unsealed before a write, sealed by the last one to close."""

    path: Path | None = None
    _is_written = False

    def unseal(self) -> None:
        """Call it before writing."""
        if self.path is not None and not self._is_written:
            self._is_written = True
            with suppress(OSError):
                seal_path(self.path).unlink()

    def close(self) -> None:
        super().close()
        path, self.path = self.path, None
        if path is not None and (self._is_written or not seal_path(path).is_file()):
            _seal(path)


class _Seal(NamedTuple):
    length: int
    checksum: int
    changed_ns: int


def unseal(db: sqlite3.Connection) -> None:
    """Call it before writing to an index, which may be a temporary one."""
    if isinstance(db, SealedConnection):
        db.unseal()


def is_changed(path: Path) -> bool:
    """Whether another program has changed the file since it was sealed. False while it is open elsewhere."""
    try:
        seal = _parse(read_seal(path) or "")
        found, sealed_ns = path.stat(), seal_path(path).stat().st_mtime_ns
    except OSError:
        return False
    if seal is None or _is_open(path):
        return False
    is_old = sealed_ns - seal.changed_ns > _STEP_NS
    if is_old and (found.st_size, found.st_mtime_ns) == (seal.length, seal.changed_ns):
        return False
    if measure(path) != seal[:2]:
        return not _is_open(path)
    _seal(path)  # copied, or sealed right after the last change
    return False


def _is_open(path: Path) -> bool:
    """Whether part of the data is, or may be, in the write-ahead log."""
    return path.with_name(path.name + "-wal").exists()


def _seal(path: Path) -> None:
    """A seal that cannot be written is skipped."""
    with suppress(OSError):
        if _is_open(path):
            return
        changed_ns = path.stat().st_mtime_ns
        seal = _Seal(*measure(path), changed_ns)
        replace_seal(path, " ".join(map(str, seal)) + "\n")


def _parse(text: str) -> _Seal | None:
    """None if it was half-written."""
    numbers = text.split()
    if len(numbers) != len(_Seal._fields) or not text.endswith("\n") or not all(map(str.isdigit, numbers)):
        return None
    return _Seal(*map(int, numbers))
