"""Says on standard error that an index is built, and on a terminal how far it is."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from dvcrawler.console import complain
from dvcrawler.derived.tables import TEXTS, Watch

if TYPE_CHECKING:  # it takes as long to import as a search takes
    from rich.progress import Progress, TaskID


@contextmanager
def watching() -> Iterator[Watch]:
    """Gives what an index is to be opened with."""
    notice = _Notice()
    try:
        yield notice.tell
    finally:
        notice.end()


class _Notice:
    def __init__(self) -> None:
        self._tasks: dict[str, TaskID | None] = {}
        self._bars: Progress | None = None

    def tell(self, what: str, done: int, total: int) -> None:
        if what not in self._tasks:
            _announce(what, total)
            self._tasks[what] = self._begin(what)
        task = self._tasks[what]
        if self._bars is not None and task is not None:
            self._bars.update(task, completed=done, total=total)

    def _begin(self, what: str) -> "TaskID | None":
        if not sys.stderr.isatty():
            return None
        if self._bars is None:
            from rich.console import Console
            from rich.progress import Progress

            self._bars = Progress(console=Console(stderr=True), transient=True)
            self._bars.start()
        return self._bars.add_task(what, total=None)

    def end(self) -> None:
        if self._bars is not None:
            self._bars.stop()


def _announce(what: str, total: int) -> None:
    if what == TEXTS:
        complain(f"the index of reposts reads {total:,} texts; later only new ones are read")
    else:
        size = total >> 20
        complain(f"the search index reads {size:,} MB of articles; later only new ones are read")
