"""A separate folder for each worker of a machine, reused by the next one."""

import fcntl
import os
from itertools import count
from pathlib import Path

from dvcrawler.storage.disk import disk_errors, make_folder


def take_folder(parent: Path) -> Path:
    """The first of `parent`/1, 2, … that no living process has taken; it is ours until this process ends.

    A worker that was stopped keeps its folder. Raises ConfigError or StorageError.
    """
    for number in count(1):
        folder = parent / str(number)
        make_folder(folder)
        with disk_errors(folder):
            fd = os.open(folder / "worker.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
            try:
                fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                os.close(fd)
                continue
        return folder
    raise AssertionError("count() does not end")
