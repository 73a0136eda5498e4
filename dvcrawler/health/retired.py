"""Sites that are no longer crawled: proposed after a month of alarms, and quiet once the operator agrees."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from dvcrawler.exitcodes import ExitCode
from dvcrawler.health.answers import count_read_pages
from dvcrawler.health.history import RunSummary
from dvcrawler.health.streaks import newest_streak
from dvcrawler.health.verdict import Finding, State, Verdict
from dvcrawler.items import VIETNAM

#: Seconds of alarms after which a lost site is proposed: a hosting bill is paid within a month.
_ALARMED = 30 * 86400.0
#: Least number of runs that read nothing.
_MIN_RUNS = 3
#: Least number of pages that redirect away: fewer may be single articles.
_MIN_PAGES = 3
#: Characters of the reason that is proposed.
_MAX_REASON = 120


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
    told = lost[1].ended if len(lost) >= _MIN_RUNS else None  # one run alone does not alarm
    if told is None or now - told < _ALARMED:
        return ()
    today = datetime.fromtimestamp(now, VIETNAM).date()
    reason = finding.what.replace("\\", "/").replace('"', "'")[:_MAX_REASON]
    return (f"[retired.{site}]", f"date = {today}", f'reason = "{reason}"')


def _read_nothing(run: RunSummary) -> bool:
    """Whether the run read nothing at all; one that merely found no news has read the listings."""
    is_lost = not run.links or run.code == ExitCode.UNREACHABLE or run.count("moved") >= _MIN_PAGES
    return is_lost and not count_read_pages(run)
