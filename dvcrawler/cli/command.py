"""The base of all commands: the interface of Scrapy's commands, without loading Scrapy."""

import argparse
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterable
from datetime import date
from errno import ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dvcrawler.cli.options import (
    UNLISTED_SETTINGS,
    add_general_options,
    check_options,
    list_options,
    parse_settings,
    read_log_options,
    set_given,
)
from dvcrawler.console import UnprintableError, complain, complain_unprintable, printing, settle
from dvcrawler.errors import ConfigError, ConfigFileError, DvcrawlerError, UsageError
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.shared.opening import SharedData, SharedUse, check_slashes, open_shared
from dvcrawler.site_lists import list_sites
from dvcrawler.storage.disk import folder_error, read_error
from dvcrawler.storage.nearby import no_folder, stored_elsewhere

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from scrapy.settings import Settings

    from dvcrawler.config.load import Config
    from dvcrawler.shared.view import Fault


class DvcrawlerCommand(ABC):
    """Adds `--data` and `--debug`, and prints an error in one line with its exit code.

    Scrapy's own command line takes it for one of its commands (`dvcrawler.commands`).
    """

    #: The arguments, as the usage line shows them.
    usage = ""
    #: The command's purpose, in one line.
    summary: ClassVar[str]
    #: The same in a paragraph, with an example.
    description: ClassVar[str]
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {}
    #: Whether the command hands its settings to Scrapy. One that does not starts four times as fast.
    uses_scrapy = True
    #: Set before any other method is called; `PlainSettings` unless `uses_scrapy`.
    settings: "Settings"
    #: Whether `execute` queries derived indexes; it is run again if one turns out to be damaged.
    queries_indexes = False
    shared_use = SharedUse.RECORDS
    #: The shared store that DVCRAWLER_DATA named; None if that is a folder of this machine.
    shared: SharedData | None = None
    #: The settings file; set by `process_options`.
    config: "Config"
    exitcode = 0

    def syntax(self) -> str:
        return self.usage

    def short_desc(self) -> str:
        return self.summary

    def long_desc(self) -> str:
        return self.description

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options that all commands have; a command adds its own."""
        self._parser = parser
        name = type(self).__module__.rpartition(".")[2]
        add_general_options(parser, f"dvcrawler {name} {self.syntax()}")

    def process_options(self, args: list[str], opts: argparse.Namespace) -> None:
        """Puts the options into the settings. `run` prints what is wrong with them, in one line."""
        opts.fault = None
        try:
            given = parse_settings(opts.set, self.settings)
            set_given(self.settings, given)
        except UsageError as error:
            opts.fault = error
        self.settings.setdict(read_log_options(opts), priority="cmdline")
        if opts.data:
            self.settings.set("DVCRAWLER_DATA", opts.data, priority="cmdline")
        try:
            self._load_config(opts.config)
            self._write_pid(opts.pidfile)
        except DvcrawlerError as error:
            opts.fault = opts.fault or error

    def _write_pid(self, name: str | None) -> None:
        if not name:
            return
        self.check_output(Path(name))
        try:
            Path(name).write_text(f"{os.getpid()}\n", encoding="utf-8")
        except OSError as error:
            raise ConfigError(f"--pidfile {name} cannot be written: {error.strerror}") from error

    def check_output(self, path: Path) -> None:
        """Raises UsageError for a file of the store, or one that cannot be meant."""
        from dvcrawler.storage.own_files import check_output

        check_output(path, self.data, self.config.path)

    def _load_config(self, option: str | None) -> None:
        """Puts the environment and the settings file into the settings."""
        from dvcrawler.config.apply import apply_contact, apply_environment, apply_file, check_environment
        from dvcrawler.config.load import VARIABLE, find_file, load_config

        check_environment(os.environ, {*self.settings, *UNLISTED_SETTINGS})
        apply_environment(self.settings, os.environ)
        path = find_file(option, os.environ.get(VARIABLE), self.data)
        self.config = load_config(path, lambda: list_sites(self.settings), date.today())
        apply_file(self.settings, self.config)
        apply_contact(self.settings)

    @property
    def data(self) -> Path:
        return Path(self.settings["DVCRAWLER_DATA"])

    def find_store(self) -> Path:
        """The data folder. Raises ConfigError if it is missing: a disk that is not mounted must not pass for
        a healthy store.
        """
        if self.data.is_dir():
            return self.data
        if self.shared is not None:
            raise self.shared.make_empty_error()
        if self.data.exists():
            raise folder_error(self.data, NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)))
        raise no_folder(self.data)

    def tell_stored_elsewhere(self) -> None:
        """Names the stores nearby, if this one holds no articles: it is mostly not the one that is meant."""
        elsewhere = stored_elsewhere(self.data)
        if elsewhere is not None:
            complain(str(elsewhere))

    def check_current_folder(self) -> None:
        """Raises ConfigError if the data folder is relative to a current folder that is gone."""
        if not (self.data.is_absolute() or _has_current_folder()):
            raise _make_folder_error()

    def open_shared(self, use: SharedUse) -> None:
        """Where DVCRAWLER_DATA names a shared store: sets it to this machine's copy, brought up to date.

        Raises UsageError, ConfigError, SharedStoreError.
        """
        text = str(self.settings["DVCRAWLER_DATA"])
        folder = str(self.settings["DVCRAWLER_SHARED_FOLDER"] or "")
        check_slashes(text)
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
            if self.shared.work is None and self.shared.is_empty:
                complain(str(self.shared.make_empty_error()))

    def claim(self, names: Iterable[str] = ()) -> None:
        """In a shared store that is open for writing, claims the sites to write to, all if none is named;
        otherwise does nothing.

        Raises LockedError, SharedStoreError.
        """
        if self.shared is not None and self.shared.work is not None:
            self.complain_of(self.shared.claim(names))

    def complain_of(self, faults: "Iterable[Fault]") -> None:
        """Prints one line for each damaged segment."""
        for fault in faults:
            assert self.shared is not None
            complain(f"{self.shared.place(fault)}: {fault.what}; {fault.fix}")

    def _execute_and_publish(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        try:
            code = self._execute(args, opts)
        except DvcrawlerError:
            self._publish()  # the work done before the error
            raise
        return self._publish(code)

    def _execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if not self.queries_indexes:
            return self.execute(args, opts)
        from dvcrawler.derived.database import query_again

        return query_again(self.data, lambda: self.execute(args, opts))

    def _publish(self, code: ExitCode = ExitCode.OK) -> ExitCode:
        """Publishes a command's writes to a shared store; prints a line for each site that could not
        be published. Returns the worst exit code.
        """
        work = self.shared.work if self.shared is not None else None
        errors = work.finish() if work is not None else {}
        for site, error in errors.items():
            complain(f"{site}: stored on this machine and not published: {error}")
        return worst([code, *(error.code for error in errors.values())])

    def written_without_option(self) -> dict[str, str]:
        """By name, how to write what this command takes in another way than by an option."""
        return {}

    def _list_other_ways(self) -> dict[str, str]:
        name = type(self).__module__.rpartition(".")[2]
        sites = f"the names behind the command, as in dvcrawler {name} phunu"
        named = dict.fromkeys(("site", "sites"), sites) if "SITE" in self.usage else {}
        return named | self.written_without_option()

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs `execute`; turns an error into one line and an exit code."""
        try:
            if opts.fault is not None:
                raise opts.fault
            if self.settings.get("LOG_FILE"):
                self.check_output(Path(str(self.settings["LOG_FILE"])))
            args = check_options(args, list_options(self._parser), self._list_other_ways())
            self.open_shared(self.shared_use)
            self.exitcode = int(self._execute_and_publish(args, opts))
            with printing():
                sys.stdout.flush()  # so that an error is still caught below
        except DvcrawlerError as error:
            self.fail(error, error.code, debug=opts.debug)
        except BrokenPipeError:
            settle()
        except KeyboardInterrupt:
            self.exitcode = int(ExitCode.INTERRUPTED)
        except UnprintableError as error:
            settle()
            complain_unprintable(error)
            self.exitcode = self.exitcode or int(ExitCode.CONFIG)
        except OSError as error:
            settle()
            explained = self._explain(error)
            code = ExitCode(self.exitcode) or getattr(explained, "code", ExitCode.CONFIG)
            self.fail(explained, code, debug=opts.debug)

    def _explain(self, error: OSError) -> Exception:
        """The error with what to do, if a file of the store or the current folder caused it."""
        if not _has_current_folder():
            return _make_folder_error()
        path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
        is_of_store = path is not None and self.data.absolute() in path.absolute().parents
        if path is None:
            return error
        return read_error(path, error) if is_of_store else ConfigError(f"{path}: {error.strerror or error}")

    def fail(self, error: Exception, code: ExitCode, *, debug: bool) -> None:
        if debug:
            raise error
        for line in error.lines if isinstance(error, ConfigFileError) else [str(error)]:
            complain(line)
        self.exitcode = int(code)

    @abstractmethod
    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        """Does the work. Raises DvcrawlerError for anything the user can fix."""


def _make_folder_error() -> ConfigError:
    return ConfigError("the current folder is gone or may not be read; change to another one")


def _has_current_folder() -> bool:
    try:
        return Path.cwd().is_dir()
    except OSError:
        return False
