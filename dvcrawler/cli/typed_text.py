"""Words as they were typed, whatever the locale says of their bytes."""

import os


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
