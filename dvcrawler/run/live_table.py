"""One table for all sites of a crawl, redrawn at the terminal's bottom; other output is printed above."""

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from scrapy.settings import BaseSettings

from dvcrawler.messages.plurals import counted
from dvcrawler.messages.printable import printable
from dvcrawler.run.progress import SiteProgress

if TYPE_CHECKING:  # takes 60 ms to load, and only a terminal needs it
    from rich.console import RenderableType
    from rich.live import Live
    from rich.table import Table

#: A terminal shows "^C" after the last row. If that wrapped, a line of the table would remain.
_ECHO_COLUMNS = 2
#: Redraws per second.
_REDRAWS = 4
_HEADINGS = ("site", "done", "queued", "stored", "left", "page")
#: Number of columns before the page; blanks between two columns; least room for showing the page.
_FIGURES, _GAP, _LEAST_ROOM = 5, 2, 12
#: Lines of the terminal kept free for output above the table, its heading and its last row.
_KEPT_LINES = 5


def is_table_wanted(settings: BaseSettings) -> bool:
    """DVCRAWLER_PROGRESS or, without it, whether standard error is a terminal that can move its cursor."""
    if settings.get("DVCRAWLER_PROGRESS") is not None:
        return settings.getbool("DVCRAWLER_PROGRESS")
    return sys.stderr.isatty() and os.environ.get("TERM", "dumb") not in ("dumb", "unknown", "")


class LiveTable:
    """Shows the sites that `measure`, called in the table's own thread, returns until `stop` is called."""

    def __init__(self, measure: Callable[[], Sequence[SiteProgress]]) -> None:
        from rich.console import Console

        self._measure = measure
        self._console = Console(stderr=True)
        self._live: Live | None = None

    def start(self) -> None:
        from rich.live import Live

        self._live = Live(  # a new one each time: an old one would move up by its height when it was stopped
            console=self._console,
            get_renderable=self._render,
            refresh_per_second=_REDRAWS,
            transient=True,
            redirect_stdout=False,  # it may be a file, or another terminal
        )
        self._live.start(refresh=True)

    def stop(self) -> None:
        if self._live is not None:
            self._live.stop()
            self._live = None

    def abandon(self) -> None:
        """Shows the cursor again if the process ends within a call of this class."""
        with suppress(Exception):
            self.stop()
        with suppress(OSError):
            sys.stderr.write("\x1b[?25h")
            sys.stderr.flush()

    @contextmanager
    def hidden(self) -> Iterator[None]:
        """Removes the table from the terminal while something else is printed."""
        was_shown = self._live is not None
        self.stop()
        try:
            yield
        finally:
            if was_shown:
                self.start()

    def write(self, text: str) -> int:
        """Prints whole lines above the table, unwrapped: a log handler can use the table as its stream."""
        from rich.text import Text

        self._console.print(Text(text.removesuffix("\n")), soft_wrap=True)
        return len(text)

    def flush(self) -> None:
        """Does nothing, as nothing is buffered."""

    def _render(self) -> "RenderableType":
        size = self._console.size
        return build_table(self._measure(), size.width - _ECHO_COLUMNS, max(size.height - _KEPT_LINES, 1))


def build_table(sites: Sequence[SiteProgress], width: int, most: int) -> "Table":
    """The table of at most `most` active sites, with a row for the total if there are several sites."""
    from rich.table import Table
    from rich.text import Text

    active = [site for site in sites if not site.has_ended]
    lines = [_HEADINGS, *map(_format_cells, active[:most])]
    if len(sites) > 1:
        lines.append(_sum(sites, len(active), len(active) - most))
    figures = [max(len(line[column]) for line in lines) for column in range(_FIGURES)]
    room = width - sum(figures) - _GAP * _FIGURES
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, show_header=False)
    _add_columns(table, figures, room)
    for line in lines:
        last = line[-1] if room >= _LEAST_ROOM else ""
        table.add_row(*map(Text, (*line[:-1], last)), style="bold" if line is _HEADINGS else "")
    return table


def _add_columns(table: "Table", figures: Sequence[int], room: int) -> None:
    """`figures`: the widths of all columns but the last one, which takes the room that is left."""
    for number, size in enumerate(figures):
        table.add_column(width=size, no_wrap=True, justify="right" if 0 < number < _FIGURES - 1 else "left")
    table.add_column(width=max(room, 1), no_wrap=True, overflow="ellipsis")


def _format_cells(row: SiteProgress) -> tuple[str, ...]:
    return (
        row.site,
        str(row.done),
        str(row.queued),
        str(row.stored),
        _format_left(row.seconds_left),
        printable(row.page or ("reading" if row.done else "starting")),
    )


def _sum(sites: Sequence[SiteProgress], active: int, unseen: int) -> tuple[str, ...]:
    ended = f"{len(sites) - active} of {counted(len(sites), 'site')} ended"
    more = f", {unseen} not shown" if unseen > 0 else ""
    longest = max((site.seconds_left for site in sites if site.seconds_left is not None), default=None)
    return (
        "all",
        str(sum(site.done for site in sites)),
        str(sum(site.queued for site in sites)),
        str(sum(site.stored for site in sites)),
        _format_left(longest),
        ended + more,
    )


def _format_left(seconds: float | None) -> str:
    """Rounds the estimate; empty for None."""
    if seconds is None:
        return ""
    minutes = round(seconds / 60)
    if minutes < 1:
        return "< 1 min"
    if minutes < 60:
        return f"{minutes} min"
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes:02} min" if hours < 24 else f"{hours // 24} d {hours % 24} h"
