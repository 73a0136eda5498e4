"""Packages that only some commands need."""

from collections.abc import Sequence
from importlib.util import find_spec

from dvcrawler.errors import ConfigError


def check_packages(command: str, extra: str, packages: Sequence[str]) -> None:
    """Raises ConfigError if the extra that the command needs is not installed."""
    for name in packages:
        if find_spec(name) is None:
            raise ConfigError(f"{command} needs the package {name}; run pip install 'dvcrawler[{extra}]'")
