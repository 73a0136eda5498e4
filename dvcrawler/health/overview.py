"""One row about a site: its stored articles, its last run and its health."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dvcrawler.health.assess import has_record, judge_site
from dvcrawler.storage.ledger import Ledger

#: Only the newest runs are judged, capped by number and by bytes, so that a list of all sites is fast.
_MAX_RUNS, _MAX_BYTES = 100, 1 << 18


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
