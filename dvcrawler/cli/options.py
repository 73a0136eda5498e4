"""The options of all commands, and what argparse leaves to be checked."""

import argparse
import builtins
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any

from dvcrawler.cli.typed_text import read_typed
from dvcrawler.errors import UsageError
from dvcrawler.messages.printable import quote
from dvcrawler.messages.suggestions import suggest
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.paths import expand_home

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from scrapy.settings import Settings

#: Settings without a default.
UNLISTED_SETTINGS = ("DVCRAWLER_PROGRESS", "DVCRAWLER_RUN", "DVCRAWLER_RUN_ARGUMENTS")
#: Share of equal letters from which a setting counts as mistyped; the real names are less alike.
_LIKENESS = 0.9
#: An option, and the value of one, in `--help`.
_NAME = re.compile(r"(?<![\w-])--?[a-z][a-z-]*", re.I)
_SHOWN_VALUE = re.compile(r"(?<![\w-])--?[a-z][a-z-]* ([^\s,]*\{[^}]*\}|[A-Z][^\s,]*)", re.I)
#: Processes at the same time on one machine, of a worker and of reparse.
MOST_JOBS = 1000


@dataclass(frozen=True, slots=True)
class Option:
    """An option of one command, as `ArgumentParser.add_argument` takes it; a flag if it takes no value."""

    name: str
    help: str
    short: str | None = None
    dest: str | None = None
    type: Callable[[str], object] | None = None
    action: str | builtins.type[argparse.Action] | None = None
    choices: Sequence[str] | None = None
    default: object = None
    nargs: str | None = None
    metavar: str | None = None

    def add_to(self, parser: argparse.ArgumentParser) -> None:
        names = [self.short, self.name] if self.short else [self.name]
        # Without the names and the help.
        given = {each.name: getattr(self, each.name) for each in fields(self)[3:]}
        how: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
        parser.add_argument(*names, help=self.help, **(how or {"action": "store_true"}))


#: The words that a search excludes; `cli.parser` reads `-WORD` as one.
EXCLUSIONS = Option(
    "--not",
    "without this word, as -WORD",
    dest="excluded",
    type=read_typed,
    action="append",
    default=[],
    metavar="WORD",
)


def add_general_options(parser: argparse.ArgumentParser, usage: str) -> None:
    """Adds the options that all commands have."""
    group = parser.add_argument_group("general options")
    group.add_argument(
        "--logfile", type=parse_path, metavar="FILE", help="write the log to this file, not to standard error"
    )
    group.add_argument(
        "-L", "--loglevel", metavar="LEVEL", help="least level of the log: DEBUG, INFO, WARNING or ERROR"
    )
    group.add_argument(
        "-s",
        "--set",
        action="append",
        default=[],
        metavar="NAME=VALUE",
        help="use this value of a setting (may be repeated)",
    )
    _hide_options(group)
    parser.usage = usage
    parser.add_argument(
        "--data", type=parse_path, metavar="DIR", help="data folder (default: DVCRAWLER_DATA or ./data)"
    )
    parser.add_argument(
        "--config",
        type=parse_path,
        metavar="FILE",
        help="settings file (default: DVCRAWLER_CONFIG or DIR/dvcrawler.toml)",
    )
    parser.add_argument("--debug", action="store_true", help="show tracebacks and debug lines")


def _hide_options(group: argparse._ArgumentGroup) -> None:
    """Accepts options of Scrapy that have no use here."""
    for name in ("--nolog", "--pdb"):
        group.add_argument(name, action="store_true", help=argparse.SUPPRESS)
    for name in ("--profile", "--pidfile"):
        group.add_argument(name, type=parse_path, metavar="FILE", help=argparse.SUPPRESS)


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


def list_options(parser: argparse.ArgumentParser) -> dict[str, str]:
    """The options that `--help` shows, with the first words of what it says about each."""
    found = {}
    for line in parser.format_help().splitlines():
        names, _, what = line.strip().partition("  ")
        for name in _NAME.findall(names) if names.startswith("-") else ():
            found[name] = what.strip()
    return found


def list_values(parser: argparse.ArgumentParser) -> dict[str, str]:
    """The value of each option that takes one, as `--help` shows it: `FILE`, `{vi,en}`."""
    found: dict[str, str] = {}
    for line in parser.format_help().splitlines():
        names = line.strip().partition("  ")[0]
        if names.startswith("-") and (shown := _SHOWN_VALUE.search(names)):
            # "-L LEVEL, --loglevel LEVEL"; from Python 3.13 on "-L, --loglevel LEVEL".
            found.update(dict.fromkeys(_NAME.findall(names), shown[1]))
    return found


def check_options(args: list[str], known: Iterable[str], instead: Mapping[str, str]) -> list[str]:
    """The arguments without the `--` that ends the options. Refuses unknown options, which Scrapy passes on
    as arguments. `instead`: by name, what to write in place of an option that this command lacks.
    """
    end = args.index("--") if "--" in args else len(args)
    unknown = next((arg for arg in args[:end] if arg.startswith("-") and arg != "-"), None)
    if unknown:
        name = unknown.partition("=")[0]
        written = instead.get(name.removeprefix("--"))
        meant = suggest(name, known) if unknown.startswith("--") else ""
        hint = f"; write {written}" if written else meant or "; see --help"
        raise UsageError(f"unknown option {unknown}{hint}")
    return args[:end] + args[end + 1 :]
