"""Article pages: those that no layout reads, and those that only the generic layout does."""

from collections.abc import Iterator, Sequence

from dvcrawler.exitcodes import ExitCode
from dvcrawler.health.history import RunSummary
from dvcrawler.health.stretches import Anomaly, RunTally, find_anomaly
from dvcrawler.health.verdict import MEND, Finding, changed, in_last

_FEW_PAGES, _SOME_PAGES, _MANY_PAGES = 3, 5, 10
#: Of most pages, and of a fifth of them; such a look is taken thousands of times a year.
_NO_CHANCE, _NO_CHANCE_AT_ALL = 5e-4, 1e-5


def judge_unread(looks: Sequence[RunSummary]) -> Iterator[Finding]:
    """Pages that go unread for the first time; the known oddities come back every few days."""
    tallies = list(_first_tries(looks))
    told = [each.run for each in tallies[-2:] if each.run.code == ExitCode.CHANGED]
    rise = find_anomaly(tallies, lambda rise: len(told) == 2 or _are_unread(rise))
    if rise is None:
        return
    what = f"{in_last(rise.runs)}: no layout reads {rise.bad} of {rise.tried} article pages"
    what += f"; usually {rise.usual:.0%}"
    example = next((f"; e.g. {url}" for run in reversed(rise.runs) for url in run.unread), "")
    yield changed(rise.runs, what + example, MEND)


def judge_layouts(looks: Sequence[RunSummary]) -> Iterator[Finding]:
    """Pages that only the generic layout reads: nothing goes unread, and yet the site has changed."""
    told = [run for run in looks if sum(run.layouts.values()) > 0]
    tallies = [RunTally(run, _generic(run), sum(run.layouts.values()) - _generic(run)) for run in told]
    rise = find_anomaly(tallies, _are_generic)
    if rise is not None:
        what = f"{in_last(rise.runs)}: {rise.bad} of {rise.tried} articles were read by the generic layout"
        yield changed(rise.runs, f"{what} alone; usually {rise.usual:.0%}", MEND)


def _first_tries(looks: Sequence[RunSummary]) -> Iterator[RunTally]:
    """Of pages that were new, or gave nothing: those that are read again tell of old pages."""
    known: set[str] = set()
    for run in looks:
        fresh = max(run.count("unread") - sum(url in known for url in run.unread), 0)
        known.update(run.unread)
        if fresh + run.count("stored"):
            yield RunTally(run, fresh, run.count("stored"))


def _are_unread(rise: Anomaly) -> bool:
    if rise.share > 0.5:
        is_enough = rise.bad >= (_MANY_PAGES if rise.is_comparable else _FEW_PAGES)
        return is_enough or (rise.is_comparable and rise.chance < _NO_CHANCE)
    if rise.bad < _SOME_PAGES or rise.share <= max(0.2, 2 * rise.usual):
        return False
    return rise.chance < _NO_CHANCE_AT_ALL if rise.is_comparable else len(rise.runs) == 2


def _are_generic(rise: Anomaly) -> bool:
    if rise.share <= max(0.5, 2 * rise.usual):
        return False
    return rise.chance < _NO_CHANCE if rise.is_comparable else rise.known > 0 and rise.bad >= _FEW_PAGES


def _generic(run: RunSummary) -> int:
    return sum(count for name, count in run.layouts.items() if name.startswith("generic"))
