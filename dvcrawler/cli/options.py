"""The options of all commands."""

import argparse
import builtins
from collections.abc import Callable, Sequence
from dataclasses import dataclass, fields
from typing import Any

from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.typed_text import read_typed


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
