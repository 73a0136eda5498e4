"""Captures read in processes of their own: from a WARC record to a finished record, or the reason why not."""

import os
import signal
import threading
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from multiprocessing import active_children, get_context, parent_process
from pathlib import Path

from dvcrawler import __version__
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import Unread, read_article
from dvcrawler.extract.site import Site
from dvcrawler.extract.watchdog import limit_reading
from dvcrawler.items import Provenance, Record, to_record
from dvcrawler.normalize.article import find_fault, fingerprint, normalize_draft
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.identity import with_id
from dvcrawler.normalize.moments import read_utc_moment
from dvcrawler.normalize.plausibility import add_doubts, find_doubts
from dvcrawler.normalize.urls import read_address
from dvcrawler.reparse.plan import Task
from dvcrawler.reparse.sites import SiteArguments
from dvcrawler.storage.warc.message import read_answer, unpack
from dvcrawler.storage.warc.reader import Damage, Large, read_at

_BATCH = 40
_AHEAD = 4


@dataclass(frozen=True, slots=True)
class ReparseResult:
    """`record` of revision 1, or None with the `reason`; `damaged` where the archive is at fault."""

    task: Task
    record: Record | None
    reason: str = ""
    damaged: bool = False


def read_tasks(tasks: Iterable[Task], spider: str, jobs: int) -> Iterator[ReparseResult]:
    """The outcome of every task, in order; in this process where `jobs` is 1.

    `spider` is `module:class`: a site's layouts are functions, so each process loads them itself.
    """
    if jobs < 2:
        yield from (read_task(task, load_site(spider, task.given)) for task in tasks)
        return
    batches = _batches(tasks)
    pool = ProcessPoolExecutor(jobs, get_context("spawn"), initializer=_prepare_worker)
    try:
        waiting = [_submit(pool, batch, spider) for batch in islice(batches, jobs * _AHEAD)]
        while waiting:
            yield from waiting.pop(0).result()
            waiting.extend(_submit(pool, batch, spider) for batch in islice(batches, 1))
    except BaseException:  # an interrupt does not wait for the batches that are being read
        for worker in active_children():
            worker.terminate()
        raise
    finally:
        pool.shutdown(cancel_futures=True)


def _submit(pool: ProcessPoolExecutor, batch: list[Task], spider: str) -> Future[list[ReparseResult]]:
    """Starts a worker where there are not enough yet. It inherits the blocked interrupt: one that came
    while it still loads its modules would end in a traceback.
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
    """Never raises for what a record holds."""
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
            return _read_page(task, body, site, answer.headers)
    except (NotAPageError, ValueError) as error:
        return ReparseResult(task, None, str(error))


def _read_page(task: Task, body: bytes, site: Site, headers: Mapping[str, str]) -> ReparseResult:
    address = read_address(task.url, site.addresses, site.hosts)
    if address is None:
        return ReparseResult(task, None, "its address is no article's any more")
    at = read_utc_moment(task.at)
    if at is None:
        return ReparseResult(
            task, None, f"{task.path} at byte {task.offset}: no date of capture", damaged=True
        )
    address = with_id(address, task.id.partition(":")[2])
    provenance = Provenance("live", task.url, at, task.name, read_served(headers.get("date", "")))
    draft = read_article(Page(body, task.url, headers.get("content-type")), site, address, provenance)
    if isinstance(draft, Unread):
        return ReparseResult(task, None, draft.reason)
    article = normalize_draft(draft, f"dvcrawler {__version__}")
    fault = find_fault(article)
    if fault is not None:
        return ReparseResult(task, None, fault)
    doubts = find_doubts(article, site.title)
    return ReparseResult(task, to_record(fingerprint(add_doubts(article, doubts))))


@cache
def load_site(spider: str, given: SiteArguments = ()) -> Site:
    """The site of a spider that is named as `module:class`, as a run with these arguments saw it."""
    module, _, name = spider.partition(":")
    site: Site = getattr(import_module(module), name).site_for(dict(given))
    return site


def _read_batch(tasks: list[Task], spider: str) -> list[ReparseResult]:
    return [read_task(task, load_site(spider, task.given)) for task in tasks]


def _prepare_worker() -> None:
    """A worker shares the terminal, where an interrupt is the parent's to handle, and ends with it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.nice(5)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """A killed parent cannot stop its workers, and they would wait for work forever: the queue's pipe
    stays open, since each of them holds its other end too.
    """
    parent = parent_process()
    assert parent is not None
    parent.join()  # returns when the parent is gone, however it ended
    os._exit(1)
