"""The output of a crawl, with or without a live table at the bottom of the terminal."""

import logging
from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from types import TracebackType
from typing import Self

from scrapy.crawler import Crawler
from scrapy.settings import BaseSettings

from dvcrawler.console import show, wrap
from dvcrawler.errors import ExitCode
from dvcrawler.run.live_table import LiveTable, is_table_wanted
from dvcrawler.run.progress import SiteMeter, SiteProgress


class Screen:
    """Prints results, complaints and log lines above the table, if it is shown."""

    def __init__(self, settings: BaseSettings) -> None:
        self._meters: dict[str, SiteMeter] = {}
        self._ended: dict[str, SiteProgress] = {}
        self._table = LiveTable(self._measure) if is_table_wanted(settings) else None

    def __enter__(self) -> Self:
        if self._table is not None:
            self._table.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Removes the table and shows the cursor again."""
        if self._table is not None:
            self._table.stop()

    def abandon(self) -> None:
        """As `close`, for a process that ends at once, at any point. Raises nothing."""
        if self._table is not None:
            self._table.abandon()

    def add_site(self, crawler: Crawler) -> None:
        """Gives the site a row."""
        if self._table is not None:
            self._meters[crawler.spidercls.name] = SiteMeter(crawler)

    def remove_site(self, name: str) -> None:
        """Removes the site's row, as its result is printed instead."""
        meter = self._meters.pop(name, None)
        if meter is not None:
            self._ended[name] = replace(meter.read(), queued=0, seconds_left=None, has_ended=True)

    def carry_log(self, handler: logging.Handler) -> None:
        """Prints the handler's lines above the table, if it writes to the terminal."""
        if self._table is not None and type(handler) is logging.StreamHandler:
            handler.setStream(self._table)

    def show(self, text: str, code: ExitCode) -> ExitCode:
        """As `console.show`; on a terminal, lines wrap at words."""
        with self.hidden():
            return show("\n".join(wrap(*text.split("\n"))), code)

    def hidden(self) -> AbstractContextManager[None]:
        """Removes the table while something else is printed."""
        return self._table.hidden() if self._table is not None else nullcontext()

    def _measure(self) -> Sequence[SiteProgress]:
        return [*(meter.read() for meter in list(self._meters.values())), *list(self._ended.values())]
