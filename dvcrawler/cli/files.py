"""Files that commands write and read, other than the store's."""

import os
from contextlib import suppress
from datetime import UTC, datetime
from errno import EINVAL
from pathlib import Path

from dvcrawler.console import say
from dvcrawler.errors import UsageError
from dvcrawler.normalize.paths import is_named_pipe
from dvcrawler.storage.disk import output_error


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


def find_page_file(name: str) -> Path:
    """Raises UsageError without a regular file of that name."""
    path = Path(name)
    if path.exists() and not path.is_file():
        raise UsageError(f"{name!r} is not a regular file; name a saved page")
    if not path.is_file():
        raise UsageError(f"there is no file {name!r}")
    return path


def saved_at(path: Path) -> datetime:
    return datetime.fromtimestamp(int(path.stat().st_mtime), UTC)
