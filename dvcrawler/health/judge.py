"""The verdict on one site, from its runs, its active run and the current time.

Sites that are no longer crawled are proposed after a month of alarms, and quiet once the operator agrees.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from dvcrawler.errors import ExitCode
from dvcrawler.health.answers import count_read_pages, is_unreachable, judge_answers
from dvcrawler.health.changes import judge_changes
from dvcrawler.health.history import RunSummary, live_runs, summarise, whole_runs
from dvcrawler.health.rhythm import judge_runs, judge_silence, judge_stillness, learn_rhythm
from dvcrawler.health.streaks import newest_streak
from dvcrawler.health.troubles import judge_failing, judge_fruitless
from dvcrawler.health.verdict import Finding, State, Verdict, worst_finding
from dvcrawler.items import VIETNAM
from dvcrawler.storage.run_records.runs import Run

_SUCCESS = (ExitCode.OK, ExitCode.PARTIAL)
#: Seconds of alarms after which a lost site is proposed: a hosting bill is paid within a month.
_ALARMED = 30 * 86400.0
#: Least number of runs that read nothing.
_MIN_RUNS = 3
#: Least number of pages that redirect away: fewer may be single articles.
_MIN_PAGES = 3
#: Characters of the reason that is proposed.
_MAX_REASON = 120


def judge(
    site: str,
    runs: Iterable[Run],
    now: datetime,
    unended: Run | None = None,
    *,
    is_alive: bool = False,
    is_named: bool = False,
) -> Verdict:
    """Judges a site. Never raises, whatever the run records hold.

    `runs`: the newest ones, oldest first. `unended`: a run that started but has no record yet; `is_alive`
    says whether it still holds the site's lock. `is_named`: whether a site without any run is an alarm.
    """
    summaries = [summarise(run) for run in runs]
    running = None
    # A record may have been written after the open run was read.
    if unended is not None and all(run.id != unended.id for run in summaries):
        if is_alive:
            running = unended
        else:
            summaries.append(replace(summarise(unended), name="dead"))
    if not summaries and running is None:
        return Verdict(site, State.NEVER_RUN, ExitCode.PARTIAL if is_named else ExitCode.OK)
    return _judge_runs(site, summaries, now, running)


def _judge_runs(site: str, summaries: Sequence[RunSummary], now: datetime, running: Run | None) -> Verdict:
    live = live_runs(summaries)
    whole = whole_runs(live)
    rhythm = learn_rhythm(live, whole)
    answers = judge_answers(live)
    findings = _judge_troubles(live, answers, now.timestamp(), running)
    if not answers:  # a site that does not answer cannot be judged further
        still = judge_stillness(whole, now.timestamp()) if rhythm is None else []
        findings += [*judge_changes(whole), *judge_silence(rhythm), *still]
    verdict = _describe_runs(site, summaries, running)
    return replace(
        _add_findings(verdict, findings),
        usual_silence=rhythm.usual if rhythm else None,
        unreachable_since=next((run.ended_at for run in newest_streak(live, is_unreachable)), None),
        proposal=propose(site, live, worst_finding(findings), now.timestamp()),
    )


def _judge_troubles(
    live: Sequence[RunSummary], answers: Sequence[Finding], now: float, running: Run | None
) -> list[Finding]:
    """Returns the findings about runs that do not get their work done, including `answers`."""
    active = live_runs([summarise(running)]) if running is not None else []
    findings = judge_runs(live, now, active[0].started if active else None)
    if not live:
        return findings
    troubles = [*judge_failing(live), *answers] or judge_fruitless(live)
    return [*troubles, *findings]


def _add_findings(verdict: Verdict, findings: Sequence[Finding]) -> Verdict:
    worst = worst_finding(findings)
    if worst is None:
        return verdict
    ordered = sorted(findings, key=lambda finding: finding is not worst)
    return replace(verdict, state=worst.state, code=worst.exit_code, findings=tuple(ordered))


def _describe_runs(site: str, summaries: Sequence[RunSummary], running: Run | None) -> Verdict:
    verdict = Verdict(
        site,
        last_success=_find_last_end(summaries, lambda run: run.code in _SUCCESS),
        last_new=_find_last_end(summaries, lambda run: run.count("stored") > 0),
        running=running.started_at if running else None,
        newest=next((run.newest for run in reversed(summaries) if run.newest), None),
        runs=len(summaries),
    )
    if not summaries:
        return verdict
    last = summaries[-1]
    return replace(
        verdict,
        last_run=last.ended_at,
        last_result=last.name,
        last_exit_code=last.code,
        requests=last.requests,
        outcomes=dict(last.outcomes),
        has_answer=last.has_answer,
        waiting=last.waiting,
    )


def _find_last_end(summaries: Sequence[RunSummary], holds: Callable[[RunSummary], bool]) -> str | None:
    """Returns when the newest run for which `holds` is true ended; None if there is none."""
    return next((run.ended_at for run in reversed(summaries) if holds(run)), None)


def retire(verdict: Verdict, day: date, reason: str) -> Verdict:
    """The verdict on a site that was retired: nothing about it alarms."""
    return replace(
        verdict, state=State.RETIRED, code=ExitCode.OK, findings=(), proposal=(), retired=f"{day}: {reason}"
    )


def propose(site: str, live: Sequence[RunSummary], finding: Finding | None, now: float) -> tuple[str, ...]:
    """Lines for dvcrawler.toml that retire the site, if `finding`, its worst, has lasted a month."""
    if finding is None or finding.state not in (State.GONE, State.UNREACHABLE):
        return ()
    lost = newest_streak(live, _read_nothing)
    ended = lost[1].ended if len(lost) >= _MIN_RUNS else None  # one run alone does not alarm
    if ended is None or now - ended < _ALARMED:
        return ()
    today = datetime.fromtimestamp(now, VIETNAM).date()
    reason = finding.what.replace("\\", "/").replace('"', "'")[:_MAX_REASON]
    return (f"[retired.{site}]", f"date = {today}", f'reason = "{reason}"')


def _read_nothing(run: RunSummary) -> bool:
    """Whether the run read nothing at all; one that merely found no news has read the listings."""
    is_lost = not run.links or run.code == ExitCode.UNREACHABLE or run.count("moved") >= _MIN_PAGES
    return is_lost and not count_read_pages(run)
