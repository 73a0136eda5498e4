"""Reads captures in this process, or in worker processes of this machine."""

from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection, wait

from dvcrawler.errors import ConfigError
from dvcrawler.reparse.spawner import Spawner
from dvcrawler.reparse.tasks import Task
from dvcrawler.reparse.work import ReparseResult, load_site, pack, read_task, report_killed, work

#: Pages given to a worker at once. Near the end fewer, so that the workers end together.
_BATCH = 10
#: Pages for each worker whose results wait for a slow page before them.
_AHEAD = 160
#: Workers killed one after the other before reparse gives up: then the machine is at fault, not a page.
_MAX_KILLED = 3


class Workers:
    """Processes that read pages, for one site after the other. Each is started when there is work for it.

    `jobs`: 1 reads in this process.
    """

    def __init__(self, jobs: int, spawner: Spawner | None) -> None:
        self.jobs, self._spawner = jobs, spawner
        self._idle: list[Connection] = []

    def read(self, tasks: Iterable[Task], spider: str) -> Iterator[ReparseResult]:
        """Yields the result of every task in order.

        `spider` is `module:class:site`: a site's layouts are functions, so each process loads them itself.
        Raises ConfigError if the system kills one worker after another.
        """
        if self._spawner is None:
            return (read_task(task, load_site(spider, task.given)) for task in tasks)
        return _Reading(self, tasks, spider).results()

    def take(self) -> Connection:
        assert self._spawner is not None
        return self._idle.pop() if self._idle else self._spawner.start()

    def give_back(self, worker: Connection) -> None:
        self._idle.append(worker)

    def close(self) -> None:
        """Ends those that wait; the spawner ends all, unless the system has killed it."""
        for worker in self._idle:
            worker.close()
        if self._spawner is not None:
            self._spawner.close()


@contextmanager
def open_workers(jobs: int) -> Iterator[Workers]:
    """Call it before locks, files and connections are opened: see `spawner`."""
    with closing(Workers(jobs, Spawner(work) if jobs > 1 else None)) as workers:
        yield workers


@dataclass(frozen=True, slots=True)
class _Batch:
    """Pages given to one worker, with their numbers. `is_suspect`: a single one, whose worker was killed."""

    pages: list[tuple[int, Task]]
    is_suspect: bool = False


class _Reading:
    """Shares out the tasks of one site. What a killed worker had is read again page by page, with no other
    page at the same time, so that the page whose reading ends its worker can be named.
    """

    def __init__(self, workers: Workers, tasks: Iterable[Task], spider: str) -> None:
        self._workers, self._spider = workers, spider
        self._tasks = enumerate(tasks)
        self._waiting, self._suspects = deque[tuple[int, Task]](), deque[tuple[int, Task]]()
        self._busy: dict[Connection, _Batch] = {}
        self._done: dict[int, ReparseResult] = {}
        self._taken = self._given = self._killed = 0

    def results(self) -> Iterator[ReparseResult]:
        try:
            while True:
                self._assign()  # first, so that no worker waits for what is done with the results
                yield from self._pop_done()
                self._fill()
                self._assign()
                if not self._busy:
                    return
                for worker in wait(list(self._busy)):
                    assert isinstance(worker, Connection)
                    self._collect(worker, self._busy.pop(worker))
        finally:
            for worker in self._busy:
                worker.close()

    def _fill(self) -> None:
        """Takes tasks for the next batches, unless too many results wait already."""
        jobs = self._workers.jobs
        while len(self._waiting) < 2 * jobs * _BATCH and self._taken - self._given < jobs * _AHEAD:
            numbered = next(self._tasks, None)
            if numbered is None:
                return
            self._waiting.append(numbered)
            self._taken += 1

    def _assign(self) -> None:
        while len(self._busy) < self._workers.jobs and (batch := self._next_batch()) is not None:
            worker = self._workers.take()
            self._busy[worker] = batch
            with suppress(OSError):  # it was killed; waiting for its results will say so
                worker.send((self._spider, pack(task for _, task in batch.pages)))

    def _next_batch(self) -> _Batch | None:
        if any(batch.is_suspect for batch in self._busy.values()):
            return None
        if self._suspects:
            return None if self._busy else _Batch([self._suspects.popleft()], is_suspect=True)
        size = min(len(self._waiting), max(1, len(self._waiting) // (2 * self._workers.jobs)))
        return _Batch([self._waiting.popleft() for _ in range(size)]) if size else None

    def _collect(self, worker: Connection, batch: _Batch) -> None:
        try:
            found = worker.recv()
        except (EOFError, OSError):
            worker.close()
            self._note_killed(batch)
            return
        self._workers.give_back(worker)
        if isinstance(found, Exception):
            raise found
        self._killed = 0
        for (number, task), each in zip(batch.pages, found, strict=True):
            self._done[number] = ReparseResult(task, *each)

    def _note_killed(self, batch: _Batch) -> None:
        if not batch.is_suspect:
            self._suspects.extend(batch.pages)
            return
        self._killed += 1
        if self._killed > _MAX_KILLED:
            raise ConfigError(
                f"the system has killed {self._killed} worker processes one after the other; free some "
                "memory, or run again with --jobs 1"
            )
        (number, task) = batch.pages[0]
        self._done[number] = report_killed(task)

    def _pop_done(self) -> Iterator[ReparseResult]:
        while self._given in self._done:
            self._given += 1
            yield self._done.pop(self._given - 1)
