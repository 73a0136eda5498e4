"""The seal of a derived SQLite file that nobody has open: the length and checksum of its bytes.

SQLite notices broken pages, not a wrong value in a whole one, and a ledger that has lost an article in
this way would have it stored a second time. A run that was killed leaves no seal.
"""

import zlib
from contextlib import suppress
from pathlib import Path

from dvcrawler.storage.disk import sync_folder

SUFFIX = ".seal"
_CHUNK = 1 << 20


def put_seal(path: Path) -> None:
    """Call it when the last connection is closed. Where it cannot be written there is none."""
    if path.with_name(path.name + "-wal").exists():
        return  # not everything stands in the file itself
    with suppress(OSError):
        _seal_of(path).write_text(_measure(path))


def take_seal(path: Path) -> bool | None:
    """Takes the seal off, before the file is written; whether the file is as it was sealed.

    None: there was no seal. Raises OSError.
    """
    seal = _seal_of(path)
    try:
        promised = seal.read_text("ascii", "replace")
    except FileNotFoundError:
        return None
    seal.unlink()
    sync_folder(path.parent)
    if not promised.endswith("\n") or not path.exists():
        return None  # written by halves, or the file was deleted, which is anybody's right
    return promised == _measure(path)


def _seal_of(path: Path) -> Path:
    return path.with_name(path.name + SUFFIX)


def _measure(path: Path) -> str:
    length = checksum = 0
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK):
            length, checksum = length + len(chunk), zlib.crc32(chunk, checksum)
    return f"{length} {checksum:08x}\n"
