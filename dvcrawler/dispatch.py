"""Finds the command that the first word names, one of ours or of Scrapy's, and runs it."""

import sys
from contextlib import suppress
from typing import TYPE_CHECKING, NoReturn

from dvcrawler import __version__
from dvcrawler.cli.summaries import COMMANDS
from dvcrawler.console import complain, prepare, settle, show
from dvcrawler.errors import ExitCode
from dvcrawler.messages.printable import printable
from dvcrawler.messages.suggestions import suggest

if TYPE_CHECKING:
    from argparse import ArgumentParser

#: Commands of Scrapy that work with this project's settings.
_SCRAPY_COMMANDS = frozenset("edit fetch genspider list runspider settings shell version view".split())
#: Those that do not, and what to do instead.
_NOT_HERE = {
    "bench": "it crawls this machine, which is refused here; run `scrapy bench` elsewhere",
    "check": "no site has contracts; run the tests: make test",
    "parse": "use `dvcrawler extract FILE --url URL`",
    "startproject": "this is a project already; add a site with `dvcrawler genspider NAME HOST`",
}
_HELP = """Usage: dvcrawler COMMAND [options] [arguments]

Crawls Vietnam's provincial news portals into a durable JSONL store.

{commands}

Example: dvcrawler crawl baonamdinh -a since=2024-01-01
See `dvcrawler COMMAND --help`. Of Scrapy's own commands these work too:
edit, fetch, genspider, list, runspider, settings, shell, version, view.
`dvcrawler --version` prints the version of dvcrawler itself."""


def dispatch(arguments: list[str]) -> None:
    """Exits with the command's code. Raises KeyboardInterrupt if Ctrl-C comes before a command runs."""
    prepare()
    try:
        _run(arguments)
    finally:
        settle()


def _run(arguments: list[str]) -> None:
    arguments = _read_help(arguments)
    name = arguments[0] if arguments else "--help"
    if name in ("-h", "--help", "help"):
        lines = (f"  {command:<10} {what}" for command, what in COMMANDS.items())
        sys.exit(show(_HELP.format(commands="\n".join(lines)), ExitCode.OK))
    if name in ("-V", "--version"):
        sys.exit(show(f"dvcrawler {__version__}", ExitCode.OK))
    if arguments[:2] in (["completion", "--words"], ["completion", "--line"]):
        sys.exit(_complete(arguments[1], arguments[2:]))
    if name in COMMANDS:
        from dvcrawler.commandline import run_command

        sys.exit(run_command(name, arguments[1:]))
    if name not in _SCRAPY_COMMANDS:
        _refuse(name, arguments[1:])
    from dvcrawler.scrapy_commands import run_scrapy

    run_scrapy(arguments)


def _read_help(arguments: list[str]) -> list[str]:
    """`help COMMAND` as `COMMAND --help`."""
    is_help = arguments[:1] == ["help"] and not "".join(arguments[1:2]).startswith("-")
    return [arguments[1], "--help"] if is_help and len(arguments) > 1 else arguments


def _refuse(name: str, others: list[str]) -> NoReturn:
    if name in _NOT_HERE:
        complain(f"{name}, a command of Scrapy, does not work here: {_NOT_HERE[name]}")
    elif name.startswith("-") and (command := next(filter(COMMANDS.__contains__, others), "")):
        complain(f"options follow the command, as in dvcrawler {command} {name.partition('=')[0]} …")
    elif name.startswith("-"):
        complain(f"unknown option {name}; see dvcrawler --help")
    else:
        hint = _suggest_command(name) or "; see dvcrawler --help"
        complain(f"unknown command {name!r}{hint}")
    sys.exit(2)


def _suggest_command(typed: str) -> str:
    from dvcrawler.errors import DvcrawlerError
    from dvcrawler.families.files.site_names import site_names

    try:
        is_site = typed in site_names()
    except DvcrawlerError:  # a site file with a mistake
        is_site = False
    if is_site:
        return f", which is a site; did you mean dvcrawler crawl {typed}?"
    return suggest(typed, COMMANDS)


def _complete(form: str, words: list[str]) -> ExitCode:
    """Answers a completion script: one choice per line, its meaning after a tab."""
    from dvcrawler.completion import complete, split_line

    typed = split_line("".join(words[:1])) if form == "--line" else words
    for word, what in complete(typed, COMMANDS, _load_options, _load_values):
        with suppress(OSError):
            print(printable(word), printable(what), sep="\t")
    return ExitCode.OK


def _load_options(name: str) -> list[tuple[str, str]]:
    from dvcrawler.cli.known_options import list_options

    return list(list_options(_load_parser(name)).items())


def _load_values(name: str) -> dict[str, str]:
    """The values of its options, as its help shows them."""
    from dvcrawler.cli.known_options import list_values

    return list_values(_load_parser(name))


def _load_parser(name: str) -> "ArgumentParser":
    from argparse import ArgumentParser
    from importlib import import_module

    from dvcrawler.commandline import make_parser

    if name not in COMMANDS:
        return ArgumentParser(add_help=False)
    return make_parser(import_module(f"dvcrawler.commands.{name}").Command())
