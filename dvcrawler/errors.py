"""The errors that a command turns into one line and an exit code. Anything else is a defect."""

from dvcrawler.exitcodes import ExitCode


class DvcrawlerError(Exception):
    """Base: `str()` is one line that says what happened and what to do."""

    code = ExitCode.INTERNAL


class UsageError(DvcrawlerError):
    """Wrong arguments, an unknown site, a date that cannot be read. Retrying does not help."""

    code = ExitCode.USAGE


class ConfigError(DvcrawlerError):
    """A setting or the data folder cannot be used. Mend it, then run again."""

    code = ExitCode.CONFIG


class StorageError(DvcrawlerError):
    """The disk is full, read-only or failing: the run stops, what was stored stays."""

    code = ExitCode.STORAGE


class UnreadableError(StorageError):
    """A file that is there cannot be read. `what` says which and why, `advice` what to do."""

    def __init__(self, what: str, advice: str = "mend the file's permissions or the disk, then run again"):
        super().__init__(f"{what}; {advice}")
        self.what, self.advice = what, advice


class LockedError(DvcrawlerError):
    """Another run of this site is under way. Nothing was written; run again later."""

    code = ExitCode.LOCKED


class BlockedError(DvcrawlerError):
    """A server does not want to be asked now. The line says until when; run again then."""

    code = ExitCode.BLOCKED
