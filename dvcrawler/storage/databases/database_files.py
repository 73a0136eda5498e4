"""The files of an SQLite database: SQLite's own, and the seal of a derived one that no process has open.

The seal is the length and checksum of its bytes. SQLite detects broken pages, but not a changed value within
a valid page; a ledger that lost an article this way would store it a second time. A run that was killed
leaves no seal.
"""

import zlib
from contextlib import suppress
from pathlib import Path

from dvcrawler.errors import UnreadableError
from dvcrawler.storage.disk import sync_folder
from dvcrawler.storage.folders import open_regular_file

_SUFFIX = ".seal"
_CHUNK = 1 << 20
#: Bytes read of a seal; each has fewer than a hundred.
_LONGEST = 1 << 10
#: The file itself, and what SQLite and we keep next to it.
_FILES = ("", "-wal", "-shm", "-journal", _SUFFIX)


def find_special_file(path: Path) -> Path | None:
    """What is in place of the database or one of its side files and is not a file, None if nothing does.
    SQLite would wait at a named pipe.
    """
    every = (path.with_name(path.name + side) for side in _FILES)
    return next((each for each in every if each.exists() and not each.is_file()), None)


def move_aside(path: Path) -> Path:
    """Renames the file and SQLite's side files; returns the new path."""
    number = 1
    while (kept := path.with_name(f"{path.name}.broken-{number}")).exists():
        number += 1
    for side in _FILES:
        with suppress(FileNotFoundError):
            path.with_name(path.name + side).rename(kept.with_name(kept.name + side))
    return kept


def delete_database(path: Path) -> None:
    """Deletes the file, if there is one, and SQLite's side files; a folder in place of one is moved aside."""
    special = find_special_file(path)
    if special is not None and special.is_dir():
        move_aside(path)
    delete_files(path)


def delete_files(path: Path) -> None:
    """Deletes the database and SQLite's side files."""
    for side in _FILES:
        path.with_name(path.name + side).unlink(missing_ok=True)


def put_seal(path: Path) -> None:
    """Call it after the last connection is closed. A seal that cannot be written is skipped."""
    if path.with_name(path.name + "-wal").exists():
        return  # part of the data is still in the write-ahead log
    with suppress(OSError):
        replace_seal(path, _write_seal(path))


def take_seal(path: Path) -> bool | None:
    """Removes the seal, before the file is written to; returns whether the file still matches it.

    None if there was no seal. Raises OSError.
    """
    promised = read_seal(path)
    if promised is None:
        return None
    seal_path(path).unlink()
    sync_folder(path.parent)
    if not promised.endswith("\n") or not path.exists():
        return None  # half-written, or the database was deleted, which is allowed
    return promised == _write_seal(path)


def seal_path(path: Path) -> Path:
    return path.with_name(path.name + _SUFFIX)


def read_seal(path: Path) -> str | None:
    """The text of the seal; None without one, or if something else than a file is in its place.

    Raises OSError.
    """
    try:
        with open_regular_file(seal_path(path)) as file:
            return file.read(_LONGEST).decode("ascii", "replace")
    except (FileNotFoundError, UnreadableError):
        return None


def replace_seal(path: Path, text: str) -> None:
    """Removes a named pipe in its place first: opening it would block. Raises OSError."""
    seal = seal_path(path)
    if seal.exists() and not seal.is_file():
        seal.unlink()
    seal.write_text(text, "ascii")


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
