"""Allows one run per site at a time: `flock` on `data/state/<site>.lock`.

The kernel releases the lock when the process ends, even by `kill -9`. The file is never deleted, because
a recreated file would be a second lock.
"""

import fcntl
import os
import time
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import orjson

from dvcrawler.errors import LockedError, UnreadableError
from dvcrawler.storage.disk import check_site, disk_errors, write_whole
from dvcrawler.storage.folders import make_folder, open_regular

#: `find_holder` takes the lock for microseconds, so a run that finds it taken retries before giving up.
_TRIES, _PAUSE = 5, 0.01


@dataclass(frozen=True, slots=True)
class Holder:
    """The process with a site's lock and the run's `started_at`; both None until it has written them."""

    process: int | None
    since: str | None


def find_holder(data: Path, site: str) -> Holder | None:
    """The current holder of the site's lock, None if it is free. Changes nothing."""
    try:
        fd = open_regular(lock_path(data, site))
    except (OSError, UnreadableError):
        return None
    try:
        fcntl.flock(fd, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return _read_holder(fd)
    finally:
        os.close(fd)
    return None


def lock_path(data: Path, site: str) -> Path:
    """Path of the site's lock file, which may not exist."""
    return data / "state" / f"{check_site(site)}.lock"


class SiteLock:
    """`with SiteLock(data, site, started_at):`, one holder per site across all processes.

    `started_at` (ISO, UTC) is only shown to processes that find the lock taken.
    """

    def __init__(self, data: Path, site: str, started_at: str) -> None:
        self.path = lock_path(data, site)
        self.site, self.started_at = site, started_at
        self._fd: int | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(self, *error: object) -> None:
        self.release()

    def acquire(self) -> None:
        """Raises LockedError at once if the lock is taken, ConfigError or StorageError for the disk."""
        make_folder(self.path.parent)
        with disk_errors(self.path):
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                self._take(fd)
            except BaseException:
                os.close(fd)
                raise
        self._fd = fd

    def release(self) -> None:
        """Releases the lock; does nothing if it is not held."""
        if self._fd is not None:
            with suppress(OSError):
                os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = None

    def _take(self, fd: int) -> None:
        if not any(_try_lock(fd, pause) for pause in (*[_PAUSE] * _TRIES, 0.0)):
            raise LockedError(
                f"another run of {self.site} is under way{_describe_holder(fd)}; this one wrote nothing"
            )
        os.ftruncate(fd, 0)
        write_whole(fd, orjson.dumps({"process": os.getpid(), "since": self.started_at}))


def _try_lock(fd: int, pause: float) -> bool:
    """Takes the lock; False, after `pause` seconds, if another process has it."""
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        time.sleep(pause)
        return False
    return True


def _describe_holder(fd: int) -> str:
    held = _read_holder(fd)
    return f" (process {held.process}, since {held.since})" if held.process is not None else ""


def _read_holder(fd: int) -> Holder:
    """Both fields are None if the holder has not written them yet."""
    try:
        held = orjson.loads(os.pread(fd, 1024, 0))
        return Holder(int(held["process"]), str(held["since"]))
    except (orjson.JSONDecodeError, KeyError, OverflowError, TypeError, ValueError):
        return Holder(None, None)
