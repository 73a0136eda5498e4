"""A site judged from the run records in a data folder."""

from datetime import datetime
from pathlib import Path

from dvcrawler.errors import UnreadableError
from dvcrawler.health.judge import judge
from dvcrawler.health.verdict import Finding, State, Verdict
from dvcrawler.storage.lost_runs import find_lost_runs
from dvcrawler.storage.runs import find_open_run, recent_runs

#: How many times more runs are read if the newest ones are too few to show the site's rhythm.
_EXTENSION = 8


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
