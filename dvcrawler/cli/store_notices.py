"""Says on standard error what of the store is built for a command, and what of it cannot be read."""

import sys
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.console import complain
from dvcrawler.derived.tables import TEXTS, Watch
from dvcrawler.errors import ExitCode, worst
from dvcrawler.messages.plurals import counted
from dvcrawler.storage.readable import advise, find_unopenable

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


def tell_unreadable(
    data: Path, sites: Collection[str] | None = None, what: str = "left out here"
) -> ExitCode:
    """STORAGE if folders or files may not be opened, PARTIAL if there are lines that cannot be read, of these
    sites or of all; else OK. `what`: what that means.
    """
    from dvcrawler.derived.unreadable import find_unreadable

    return worst(
        [tell_unopenable(find_unopenable(data, sites), what), tell_lines(find_unreadable(data, sites), what)]
    )


def tell_unopenable(found: Mapping[Path, str], what: str = "left out here") -> ExitCode:
    """As `tell_unreadable`, for folders and files alone, with their reason."""
    if not found:
        return ExitCode.OK
    (first, reason), *others = found.items()
    more = f", and {len(others)} more" if others else ""
    complain(f"cannot read {first}: {reason}{more}, {what}; {advise(reason)}, then run again")
    return ExitCode.STORAGE


def tell_lines(found: Mapping[Path, int], what: str = "left out here") -> ExitCode:
    """As `tell_unreadable`, for lines that were met while reading."""
    if not found:
        return ExitCode.OK
    first, *others = found
    more = f" and {counted(len(others), 'more file')}" if others else ""
    lines = counted(sum(found.values()), "line")
    complain(f"{lines} of {first}{more} cannot be read, {what}; `dvcrawler verify` names each")
    return ExitCode.PARTIAL
