"""The environment of the processes that are measured."""

import os


def environment(**more: str) -> dict[str, str]:
    """This process's own, but with bytecode: an installed program never compiles its modules again."""
    inherited = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return inherited | more
