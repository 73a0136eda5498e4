"""What keeps a run from its work: the disk, ourselves, or a site that refuses or is not there.

Two runs in a row make an alarm; a disk that refuses is plain at once.
"""

from collections import Counter
from collections.abc import Callable, Sequence

from dvcrawler.exitcodes import ExitCode
from dvcrawler.health.history import RunSummary
from dvcrawler.health.rhythm import span
from dvcrawler.health.verdict import Finding, State

_TWO_WEEKS = 14 * 86400.0
#: Fewer pages than these may be bad luck.
_FEW = 3
#: So many runs in a row of which none saw the site, each for another reason.
_FRUITLESS = 4
#: Of so many newest runs, so many cut short: something kills them.
_NEWEST, _CUT_SHORT = 5, 3
#: Not SIGINT: that is somebody at a keyboard.
_CUT = (None, ExitCode.TERMINATED)


def judge_failing(live: Sequence[RunSummary]) -> list[Finding]:
    """The disk, a defect, a setting, or runs that die: at most one sign."""
    last = live[-1]
    if last.code == ExitCode.STORAGE:
        what = f"the last run could not write: {last.failure or 'the disk is full, read-only or failing'}"
        return [_failing([last], what, "free some space or mend the disk, then run again", ExitCode.STORAGE)]
    last_two = live[-2:]
    if _all(last_two, lambda run: run.code == ExitCode.INTERNAL):
        what = f"{_in_a_row(live, lambda run: run.code == ExitCode.INTERNAL)} ended with a defect of ours (1)"
        return [_failing(last_two, what, "run again with --debug and report it", ExitCode.INTERNAL)]
    if _all(last_two, lambda run: run.code in (ExitCode.USAGE, ExitCode.CONFIG)):
        what = f"the last runs could not begin: {last.failure or last.name}"
        return [
            _failing(last_two, what, "mend the setting or the data folder, then run again", ExitCode.CONFIG)
        ]
    cut = [run for run in live[-_NEWEST:] if run.code in _CUT]
    if len(cut) >= _CUT_SHORT and last.code in _CUT:
        died = sum(run.died for run in cut)
        what = (
            f"{len(cut)} of the last {len(live[-_NEWEST:])} runs were cut short: {died} died, "
            f"{len(cut) - died} were told to stop (SIGTERM)"
        )
        advice = "look for the memory killer, a time limit of the service, or reboots; no work is lost"
        return [_failing(cut, what, advice, ExitCode.PARTIAL)]
    return []


def judge_fruitless(live: Sequence[RunSummary]) -> list[Finding]:
    """Whether one run after the other came to nothing, each in its own way: at most one sign."""
    alone = [run for run in live if run.code != ExitCode.INTERRUPTED]
    runs = _trailing(alone, _is_fruitless)
    if len(runs) < _FRUITLESS:
        return []
    what = f"nothing was read: {_in_a_row(alone, _is_fruitless)} ({_kinds(runs)}){_why(runs[-2:])}"
    return [_failing(runs[-3:], what, "look into the log of the last run, then run again", ExitCode.PARTIAL)]


def judge_answers(live: Sequence[RunSummary]) -> list[Finding]:
    """Whether the site refuses, has gone or is not reached: at most one sign."""
    live = [run for run in live if not _asked_nothing(run)]
    last_two = live[-2:]
    for judge in (_blocked, _gone, _unreachable, _away):
        sign = judge(live, last_two)
        if sign is not None:
            return [sign]
    return []


