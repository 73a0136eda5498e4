"""What a worker process does, and the form in which tasks and results are passed on."""

import os
from collections.abc import Iterable
from multiprocessing.connection import Connection
from operator import attrgetter
from typing import Any

from dvcrawler.reparse.tasks import Task
from dvcrawler.reparse.work import read_batch

#: What a worker needs to know of a task; pickling the task itself takes four times as long.
_SENT = ("id", "url", "path", "offset", "at", "name", "given", "near", "digest")
_select_sent = attrgetter(*_SENT)


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
            results = read_batch(map(_unpack, sent), spider)
            orders.send([(each.record, each.reason, each.damaged, each.is_same) for each in results])
        except Exception as error:
            orders.send(error)


def _unpack(sent: tuple[Any, ...]) -> Task:
    """The task, without what only its sender looks at."""
    return Task(**dict(zip(_SENT, sent, strict=True)), held=None, date=None, layout=None)
