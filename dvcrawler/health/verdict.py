"""What can be said of a site's health, its exit code, and what to do about it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from dvcrawler.exitcodes import WORST_FIRST, ExitCode
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


MEANINGS = {
    State.OK: "nothing to do",
    State.NEVER_RUN: "no run is on record; an alarm only where the site was named",
    State.FAILING: "the disk refuses, a defect of ours, or runs that die again and again",
    State.CHANGED: "listings give fewer articles than usual, pages go unread, a field or its values are lost",
    State.BLOCKED: "the site refuses to be read: 403, 429, a challenge page, robots.txt",
    State.GONE: "the front page is missing, the site has moved away, or nothing has answered for two weeks",
    State.UNREACHABLE: "DNS failure, refused, time-out, or nothing but errors",
    State.STALE: "no run for much longer than usual, or one that does not end",
    State.QUIET: "nothing new for much longer than this site's own usual silence",
}

#: The alarm: each state's exit code; a sign may name a code of its own (storage, a defect, robots.txt).
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
}

#: What to do about a layout that does not fit any more.
MEND = "compare a page with its layout (`dvcrawler extract`), mend that, then `dvcrawler reparse`"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong. `what`: one line with its figures; `runs`: ids of the runs that show
    it, the newest last; `advice`: what to do, one line.
    """

    state: State
    what: str
    advice: str
    runs: tuple[str, ...] = ()
    code: ExitCode = ExitCode.OK

    @property
    def exit_code(self) -> ExitCode:
        return self.code or CODES[self.state]


@dataclass(frozen=True, slots=True)
class Verdict:
    """A site's health: `state` is that of the worst sign. Times are ISO, UTC; None: there is none.

    `last_run` and `last_success` are when such a run ended (`success`: exit code 0 or 10), `running`
    when the run that is under way began. `exit_code`, `requests`, `outcomes` are the last run's.
    `usual_silence`: seconds without news in a usual week; None where the runs do not tell, older ones may.
    """

    site: str
    state: State = State.OK
    code: ExitCode = ExitCode.OK
    signs: tuple[Finding, ...] = ()
    last_run: str | None = None
    last_result: str | None = None
    last_exit_code: int | None = None
    last_success: str | None = None
    last_new: str | None = None
    running: str | None = None
    requests: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    newest: str | None = None
    runs: int = 0
    usual_silence: float | None = None

    @property
    def is_alarm(self) -> bool:
        return self.code is not ExitCode.OK


def worst_finding(signs: Iterable[Finding]) -> Finding | None:
    """The one whose exit code comes first in the order of the worst; of equal ones the first."""
    return min(signs, key=lambda sign: WORST_FIRST.index(sign.exit_code), default=None)


def changed(runs: Sequence[RunSummary], what: str, advice: str) -> Finding:
    """A sign that these runs show, of a site that is not what it was."""
    return Finding(State.CHANGED, what, advice, tuple(run.id for run in runs[-3:]))


def in_last(runs: Sequence[RunSummary]) -> str:
    return "in the last run" if len(runs) == 1 else f"in the last {len(runs)} runs"
