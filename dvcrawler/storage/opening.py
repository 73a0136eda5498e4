"""Opening what is only read: never anything but a regular file, and errors that name it."""

import errno
import os
import stat
from pathlib import Path

from dvcrawler.errors import DvcrawlerError, UnreadableError
from dvcrawler.storage.disk import folder_error


def open_to_read(path: Path) -> int:
    """A descriptor. Raises FileNotFoundError, UnreadableError for what is no file, OSError otherwise.

    The kind is asked for first: opening a named pipe would wait for whoever writes into it.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise UnreadableError(f"cannot read {path}: it is no file", "move it away, then run again")
    # Should it have become a pipe in between, this does not wait either.
    return os.open(path, os.O_RDONLY | os.O_CLOEXEC | os.O_NONBLOCK)


def read_error(path: Path, error: OSError) -> DvcrawlerError:
    """A refusal to be read, in words; where a file stands for a folder above, no site has any."""
    if error.errno == errno.ENOTDIR:
        return folder_error(path.parent, error)
    return UnreadableError(f"cannot read {path}: {error.strerror or error}")
