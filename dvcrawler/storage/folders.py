"""Folders for data: created durably, and why one cannot be used."""

import errno
import os
from dataclasses import dataclass
from pathlib import Path

from dvcrawler.errors import ConfigError, DvcrawlerError
from dvcrawler.storage.disk import ADVICE, describe, disk_error, sync_folder


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
