"""Reads captures in worker processes: from a WARC record to a finished record, or a reason why not."""

import os
import signal
import threading
from collections import deque
from collections.abc import Generator, Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache, partial
from importlib import import_module
from itertools import chain, islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path

from dvcrawler.errors import ConfigError
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_record
from dvcrawler.extract.site import Site
from dvcrawler.extract.watchdog import limit_reading
from dvcrawler.families.any_site import read_named
from dvcrawler.items import Provenance, to_record
from dvcrawler.items import Record as Line
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.identity import with_id
from dvcrawler.normalize.moments import read_utc_moment
from dvcrawler.normalize.refusal import RecordRefused
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.reparse.plan import Task
from dvcrawler.reparse.sites import SiteArguments
from dvcrawler.storage.warc.message import read_answer, unpack
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_at

_BATCH = 40
_AHEAD = 4
#: Workers killed one after the other before reparse gives up: then the machine is at fault, not a page.
_MAX_KILLED = 3


@dataclass(frozen=True, slots=True)
class ReparseResult:
    """`record`: of revision 1, or None with the `reason`. `damaged`: not the layouts' fault."""

    task: Task
    record: Line | None
    reason: str = ""
    damaged: bool = False


def read_tasks(tasks: Iterable[Task], spider: str, jobs: int) -> Iterator[ReparseResult]:
    """Yields the result of every task in order; reads in this process if `jobs` is 1.

    `spider` is `module:class:site`: a site's layouts are functions, so each process loads them itself. Raises
    ConfigError where the system kills one worker after another.
    """
    if jobs < 2:
        yield from (read_task(task, load_site(spider, task.given)) for task in tasks)
        return
    batches = _batches(tasks)
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
            yield _report_killed(tasks.popleft())


def _report_killed(task: Task) -> ReparseResult:
    what = "the process that read it was killed twice, perhaps for lack of memory"
    return ReparseResult(task, None, f"{task.path} at byte {task.offset}: {what}", damaged=True)


@contextmanager
def _open_pool(jobs: int) -> Iterator[ProcessPoolExecutor]:
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_prepare_worker)
    try:
        yield pool
    except BaseException:  # an interrupt does not wait for the batches that are being read
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[Task], spider: str) -> Future[list[ReparseResult]]:
    """Submits a batch, which may start a worker. SIGINT is blocked meanwhile and the worker inherits that:
    an interrupt while it loads its modules would print a traceback.
    """
    blocked = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        return pool.submit(_read_batch, batch, spider)
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, blocked)


def _batches(tasks: Iterable[Task]) -> Iterator[list[Task]]:
    source = iter(tasks)
    while batch := list(islice(source, _BATCH)):
        yield batch


def read_task(task: Task, site: Site) -> ReparseResult:
    """Reads one page. Never raises because of what a record contains."""
    found = read_at(Path(task.path), task.offset)
    if isinstance(found, Damage):
        return ReparseResult(task, None, f"{found.file} at byte {found.offset}: {found.what}", damaged=True)
    if isinstance(found, Large):
        return ReparseResult(task, None, "the record is too large to be a page")
    answer = read_answer(found)
    if answer is None:
        return ReparseResult(task, None, f"{task.path} at byte {task.offset}: no HTTP answer", damaged=True)
    try:
        body = unpack(answer)
        with limit_reading():
            return _read_record(task, body, site, answer.headers)
    except (NotAPageError, ValueError) as error:
        return ReparseResult(task, None, str(error))


def _read_record(task: Task, body: bytes, site: Site, headers: Mapping[str, str]) -> ReparseResult:
    address = read_named(task.url, site)
    if address is None:
        return ReparseResult(task, None, "its address is not an article's any more")
    at = read_utc_moment(task.at)
    if at is None:
        return ReparseResult(
            task, None, f"{task.path} at byte {task.offset}: no date of capture", damaged=True
        )
    address = with_id(address, native_id_of(task.id, site.name))
    provenance = Provenance("live", task.url, at, task.name, read_served(headers.get("date", "")))
    page = Page(body, task.url, headers.get("content-type"))
    article = read_record(page, site, address, provenance, partial(_find_page, task))
    if isinstance(article, RecordRefused):
        return ReparseResult(task, None, article.reason)
    return ReparseResult(task, to_record(article))


def _find_page(task: Task, url: str) -> Page | None:
    """A further page of the article; None where the archive does not have it."""
    source = next((each for each in task.near if each.url == url), None)
    found = read_at(Path(source.path), source.offset) if source else None
    answer = read_answer(found) if isinstance(found, Record) else None
    if answer is None:
        return None
    try:
        return Page(unpack(answer), url, answer.headers.get("content-type"))
    except (NotAPageError, ValueError):
        return None


@cache
def load_site(spider: str, given: SiteArguments = ()) -> Site:
    """The site of the spider `module:class` or `module:class:site`, as seen by a run with these arguments."""
    module, name, *site_name = spider.split(":", 2)
    found = getattr(import_module(module), name)
    site: Site = (found.named(*site_name) if site_name else found).site_for(dict(given))
    return site


def _read_batch(tasks: list[Task], spider: str) -> list[ReparseResult]:
    return [read_task(task, load_site(spider, task.given)) for task in tasks]


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
    parent.join()  # returns when the parent is gone, however it ended
    os._exit(1)
