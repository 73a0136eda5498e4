"""The environment of the processes that are measured, and those that they leave behind."""

import ctypes
import os

_PR_SET_CHILD_SUBREAPER = 36


def adopt_orphans() -> None:
    """From now on processes whose parent has ended are this one's children, so that their time is counted."""
    ctypes.CDLL(None).prctl(_PR_SET_CHILD_SUBREAPER, 1, 0, 0, 0)


def wait_for_orphans() -> None:
    """Waits until this process has no children any more."""
    while True:
        try:
            os.wait()
        except ChildProcessError:
            return


def environment(**more: str) -> dict[str, str]:
    """This process's own, but with bytecode: an installed program never compiles its modules again."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | more
