"""Silence of a site (quiet) and of the crawler (stale), each measured against what is usual for the site.

Both are learned from the site's own runs, so that nights, weekends and a holiday raise no alarm.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import pairwise
from statistics import median

from dvcrawler.errors import ExitCode
from dvcrawler.health.history import RunSummary, seconds
from dvcrawler.health.tet import is_in_tet
from dvcrawler.health.verdict import Finding, State, report
from dvcrawler.items import utc_text

#: In seconds, as all durations here.
_HOUR, _DAY, _WEEK = 3600.0, 86400.0, 604800.0
#: A site that is silent over weekends (3 days from Friday to Monday) may be silent for 12 days. Tết does not
#: count.
_SILENCE_FACTOR = 4.0
#: Silence that never raises an alarm: papers publish nothing over a long weekend.
_SILENCE_FLOOR = 3 * _DAY
#: Weeks with news, and silences between news, that are needed to learn a rhythm.
_MIN_WEEKS, _MIN_GAPS = 4, 5
#: A gap between runs counts for at most this many usual intervals: during longer ones the crawler was off.
_MAX_GAP_FACTOR = 3.0
#: One run may be missed (a reboot, an overlap), and less than six hours never raises an alarm.
_STALE_FACTOR, _STALE_FLOOR = 3.0, 6 * _HOUR
#: One long interval in twenty is ordinary; an alarm waits for this multiple of the longest of the others.
_LONG_INTERVAL_FACTOR = 1.5
#: Number of newest runs whose intervals and durations count.
_RECENT_RUNS = 40
#: A first crawl of a large archive takes a day; a run longer than five times the longest one hangs.
_HANG_FACTOR, _HANG_FLOOR, _MIN_DURATIONS = 5.0, _DAY, 5
_MAX_RUNS_NAMED = 3
#: Of a site without a rhythm: how long it was watched without news, and how old its newest article is.
_WATCHED, _OLD = 30 * _DAY, 180 * _DAY
#: Clocks of machines that share a store differ by seconds; one that is an hour ahead is wrong.
_MAX_AHEAD = _HOUR
#: That of the year 9999: a date with a zone may lie after it.
_LAST_SECOND = 253402300799.0
_SET_CLOCK = "compare `date -u` with the right time: if it is right, the next run ends this, else set it"


@dataclass(frozen=True, slots=True)
class Rhythm:
    """`usual`: longest silence of a usual week, `silence`: the current one, both in seconds.

    `silent`: the runs within the current silence.
    """

    usual: float
    silence: float
    silent: Sequence[RunSummary]


def learn_rhythm(live: Sequence[RunSummary], whole: Sequence[RunSummary]) -> Rhythm | None:
    """Returns the rhythm of the site's news; None if these runs are too few (older runs may help)."""
    observed = _select_observations(live, whole)
    intervals = _measure_intervals([run.ended for run in observed])
    if not intervals:
        return None
    gaps, silence, silent = _measure_silences(observed, _MAX_GAP_FACTOR * median(intervals))
    weeks: dict[int, float] = {}
    for at, gap in gaps:
        week = int(at // _WEEK)
        weeks[week] = max(gap, weeks.get(week, 0.0))
    if len(gaps) < _MIN_GAPS or len(weeks) < _MIN_WEEKS:
        return None
    longest = sorted(weeks.values())
    return Rhythm(longest[len(longest) * 3 // 4], silence, silent)


def judge_silence(rhythm: Rhythm | None) -> list[Finding]:
    """Reports that the site has had nothing new for much longer than usual: at most one finding."""
    if rhythm is None or len(rhythm.silent) < 2:
        return []
    usual, silence, silent = rhythm.usual, rhythm.silence, rhythm.silent
    limit = max(_SILENCE_FLOOR, _SILENCE_FACTOR * usual)
    if silence <= limit:
        return []
    what = (
        f"nothing new in {len(silent)} runs over {span(silence)}; the longest silence of a usual week is "
        f"{span(usual)} (alarm from {span(limit)})"
    )
    advice = (
        "open the site: if it shows newer articles, the path to its listings has changed; else it is inactive"
    )
    return [report(State.QUIET, silent[-_MAX_RUNS_NAMED:], what, advice)]


def judge_stillness(whole: Sequence[RunSummary], now: float) -> list[Finding]:
    """Reports a site that was still already when its crawls began, so that it has no rhythm."""
    seen = [run for run in whole if run.ended is not None and run.has_seen_site]
    newest = _find_newest(seen)
    silent = [run for run in seen if (run.ended or 0.0) > now - _WATCHED]
    is_watched = len(silent) not in (0, 1, len(seen))
    if now - (seconds(newest) or now) < _OLD or not is_watched or any(run.count("stored") for run in silent):
        return []
    what = f"nothing new in {len(silent)} runs over {span(_WATCHED)}; the newest article is of {newest}"
    advice = "open the site: if it shows newer articles, the path to them has changed; else it has stopped"
    return [report(State.QUIET, silent[-_MAX_RUNS_NAMED:], what, advice)]


def _find_newest(runs: Iterable[RunSummary]) -> str | None:
    return max((run.newest for run in runs if run.newest), default=None)


def judge_runs(live: Sequence[RunSummary], now: float, running: float | None) -> list[Finding]:
    """Reports that runs have stopped, that the active one (started at `running`) does not end, or that
    neither can be said because the newest is dated in the future.

    Times are seconds since 1970; `running` is None if no run is active.
    """
    if running is not None:
        return _judge_date("the run under way", running, now) or _judge_running(live, now - running)
    ends = [run.ended for run in live if run.ended is not None]
    ahead = _judge_date("the last run", ends[-1], now, (live[-1].id,)) if ends else []
    return ahead or _judge_pause(live, ends, now)


def _judge_date(which: str, moment: float, now: float, runs: tuple[str, ...] = ()) -> list[Finding]:
    """Reports a run that is dated in the future: its age says nothing until then."""
    if moment <= now + _MAX_AHEAD:
        return []
    date = utc_text(datetime.fromtimestamp(min(moment, _LAST_SECOND), UTC))
    what = (
        f"{which} is dated {date}, {span(moment - now)} in the future by this machine's clock; it is unknown "
        "whether runs have stopped"
    )
    return [Finding(State.STALE, what, _SET_CLOCK, runs)]


def _judge_pause(live: Sequence[RunSummary], ends: Sequence[float], now: float) -> list[Finding]:
    intervals = sorted(_measure_intervals([run.started for run in live])[-_RECENT_RUNS:])
    if not ends or len(intervals) < 2:
        return []
    usual, age = median(intervals), now - ends[-1]
    long = intervals[(len(intervals) - 1) * 19 // 20]
    limit = max(_STALE_FLOOR, _STALE_FACTOR * usual, _LONG_INTERVAL_FACTOR * long)
    if age <= limit:
        return []
    what = f"no run for {span(age)}; usually one every {span(usual)} (alarm from {span(limit)})"
    advice = "check that cron or the timer still runs, and read its log; run `dvcrawler crawl` by hand"
    return [report(State.STALE, live[-1:], what, advice)]


def _judge_running(live: Sequence[RunSummary], age: float) -> list[Finding]:
    durations = [
        run.ended - run.started
        for run in live[-_RECENT_RUNS:]
        if run.ended is not None and run.started is not None and not run.died
    ]
    if len(durations) < _MIN_DURATIONS or age <= max(_HANG_FLOOR, _HANG_FACTOR * max(durations)):
        return []
    what = f"a run has been under way for {span(age)}; the longest recent run took {span(max(durations))}"
    advice = "read its log and stop it: the next run resumes its work; until then runs exit with code 16"
    return [Finding(State.STALE, what, advice)]


def span(seconds: float) -> str:
    """Formats a duration in seconds for people: "40 min", "7.5 h", "12 days"."""
    if seconds < _HOUR:
        return f"{seconds / 60:.0f} min"
    if seconds < 2 * _DAY:
        return f"{seconds / _HOUR:.1f} h".replace(".0 h", " h")
    return f"{seconds / _DAY:.1f} days".replace(".0 days", " days")


def _select_observations(live: Sequence[RunSummary], whole: Sequence[RunSummary]) -> list[RunSummary]:
    """Returns the runs that would have seen news; runs of a part of the site only if they brought some."""
    comparable = {run.id for run in whole}
    return [
        run
        for run in live
        if run.ended is not None and (_would_see_news(run) if run.id in comparable else _brought_news(run))
    ]


def _would_see_news(run: RunSummary) -> bool:
    """Whether the run saw the site. A run that reports a changed site counts only if it stored something."""
    return run.has_seen_site and (run.code != ExitCode.CHANGED or run.count("stored") > 0)


def _brought_news(run: RunSummary) -> bool:
    """Whether the run stored new articles. A requested period is history, not news."""
    return run.count("stored") > 0 and not {"since", "until"} & run.arguments.keys()


def _measure_silences(
    observed: Sequence[RunSummary], max_gap: float
) -> tuple[list[tuple[float, float]], float, list[RunSummary]]:
    """Returns the silences between news as (moment, length), the current one, and the runs within it.

    Moments are seconds of watched time since the first run: an interval between runs counts for at most
    `max_gap` seconds, and not at all in Tết, when a paper that is never silent otherwise may be for a week.
    """
    clock, news, gaps, silent = 0.0, None, [], list[RunSummary]()
    before = observed[0].ended or 0.0
    for run in observed:
        ended = run.ended or 0.0
        clock += 0.0 if is_in_tet(ended) else min(max(ended - before, 0.0), max_gap)
        before = ended
        if not run.count("stored"):
            silent.append(run)
            continue
        if news is not None:
            gaps.append((clock, clock - news))
        news, silent = clock, []
    return gaps, clock - news if news is not None else 0.0, silent


def _measure_intervals(moments: Sequence[float | None]) -> list[float]:
    """Returns the intervals between neighbours; negative ones, of a clock that was set back, are dropped."""
    known = [moment for moment in moments if moment is not None]
    return [later - earlier for earlier, later in pairwise(known) if later > earlier]
