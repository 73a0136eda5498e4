"""Errors that a command prints in one line, with their exit code. Any other exception is a defect."""

from collections.abc import Sequence

from dvcrawler.exitcodes import ExitCode


class DvcrawlerError(Exception):
    """Base class. `str()` is one line that says what happened and what to do."""

    code = ExitCode.INTERNAL


class UsageError(DvcrawlerError):
    """Wrong arguments, an unknown site, a date that cannot be read. Retrying does not help."""

    code = ExitCode.USAGE


class QueryError(UsageError):
    """A search that cannot be understood. A page in another language goes by `fault` and `values`."""

    def __init__(self, message: str, fault: str, *values: object):
        super().__init__(message)
        self.fault, self.values = fault, values


class ConfigFileError(UsageError):
    """Faults of the settings file, all of them. `lines` has one line for each; `str()` is the first."""

    def __init__(self, lines: Sequence[str]):
        super().__init__(lines[0])
        self.lines = tuple(lines)


class ConfigError(DvcrawlerError):
    """A setting or the data folder cannot be used. Fix it, then run again."""

    code = ExitCode.CONFIG


class StorageError(DvcrawlerError):
    """The disk is full, read-only or failing. The run stops; stored articles are not affected."""

    code = ExitCode.STORAGE


class UnreadableError(StorageError):
    """A file exists and cannot be read. `what` says which and why, `advice` what to do."""

    def __init__(self, what: str, advice: str = "fix the file's permissions or the disk, then run again"):
        super().__init__(f"{what}; {advice}")
        self.what, self.advice = what, advice


class LockedError(DvcrawlerError):
    """Another run of this site is under way. Nothing was written; retry later."""

    code = ExitCode.LOCKED


class BlockedError(DvcrawlerError):
    """A server refuses requests for a while. The message says until when; retry then."""

    code = ExitCode.BLOCKED
