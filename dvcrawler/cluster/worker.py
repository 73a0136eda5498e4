"""A worker: takes jobs until it is stopped."""

import asyncio
import logging

from procrastinate import App
from procrastinate.worker import Worker as QueueWorker

from dvcrawler.cluster.claims import Claim, FencedJobs
from dvcrawler.cluster.database import check_schema, check_writable, connect
from dvcrawler.cluster.jobs import CRAWL, SWEEP, make_app
from dvcrawler.cluster.leases import GivenBackError, LostLeaseError
from dvcrawler.cluster.owned_run import Crawling, OwnedRun, WorkerProcess
from dvcrawler.cluster.patient_jobs import HEARTBEATS
from dvcrawler.cluster.signals import call_at_end
from dvcrawler.console import complain, say
from dvcrawler.messages.plurals import counted

#: Seconds between heartbeats of procrastinate, which sends none while it stops; `_Loop` does.
_NEVER = 1e9
#: Seconds between two polls for jobs, and after a lost lease.
_POLL_SECONDS = 2.0


async def work(url: str, crawling: Crawling, *, lease: float, concurrency: int, is_once: bool) -> None:
    """Crawls until SIGTERM, SIGINT or SIGHUP; with `is_once`, until no job is due.

    Raises ConfigError if the database cannot be used.
    """
    async with connect(url) as connection:
        await check_schema(connection)
        await check_writable(connection)
    worker = WorkerProcess(crawling)

    async def crawl(site: str, claim: Claim) -> None:
        try:
            await OwnedRun(worker, jobs, site, claim).run()
        except GivenBackError:
            raise
        except Exception as error:
            complain(f"{site}: job failed: {type(error).__name__}: {error}")
            raise

    _silence_libraries()
    app, jobs = make_app(url, lease, crawl, name=worker.name)
    sweeping_app, sweeping_jobs = make_app(url, lease, sweeps=True)
    async with app.open_async(), sweeping_app.open_async():
        say(f"worker {worker.name} is ready: {counted(concurrency, 'site')} at a time, lease {lease:g} s")
        crawls = _Loop(_make_worker(app, CRAWL, concurrency, lease, not is_once), jobs, worker)
        sweeps = _Loop(_make_worker(sweeping_app, SWEEP, 1, lease, True), sweeping_jobs, worker)
        await _run_both(crawls, sweeps, worker)
    say(f"worker {worker.name} has stopped")


async def _run_both(crawls: "_Loop", sweeps: "_Loop", worker: WorkerProcess) -> None:
    """Runs crawls and sweeps side by side: a sweep must not wait for a crawl."""

    def stop() -> None:
        worker.is_stopping = True
        crawls.stop()
        sweeps.stop()

    call_at_end(stop)
    sweeping = asyncio.create_task(sweeps.run())
    await crawls.run()
    stop()
    await sweeping


class _Loop:
    """Runs a worker of procrastinate, and starts it again when it was declared dead and resumes."""

    def __init__(self, queue_worker: QueueWorker, jobs: FencedJobs, worker: WorkerProcess) -> None:
        self._queue_worker, self._jobs, self._worker = queue_worker, jobs, worker

    def stop(self) -> None:
        self._jobs.is_stopping = True
        self._queue_worker.stop()

    async def run(self) -> None:
        while not self._worker.is_stopping:
            losses = self._jobs.losses
            beating = asyncio.create_task(self._send_heartbeats())
            try:
                await self._queue_worker.run()
            finally:
                beating.cancel()
            if self._jobs.losses == losses and not self._queue_worker.wait:
                return
            if self._jobs.losses > losses and self._jobs.name:
                complain(
                    "Postgres did not answer for a whole lease; this worker's sites were given to others"
                )
            await asyncio.sleep(_POLL_SECONDS if not self._worker.is_stopping else 0)

    async def _send_heartbeats(self) -> None:
        """procrastinate's own heartbeat ends when a stop begins, before the jobs have ended."""
        while True:
            await asyncio.sleep(self._jobs.lease / HEARTBEATS)
            if self._queue_worker.worker_id is not None:
                try:
                    await self._jobs.update_heartbeat(self._queue_worker.worker_id)
                except LostLeaseError:
                    self._queue_worker.stop()
                    return


def _make_worker(app: App, queue: str, concurrency: int, lease: float, wait: bool) -> QueueWorker:
    return QueueWorker(
        app,
        queues=[queue],
        name=queue,
        concurrency=concurrency,
        wait=wait,
        listen_notify=False,
        fetch_job_polling_interval=_POLL_SECONDS,
        update_heartbeat_interval=_NEVER,
        stalled_worker_timeout=lease,
        install_signal_handlers=False,
        delete_jobs="successful" if queue == SWEEP else "never",
    )


def _silence_libraries() -> None:
    """Both libraries log a traceback when Postgres restarts; FencedJobs reports that in one line."""
    for name in ("procrastinate", "psycopg.pool"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
