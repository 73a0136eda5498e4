"""State of workers and sites, from the database and as text."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import datetime

from dvcrawler.cluster.database import check_schema, connect
from dvcrawler.console import find_width
from dvcrawler.errors import ExitCode
from dvcrawler.items import utc_text
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.tables import fit_table

_SITES = """SELECT COALESCE(job.lock, site.site) AS name,
    CASE WHEN job.status = 'doing' THEN 'running' WHEN job.status = 'todo' THEN 'waiting' ELSE 'idle' END,
    site.worker, site.claimed_at, site.ended_at, site.code, site.result, site.token, job.attempts
 FROM (SELECT DISTINCT ON (lock) lock, status, attempts FROM procrastinate_jobs
        WHERE queue_name = 'crawl' AND status IN ('todo', 'doing') ORDER BY lock, status = 'todo') job
 FULL JOIN dvcrawler_sites site ON site.site = job.lock ORDER BY name"""
_WORKERS = """SELECT named.name, EXTRACT(EPOCH FROM NOW() - worker.last_heartbeat)::float,
    (SELECT COUNT(*) FROM procrastinate_jobs job WHERE job.worker_id = worker.id AND job.status = 'doing')
 FROM procrastinate_workers worker JOIN dvcrawler_workers named ON named.worker_id = worker.id
 ORDER BY named.name"""
_COLUMNS = ("site", "state", "worker", "claimed_at", "seconds", "result", "attempts")
_EXPENDABLE = ("attempts", "seconds", "worker", "claimed_at")


@dataclass(frozen=True, slots=True)
class SiteState:
    """`state`: running, waiting or idle. `worker` and later fields are of the newest claim; None before it.
    `attempts`: how often the current job was given back.
    """

    site: str
    state: str
    worker: str | None
    claimed_at: datetime | None
    ended_at: datetime | None
    code: int | None
    result: str | None
    token: int | None
    attempts: int | None


@dataclass(frozen=True, slots=True)
class WorkerState:
    """`silent`: seconds since its last heartbeat. `sites`: how many it crawls."""

    name: str
    silent: float
    sites: int


async def read_status(url: str) -> tuple[list[SiteState], list[WorkerState]]:
    """Raises ConfigError if the database cannot be used."""
    async with connect(url) as connection:
        await check_schema(connection)
        sites = await (await connection.execute(_SITES)).fetchall()
        workers = await (await connection.execute(_WORKERS)).fetchall()
    return [SiteState(*row) for row in sites], [WorkerState(*row) for row in workers]


def as_row(site: SiteState) -> dict[str, object]:
    """The times as text, and how the newest crawl ended as the name of its exit code."""
    row = asdict(site)
    for name in ("claimed_at", "ended_at"):
        row[name] = row[name] and utc_text(row[name])
    row["seconds"] = None
    if site.ended_at and site.claimed_at:
        row["seconds"] = round((site.ended_at - site.claimed_at).total_seconds())
    row["result"] = _name_code(site.code)
    return row


def _name_code(code: int | None) -> str | None:
    if code is None:
        return None
    try:
        return ExitCode(code).name.lower()
    except ValueError:
        return f"killed ({-code})" if code < 0 else str(code)


def tabulate(sites: Sequence[SiteState]) -> str:
    if not sites:
        return "no site was scheduled yet; dvcrawler cluster schedule adds them"
    return fit_table(list(map(as_row, sites)), _COLUMNS, _EXPENDABLE, find_width())


def describe_workers(workers: Sequence[WorkerState], lease: float) -> str:
    if not workers:
        return "no worker runs; dvcrawler cluster worker starts one"
    lines = []
    for each in workers:
        state = "answers" if each.silent <= lease else f"silent for {each.silent:.0f} s, counts as dead"
        lines.append(f"{each.name}: {state}, {counted(each.sites, 'site')}")
    return "\n".join(lines)
