"""The data folder of a command: a folder of this machine, or its copy of a shared store."""

import os
from collections.abc import Iterable
from errno import ENOTDIR
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.console import complain
from dvcrawler.errors import ConfigError, ExitCode, worst
from dvcrawler.shared.opening import SharedData, SharedUse, check_slashes, open_shared
from dvcrawler.storage.folders import folder_error
from dvcrawler.storage.nearby import no_folder, stored_elsewhere

if TYPE_CHECKING:  # importing it loads all of Scrapy
    from scrapy.settings import Settings

    from dvcrawler.shared.chains import Fault


class StoreAccess:
    """Base of the commands."""

    #: Set before any other method is called; `PlainSettings` unless `uses_scrapy`.
    settings: "Settings"
    #: The shared store that DVCRAWLER_DATA named; None if that is a folder of this machine.
    shared: SharedData | None = None

    @property
    def data(self) -> Path:
        return Path(self.settings["DVCRAWLER_DATA"])

    def find_store(self) -> Path:
        """The data folder. Raises ConfigError if it is missing, as an unmounted disk would be."""
        if self.data.is_dir():
            return self.data
        if self.shared is not None:
            raise self.shared.make_empty_error()
        if self.data.exists():
            raise folder_error(self.data, NotADirectoryError(ENOTDIR, os.strerror(ENOTDIR)))
        raise no_folder(self.data)

    def tell_stored_elsewhere(self) -> None:
        """Names the stores nearby, if this one holds no articles: usually another one is meant."""
        elsewhere = stored_elsewhere(self.data)
        if elsewhere is not None:
            complain(str(elsewhere))

    def check_current_folder(self) -> None:
        """Raises ConfigError if the data folder is relative to a current folder that is gone."""
        if not (self.data.is_absolute() or has_current_folder()):
            raise make_folder_error()

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
        """Claims the sites to write to, all if none is named, in a shared store that is open for writing;
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

    def publish(self, code: ExitCode = ExitCode.OK) -> ExitCode:
        """Publishes a command's writes to a shared store; prints a line for each site that could not
        be published. Returns the worst exit code.
        """
        work = self.shared.work if self.shared is not None else None
        errors = work.finish() if work is not None else {}
        for site, error in errors.items():
            complain(f"{site}: stored on this machine and not published: {error}")
        return worst([code, *(error.code for error in errors.values())])


def make_folder_error() -> ConfigError:
    return ConfigError("the current folder is gone or may not be read; change to another one")


def has_current_folder() -> bool:
    try:
        return Path.cwd().is_dir()
    except OSError:
        return False