def _blocked(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Finding | None:
    if not _all(last_two, _is_blocked) and not (
        _articles_fail(last_two) and all(map(_mostly_refused, last_two))
    ):
        return None
    robots = all(run.code == ExitCode.ROBOTS for run in last_two)
    cause = "robots.txt forbids it or cannot be had" if robots else "the site refuses to be read"
    what = f"{cause}: {_in_a_row(live, _is_blocked)}{_why(last_two)}"
    advice = "respect it" if robots else "crawl less often or slower"
    advice += "; set DVCRAWLER_CONTACT and ask the portal's administrator"
    return _sign(State.BLOCKED, last_two, what, advice, ExitCode.ROBOTS if robots else ExitCode.OK)


def _gone(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Finding | None:
    archive = "what is missing may be had with -a source=wayback"
    if _all(last_two, lambda run: run.home_gone and not run.links):
        what = f"the front page is missing (404): {_in_a_row(live, lambda run: run.home_gone)}"
        return _sign(State.GONE, last_two, what, f"look for the site's new address; {archive}")
    if _all(last_two, lambda run: run.home_moved and not run.links):
        targets = [host for run in last_two for host in run.away if host]
        where = f" to {targets[-1]}" if targets else " to another host"
        what = f"the front page leads{where}: {_in_a_row(live, lambda run: run.home_moved)}"
        advice = f"where the site has moved, its file needs the host; else this site has ended: {archive}"
        return _sign(State.GONE, last_two, what, advice)
    if _all(last_two, _has_moved):
        hosts = Counter(host for run in last_two for host in run.away if host)
        where = f" to {', '.join(host for host, _ in hosts.most_common(2))}" if hosts else ""
        moved = sum(run.count("moved") for run in last_two)
        what = f"{moved} pages of the last 2 runs redirect{where}, none was read"
        return _sign(
            State.GONE, last_two, what, f"where the site has moved, its file needs the host; {archive}"
        )
    silent = _trailing(live, _is_unreachable)
    first, last = (silent[0].started, silent[-1].ended) if silent else (None, None)
    if len(silent) >= 5 and first is not None and last is not None and last - first >= _TWO_WEEKS:
        what = f"nothing has answered for {span(last - first)} ({len(silent)} runs){_why(last_two)}"
        return _sign(State.GONE, last_two, what, f"look whether the site still exists; {archive}")
    return None


def _unreachable(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Finding | None:
    if _all(last_two, _is_unreachable):
        what = f"nothing could be fetched: {_in_a_row(live, _is_unreachable)}{_why(last_two)}"
    elif _articles_fail(last_two):
        pages = len({url for run in last_two for url in run.failed})
        what = f"none of {pages} article pages could be fetched in the last 2 runs{_why(last_two)}"
    else:
        return None
    advice = "open the site from elsewhere: if it answers there, look at this machine's network; else wait"
    return _sign(State.UNREACHABLE, last_two, what, advice)


def _away(live: Sequence[RunSummary], last_two: Sequence[RunSummary]) -> Finding | None:
    """Refused in one run and not reached in the next: as a dead server behind its proxy shows itself."""
    if not _all(last_two, _is_away):
        return None
    what = (
        f"nothing was read: {_in_a_row(live, _is_away)} ({_kinds(_trailing(live, _is_away))}){_why(last_two)}"
    )
    advice = "open the site from elsewhere; look at its robots.txt; else wait"
    return _sign(State.UNREACHABLE, last_two, what, advice)


def read_pages(run: RunSummary) -> int:
    """Article pages that were fetched and read, whatever came of it."""
    return run.count("stored", "revised", "unchanged", "outside")


def _is_blocked(run: RunSummary) -> bool:
    """A host of several that is left alone is no page: were it all of them, the run would end with 12."""
    blocked = run.count("blocked") - run.left_alone
    return run.code in (ExitCode.BLOCKED, ExitCode.ROBOTS) or (blocked >= _FEW and blocked > read_pages(run))


def _mostly_refused(run: RunSummary) -> bool:
    return run.refused * 2 > len(run.reasons)


def _is_unreachable(run: RunSummary) -> bool:
    return run.code == ExitCode.UNREACHABLE


def _is_away(run: RunSummary) -> bool:
    return _is_unreachable(run) or _is_blocked(run)


def _asked_nothing(run: RunSummary) -> bool:
    """The host had asked for a pause that lasts: no second refusal, only the first one remembered."""
    return run.code == ExitCode.BLOCKED and run.requests == 0


def _is_fruitless(run: RunSummary) -> bool:
    return not run.has_looked or (run.code == ExitCode.LIMIT and not run.pages and not read_pages(run))


def _kinds(runs: Sequence[RunSummary]) -> str:
    """How they ended: "unreachable 5, robots 4"."""
    kinds = Counter("died" if run.died else run.name for run in runs)
    return ", ".join(f"{name} {count}" for name, count in kinds.most_common())


def _articles_fail(last_two: Sequence[RunSummary]) -> bool:
    """Nothing but failures, and the second run met new ones: not merely the same few bad pages."""
    if not _all(last_two, lambda run: run.count("failed") >= _FEW and read_pages(run) == 0):
        return False
    return bool({*last_two[1].failed} - {*last_two[0].failed})


def _has_moved(run: RunSummary) -> bool:
    moved = run.count("moved")
    return read_pages(run) == 0 and (moved >= _FEW or (moved > 0 and run.links == 0))


def _all(runs: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> bool:
    return len(runs) == 2 and all(map(holds, runs))


def _trailing(live: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> list[RunSummary]:
    """The newest runs without a break for which it holds, oldest first."""
    count = 0
    while count < len(live) and holds(live[-1 - count]):
        count += 1
    return list(live[len(live) - count :])


def _in_a_row(live: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> str:
    runs = _trailing(live, holds) or live[-2:]
    since = f" since {runs[0].ended_at}" if runs[0].ended_at else ""
    return f"the last {len(runs)} runs{since}"


def _why(runs: Sequence[RunSummary]) -> str:
    """The reason met most often."""
    common = Counter(reason for run in runs for reason in run.reasons).most_common(1)
    return f" ({common[0][0]})" if common else ""


def _sign(
    state: State, runs: Sequence[RunSummary], what: str, advice: str, code: ExitCode = ExitCode.OK
) -> Finding:
    return Finding(state, what, advice, tuple(run.id for run in runs), code)


def _failing(runs: Sequence[RunSummary], what: str, advice: str, code: ExitCode) -> Finding:
    return _sign(State.FAILING, runs, what, advice, code)
