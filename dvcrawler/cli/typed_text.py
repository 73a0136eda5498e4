"""What was typed: words, whatever the locale says of their bytes, and options given twice: argparse would
take the last value and ignore the other.
"""

import argparse
import os
from collections.abc import Sequence
from typing import Any

from dvcrawler.errors import UsageError


def read_typed(text: str) -> str:
    """An argument of the command line as UTF-8, which terminals and scripts write. In another locale, that
    of an old cron, Python has decoded its bytes differently. The name of a file stays as it is: the system
    is given the same bytes again.
    """
    try:
        return os.fsencode(text).decode("utf-8")
    except UnicodeError:
        return text


def read_argument(pair: str) -> str:
    """The `NAME=VALUE` of a crawl, whose source may be a file."""
    return pair if pair.startswith("source=") else read_typed(pair)


def read_fetched_address(word: str) -> str:
    """The address of a page that is to be fetched. Raises UsageError for what cannot be one."""
    from dvcrawler.normalize.typed_addresses import read_typed_address

    try:
        return read_typed_address(word)
    except ValueError as error:
        raise UsageError(f"{word[:200]!r} is not an address to fetch: {error}") from error


class Once(argparse.Action):
    """Takes one value, also where it is repeated; a second one is an error."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        option_string: str | None = None,
    ) -> None:
        held = getattr(namespace, self.dest, None)
        if held is not None and held != values:
            raise argparse.ArgumentError(self, "it is given twice; give one value")
        setattr(namespace, self.dest, values)
