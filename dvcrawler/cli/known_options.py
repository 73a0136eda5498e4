"""The options that a parser knows, and those that are mistyped or of another program."""

import argparse
import re
from collections.abc import Iterable, Mapping

from dvcrawler.errors import UsageError
from dvcrawler.messages.suggestions import suggest

#: An option, and the value of one, in `--help`.
_NAME = re.compile(r"(?<![\w-])--?[a-z][a-z-]*", re.I)
_SHOWN_VALUE = re.compile(r"(?<![\w-])--?[a-z][a-z-]* ([^\s,]*\{[^}]*\}|[A-Z][^\s,]*)", re.I)

#: The output file as other programs name it, and as commands here do.
_OUTPUT = frozenset(("-o", "-O", "--out", "--output", "--outfile", "--output-file"))
_OUTPUT_HERE = ("--to", "--html")


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
        meant = _suggest_option(name, known)
        hint = f"; write {written}" if written else meant or "; see --help"
        raise UsageError(f"unknown option {unknown}{hint}")
    return args[:end] + args[end + 1 :]


def _suggest_option(name: str, known: Iterable[str]) -> str:
    """`; did you mean --NAME?`, or nothing. A mistyped single letter may be any."""
    names = list(known)
    written = next(filter(names.__contains__, _OUTPUT_HERE), None) if name in _OUTPUT else None
    if written is not None:
        return f"; did you mean {written}?"
    return suggest(name, names) if name.startswith("--") else ""
