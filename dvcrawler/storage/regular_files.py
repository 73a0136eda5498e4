"""Regular files opened for reading: opening anything else, such as a named pipe, might block."""

import errno
import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from dvcrawler.errors import DvcrawlerError, UnreadableError
from dvcrawler.storage.folders import folder_error


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
    return UnreadableError(f"cannot read {path}: {error.strerror or error}")


def _no_file(path: Path) -> UnreadableError:
    return UnreadableError(f"cannot read {path}: it is not a file", "move it away, then run again")
