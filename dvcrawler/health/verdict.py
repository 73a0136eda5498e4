"""The states a site can be in, their exit codes, and the findings that lead to them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dvcrawler.errors import WORST_FIRST, ExitCode
from dvcrawler.health.history import RunSummary


class State(StrEnum):
    OK = "ok"
    NEVER_RUN = "never_run"
    FAILING = "failing"
    CHANGED = "changed"
    BLOCKED = "blocked"
    GONE = "gone"
    UNREACHABLE = "unreachable"
    STALE = "stale"
    QUIET = "quiet"
    RETIRED = "retired"


MEANINGS = {
    State.OK: "nothing to do",
    State.NEVER_RUN: "no run on record; an alarm only if the site was named",
    State.FAILING: "the disk refuses writes, dvcrawler has a bug, or runs die repeatedly",
    State.CHANGED: "listings yield too few articles, pages go unread, or a field or its values are lost",
    State.BLOCKED: "the site refuses requests: 403, 429, 503 again and again, a challenge page, robots.txt",
    State.GONE: "the front page is missing, the site has moved away, or nothing has answered for two weeks",
    State.UNREACHABLE: "DNS failure, connection refused, timeout, or nothing but errors",
    State.STALE: "no run for much longer than usual, a run that does not end, or one dated in the future",
    State.QUIET: "nothing new for much longer than is usual for this site",
    State.RETIRED: "the settings file says that the site has ended; never an alarm",
}

#: Exit code of each state; a finding may override it (storage, internal error, robots.txt).
CODES = {
    State.OK: ExitCode.OK,
    State.NEVER_RUN: ExitCode.OK,
    State.FAILING: ExitCode.PARTIAL,
    State.CHANGED: ExitCode.CHANGED,
    State.BLOCKED: ExitCode.BLOCKED,
    State.GONE: ExitCode.UNREACHABLE,
    State.UNREACHABLE: ExitCode.UNREACHABLE,
    State.STALE: ExitCode.PARTIAL,
    State.QUIET: ExitCode.PARTIAL,
    State.RETIRED: ExitCode.OK,
}

#: Advice for a layout that no longer matches the site.
FIX_LAYOUT = (
    "compare a page with its layout (`dvcrawler extract`), fix the layout, then run `dvcrawler reparse`"
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of a site.

    `what`: one line with its figures; `advice`: what to do, one line; `runs`: ids of the runs that show
    the problem, newest last; `code`: overrides the state's exit code unless it is OK; `is_of_machine`: the
    same is wrong with every site.
    """

    state: State
    what: str
    advice: str
    runs: tuple[str, ...] = ()
    code: ExitCode = ExitCode.OK
    is_of_machine: bool = False

    @property
    def exit_code(self) -> ExitCode:
        return self.code or CODES[self.state]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A site's health. `state` and `code` are those of the worst finding, which comes first in `findings`.

    Times are ISO 8601 in UTC, None if there is no such run. `last_run`, `last_success` (exit code 0 or 10)
    and `last_new` (stored a new article): when such a run ended; `running`: when the active run started.
    `last_exit_code` (None if the run died), `requests`, `outcomes` and `has_answer` (whether any server
    answered, if only with an error) describe the last run; `waiting`: number of known articles that it could
    not read. `newest`: day of publication of the newest article. `runs`: number of runs judged.
    `usual_silence`: the longest time without a new article in a usual week, in seconds; None if these runs
    are too few.
    `unreachable_since`: end of the first of the newest runs that all ended with 11. `retired`: since when
    and why, `proposal`: lines of dvcrawler.toml that would retire the site.
    """

    site: str
    state: State = State.OK
    code: ExitCode = ExitCode.OK
    findings: tuple[Finding, ...] = ()
    last_run: str | None = None
    last_result: str | None = None
    last_exit_code: int | None = None
    last_success: str | None = None
    last_new: str | None = None
    running: str | None = None
    requests: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    has_answer: bool = False
    newest: str | None = None
    runs: int = 0
    waiting: int = 0
    usual_silence: float | None = None
    unreachable_since: str | None = None
    retired: str | None = None
    proposal: tuple[str, ...] = ()

    @property
    def is_alarm(self) -> bool:
        return self.code is not ExitCode.OK


def worst_finding(findings: Iterable[Finding]) -> Finding | None:
    """Returns the finding with the worst exit code, the first of equals; None if there are no findings."""
    return min(findings, key=lambda finding: WORST_FIRST.index(finding.exit_code), default=None)


def report(
    state: State, runs: Sequence[RunSummary], what: str, advice: str, code: ExitCode = ExitCode.OK
) -> Finding:
    """Builds the finding that these runs show."""
    return Finding(state, what, advice, tuple(run.id for run in runs), code)


def report_change(runs: Sequence[RunSummary], what: str, advice: str) -> Finding:
    """Builds the finding that the site has changed, naming at most the three newest of `runs`."""
    return report(State.CHANGED, runs[-3:], what, advice)


def in_last(runs: Sequence[RunSummary]) -> str:
    """Words for "these newest runs" at the start of a message."""
    return "in the last run" if len(runs) == 1 else f"in the last {len(runs)} runs"
