"""Folders for data: created durably, why one cannot be used, and those of the store itself. What a command
writes for its user must not replace a file in them. Of files only regular ones are opened: opening a named
pipe might block.
"""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dvcrawler.errors import ConfigError, DvcrawlerError, UnreadableError, UsageError
from dvcrawler.storage.disk import ADVICE, OPEN_FILES, TOO_MANY_OPEN, describe, disk_error, sync_folder

OWN_FOLDERS = ("articles", "warc", "runs", "state", "derived")


@dataclass(frozen=True, slots=True)
class FolderName:
    """A folder that the user chooses, in the words of a message, and how to choose another."""

    what: str
    named_by: str


DATA_FOLDER = FolderName("the data folder", "--data or DVCRAWLER_DATA")


def folder_error(path: Path, error: OSError, name: FolderName = DATA_FOLDER) -> DvcrawlerError:
    """Translates an OSError for a folder that cannot be used, mostly that of the data or in it."""
    if error.errno in ADVICE:
        return disk_error(path, error)
    return ConfigError(
        f"{name.what} cannot be used: {path}: {describe(error)}; "
        f"name another with {name.named_by}, or fix its permissions"
    )


def make_folder(path: Path, name: FolderName = DATA_FOLDER) -> None:
    """Creates the folder and its parents so that they survive a power loss; checks it is writable.

    Raises StorageError if the disk is full, read-only or failing, ConfigError otherwise.
    """
    try:
        _make_missing(path)
        _probe(path)
    except OSError as error:
        raise folder_error(path, error, name) from error


def is_read_only(folder: Path) -> bool:
    """Whether nothing can be written to the folder, which may not exist."""
    existing = next((each for each in (folder, *folder.parents) if each.exists()), folder)
    return not os.access(existing, os.W_OK)


def _make_missing(path: Path) -> None:
    missing = [p for p in (path, *path.parents) if not p.exists()]
    for folder in reversed(missing):
        folder.mkdir(exist_ok=True)
        sync_folder(folder.parent)


def _probe(path: Path) -> None:
    if not path.is_dir():
        raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
    if os.statvfs(path).f_flag & os.ST_RDONLY:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS))
    if not os.access(path, os.R_OK | os.W_OK | os.X_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


def check_output(path: Path, data: Path, settings_file: Path | None = None) -> None:
    """Raises UsageError for a file of the store, the settings file, and `-`, which would be a file's name."""
    if str(path) == "-":
        raise UsageError("- does not mean standard output here; name a file")
    real = Path(os.path.realpath(path))
    for name in OWN_FOLDERS:
        if real.is_relative_to(os.path.realpath(data / name)):
            raise UsageError(f"{path} lies in {data / name}, which holds the store's own files; name another")
    if settings_file is not None and real == Path(os.path.realpath(settings_file)):
        raise UsageError(f"{path} is the settings file; name another")


def open_regular(path: Path) -> int:
    """Opens a regular file for reading; returns its descriptor.

    Raises FileNotFoundError, UnreadableError for anything that is not a regular file, OSError otherwise.
    Checks the type first, because opening a named pipe blocks until another process writes to it.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise _no_file(path)
    # O_NONBLOCK: it may have become a pipe since the check.
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)


def open_regular_file(path: Path, buffering: int = -1) -> BinaryIO:
    return os.fdopen(open_regular(path), "rb", buffering)


@contextmanager
def open_to_read(path: Path, buffering: int = -1) -> Iterator[BinaryIO]:
    """Opens a regular file. Raises FileNotFoundError; any other failure within the block is translated."""
    try:
        with open_regular_file(path, buffering) as file:
            yield file
    except FileNotFoundError:
        raise
    except OSError as error:
        raise read_error(path, error) from error


def read_error(path: Path, error: OSError) -> DvcrawlerError:
    """Translates a failed read. ENOTDIR means that a parent is a file, which concerns every site."""
    if error.errno == errno.ENOTDIR:
        return folder_error(path.parent, error)
    if error.errno == errno.EISDIR:
        return _no_file(path)
    what = f"cannot read {path}: {error.strerror or error}"
    return UnreadableError(what, OPEN_FILES) if error.errno in TOO_MANY_OPEN else UnreadableError(what)


def _no_file(path: Path) -> UnreadableError:
    return UnreadableError(f"cannot read {path}: it is not a file", "move it away, then run again")
