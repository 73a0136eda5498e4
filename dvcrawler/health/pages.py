"""Article pages that no layout reads, and those that only the generic layout reads."""

from collections.abc import Iterator, Sequence

from dvcrawler.errors import ExitCode
from dvcrawler.health.history import RunSummary
from dvcrawler.health.stretches import Anomaly, RunTally, find_anomaly
from dvcrawler.health.verdict import FIX_LAYOUT, Finding, in_last, report_change

#: Failed pages that count as an anomaly, by how much there is to compare them with.
_FEW_PAGES, _SOME_PAGES, _MANY_PAGES = 3, 5, 10
#: Probabilities below which failures are not coincidence: of most pages, and of a fifth of them. Low, since
#: each is tested thousands of times a year.
_CHANCE_OF_MOST, _CHANCE_OF_SOME = 5e-4, 1e-5


def judge_unread(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports pages that cannot be read; only first attempts count, as known odd pages are retried."""
    tallies = list(_tally_first_attempts(observed))
    ended_changed = [each.run for each in tallies[-2:] if each.run.code == ExitCode.CHANGED]
    anomaly = find_anomaly(tallies, lambda found: len(ended_changed) == 2 or _is_unread(found))
    if anomaly is None:
        return
    what = f"{in_last(anomaly.runs)}: no layout reads {anomaly.bad} of {anomaly.tried} article pages"
    what += f"; usually {anomaly.usual:.0%}"
    example = next((f"; e.g. {url}" for run in reversed(anomaly.runs) for url in run.unread), "")
    yield report_change(anomaly.runs, what + example, FIX_LAYOUT)


def judge_layouts(observed: Sequence[RunSummary]) -> Iterator[Finding]:
    """Reports pages that only the generic layout reads: they are stored, yet the site has changed."""
    with_layouts = [run for run in observed if sum(run.layouts.values()) > 0]
    tallies = [
        RunTally(run, _count_generic(run), sum(run.layouts.values()) - _count_generic(run))
        for run in with_layouts
    ]
    anomaly = find_anomaly(tallies, _is_generic)
    if anomaly is not None:
        what = f"{in_last(anomaly.runs)}: only the generic layout reads {anomaly.bad} of {anomaly.tried}"
        yield report_change(anomaly.runs, f"{what} articles; usually {anomaly.usual:.0%}", FIX_LAYOUT)


def _tally_first_attempts(observed: Sequence[RunSummary]) -> Iterator[RunTally]:
    """Tallies the new pages of each run, without the unread pages that an earlier run already met."""
    known: set[str] = set()
    for run in observed:
        met = max(run.count("unread"), len(run.unread))
        fresh = met - sum(url in known for url in run.unread)
        known.update(run.unread)
        if fresh + run.count("stored"):
            yield RunTally(run, fresh, run.count("stored"))


def _is_unread(found: Anomaly) -> bool:
    if found.share > 0.5:
        is_enough = found.bad >= (_MANY_PAGES if found.is_comparable else _FEW_PAGES)
        return is_enough or (found.is_comparable and found.chance < _CHANCE_OF_MOST)
    if found.bad < _SOME_PAGES or found.share <= max(0.2, 2 * found.usual):
        return False
    return found.chance < _CHANCE_OF_SOME if found.is_comparable else len(found.runs) == 2


def _is_generic(found: Anomaly) -> bool:
    if found.share <= max(0.5, 2 * found.usual):
        return False
    if found.is_comparable:
        return found.chance < _CHANCE_OF_MOST
    return found.known > 0 and found.bad >= _FEW_PAGES


def _count_generic(run: RunSummary) -> int:
    return sum(count for name, count in run.layouts.items() if name.startswith("generic"))
