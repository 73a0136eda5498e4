"""The base of all commands: the interface of Scrapy's commands, without loading Scrapy."""

import argparse
import os
import re
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from difflib import get_close_matches
from errno import ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, NoReturn

from dvcrawler.console import complain, settle
from dvcrawler.errors import ConfigError, ConfigFileError, DvcrawlerError, UsageError
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.normalize.numbers import read_whole
from dvcrawler.normalize.suggestions import suggest
from dvcrawler.shared.opening import SharedData, SharedUse, open_shared
from dvcrawler.site_lists import list_sites
from dvcrawler.storage.disk import folder_error

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from scrapy.settings import Settings

    from dvcrawler.config.load import Config
    from dvcrawler.shared.view import Fault

#: Settings without a default.
_UNLISTED = ("DVCRAWLER_PROGRESS", "DVCRAWLER_RUN", "DVCRAWLER_RUN_ARGUMENTS")
#: Share of equal letters from which a setting is mistyped; the true names are less like each other.
_LIKENESS = 0.9


class DvcrawlerCommand(ABC):
    """Adds `--data` and `--debug`, and prints an error in one line with its exit code.

    Scrapy's own command line takes it for one of its commands (`dvcrawler.commands`).
    """

    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {}
    #: Whether the command hands its settings to Scrapy. One that does not starts four times as fast.
    uses_scrapy = True
    #: Set before any other method is called; `PlainSettings` unless `uses_scrapy`.
    settings: "Settings | None" = None
    #: Whether `execute` asks derived indexes; it is run again where one turns out to be damaged.
    asks_indexes = False
    shared_use = SharedUse.RECORDS
    #: The shared store that DVCRAWLER_DATA named; None if that is a folder of this machine.
    shared: SharedData | None = None
    #: The settings file; set by `process_options`.
    config: "Config"
    exitcode = 0

    def syntax(self) -> str:
        """The arguments, as the usage line shows them."""
        return ""

    @abstractmethod
    def short_desc(self) -> str:
        """The command's purpose, in one line."""

    @abstractmethod
    def long_desc(self) -> str:
        """The same in a paragraph, with an example."""

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options that all commands have. Those of Scrapy that are of no use here work unseen."""
        self._parser = parser
        group = parser.add_argument_group("general options")
        group.add_argument("--logfile", metavar="FILE", help="write the log to this file instead")
        group.add_argument("-L", "--loglevel", metavar="LEVEL", help="DEBUG, INFO, WARNING or ERROR")
        group.add_argument("-s", "--set", action="append", default=[], metavar="NAME=VALUE",
                           help="use this value of a setting (may be repeated)")  # fmt: skip
        for name in ("--nolog", "--pdb"):
            group.add_argument(name, action="store_true", help=argparse.SUPPRESS)
        for name in ("--profile", "--pidfile"):
            group.add_argument(name, metavar="FILE", help=argparse.SUPPRESS)
        name = type(self).__module__.rpartition(".")[2]
        parser.error = _fail_to_parse  # type: ignore[method-assign]
        parser.usage = f"dvcrawler {name} {self.syntax()}"
        parser.add_argument("--data", metavar="DIR", help="data folder (default: DVCRAWLER_DATA or ./data)")
        parser.add_argument(
            "--config", metavar="FILE", help="settings file (default: DVCRAWLER_CONFIG or DIR/dvcrawler.toml)"
        )
        parser.add_argument("--debug", action="store_true", help="show tracebacks and debug lines")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Puts the options into the settings. `run` prints what is wrong with them, in one line."""
        assert self.settings is not None
        opts.fault = None
        given = [pair.partition("=") for pair in opts.set]
        if not all(equals for _, equals, _ in given):
            opts.fault = UsageError("-s takes a setting and its value, as in -s NAME=VALUE")
            given = []
        opts.fault = opts.fault or _find_unknown([name for name, _, _ in given], self.settings)
        self.settings.setdict({name: value for name, _, value in given}, priority="cmdline")
        self.settings.setdict(_read_log_options(opts), priority="cmdline")
        if opts.data:
            self.settings.set("DVCRAWLER_DATA", opts.data, priority="cmdline")
        if opts.pidfile:
            Path(opts.pidfile).write_text(f"{os.getpid()}\n", encoding="utf-8")
        try:
            self._load_config(opts.config)
        except DvcrawlerError as error:
            opts.fault = opts.fault or error

    def _load_config(self, option: str | None) -> None:
        """Puts the environment and the settings file into the settings."""
        from dvcrawler.config.apply import apply_contact, apply_environment, apply_file, check_environment
        from dvcrawler.config.load import VARIABLE, find_file, load_config

        assert self.settings is not None
        check_environment(os.environ, {*self.settings, *_UNLISTED})
        apply_environment(self.settings, os.environ)
        path = find_file(option, os.environ.get(VARIABLE), self.data)
        self.config = load_config(path, lambda: list_sites(self.settings), date.today())
        apply_file(self.settings, self.config)
        apply_contact(self.settings)

    @property
    def data(self) -> Path:
        assert self.settings is not None
        return Path(self.settings["DVCRAWLER_DATA"])

    def find_store(self) -> Path:
        """The data folder. Raises ConfigError if it is not there: a disk that is not mounted must not look
        like a store in which all is well.
        """
        if self.data.is_dir():
            return self.data
        if self.data.exists():
            raise folder_error(self.data, NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)))
        raise ConfigError(f"there is no data folder {self.data}; name it with --data or DVCRAWLER_DATA")

    def open_shared(self, use: SharedUse) -> None:
        """Where DVCRAWLER_DATA names a shared store: sets it to this machine's copy, brought up to date.

        Raises UsageError, ConfigError, SharedStoreError.
        """
        assert self.settings is not None
        text = str(self.settings["DVCRAWLER_DATA"])
        folder = str(self.settings["DVCRAWLER_SHARED_FOLDER"] or "")
        if "://" not in text:
            return
        from dvcrawler.setting_checks import check_settings

        check_settings(self.settings, ["DVCRAWLER_PUBLISH_SECONDS", "DVCRAWLER_COMPACT_OBJECTS"])
        seconds = self.settings.getfloat("DVCRAWLER_PUBLISH_SECONDS")
        compact_at = self.settings.getint("DVCRAWLER_COMPACT_OBJECTS")
        self.shared = open_shared(text, folder, seconds, compact_at, use)
        if self.shared is not None:
            self.settings.set("DVCRAWLER_DATA", str(self.shared.folder), priority="cmdline")
            self.complain_of(self.shared.faults)

    def claim(self, names: Iterable[str] = ()) -> None:
        """Claims the sites of a shared store that are written to, all if none is named; else does nothing.

        Raises LockedError, SharedStoreError.
        """
        if self.shared is not None:
            self.complain_of(self.shared.claim(names))

    def complain_of(self, faults: "Iterable[Fault]") -> None:
        """One line for each damaged segment."""
        for fault in faults:
            assert self.shared is not None
            complain(f"{self.shared.place(fault)}: {fault.what}; {fault.fix}")

    def _execute_and_publish(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        try:
            code = self._execute(args, opts)
        except DvcrawlerError:
            self._publish()  # the work before it
            raise
        return self._publish(code)

    def _execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if not self.asks_indexes:
            return self.execute(args, opts)
        from dvcrawler.derived.database import ask_again

        return ask_again(self.data, lambda: self.execute(args, opts))

    def _publish(self, code: ExitCode = ExitCode.OK) -> ExitCode:
        """Publishes a command's writes to a shared store; prints a line for each site that could not
        be published. Returns the worst exit code.
        """
        work = self.shared.work if self.shared is not None else None
        errors = work.finish() if work is not None else {}
        for site, error in errors.items():
            complain(f"{site}: stored on this machine and not published: {error}")
        return worst([code, *(error.code for error in errors.values())])

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs `execute`; turns an error into one line and an exit code."""
        try:
            if opts.fault is not None:
                raise opts.fault
            args = _check_options(args, list_options(self._parser))
            self.open_shared(self.shared_use)
            self.exitcode = int(self._execute_and_publish(args, opts))
            sys.stdout.flush()  # so that an error is still caught below
        except DvcrawlerError as error:
            self.fail(error, error.code, debug=opts.debug)
        except BrokenPipeError:
            settle()
        except KeyboardInterrupt:
            self.exitcode = int(ExitCode.INTERRUPTED)
        except OSError as error:
            settle()
            self.fail(error, ExitCode(self.exitcode) or ExitCode.CONFIG, debug=opts.debug)

    def fail(self, error: Exception, code: ExitCode, *, debug: bool) -> None:
        if debug:
            raise error
        for line in error.lines if isinstance(error, ConfigFileError) else [str(error)]:
            complain(line)
        self.exitcode = int(code)

    @abstractmethod
    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        """Does the work. Raises DvcrawlerError for anything the user can fix."""


def _find_unknown(names: Iterable[str], known: Iterable[str]) -> UsageError | None:
    """The error for a mistyped setting, which would leave the default in force without a word.

    A name that is like no other is left to the extension of Scrapy that may read it.
    """
    names_known = {*known, *_UNLISTED}
    for name in names:
        meant = get_close_matches(name.upper(), names_known, 1, _LIKENESS)
        if name not in names_known and (meant or name.startswith("DVCRAWLER_")):
            listed = f"; did you mean {meant[0]}?" if meant else "; docs/settings.md lists them"
            return UsageError(f"unknown setting {name}{listed}")
    return None


def _read_log_options(opts: argparse.Namespace) -> dict[str, object]:
    """The settings behind `--logfile`, `--loglevel`, `--debug` and `--nolog`."""
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
        raise argparse.ArgumentTypeError(f"{text[:80]!r} is not a whole number up to {10**9}")
    return -number if text.startswith("-") else number


def _fail_to_parse(message: str) -> NoReturn:
    """Prints one line instead of argparse's three."""
    complain(f"{message}; see --help")
    sys.exit(int(ExitCode.USAGE))


def list_options(parser: argparse.ArgumentParser) -> dict[str, str]:
    """The options that `--help` shows, with the first words of what it says about each."""
    found = {}
    for line in parser.format_help().splitlines():
        names, _, what = line.strip().partition("  ")
        for name in re.findall(r"(?<![\w-])--?[a-z][a-z-]*", names) if names.startswith("-") else ():
            found[name] = what.strip()
    return found


def list_values(parser: argparse.ArgumentParser) -> dict[str, str]:
    """What `--help` shows as the value of each option that takes one: `FILE`, `{vi,en}`."""
    found: dict[str, str] = {}
    for line in parser.format_help().splitlines():
        names = line.strip().partition("  ")[0]
        if names.startswith("-"):
            shown = re.findall(r"(?<![\w-])(--?[a-z][a-z-]*) ([^\s,]*\{[^}]*\}|[A-Z][^\s,]*)", names, re.I)
            found.update(shown)
    return found


def _check_options(args: list[str], known: Iterable[str]) -> list[str]:
    """The arguments without the `--` that ends the options. Refuses unknown options, which Scrapy passes on
    as arguments.
    """
    end = args.index("--") if "--" in args else len(args)
    unknown = next((arg for arg in args[:end] if arg.startswith("-") and arg != "-"), None)
    if unknown:
        meant = suggest(unknown.partition("=")[0], known) if unknown.startswith("--") else ""
        hint = meant or "; see --help"
        raise UsageError(f"unknown option {unknown}{hint}")
    return args[:end] + args[end + 1 :]
