"""The base of all commands: the interface of Scrapy's commands, without loading Scrapy."""

import argparse
import os
import sys
from abc import ABC, abstractmethod
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

from dvcrawler.cli.given_settings import UNLISTED_SETTINGS, parse_settings, read_log_options, set_given
from dvcrawler.cli.known_options import check_options, list_options
from dvcrawler.cli.options import Option, add_general_options
from dvcrawler.cli.parser import make_ours
from dvcrawler.cli.store_access import StoreAccess, has_current_folder, make_folder_error
from dvcrawler.cli.summaries import COMMANDS
from dvcrawler.cli.typed_text import read_typed
from dvcrawler.console import UnprintableError, complain, complain_unprintable, printing, settle
from dvcrawler.errors import ConfigError, ConfigFileError, DvcrawlerError, ExitCode, UsageError, lacks_memory
from dvcrawler.items import VIETNAM
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import list_stored_sites
from dvcrawler.storage.disk import OPEN_FILES, TOO_MANY_OPEN
from dvcrawler.storage.folders import read_error

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from dvcrawler.config.load import Config


class DvcrawlerCommand(StoreAccess, ABC):
    """Adds `--data` and `--debug`, and prints an error in one line with its exit code.

    Scrapy's own command line takes it for one of its commands (`dvcrawler.commands`).
    """

    #: The arguments, as the usage line shows them.
    usage = ""
    #: The command's purpose in a paragraph, with an example.
    description: ClassVar[str]
    options: ClassVar[tuple[Option, ...]] = ()
    requires_project = True
    requires_crawler_process = False
    default_settings: ClassVar[dict[str, Any]] = {}
    #: Whether the command hands its settings to Scrapy. One that does not starts four times as fast.
    uses_scrapy = True
    #: Whether `execute` queries derived indexes; it is run again if one turns out to be damaged.
    queries_indexes = False
    shared_use = SharedUse.RECORDS
    #: Whether its arguments may be files.
    takes_files = False
    #: The settings file; set by `process_options`.
    config: "Config"
    exitcode = 0

    def syntax(self) -> str:
        return self.usage

    @property
    def _name(self) -> str:
        return type(self).__module__.rpartition(".")[2]

    def short_desc(self) -> str:
        return COMMANDS[self._name]

    def long_desc(self) -> str:
        return self.description

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        """Adds the options that all commands have, and those of this one."""
        make_ours(parser)
        self._parser = parser
        add_general_options(parser, f"dvcrawler {self._name} {self.usage}")
        for option in self.options:
            option.add_to(parser)

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
        from dvcrawler.storage.folders import check_output

        check_output(path, self.data, self.config.path)

    def _load_config(self, option: str | None) -> None:
        """Puts the environment and the settings file into the settings."""
        from dvcrawler.config.apply import apply_contact, apply_environment, apply_file, check_environment
        from dvcrawler.config.load import VARIABLE, find_file, load_config

        check_environment(os.environ, {*self.settings, *UNLISTED_SETTINGS})
        apply_environment(self.settings, os.environ)
        path = find_file(option, os.environ.get(VARIABLE), self.data)
        self.config = load_config(
            path, lambda: list_stored_sites(self.settings), datetime.now(VIETNAM).date()
        )
        apply_file(self.settings, self.config)
        apply_contact(self.settings)

    def _execute_and_publish(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        try:
            code = self._execute(args, opts)
        except DvcrawlerError:
            self.publish()  # the work done before the error
            raise
        return self.publish(code)

    def _execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        if not self.queries_indexes:
            return self.execute(args, opts)
        from dvcrawler.derived.database import query_again

        return query_again(self.data, lambda: self.execute(args, opts))

    def written_without_option(self) -> dict[str, str]:
        """How to write what this command takes otherwise than by an option, by name."""
        return {}

    def _list_other_ways(self) -> dict[str, str]:
        sites = f"the names after the command, as in dvcrawler {self._name} phunu"
        named = dict.fromkeys(("site", "sites"), sites) if "SITE" in self.usage else {}
        return named | self.written_without_option()

    def run(self, args: list[str], opts: argparse.Namespace) -> None:
        """Runs `execute`; turns an error into one line and an exit code."""
        try:
            if opts.fault is not None:
                raise opts.fault
            if self.settings.get("LOG_FILE"):
                self.check_output(Path(str(self.settings["LOG_FILE"])))
            args = self._read_words(args)
            self.open_shared(self.shared_use)
            self.exitcode = int(self._execute_and_publish(args, opts))
            with printing():
                sys.stdout.flush()  # so that an error is still caught below
        except DvcrawlerError as error:
            self.fail(error, error.code, debug=opts.debug)
        except BrokenPipeError:
            settle()
        except KeyboardInterrupt:
            complain("interrupted")
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

    def _read_words(self, args: list[str]) -> list[str]:
        """The words after the options; the names of files are left as they were typed."""
        words = check_options(args, list_options(self._parser), self._list_other_ways())
        return [word if self.takes_files and "://" not in word else read_typed(word) for word in words]

    def _explain(self, error: OSError) -> Exception:
        """The error with what to do, if a file of the store or the current folder caused it."""
        if not has_current_folder():
            return make_folder_error()
        path = Path(os.fsdecode(error.filename)) if isinstance(error.filename, str | bytes) else None
        is_of_store = path is not None and self.data.absolute() in path.absolute().parents
        if error.errno in TOO_MANY_OPEN and not is_of_store:
            return ConfigError(f"{error.strerror}; {OPEN_FILES}")
        if path is None:
            return error
        return read_error(path, error) if is_of_store else ConfigError(f"{path}: {error.strerror or error}")

    @contextmanager
    def telling_errors(self, opts: argparse.Namespace) -> Iterator[None]:
        """Reports errors of a file that is written after the command has run."""
        try:
            yield
        except OSError as error:
            self.fail(self._explain(error), ExitCode(self.exitcode) or ExitCode.CONFIG, debug=opts.debug)

    def fail(self, error: Exception, code: ExitCode, *, debug: bool) -> None:
        if debug or lacks_memory(error):  # `main` says what to do
            raise error
        for line in error.lines if isinstance(error, ConfigFileError) else [str(error)]:
            complain(line)
        self.exitcode = int(code)

    @abstractmethod
    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        """Does the work. Raises DvcrawlerError for anything the user can fix."""
