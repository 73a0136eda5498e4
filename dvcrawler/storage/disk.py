"""Helpers for every file in the data folder: safe names, durable writes, and one-line errors."""

import errno
import os
import re
import shutil
import stat
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from dvcrawler.errors import ConfigError, DvcrawlerError, StorageError, UsageError
from dvcrawler.normalize.site_names import file_name_of

_SITE = re.compile(r"[a-z0-9][a-z0-9_.-]*|portal\+{1,2}[a-z0-9_.-]{1,150}(?:\+[0-9]{1,5})?")
#: Files of an open database: the database, two next to it, the journal, and its folder while one is made.
_DATABASE_FILES = 6
TOO_MANY_OPEN = (errno.EMFILE, errno.ENFILE)
OPEN_FILES = "raise the limit of open files (ulimit -n), or crawl fewer sites at once, then run again"
ADVICE = {
    errno.ENOSPC: "free some space, then run again",
    errno.EDQUOT: "the quota is used up; free some space, then run again",
    errno.EFBIG: "the file may not grow further; raise the size limit (ulimit -f), then run again",
    errno.EROFS: "mount it writable, then run again",
    errno.EIO: "check the disk, then run again",
    errno.EMFILE: OPEN_FILES,
    errno.ENFILE: OPEN_FILES,
    errno.EISDIR: "a folder is in its place; move it away, then run again",
}
#: Errors of the disk, whatever file is written.
_DISK = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS)


def check_site(site: str) -> str:
    """Returns the site's name as part of a path. Raises UsageError if it cannot be one."""
    name = file_name_of(site)
    if not _SITE.fullmatch(name):
        raise UsageError(
            f"{site!r} is not the name of a site, which has only a-z, 0-9 and _ . -; "
            "`dvcrawler sites` lists them"
        )
    return name


def is_site_name(name: str) -> bool:
    """Whether `check_site` takes the name."""
    return _SITE.fullmatch(file_name_of(name)) is not None


def disk_error(path: Path, error: OSError) -> StorageError:
    """Translates a failed write into the error that stops the run."""
    advice = ADVICE.get(error.errno or 0, "check the file and its permissions, then run again")
    return StorageError(f"cannot write {path}: {describe(error)}; {advice}; stored data are kept")


@contextmanager
def disk_errors(
    path: Path, translate: Callable[[Path, OSError], DvcrawlerError] = disk_error
) -> Iterator[None]:
    """Translates what the disk raises within the block."""
    try:
        yield
    except OSError as error:
        raise translate(path, error) from error


def output_error(path: Path, error: OSError) -> DvcrawlerError:
    """Translates a failed write of a file that a command was given: the disk is to blame, or the name."""
    fault = _name_fault(path, error)
    if error.errno in _DISK:
        return StorageError(f"{path} cannot be written: {fault}; {ADVICE[error.errno]}")
    advice = "" if _lacks_folder(path, error) else "; name another file"  # else the fault says what to do
    return ConfigError(f"{path} cannot be written: {fault}{advice}")


def _name_fault(path: Path, error: OSError) -> str:
    if _lacks_folder(path, error):
        return f"there is no folder {path.parent}; create it first"
    return describe(error)


def _lacks_folder(path: Path, error: OSError) -> bool:
    return isinstance(error, FileNotFoundError) and not path.parent.exists()


def check_free_space(folder: Path, floor: int) -> None:
    """Raises StorageError if fewer than `floor` bytes are free at the folder or its nearest parent."""
    with disk_errors(folder):
        there = next(path for path in (folder, *folder.parents) if path.exists())
        free = shutil.disk_usage(there).free
    if free < floor:
        raise StorageError(
            f"only {free >> 20} MB are free at {folder}, fewer than the {floor >> 20} MB that are kept free "
            "(DVCRAWLER_MIN_FREE_MB); make room, then run again; stored data are kept"
        )


def may_open_files() -> bool:
    """Whether the process may open as many files as a database needs."""
    opened: list[int] = []
    try:
        for _ in range(_DATABASE_FILES):
            opened.append(os.open(os.devnull, os.O_RDONLY | os.O_CLOEXEC))
    except OSError as error:
        return error.errno not in TOO_MANY_OPEN
    finally:
        for fd in opened:
            os.close(fd)
    return True


def sync_folder(path: Path) -> None:
    """Makes new, renamed and deleted names in the folder durable."""
    with closing_descriptor(os.open(path, os.O_RDONLY | os.O_DIRECTORY)) as fd:
        os.fsync(fd)


def sync_tree(path: Path) -> None:
    """Makes a file durable, or a folder with everything in it."""
    for each in (*(path.rglob("*") if path.is_dir() else ()), path):
        with closing_descriptor(os.open(each, os.O_RDONLY)) as fd:
            os.fsync(fd)


def write_whole(fd: int, data: bytes) -> None:
    """Writes all bytes, in a single call if the kernel accepts them at once."""
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(fd, rest) :]


def write_at(fd: int, offset: int, data: bytes) -> None:
    os.lseek(fd, offset, os.SEEK_SET)
    write_whole(fd, data)


def replace_file(
    path: Path, data: bytes, translate: Callable[[Path, OSError], DvcrawlerError] = disk_error
) -> None:
    """Replaces the file's content atomically and durably. Raises what `translate` gives: StorageError."""
    fresh = path.with_name(path.name + ".new")
    with disk_errors(path, translate):
        try:
            with closing_descriptor(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o644)) as fd:
                write_whole(fd, data)
                os.fsync(fd)
            fresh.replace(path)
            sync_folder(path.parent)
        except OSError:
            with suppress(OSError):
                fresh.unlink()
            raise


def resolve_target(path: Path) -> Path:
    """The file behind all symbolic links; replacing a link itself would leave its target unchanged.

    Raises OSError if it exists and is not a regular file: /dev/null must not be replaced by one.
    """
    with suppress(FileNotFoundError):
        # Checked before it is resolved: a link in /proc leads to a pipe, whose name is not a path.
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is not a file")
    return Path(os.path.realpath(path))


def describe(error: OSError) -> str:
    return error.strerror or str(error)


@contextmanager
def closing_descriptor(fd: int) -> Iterator[int]:
    try:
        yield fd
    finally:
        os.close(fd)
