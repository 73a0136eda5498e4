"""Replaces an export's file or folder atomically.

An export that is interrupted, or has no articles, leaves the last good one.
"""

import os
import re
import shutil
import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from errno import EIO, ENOSPC
from glob import escape
from pathlib import Path

from dvcrawler.derived.tables import is_damaged
from dvcrawler.errors import UsageError
from dvcrawler.items import Record
from dvcrawler.storage.databases.statements import primary_code
from dvcrawler.storage.disk import disk_errors, output_error, resolve_target, sync_folder, sync_tree

Writer = Callable[[Iterable[Record], Path], int]


def write_file(records: Iterable[Record], path: Path, write: Writer) -> int:
    """Writes a temporary file next to `path` and renames it. Returns the number of articles; with 0 nothing
    is replaced.
    Raises ConfigError for a bad target, StorageError for a full disk.
    """
    with disk_errors(path, output_error):
        if path.is_dir():
            raise UsageError(f"{path} is a folder; name a file")
        real = resolve_target(path)
    return _write(records, real, write, is_folder=False)


def write_folder(records: Iterable[Record], path: Path, write: Writer) -> int:
    """The same for a folder; an existing one is replaced only if it is an earlier export or empty."""
    real = Path(os.path.realpath(path))
    with disk_errors(path, output_error):
        if path.exists() and not (path.is_dir() and _is_ours(path)):
            raise UsageError(f"{path} exists and is not an export; name another folder")
    return _write(records, real, write, is_folder=True)


def _write(records: Iterable[Record], path: Path, write: Writer, *, is_folder: bool) -> int:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        _clear_leftovers(path, is_folder=is_folder)
        if is_folder:
            part.mkdir()
        else:
            part.touch()  # says why, where the libraries of some formats do not
        count = write(records, part)
        if count:
            _replace(part, path, is_folder=is_folder)
    except (OSError, sqlite3.OperationalError) as error:
        if is_damaged(error):  # an index that the records come from
            raise
        fault = output_error(path, _as_disk_error(error) if isinstance(error, sqlite3.Error) else error)
        kept = "; what was there before is kept" if path.exists() else ""
        raise type(fault)(f"{fault}{kept}") from error
    finally:
        _remove(part)
    return count


def _as_disk_error(error: sqlite3.Error) -> OSError:
    return OSError(ENOSPC if primary_code(error) == sqlite3.SQLITE_FULL else EIO, str(error))


def _replace(part: Path, path: Path, *, is_folder: bool) -> None:
    sync_tree(part)  # else a power loss may leave the name with half of the bytes
    if is_folder:
        _replace_folder(part, path)
    else:
        part.replace(path)
    sync_folder(path.parent)


def _replace_folder(part: Path, path: Path) -> None:
    old = path.with_name(f".{path.name}.{os.getpid()}.old")
    if path.exists():
        path.rename(old)
    part.rename(path)
    _remove(old)


def _clear_leftovers(path: Path, *, is_folder: bool) -> None:
    """Removes what killed exports to `path` left; restores the last one if killed between two renames."""
    for left in path.parent.glob(f".{escape(path.name)}.*"):
        found = re.fullmatch(r"\.(\d{1,10})\.(part|old|tmp)", left.name[1 + len(path.name) :])
        if found is None or _is_running(int(found[1])):
            continue
        if left.is_dir() != is_folder and found[2] != "tmp":
            continue
        if found[2] == "old" and not path.exists():
            left.rename(path)
        else:
            _remove(left)


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except (ProcessLookupError, OverflowError):
        return False
    except PermissionError:
        return True
    return process > 0


def _remove(path: Path) -> None:
    """Also where nothing can be removed, on a read-only disk: the error that led here says more."""
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink()


def _is_ours(folder: Path) -> bool:
    names = {each.name for each in folder.iterdir()}
    ours = {"README.md", "data", "datapackage.json", "croissant.json"}
    return not names or (ours >= names and (folder / "README.md").is_file())
