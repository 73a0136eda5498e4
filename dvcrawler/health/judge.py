"""The verdict over one site, from its runs, the run that has not ended, and the time it is."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from dvcrawler.exitcodes import ExitCode
from dvcrawler.health.changes import judge_changes
from dvcrawler.health.history import RunSummary, live_runs, summarise, whole_runs
from dvcrawler.health.rhythm import judge_runs, judge_silence, learn_rhythm
from dvcrawler.health.troubles import judge_answers, judge_failing, judge_fruitless
from dvcrawler.health.verdict import CODES, Finding, State, Verdict, worst_finding
from dvcrawler.storage.runs import Run

_SUCCESS = (ExitCode.OK, ExitCode.PARTIAL)


def judge(
    site: str,
    runs: Iterable[Run],
    now: datetime,
    unended: Run | None = None,
    *,
    is_alive: bool = False,
    is_named: bool = False,
) -> Verdict:
    """`runs`: the newest ones, oldest first. `unended`: begun and without its line; `is_alive` says
    whether it still holds the site's lock. `is_named`: a site without any run is an alarm.

    Never raises, whatever the runs hold.
    """
    seen = [summarise(run) for run in runs]
    if unended is not None and any(run.id == unended.id for run in seen):
        unended = None  # it has written its line, or was closed, between two looks
    if unended is not None and not is_alive:
        seen.append(summarise(unended))
    running = unended if is_alive else None
    if not seen and running is None:
        code = ExitCode.PARTIAL if is_named else ExitCode.OK
        return Verdict(site, State.NEVER_RUN, code)
    live = live_runs(seen)
    whole = whole_runs(live)
    rhythm = learn_rhythm(live, whole)
    answers = judge_answers(live)
    signs = _troubles(live, answers, now.timestamp(), running)
    if not answers:  # of a site that does not answer nothing more can be said
        signs += [*judge_changes(whole), *judge_silence(rhythm)]
    verdict = _verdict(site, seen, signs, running)
    return replace(verdict, usual_silence=rhythm.usual if rhythm else None)


def _troubles(
    live: Sequence[RunSummary], answers: Sequence[Finding], now: float, running: Run | None
) -> list[Finding]:
    """What keeps runs from their work, the site's own `answers` among it."""
    under_way = live_runs([summarise(running)]) if running is not None else []
    began = under_way[0].started if under_way else None
    signs = judge_runs(live, now, began)
    if not live:
        return signs
    found = [*judge_failing(live), *answers] or judge_fruitless(live)
    return [*found, *signs]


def _verdict(site: str, seen: Sequence[RunSummary], signs: Sequence[Finding], running: Run | None) -> Verdict:
    worst = worst_finding(signs)
    state = worst.state if worst else State.OK
    ordered = sorted(signs, key=lambda sign: sign is not worst)
    last = seen[-1] if seen else None
    return Verdict(
        site,
        state,
        worst.exit_code if worst else CODES[State.OK],
        tuple(ordered),
        last_run=last.ended_at if last else None,
        last_result=last.name if last else None,
        last_exit_code=last.code if last else None,
        last_success=_newest(seen, lambda run: run.code in _SUCCESS),
        last_new=_newest(seen, lambda run: run.count("stored") > 0),
        running=running.started_at if running else None,
        requests=last.requests if last else 0,
        outcomes=dict(last.outcomes) if last else {},
        newest=next((run.newest for run in reversed(seen) if run.newest), None),
        runs=len(seen),
    )


def _newest(seen: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> str | None:
    """When the newest such run ended."""
    return next((run.ended_at for run in reversed(seen) if holds(run)), None)
