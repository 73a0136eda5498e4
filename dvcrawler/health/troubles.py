"""Runs that fail on this machine: the disk, an internal error, a setting, or processes that are killed.

Two runs in a row raise an alarm; a storage failure does so at once.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from dvcrawler.errors import ExitCode
from dvcrawler.health.answers import count_read_pages
from dvcrawler.health.history import RunSummary
from dvcrawler.health.streaks import (
    describe_results,
    describe_streak,
    find_common_failure,
    is_true_of_both,
    newest_streak,
)
from dvcrawler.health.verdict import Finding, State, report

#: Consecutive runs that did not see the site, each for a different reason.
_MIN_FRUITLESS = 4
#: Number of newest runs examined, and how many of them must have been cut short.
_NEWEST_RUNS, _MIN_CUT_SHORT = 5, 3
#: Results of a run that something killed. SIGINT is left out: it comes from a person at a keyboard.
_CUT_SHORT = (None, ExitCode.TERMINATED)
_report = partial(report, State.FAILING)


def judge_failing(live: Sequence[RunSummary]) -> list[Finding]:
    """Reports storage failures, internal errors, bad settings and runs that die: at most one finding."""
    findings = (
        *_check_storage(live[-1]),
        *_check_internal(live),
        *_check_settings(live[-2:]),
        *_check_cut_short(live[-_NEWEST_RUNS:]),
    )
    return list(findings[:1])


def judge_fruitless(live: Sequence[RunSummary]) -> list[Finding]:
    """Reports consecutive runs that read nothing, each for a different reason: at most one finding."""
    uninterrupted = [run for run in live if run.code != ExitCode.INTERRUPTED]
    runs = newest_streak(uninterrupted, _is_fruitless)
    if len(runs) < _MIN_FRUITLESS:
        return []
    streak = describe_streak(uninterrupted, _is_fruitless)
    what = f"nothing was read: {streak} ({describe_results(runs)}){find_common_failure(runs[-2:])[0]}"
    return [_report(runs[-3:], what, "read the log of the last run, then run again", ExitCode.PARTIAL)]


def _check_storage(last: RunSummary) -> Iterator[Finding]:
    if last.code == ExitCode.STORAGE:
        what = f"the last run could not write: {last.failure or 'the disk is full, read-only or failing'}"
        yield _report([last], what, "free disk space or repair the disk, then run again", ExitCode.STORAGE)


def _check_internal(live: Sequence[RunSummary]) -> Iterator[Finding]:
    last_two = live[-2:]
    if is_true_of_both(last_two, _has_internal_error):
        what = f"{describe_streak(live, _has_internal_error)} ended with an internal error (1)"
        yield _report(last_two, what, "run again with --debug and report the bug", ExitCode.INTERNAL)


def _check_settings(last_two: Sequence[RunSummary]) -> Iterator[Finding]:
    if is_true_of_both(last_two, lambda run: run.code in (ExitCode.USAGE, ExitCode.CONFIG)):
        what = f"the last runs could not start: {last_two[-1].failure or last_two[-1].name}"
        yield _report(last_two, what, "fix the setting or the data folder, then run again", ExitCode.CONFIG)


def _check_cut_short(newest: Sequence[RunSummary]) -> Iterator[Finding]:
    cut = [run for run in newest if run.code in _CUT_SHORT]
    if len(cut) < _MIN_CUT_SHORT or newest[-1].code not in _CUT_SHORT:
        return
    died = sum(run.died for run in cut)
    what = f"{len(cut)} of the last {len(newest)} runs were cut short: {died} died, "
    what += f"{len(cut) - died} were stopped by SIGTERM or SIGHUP"
    advice = "look for the OOM killer, a time limit of the service, or reboots; no work is lost"
    yield _report(cut, what, advice, ExitCode.PARTIAL)


def _has_internal_error(run: RunSummary) -> bool:
    return run.code == ExitCode.INTERNAL


def _is_fruitless(run: RunSummary) -> bool:
    if run.code == ExitCode.LIMIT:
        return not run.pages and not count_read_pages(run)
    return not run.has_seen_site
