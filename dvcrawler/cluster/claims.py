"""Jobs that belong to one worker at a time, even if that worker was suspended and resumes."""

from dataclasses import dataclass
from datetime import datetime

from procrastinate import exceptions
from procrastinate.jobs import Job, Status

from dvcrawler.cluster.patient_jobs import PatientJobs
from dvcrawler.cluster.queries import BEGIN, END_STALLED, FINISH, GIVE_BACK, HELD, NOTE, RETRY


@dataclass(frozen=True, slots=True)
class Claim:
    """A job as one worker holds it. `attempts` grows whenever the job is given back."""

    job_id: int
    attempts: int
    worker_id: int | None

    @classmethod
    def of(cls, job: Job) -> "Claim":
        assert job.id is not None
        return cls(job.id, job.attempts, job.worker_id)

    def as_arguments(self) -> dict[str, int | None]:
        return {"job_id": self.job_id, "attempts": self.attempts, "worker_id": self.worker_id}


class FencedJobs(PatientJobs):
    """A job is finished or given back only by the worker and attempt that hold it. procrastinate itself would
    let a worker that was suspended and resumes finish the job of its successor.
    """

    async def give_back_unknown(self, worker_id: int) -> None:
        """Gives back jobs that are marked as this worker's and that it never got to know of."""
        for row in await self.connector.execute_query_all_async(HELD, worker_id=worker_id):
            if (row["id"], row["attempts"]) not in self.held:
                await self._retry(Claim(row["id"], row["attempts"], worker_id), None)

    async def finish_job(self, job: Job, status: Status, delete_job: bool) -> None:
        claim = Claim.of(job)
        await self.persist(lambda: self._finish(claim, status, delete_job))
        self.held.discard((claim.job_id, claim.attempts))

    async def retry_job(
        self,
        job: Job,
        retry_at: datetime | None = None,
        priority: int | None = None,
        queue: str | None = None,
        lock: str | None = None,
    ) -> None:
        claim = Claim.of(job)
        await self.persist(lambda: self._retry(claim, retry_at))
        self.held.discard((claim.job_id, claim.attempts))

    async def _finish(self, claim: Claim, status: Status, delete: bool) -> None:
        await self.connector.execute_query_all_async(
            FINISH, status=status.value, delete=delete, **claim.as_arguments()
        )

    async def _retry(self, claim: Claim, at: datetime | None) -> None:
        try:
            await self.connector.execute_query_all_async(RETRY, at=at, **claim.as_arguments())
        except exceptions.UniqueViolation:  # the site's next job is already queued
            await self._finish(claim, Status.ABORTED, False)

    async def begin(self, claim: Claim, site: str, worker: str, least: int) -> int | None:
        """A token for the site, greater than all before and than `least`; None if the job was given away."""
        rows = await self.persist(
            lambda: self.connector.execute_query_all_async(
                BEGIN, site=site, worker=worker, least=least, **claim.as_arguments()
            )
        )
        return int(rows[0]["token"]) if rows else None

    async def note_result(self, site: str, token: int, code: int, result: str) -> None:
        """Notes how a crawl ended, unless a newer claim began."""
        await self.persist(
            lambda: self.connector.execute_query_async(NOTE, site=site, token=token, code=code, result=result)
        )

    async def give_back_stalled(self, retried_queue: str) -> int:
        """Gives back the jobs of workers whose lease is over, and returns their number.

        Those of other queues are ended: the next one is due soon.
        """
        number = 0
        for job in await self.get_stalled_jobs(seconds_since_heartbeat=self.lease):
            query = GIVE_BACK if job.queue == retried_queue else END_STALLED
            arguments = {"job_id": job.id, "attempts": job.attempts, "lease": self.lease}
            try:
                rows = await self.connector.execute_query_all_async(query, **arguments)
            except exceptions.UniqueViolation:
                rows = await self.connector.execute_query_all_async(END_STALLED, **arguments)
            number += len(rows) if job.queue == retried_queue else 0
        await self.prune_stalled_workers(self.lease)
        return number
