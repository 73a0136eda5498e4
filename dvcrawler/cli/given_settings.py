"""Settings that the command line gives: `-s NAME=VALUE`, and the options of the log."""

import argparse
from collections.abc import Iterable, Mapping, Sequence
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dvcrawler.errors import UsageError
from dvcrawler.messages.printable import quote

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from scrapy.settings import Settings


#: Settings without a default.
UNLISTED_SETTINGS = ("DVCRAWLER_PROGRESS", "DVCRAWLER_RUN", "DVCRAWLER_RUN_ARGUMENTS")
#: Share of equal letters from which a setting counts as mistyped; the real names are less alike.
_LIKENESS = 0.9


def parse_settings(given: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """The settings given as `-s NAME=VALUE`. Raises UsageError, also for a mistyped name, which would
    silently leave the default in force.
    """
    pairs = [pair.partition("=") for pair in given]
    if not all(equals for _, equals, _ in pairs):
        raise UsageError("-s takes a setting and its value, as in -s NAME=VALUE")
    names_known = {*known, *UNLISTED_SETTINGS}
    for name, _, _ in pairs:
        _check_name(name, names_known)
    return {name: value for name, _, value in pairs}


def set_given(settings: "Settings", given: Mapping[str, str]) -> None:
    """Puts what `-s` gives into the settings. Raises UsageError for text where a setting takes JSON."""
    for name, value in given.items():
        try:
            settings.set(name, value, priority="cmdline")
        except (ValueError, TypeError) as error:
            raise UsageError(f"{name}={quote(value)} cannot be used; write it as a JSON object") from error


def _check_name(name: str, known: set[str]) -> None:
    """A name that resembles no other is left to an extension of Scrapy that may read it."""
    if name in known:
        return
    meant = get_close_matches(name.upper(), known, 1, _LIKENESS)
    if meant or name.startswith("DVCRAWLER_"):
        listed = f"; did you mean {meant[0]}?" if meant else "; docs/settings.md lists them"
        raise UsageError(f"unknown setting {name}{listed}")


def read_log_options(opts: argparse.Namespace) -> dict[str, object]:
    """The settings given by `--logfile`, `--loglevel`, `--debug` and `--nolog`."""
    given = {"LOG_FILE": opts.logfile, "LOG_LEVEL": "DEBUG" if opts.debug else opts.loglevel}
    found: dict[str, object] = {name: value for name, value in given.items() if value}
    if opts.logfile or opts.loglevel:
        found["LOG_ENABLED"] = True
    return found | ({"LOG_ENABLED": False} if opts.nolog else {})
