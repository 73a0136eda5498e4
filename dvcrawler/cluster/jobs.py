"""The two kinds of jobs: a crawl of one site, and the sweep that gives jobs of dead workers back."""

from collections.abc import Awaitable, Callable

from procrastinate import App, JobContext, RetryDecision
from procrastinate.jobs import Job
from procrastinate.psycopg_connector import PsycopgConnector
from procrastinate.retry import BaseRetryStrategy

from dvcrawler.cluster.claims import Claim, FencedJobs
from dvcrawler.cluster.database import CONNECT_SECONDS
from dvcrawler.cluster.leases import GivenBackError

CRAWL, SWEEP = "crawl", "sweep"
#: Hours after which finished jobs are removed from the database; the run records stay.
_KEEP_HOURS = 24 * 7
#: Attempts after which a job that kills its process, or whose machine cannot store, is given up.
_MAX_ATTEMPTS = 20

#: Crawls the site of a claim. Raises GivenBackError.
Crawl = Callable[[str, Claim], Awaitable[None]]


class _GiveBack(BaseRetryStrategy):
    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        if not isinstance(exception, GivenBackError) or job.attempts >= _MAX_ATTEMPTS:
            return None
        return RetryDecision(retry_in={"seconds": exception.seconds})


def make_app(
    url: str, lease: float, crawl: Crawl | None = None, *, name: str = "", sweeps: bool = False
) -> tuple[App, FencedJobs]:
    """procrastinate with this project's jobs. Without `crawl`, jobs can only be added.

    `name` is that of the worker; `sweeps` adds the sweep, at its times.
    """
    connector = PsycopgConnector(
        conninfo=url,
        min_size=1,
        max_size=4,
        timeout=CONNECT_SECONDS,
        kwargs={"connect_timeout": CONNECT_SECONDS},
    )
    app = App(connector=connector)
    jobs = FencedJobs(connector, lease, name)
    app.job_manager = jobs

    @app.task(name=CRAWL, queue=CRAWL, pass_context=True, retry=_GiveBack())
    async def crawl_task(context: JobContext, site: str, timestamp: int) -> None:
        assert crawl is not None
        await crawl(site, Claim.of(context.job))

    if sweeps:
        _add_sweep(app, jobs)
    return app, jobs


def _add_sweep(app: App, jobs: FencedJobs) -> None:
    """Not under a lock: one that a dead worker held would keep all others out."""

    @app.periodic(cron=f"* * * * * */{sweep_seconds(jobs.lease)}", periodic_id=SWEEP)
    @app.task(name=SWEEP, queue=SWEEP, queueing_lock=SWEEP)
    async def sweep_task(timestamp: int) -> None:
        await jobs.give_back_stalled(CRAWL)
        await jobs.delete_old_jobs(
            _KEEP_HOURS, include_failed=True, include_cancelled=True, include_aborted=True
        )


def sweep_seconds(lease: float) -> int:
    """Seconds between two sweeps: how long a dead worker's site waits beyond the lease."""
    return max(1, min(int(lease / 4), 30))
