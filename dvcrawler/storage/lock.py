"""One run a site at a time: `flock` on `data/state/<site>.lock`.

The kernel frees it with the process, `kill -9` included. The file itself is never deleted:
a deleted and recreated file would be a second lock.
"""

import fcntl
import os
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

import orjson

from dvcrawler.errors import LockedError
from dvcrawler.storage.disk import check_site, disk_error, make_folder, write_whole


class SiteLock:
    """`with SiteLock(data, site, started_at):`, one holder a site over all processes.

    `started_at` (ISO, UTC) is only shown to whoever finds the lock taken.
    """

    def __init__(self, data: Path, site: str, started_at: str) -> None:
        self.path = data / "state" / f"{check_site(site)}.lock"
        self.site, self.started_at = site, started_at
        self._fd: int | None = None

    def __enter__(self) -> Self:
        self.acquire()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.release()

    def acquire(self) -> None:
        """Raises LockedError at once when it is taken, ConfigError or StorageError as the disk."""
        make_folder(self.path.parent)
        try:
            fd = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                self._take(fd)
            except BaseException:
                os.close(fd)
                raise
        except OSError as error:
            raise disk_error(self.path, error) from error
        self._fd = fd

    def release(self) -> None:
        """Lets the next one in; harmless when nothing is held."""
        if self._fd is not None:
            with suppress(OSError):
                os.ftruncate(self._fd, 0)
            os.close(self._fd)
            self._fd = None

    def _take(self, fd: int) -> None:
        try:
            fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LockedError(
                f"another run of {self.site} is under way{_holder(fd)}; this one wrote nothing"
            ) from None
        os.ftruncate(fd, 0)
        write_whole(fd, orjson.dumps({"process": os.getpid(), "since": self.started_at}))


def _holder(fd: int) -> str:
    """Empty where the holder has not written its name yet."""
    try:
        held = orjson.loads(os.pread(fd, 1024, 0))
        return f" (process {held['process']}, since {held['since']})"
    except (orjson.JSONDecodeError, KeyError, TypeError):
        return ""
