"""Files that commands write and read, other than the store's."""

import os
import sys
from contextlib import suppress
from datetime import UTC, datetime
from errno import EINVAL
from pathlib import Path

from dvcrawler.bodies import LARGEST_PAGE
from dvcrawler.console import say
from dvcrawler.errors import UsageError
from dvcrawler.normalize.paths import is_named_pipe
from dvcrawler.storage.disk import output_error

#: Bytes of a saved page: browsers put its pictures into it.
_LARGEST = 10 * LARGEST_PAGE


def write_page(path: Path, page: str) -> None:
    """Writes the whole file or nothing, and says so. A device or a pipe is written to.

    Raises ConfigError for a bad target, StorageError for a full disk.
    """
    data = page.encode("utf-8", "replace")
    try:
        if path.exists() and not path.is_file():
            if is_named_pipe(path):
                raise OSError(EINVAL, "it is a named pipe")
            path.write_bytes(data)
        else:
            _replace(Path(os.path.realpath(path)), data)
    except OSError as error:
        raise output_error(path, error) from error
    say(f"{path}: written")


def _replace(path: Path, data: bytes) -> None:
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.write_bytes(data)
        part.replace(path)
    except OSError:
        with suppress(OSError):
            part.unlink()
        raise


def read_page_file(name: str) -> tuple[bytes, datetime]:
    """The bytes of a saved page, and when they were saved. Raises UsageError without such a file."""
    path = find_page_file(name)
    return path.read_bytes(), saved_at(path)


def read_page_input() -> bytes:
    """The bytes of a page on standard input. Raises UsageError."""
    if sys.stdin is None:
        raise UsageError("standard input is closed; name a file, or pipe a page into it")
    data = sys.stdin.buffer.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise _refuse_size("standard input")
    return data


def find_page_file(name: str) -> Path:
    """Raises UsageError without a regular file of that name, and if it is too large to be a page."""
    path = find_file(name)
    if path.stat().st_size > _LARGEST:
        raise _refuse_size(repr(name))
    return path


def _refuse_size(name: str) -> UsageError:
    return UsageError(f"{name} has more than {_LARGEST >> 20} MB; name a saved page")


def find_file(name: str) -> Path:
    """Raises UsageError without a regular file of that name."""
    path = Path(name)
    if path.exists() and not path.is_file():
        raise UsageError(f"{name!r} is not a regular file; name a saved page")
    if not path.is_file():
        raise UsageError(f"there is no file {name!r}")
    return path


def saved_at(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
