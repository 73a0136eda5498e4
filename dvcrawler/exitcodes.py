"""Exit codes; docs/exit-codes.md explains them to users."""

from collections.abc import Iterable
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
