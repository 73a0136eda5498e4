"""Reads captures in this process, or in worker processes of this machine."""

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from itertools import chain, islice
from multiprocessing import active_children, forkserver, get_context, parent_process

from dvcrawler.errors import ConfigError
from dvcrawler.reparse.tasks import Task
from dvcrawler.reparse.work import ReparseResult, load_site, read_batch, read_task, report_killed

#: Pages given to a worker at once: a few, so that the workers end together. Passing them takes .1 ms.
_BATCH = 10
#: Batches that wait for each worker: one slow page holds up the results of all after it.
_AHEAD = 16
#: Workers are forked from a process that has loaded these, with Scrapy: a site's module takes .3 s alone.
_PRELOADED = ("dvcrawler.reparse.work", "dvcrawler.spiders.base.news")
#: Workers killed one after the other before reparse gives up: then the machine is at fault, not a page.
_MAX_KILLED = 3


def read_tasks(tasks: Iterable[Task], spider: str, jobs: int) -> Iterator[ReparseResult]:
    """Yields the result of every task in order; reads in this process if `jobs` is 1.

    `spider` is `module:class:site`: a site's layouts are functions, so each process loads them itself. Raises
    ConfigError if the system kills one worker after another.
    """
    if jobs < 2:
        yield from (read_task(task, load_site(spider, task.given)) for task in tasks)
        return
    batches = _make_batches(tasks)
    while unread := (yield from _read_in_pool(batches, spider, jobs)):
        yield from _read_singly(deque(chain.from_iterable(unread)), spider)


def _read_in_pool(
    batches: Iterator[list[Task]], spider: str, jobs: int
) -> Generator[ReparseResult, None, list[list[Task]]]:
    """Reads until all batches are read, or a worker was killed; returns the batches taken but not read."""
    taken: deque[list[Task]] = deque()
    futures: deque[Future[list[ReparseResult]]] = deque()
    with _open_pool(jobs) as pool:
        try:
            while True:
                for batch in islice(batches, jobs * _AHEAD - len(taken)):
                    taken.append(batch)
                    futures.append(_submit(pool, batch, spider))
                if not taken:
                    return []
                results = futures.popleft().result()
                taken.popleft()
                yield from results
        except BrokenProcessPool:
            return list(taken)


def _read_singly(tasks: deque[Task], spider: str) -> Iterator[ReparseResult]:
    """Reads one page at a time, so that the page whose reading ends its worker can be named."""
    killed = 0
    while tasks:
        with _open_pool(1) as pool:
            try:
                while tasks:
                    results = _submit(pool, [tasks[0]], spider).result()
                    tasks.popleft()
                    killed = 0
                    yield from results
            except BrokenProcessPool:
                killed += 1
        if killed > _MAX_KILLED:
            raise ConfigError(
                f"the system has killed {killed} worker processes one after the other; free some memory, or "
                "run again with --jobs 1"
            )
        if tasks:
            yield report_killed(tasks.popleft())


def preload(jobs: int) -> None:
    """Starts the process that workers are forked from, which loads its modules meanwhile."""
    if jobs > 1:
        get_context("forkserver").set_forkserver_preload(list(_PRELOADED))
        with _block_interrupts():
            forkserver.ensure_running()


@contextmanager
def _open_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, get_context("forkserver"), initializer=_prepare_worker)
    try:
        yield pool
    except BaseException:  # an interrupt does not wait for the batches that are being read
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[Task], spider: str) -> Future[list[ReparseResult]]:
    """Submits a batch, which may start a worker."""
    with _block_interrupts():
        return pool.submit(read_batch, batch, spider)


@contextmanager
def _block_interrupts() -> Iterator[None]:
    """Blocks SIGINT in the processes that are started meanwhile: an interrupt while one loads its modules
    would print a traceback.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _make_batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    source = iter(tasks)
    while batch := list(islice(source, _BATCH)):
        yield batch


def _prepare_worker() -> None:
    """Leaves interrupts at the terminal to the parent, and ends the worker together with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """Ends the worker when its parent is gone. A killed parent cannot stop its workers, and the queue's
    pipe stays open because every worker holds both ends.
    """
    parent = parent_process()
    assert parent is not None
    parent.join()  # returns when the parent has ended, in any way
    os._exit(1)
