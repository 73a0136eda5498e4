"""Reads captures, also in worker processes: from a WARC record to a finished record, or a reason why not."""

import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from importlib import import_module
from multiprocessing.connection import Connection
from operator import attrgetter
from pathlib import Path
from typing import Any

from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError, Page
from dvcrawler.extract.record import read_record
from dvcrawler.extract.site import Site
from dvcrawler.families.any_site import read_named
from dvcrawler.items import Provenance, to_record
from dvcrawler.items import Record as Line
from dvcrawler.normalize.article import RecordRefused
from dvcrawler.normalize.dates.machine import read_served
from dvcrawler.normalize.identity import with_id
from dvcrawler.normalize.numbers import read_utc_moment
from dvcrawler.normalize.site_names import native_id_of
from dvcrawler.reparse.compare import content_digest
from dvcrawler.reparse.tasks import SiteArguments, Task
from dvcrawler.storage.warc.message import read_answer, unpack
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_at

#: What a worker needs to know of a task; pickling the task itself takes four times as long.
_SENT = ("id", "url", "path", "offset", "at", "name", "given", "near", "digest")
_select_sent = attrgetter(*_SENT)


@dataclass(frozen=True, slots=True)
class ReparseResult:
    """`record`: of revision 1, or None with the `reason`. `damaged`: not the layouts' fault.

    `is_same`: the page gives what is stored. The record is left out, so that no worker passes it on.
    """

    task: Task
    record: Line | None
    reason: str = ""
    damaged: bool = False
    is_same: bool = False


#: Most pages of a batch are in the same few files.
_make_path = lru_cache(maxsize=64)(Path)


def read_task(task: Task, site: Site) -> ReparseResult:
    """Reads one page. Never raises because of a record's contents."""
    found = read_at(_make_path(task.path), task.offset)
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
    record = to_record(article)
    if task.digest is not None and task.digest == content_digest(record):
        return ReparseResult(task, None, is_same=True)
    return ReparseResult(task, record)


def _find_page(task: Task, url: str) -> Page | None:
    """A further page of the article; None if the archive does not have it."""
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
def load_site(spider: str, given: SiteArguments) -> Site:
    """The site of the spider `module:class` or `module:class:site`, as seen by a run with these arguments."""
    module, name, *site_name = spider.split(":", 2)
    found = getattr(import_module(module), name)
    site: Site = (found.named(*site_name) if site_name else found).site_for(dict(given))
    return site


def report_killed(task: Task) -> ReparseResult:
    what = "the process that read it was killed twice, perhaps for lack of memory"
    return ReparseResult(task, None, f"{task.path} at byte {task.offset}: {what}", damaged=True)


def pack(tasks: Iterable[Task]) -> list[tuple[Any, ...]]:
    """The tasks as they are sent to a worker."""
    return [_select_sent(task) for task in tasks]


def work(orders: Connection) -> None:
    """Reads batches until no more come; sends an error in place of the results.

    A batch is the site's spider and packed tasks; a result lacks its task, which the sender has.
    """
    os.nice(5)
    while True:
        try:
            spider, sent = orders.recv()
        except (EOFError, OSError):
            return
        try:
            tasks = map(_unpack, sent)
            results = [read_task(task, load_site(spider, task.given)) for task in tasks]
            orders.send([(each.record, each.reason, each.damaged, each.is_same) for each in results])
        except Exception as error:
            orders.send(error)


def _unpack(sent: tuple[Any, ...]) -> Task:
    """The task, without what only its sender looks at."""
    return Task(**dict(zip(_SENT, sent, strict=True)), held=None, date=None, layout=None)
