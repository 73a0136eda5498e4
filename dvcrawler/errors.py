"""Exit codes, and the errors that a command prints in one line. Any other exception is a defect."""

from collections.abc import Iterable, Sequence
from enum import IntEnum


class ExitCode(IntEnum):
    OK = 0
    INTERNAL = 1
    USAGE = 2
    CONFIG = 3
    PARTIAL = 10
    UNREACHABLE = 11
    BLOCKED = 12
    CHANGED = 13
    ROBOTS = 14
    STORAGE = 15
    LOCKED = 16
    LIMIT = 17
    INTERRUPTED = 130
    TERMINATED = 143


MEANINGS = {
    ExitCode.OK: "done, whether or not anything was new",
    ExitCode.INTERNAL: "a defect of ours",
    ExitCode.USAGE: "wrong arguments, unknown site, bad date",
    ExitCode.CONFIG: "unusable setting or data folder",
    ExitCode.PARTIAL: "done, but some pages could not be read, fetched or stored",
    ExitCode.UNREACHABLE: "DNS failure, refused, time-out, 5xx throughout",
    ExitCode.BLOCKED: "403 or 429 throughout, 503 at five addresses, or a challenge page that does not yield",
    ExitCode.CHANGED: "listing without article links, articles all gone, or pages that no layout reads",
    ExitCode.ROBOTS: "robots.txt forbids it, or cannot be fetched",
    ExitCode.STORAGE: "disk full, read-only or failing; shared store without answer; stored data are kept",
    ExitCode.LOCKED: "another run of this site is under way, or has claimed it in the shared store",
    ExitCode.LIMIT: "time or size limit reached; the next run continues",
    ExitCode.INTERRUPTED: "SIGINT, after a clean stop",
    ExitCode.TERMINATED: "SIGTERM or SIGHUP, after a clean stop",
}


#: Order in which one site's code takes precedence over another's.
WORST_FIRST = (
    ExitCode.TERMINATED,
    ExitCode.INTERRUPTED,
    ExitCode.INTERNAL,
    ExitCode.USAGE,
    ExitCode.CONFIG,
    ExitCode.STORAGE,
    ExitCode.CHANGED,
    ExitCode.BLOCKED,
    ExitCode.UNREACHABLE,
    ExitCode.ROBOTS,
    ExitCode.PARTIAL,
    ExitCode.LIMIT,
    ExitCode.LOCKED,
    ExitCode.OK,
)


def worst(codes: Iterable[ExitCode]) -> ExitCode:
    """The exit code for several sites; OK for none."""
    return min(codes, key=WORST_FIRST.index, default=ExitCode.OK)


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


def lacks_memory(error: BaseException | None) -> bool:
    """Whether the error, or one that led to it, is how Python or a library says that memory is used up."""
    if error is None:
        return False
    is_unmapped = isinstance(error, ImportError) and "failed to map" in str(error)
    if is_unmapped or isinstance(error, MemoryError | SystemError):
        return True
    return lacks_memory(error.__cause__ or error.__context__)
