"""The seal of a derived SQLite file that no process has open: the length and checksum of its bytes.

SQLite detects broken pages, but not a changed value within a valid page; a ledger that lost an article this
way would store it a second time. A run that was killed leaves no seal.
"""

import zlib
from contextlib import suppress
from pathlib import Path

from dvcrawler.storage.disk import sync_folder

SUFFIX = ".seal"
_CHUNK = 1 << 20


def put_seal(path: Path) -> None:
    """Call it after the last connection is closed. A seal that cannot be written is skipped."""
    if path.with_name(path.name + "-wal").exists():
        return  # part of the data is still in the write-ahead log
    with suppress(OSError):
        seal_path(path).write_text(_write_seal(path))


def take_seal(path: Path) -> bool | None:
    """Removes the seal, before the file is written to; returns whether the file still matches it.

    None if there was no seal. Raises OSError.
    """
    seal = seal_path(path)
    try:
        promised = seal.read_text("ascii", "replace")
    except (FileNotFoundError, IsADirectoryError):
        return None
    seal.unlink()
    sync_folder(path.parent)
    if not promised.endswith("\n") or not path.exists():
        return None  # half-written, or the database was deleted, which is allowed
    return promised == _write_seal(path)


def seal_path(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


def _write_seal(path: Path) -> str:
    length, checksum = measure(path)
    return f"{length} {checksum:08x}\n"


def measure(path: Path) -> tuple[int, int]:
    """(length, checksum) of the bytes."""
    length = checksum = 0
    with path.open("rb", buffering=0) as file:
        while chunk := file.read(_CHUNK):
            length, checksum = length + len(chunk), zlib.crc32(chunk, checksum)
    return length, checksum
