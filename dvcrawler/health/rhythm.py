"""Silence: of a site (quiet) and of the crawler (stale), each measured by what is usual here.

Both are learned from the site's own runs, so that nights, weekends and a holiday raise no alarm.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

from dvcrawler.health.history import RunSummary
from dvcrawler.health.verdict import Finding, State

_HOUR, _DAY, _WEEK = 3600.0, 86400.0, 604800.0
#: A site at rest over weekends (3 days from Friday to Monday) may be so for 12: a week of Tết, framed
#: by two weekends, is 10.
_SILENCE_FACTOR = 4.0
#: Papers print nothing new over a long weekend; below this, silence is no news.
_SILENCE_FLOOR = 3 * _DAY
#: Weeks that had something new, and silences between: fewer do not make a rhythm.
_FEWEST_WEEKS, _FEWEST_GAPS = 4, 5
#: Between two looks that lie further apart than so many usual distances, nobody was looking.
_UNWATCHED = 3.0
#: A run may be missed (a reboot, an overlap); below six hours nobody is called.
_STALE_FACTOR, _STALE_FLOOR = 3.0, 6 * _HOUR
_DISTANCES = 40
#: A first crawl of a large archive takes a day; a run longer than five times the longest hangs.
_HANG_FACTOR, _HANG_FLOOR, _FEWEST_DURATIONS = 5.0, _DAY, 5
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`usual`: the longest silence of a usual week, `silence`: the present one, in seconds; `silent`: the
    runs within it.
    """

    usual: float
    silence: float
    silent: Sequence[RunSummary]


def learn_rhythm(live: Sequence[RunSummary], whole: Sequence[RunSummary]) -> Rhythm | None:
    """None where the runs do not tell: older ones may."""
    looks = _looks(live, whole)
    steps = _distances([run.ended for run in looks])
    if not steps:
        return None
    gaps, silence, silent = _watch(looks, _UNWATCHED * median(steps))
    weeks: dict[int, float] = {}
    for at, gap in gaps:
        week = int(at // _WEEK)
        weeks[week] = max(gap, weeks.get(week, 0.0))
    if len(gaps) < _FEWEST_GAPS or len(weeks) < _FEWEST_WEEKS:
        return None
    longest = sorted(weeks.values())
    return Rhythm(longest[len(longest) * 3 // 4], silence, silent)


def judge_silence(rhythm: Rhythm | None) -> list[Finding]:
    """Whether the site has had nothing new for much longer than usual: at most one sign."""
    if rhythm is None or len(rhythm.silent) < 2:
        return []
    usual, silence, silent = rhythm.usual, rhythm.silence, rhythm.silent
    limit = max(_SILENCE_FLOOR, _SILENCE_FACTOR * usual)
    if silence <= limit:
        return []
    what = (
        f"nothing new in {len(silent)} runs over {span(silence)}; the longest silence of a week is usually "
        f"{span(usual)} (alarm from {span(limit)})"
    )
    advice = "open the site: if it shows newer articles, the way to its listings has changed; else it rests"
    return [Finding(State.QUIET, what, advice, tuple(run.id for run in silent[-_SHOWN:]))]


def judge_runs(live: Sequence[RunSummary], now: float, running: float | None) -> list[Finding]:
    """Whether runs have stopped coming, or one does not end (`running`: when it began)."""
    if running is not None:
        return _judge_running(live, now - running)
    ends = [run.ended for run in live if run.ended is not None]
    steps = sorted(_distances([run.started for run in live])[-_DISTANCES:])
    if not ends or len(steps) < 2:
        return []
    usual, age = median(steps), now - ends[-1]
    limit = max(_STALE_FLOOR, _STALE_FACTOR * usual, 1.5 * steps[(len(steps) - 1) * 19 // 20])
    if age <= limit:
        return []
    what = f"no run for {span(age)}; usually one every {span(usual)} (alarm from {span(limit)})"
    advice = "look whether cron or the timer still runs, and its log; run `dvcrawler crawl` by hand"
    return [Finding(State.STALE, what, advice, (live[-1].id,))]


def _judge_running(live: Sequence[RunSummary], age: float) -> list[Finding]:
    lasted = [
        run.ended - run.started
        for run in live[-_DISTANCES:]
        if run.ended is not None and run.started is not None and not run.died
    ]
    if len(lasted) < _FEWEST_DURATIONS or age <= max(_HANG_FLOOR, _HANG_FACTOR * max(lasted)):
        return []
    what = f"a run has been under way for {span(age)}; the longest of late took {span(max(lasted))}"
    advice = "later runs leave with 16 meanwhile; look at its log, stop it, the next one takes up its work"
    return [Finding(State.STALE, what, advice)]


def span(seconds: float) -> str:
    """A duration as a person says it: "40 min", "7.5 h", "12 days"."""
    if seconds < _HOUR:
        return f"{seconds / 60:.0f} min"
    if seconds < 2 * _DAY:
        return f"{seconds / _HOUR:.1f} h".replace(".0 h", " h")
    return f"{seconds / _DAY:.1f} days".replace(".0 days", " days")


def _looks(live: Sequence[RunSummary], whole: Sequence[RunSummary]) -> list[RunSummary]:
    """Runs that would have seen news; bounded ones only where they brought some."""
    comparable = {run.id for run in whole}
    return [
        run
        for run in live
        if run.ended is not None
        and (
            _brought_news(run)
            if run.id not in comparable
            else run.has_looked and (run.code != 13 or run.count("stored"))
        )
    ]


def _brought_news(run: RunSummary) -> bool:
    """A period asked for is history, not news."""
    return bool(run.count("stored")) and not {"since", "until"} & run.arguments.keys()


def _watch(
    looks: Sequence[RunSummary], cap: float
) -> tuple[list[tuple[float, float]], float, list[RunSummary]]:
    """The silences between news as (moment, length), the present one, and the runs within it.

    Moments count only the time in which somebody looked: each step between looks at most `cap`.
    """
    clock, news, gaps, silent = 0.0, None, [], list[RunSummary]()
    before = looks[0].ended or 0.0
    for run in looks:
        ended = run.ended or 0.0
        clock += min(max(ended - before, 0.0), cap)
        before = ended
        if not run.count("stored"):
            silent.append(run)
            continue
        if news is not None:
            gaps.append((clock, clock - news))
        news, silent = clock, []
    return gaps, clock - news if news is not None else 0.0, silent


def _distances(moments: Sequence[float | None]) -> list[float]:
    """Between neighbours in the order of the runs; a clock that was set back gives none."""
    known = [moment for moment in moments if moment is not None]
    return [later - earlier for earlier, later in pairwise(known) if later > earlier]
