"""State of workers and sites, from the database."""

from dataclasses import dataclass
from datetime import datetime

from dvcrawler.cluster.database import check_schema, connect

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
