"""The work of a job: a claimed site is crawled and published."""

import asyncio
import os
import socket
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from dvcrawler.cluster.claims import Claim, FencedJobs
from dvcrawler.cluster.leases import GivenBackError, clock
from dvcrawler.cluster.shared_places import Place, Places
from dvcrawler.cluster.site_run import SiteResult, crawl_site, is_given_back
from dvcrawler.console import complain, say
from dvcrawler.errors import DvcrawlerError, LockedError, StorageError
from dvcrawler.shared.objects import NewerOwnerError

#: Seconds until a job is tried again that this machine could not do, so that another takes it first.
AWAY_SECONDS = 60
#: Seconds between two attempts while the store does not answer; doubles up to the second number.
_FIRST_PAUSE, _LONGEST_PAUSE = 1.0, 30.0
#: Caps the seconds for which a store that does not answer is retried.
_PATIENCE = 600.0

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Crawling:
    """How a worker crawls. `words` gives the arguments of `dvcrawler` for a site and its data folder."""

    places: Places
    words: Callable[[str, Path], Sequence[str]]
    publish_seconds: float


@dataclass
class WorkerProcess:
    """Shared by all jobs of a process. `name` is shown by `status`."""

    crawling: Crawling
    is_stopping: bool = False
    name: str = field(default_factory=lambda: f"{socket.gethostname()}:{os.getpid()}")


class OwnedRun:
    def __init__(self, worker: WorkerProcess, jobs: FencedJobs, site: str, claim: Claim) -> None:
        self._worker, self._jobs, self._site, self._claim = worker, jobs, site, claim
        self._is_lost = False

    async def run(self) -> None:
        """Raises GivenBackError if the site is due again."""
        places = self._worker.crawling.places
        least = await self._retry(lambda: places.newest_token(self._site))
        token = await self._jobs.begin(self._claim, self._site, self._worker.name, least)
        if token is None:
            return  # given to another worker meanwhile
        try:
            place = places.place(self._site, token)
            await self._retry(place.prepare)
            result = await self._crawl(place)
            await self._retry(place.publish)
        except NewerOwnerError:
            complain(f"{self._site}: another worker has claimed the site; what was not published is dropped")
            return
        await self._conclude(token, result)

    async def _crawl(self, place: Place) -> SiteResult:
        """Crawls, and publishes from time to time."""
        words = self._worker.crawling.words(self._site, place.folder)
        publishing = asyncio.create_task(self._publish_often(place))
        try:
            return await crawl_site(words, self._find_deadline, self._must_stop)
        finally:
            publishing.cancel()
            with suppress(asyncio.CancelledError):
                await publishing

    async def _publish_often(self, place: Place) -> None:
        while not self._is_lost:
            await asyncio.sleep(self._worker.crawling.publish_seconds)
            try:
                await asyncio.to_thread(place.publish)
            except NewerOwnerError:
                self._is_lost = True
            except DvcrawlerError as error:
                complain(f"{self._site}: not published yet: {error}")

    async def _retry(self, action: Callable[[], _T]) -> _T:
        """Runs the action in a thread, again and again while the store does not answer. Raises GivenBackError
        at the end of the lease, or after `_PATIENCE` seconds.
        """
        begun, pause = clock(), _FIRST_PAUSE
        while True:
            try:
                return await asyncio.to_thread(action)
            except NewerOwnerError:
                raise
            except DvcrawlerError as error:
                is_lasting = not isinstance(error, LockedError | StorageError)  # as refused credentials
                is_over = clock() > min(begun + _PATIENCE, self._find_deadline())
                if is_lasting or is_over or self._worker.is_stopping:
                    complain(f"{self._site}: given back, the store cannot be used: {error}")
                    raise GivenBackError(AWAY_SECONDS) from None
            await asyncio.sleep(pause)
            pause = min(2 * pause, _LONGEST_PAUSE)

    async def _conclude(self, token: int, result: SiteResult) -> None:
        await self._jobs.note_result(self._site, token, result.code, result.line)
        if is_given_back(result):
            complain(f"{self._site}: given back: {result.line or f'the crawl ended with {result.code}'}")
            raise GivenBackError(0 if self._worker.is_stopping else AWAY_SECONDS)
        say(*(result.text or f"{self._site}: ended with {result.code}").split("\n"))

    def _find_deadline(self) -> float:
        return self._jobs.usable_until(self._claim.worker_id)

    def _must_stop(self) -> bool:
        return self._is_lost or self._worker.is_stopping
