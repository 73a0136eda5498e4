"""Paths as a user writes them."""

import os
from pathlib import Path
from stat import S_ISFIFO


def expand_home(text: str) -> Path:
    """The path, below the home folder for `~`, which no shell replaces in a file or after `=`.

    The folder of a user who is not known stays as it is.
    """
    return Path(os.path.expanduser(text))  # noqa: PTH111  # Path.expanduser raises for such a user


def is_named_pipe(path: Path) -> bool:
    """Whether opening the path waits for another program. Raises OSError.

    A pipe of the shell's, as in `<(…)`, does not: it has no name, and its link in /dev/fd leads nowhere.
    """
    return S_ISFIFO(path.stat().st_mode) and Path(os.path.realpath(path)).exists()
