"""procrastinate's queries for a worker that outlives restarts of Postgres."""

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Awaitable, Callable, Iterable
from typing import TypeVar

import psycopg
from procrastinate import exceptions
from procrastinate.connector import BaseConnector
from procrastinate.jobs import Job
from procrastinate.manager import JobManager

from dvcrawler.cluster.leases import LostLeaseError, clock
from dvcrawler.cluster.queries import HEARTBEAT, NAME_WORKER
from dvcrawler.console import complain

logger = logging.getLogger(__name__)

#: Renewals per lease, and the share of it after which work under it must have ended.
HEARTBEATS, USABLE_SHARE = 6, 0.75
#: Seconds between two attempts while Postgres does not answer.
_RETRY_SECONDS = 1.0
#: Seconds between two lines that say so.
_SILENT_SECONDS = 60.0

_T = TypeVar("_T")
#: Errors of the connection while the server restarts.
FAILURES = (exceptions.ConnectorException, psycopg.Error, OSError)


class PatientJobs(JobManager):
    """A failing query delays work; with procrastinate's own, the worker would end.

    `name` is shown by `status`.
    """

    def __init__(self, connector: BaseConnector, lease: float, name: str) -> None:
        super().__init__(connector)
        self.lease = lease
        self.name = name
        self.is_stopping = False
        #: Whether a job that cannot be added now is left to the next time it is due.
        self.may_add_later = True
        self._renewed: dict[int, float] = {}
        self.held: set[tuple[int, int]] = set()
        self._doubtful: set[int] = set()
        #: Number of times that a worker of this process was counted as dead.
        self.losses = 0

    def usable_until(self, worker_id: int | None) -> float:
        """The time of `clock()` at which work of this worker must have ended, unless renewed by then."""
        return self._renewed.get(worker_id or 0, 0.0) + self.lease * USABLE_SHARE

    async def register_worker(self) -> int:
        begun = clock()
        worker_id = await super().register_worker()
        if self.name:
            await self.connector.execute_query_async(NAME_WORKER, worker_id=worker_id, name=self.name)
        self._renewed[worker_id] = begun
        return worker_id

    async def unregister_worker(self, worker_id: int) -> None:
        self._renewed.pop(worker_id, None)
        try:
            await super().unregister_worker(worker_id)
        except FAILURES:  # the sweep removes it
            logger.debug("worker %d could not be unregistered", worker_id)

    async def update_heartbeat(self, worker_id: int) -> None:
        """Raises LostLeaseError if the worker was counted as dead."""

        async def renew() -> None:
            begun = clock()
            if not await self.connector.execute_query_all_async(HEARTBEAT, worker_id=worker_id):
                self._renewed.pop(worker_id, None)
                self.losses += 1
                raise LostLeaseError
            self._renewed[worker_id] = begun

        await self.persist(renew, for_ever=True)

    async def fetch_job(self, queues: Iterable[str] | None, worker_id: int) -> Job | None:
        if self.is_stopping:
            return None
        try:
            if worker_id in self._doubtful:
                await self.give_back_unknown(worker_id)
                self._doubtful.discard(worker_id)
            job = await super().fetch_job(queues, worker_id)
        except FAILURES as error:
            # The answer may have been lost after the job was marked as ours.
            self._doubtful.add(worker_id)
            logger.info("no job fetched: %s", error)
            return None
        if job is not None and job.id is not None:
            self.held.add((job.id, job.attempts))
        return job

    async def defer_periodic_job(self, job: Job, periodic_id: str, defer_timestamp: int) -> int | None:
        try:
            return await super().defer_periodic_job(job, periodic_id, defer_timestamp)
        except exceptions.UniqueViolation:
            raise
        except FAILURES:  # another worker defers it, or the next one is due soon
            if not self.may_add_later:
                raise
            return None

    async def list_jobs_to_abort_async(self, queue: str | None = None) -> Iterable[int]:
        try:
            return await super().list_jobs_to_abort_async(queue)
        except FAILURES:
            return []

    @abstractmethod
    async def give_back_unknown(self, worker_id: int) -> None:
        """Gives back jobs that are marked as this worker's although it was never notified of them."""

    async def persist(self, action: Callable[[], Awaitable[_T]], *, for_ever: bool = False) -> _T | None:
        """Repeats the action while Postgres is silent, for one lease: then another worker has the job."""
        begun = reported = clock()
        while True:
            try:
                return await action()
            except exceptions.UniqueViolation:
                raise
            except FAILURES:
                if not for_ever and clock() > begun + self.lease:
                    return None
            if for_ever and clock() > reported + self.lease / HEARTBEATS:
                complain("Postgres does not answer; crawls end with their lease if this continues")
                reported = clock() + _SILENT_SECONDS
            await asyncio.sleep(_RETRY_SECONDS)
