"""A site judged from the run records in a data folder."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dvcrawler.errors import UnreadableError
from dvcrawler.health.judge import judge
from dvcrawler.health.verdict import Finding, State, Verdict
from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.run_records.lost_runs import find_lost_runs
from dvcrawler.storage.run_records.runs import find_open_run, recent_runs

#: How many times more runs are read if the newest ones are too few to show the site's rhythm.
_EXTENSION = 8
#: Only the newest runs are judged, capped by number and by bytes, so that a list of all sites is fast.
_MAX_RUNS, _MAX_BYTES = 100, 1 << 18


def judge_site(
    data: Path,
    site: str,
    now: datetime,
    max_runs: int,
    max_bytes: int | None = None,
    *,
    is_named: bool = False,
) -> Verdict:
    """Judges a site by its newest runs. `max_bytes` of the run record caps them too, None for no cap.

    `is_named` makes a site that never ran an alarm. Run records that cannot be read give State.FAILING
    instead of an error, so that the other sites are still judged.
    """
    try:
        unended = find_open_run(data, site)
        run, is_alive = (unended.run, unended.is_alive) if unended else (None, False)
        for limit in (max_runs, max_runs * _EXTENSION):
            runs = list(recent_runs(data, site, limit, max_bytes))
            verdict = judge(site, runs, now, run, is_alive=is_alive, is_named=is_named)
            if verdict.usual_silence is not None or len(runs) < limit or max_bytes is not None:
                break
        lost = find_lost_runs(data, site) if verdict.state is State.NEVER_RUN else None
        if lost is not None:
            raise lost
        return verdict
    except UnreadableError as error:
        finding = Finding(State.FAILING, error.what, error.advice, code=error.code)
        return Verdict(site, State.FAILING, error.code, (finding,))


def has_record(verdict: Verdict) -> bool:
    """Whether the data folder has anything about the site, even a record that cannot be read."""
    return bool(verdict.runs or verdict.running or verdict.findings)


@dataclass(frozen=True, slots=True)
class SiteOverview:
    """`newest` is the newest article's day; `last_run` the start of a run under way, else the end of the
    last one. None means that nothing is stored, or no run recorded.
    """

    articles: int
    newest: str | None
    last_run: str | None
    result: str | None
    health: str | None


def describe_site(data: Path, site: str, now: datetime) -> SiteOverview:
    """Writes nothing: a damaged ledger counts as empty and stays as it is."""
    stored = Ledger.summary(data, site)
    verdict = judge_site(data, site, now, _MAX_RUNS, _MAX_BYTES)
    return SiteOverview(
        articles=stored.articles if stored else 0,
        newest=stored.newest if stored else None,
        last_run=verdict.running or verdict.last_run,
        result="running" if verdict.running else verdict.last_result,
        health=str(verdict.state) if has_record(verdict) else None,
    )
