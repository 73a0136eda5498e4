"""Values of options: numbers, texts, paths and days as people type them."""

import argparse

from dvcrawler.cli.typed_text import read_typed
from dvcrawler.errors import UsageError
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.paths import expand_home

#: Processes at the same time on one machine, of a worker and of reparse.
MOST_JOBS = 1000


def parse_number(text: str) -> int:
    """Converts an option's value, for argparse's `type=`.

    Raises ArgumentTypeError if it is not a whole number, or beyond a billion.
    """
    number = read_whole(text.removeprefix("-"), most=10**9)
    if number is None:
        most = " up to 1,000,000,000" * text.isdecimal()
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is not a whole number{most}")
    return -number if text.startswith("-") else number


def parse_text(text: str) -> str:
    """Checks an option's value, for argparse's `type=`. Raises ArgumentTypeError if it is empty.

    A script gives such a value with a variable that is not set; without the option far more would be meant.
    """
    return read_typed(_check_given(text))


def _check_given(text: str) -> str:
    if not text:
        raise argparse.ArgumentTypeError("its value is empty")
    return text


def parse_path(text: str) -> str:
    """Converts an option's value that names a file or folder, for argparse's `type=`.

    A shell leaves `~` as it is in `--data=~/news`: it is the home folder here too. Raises ArgumentTypeError
    if it is empty.
    """
    return str(expand_home(text)) if text.startswith("~") else _check_given(text)


def read_days(opts: argparse.Namespace) -> tuple[str | None, str | None]:
    """The first and the last day that `--since` and `--until` name, as a day, a month or a year.

    Raises UsageError for one that cannot be read, and for a reversed period.
    """
    from dvcrawler.normalize.periods import read_period

    try:
        since = opts.since and read_period(opts.since, "since")
        until = opts.until and read_period(opts.until, "until")
    except ValueError as error:
        raise UsageError(f"--{error}") from None
    if since and until and since > until:
        raise UsageError(f"--since {since} is later than --until {until}")
    return since, until


def check_range(option: str, number: int | None, least: int, most: int | None = None) -> None:
    """Raises UsageError for a number that the option does not take; None if it was not given."""
    if number is not None and not least <= number <= (number if most is None else most):
        end = "" if most is None else f" to {most}"
        raise UsageError(f"{option} takes a whole number from {least}{end}")
