"""Finds the settings file and reads it."""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from dvcrawler.config.check import Checker, Entry, Retirement
from dvcrawler.errors import ConfigError, ConfigFileError
from dvcrawler.normalize.paths import expand_home, is_named_pipe

#: The file's name in the data folder.
FILE_NAME = "dvcrawler.toml"
#: The variable that names the file if `--config` does not.
VARIABLE = "DVCRAWLER_CONFIG"
#: Bytes; a file with every key for every site has a tenth of it.
_MAX_BYTES = 200_000


@dataclass(frozen=True, slots=True)
class Config:
    """A checked settings file. `path` is None if there is no file; then everything else is empty."""

    path: Path | None = None
    entries: tuple[Entry, ...] = ()
    retired: Mapping[str, Retirement] = field(default_factory=dict)

    def place(self, line: int) -> str:
        """Where a value is written, `FILE:LINE`."""
        return f"{self.path}:{line}"


def find_file(option: str | None, variable: str | None, data: Path) -> Path | None:
    """The file that `--config` or the environment names, or else the one in the data folder, if it exists. A
    symlink to a file that has gone, or a folder of that name, does not count as missing: settings would be
    lost.

    Raises ConfigFileError for an option without a name, ConfigError for a data folder that may not be looked
    into.
    """
    if option == "":  # an unset variable in a script
        raise ConfigFileError(["--config names no file"])
    named = option or variable
    if named:
        return expand_home(named)
    path = data / FILE_NAME
    try:
        return path if path.is_symlink() or path.exists() else None
    except OSError as error:
        raise ConfigError(
            f"the data folder cannot be used: {data}: {error.strerror or error}; "
            "name another with --data or DVCRAWLER_DATA, or fix its permissions"
        ) from error


def load_config(path: Path | None, sites: Callable[[], Iterable[str]], today: date) -> Config:
    """Raises ConfigFileError, a line for each fault. `sites` gives the names of the known sites."""
    if path is None:
        return Config()
    text = _read(path)
    try:
        tree = tomllib.loads(text)
        checker = Checker(text, sites() if tree else (), today)
        checker.check(tree)
    except RecursionError:
        raise ConfigFileError([f"{path} is nested too deeply; write it as docs/settings.md shows"]) from None
    except ValueError as error:  # of tomllib; a plain one for a number of thousands of digits
        raise ConfigFileError([_explain_syntax(path, str(error), text)]) from None
    if checker.faults:
        faults = sorted(checker.faults, key=lambda fault: fault.line)
        raise ConfigFileError([f"{path}:{fault.line}: {fault.what}" for fault in faults])
    return Config(path, tuple(checker.entries), checker.retired)


def _read(path: Path) -> str:
    try:
        if is_named_pipe(path):
            raise ValueError("it is a named pipe")
        with path.open("rb") as file:
            data = file.read(_MAX_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ConfigFileError([f"the settings file {path} cannot be read: {reason}"]) from None
    if len(data) > _MAX_BYTES:
        raise ConfigFileError([f"the settings file {path} has more than {_MAX_BYTES} bytes; name another"])
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        raise ConfigFileError([f"{path}:{line}: this is not UTF-8; save the file as UTF-8"]) from None


def _name_keys(text: str) -> str:
    """The text with a key as TOML writes it: tomllib names ('sites', 'phunu')."""
    before, opened, after = text.partition("('")
    names, closed, rest = after.partition(")")
    key = names.rstrip(",").strip("'").replace("', '", ".")
    return f"{before}{key}{rest}" if opened and closed else text


def _explain_syntax(path: Path, error: str, text: str) -> str:
    """tomllib's message with the place in front: it ends with "(at line 3, column 5)"."""
    what, _, place = error.rpartition(" (at ")
    number = place.partition(",")[0].removeprefix("line ")
    line = int(number) if number.isdecimal() else text.count("\n") + 1
    what = _name_keys((what or error).rstrip("."))
    return f"{path}:{line}: {what[:1].lower()}{what[1:]}; write it as TOML, text in quotes"
