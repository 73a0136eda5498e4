"""The folders of the store. What a command writes for its user must not replace a file in them."""

import os
from pathlib import Path

from dvcrawler.errors import UsageError

OWN_FOLDERS = ("articles", "warc", "runs", "state", "derived")


def check_output(path: Path, data: Path, settings_file: Path | None = None) -> None:
    """Raises UsageError for a file of the store or the settings file, and for `-`, which would be a file of
    that name.
    """
    if str(path) == "-":
        raise UsageError("- does not mean standard output here; name a file")
    real = Path(os.path.realpath(path))
    for name in OWN_FOLDERS:
        if real.is_relative_to(os.path.realpath(data / name)):
            raise UsageError(f"{path} lies in {data / name}, which holds the store's own files; name another")
    if settings_file is not None and real == Path(os.path.realpath(settings_file)):
        raise UsageError(f"{path} is the settings file; name another")
