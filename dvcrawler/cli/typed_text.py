"""Words as they were typed, whatever the locale says of their bytes."""

import os

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
