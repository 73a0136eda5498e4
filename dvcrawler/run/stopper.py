"""Signals and failures of a process with several crawls: all its runs end in an orderly way, or at once."""

import asyncio
import os
import signal
from contextlib import suppress
from types import FrameType
from typing import NoReturn

from scrapy.crawler import AsyncCrawlerProcess, Crawler

from dvcrawler.console import complain, reopen_stderr
from dvcrawler.errors import DvcrawlerError, ExitCode
from dvcrawler.messages.plurals import counted
from dvcrawler.run.screen import Screen
from dvcrawler.run.session import RunSession, find_session
from dvcrawler.run.stop import GRACE_SECONDS

#: Seconds between checks of a crawl that is to be stopped and has not started yet.
_STARTING = 0.05


class Stopper:
    """Stops cleanly at the first SIGINT, SIGTERM or SIGHUP, at once at the second."""

    def __init__(self, process: AsyncCrawlerProcess, screen: Screen) -> None:
        self._process, self._screen = process, screen
        self.code: ExitCode | None = None
        #: CONFIG once a result could not be printed.
        self.printed = ExitCode.OK

    def install(self) -> None:
        signal.signal(signal.SIGINT, self._handle)
        signal.signal(signal.SIGTERM, self._handle)
        if signal.getsignal(signal.SIGHUP) is signal.SIG_DFL:  # `nohup` has it ignored
            signal.signal(signal.SIGHUP, self._handle)

    def abort(self, site: str, error: DvcrawlerError) -> None:
        """Ends the run of the site cleanly. Thread-safe."""
        from twisted.internet import reactor

        reactor.callFromThread(self._abort, site, error)

    def _abort(self, site: str, error: DvcrawlerError) -> None:
        for session in self._list_sessions():
            if session.site == site:
                session.stop.abort(error)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.code is not None:
            self._end_at_once(number)
        self.code = ExitCode.INTERRUPTED if number == signal.SIGINT else ExitCode.TERMINATED
        from twisted.internet import reactor

        reactor.callFromThread(self._begin_stop)

    def _begin_stop(self) -> None:
        for session in self._list_sessions():
            session.stop.release()
        wait = self._describe_wait()
        crawlers = self._process.crawlers
        self._stopping = [asyncio.ensure_future(_stop_crawler(crawler)) for crawler in crawlers]
        again = "Ctrl-C" if self.code == ExitCode.INTERRUPTED else "the same signal"
        with suppress(OSError), self._screen.hidden():  # after SIGHUP the terminal is gone
            complain(f"stopping: {wait}; {again} again ends at once")

    def _describe_wait(self) -> str:
        crawlers = [crawler for crawler in self._process.crawlers if crawler.engine is not None]
        slots = [slot for crawler in crawlers for slot in crawler.engine.downloader.slots.values()]
        sent = sum(len(slot.transferring) for slot in slots)
        timeout = max((crawler.settings.getfloat("DOWNLOAD_TIMEOUT") for crawler in crawlers), default=0.0)
        return f"{counted(sent, 'request')} under way, at most {min(timeout, GRACE_SECONDS):g} s"

    def _list_sessions(self) -> list[RunSession]:
        sessions = []
        for crawler in self._process.crawlers:
            with suppress(RuntimeError):  # its extensions are not loaded yet
                session = find_session(crawler)
                if session is not None:
                    sessions.append(session)
        return sessions

    def _end_at_once(self, number: int) -> NoReturn:
        """Closes the run records and exits at once; stored records are on disk already."""
        assert self.code is not None
        try:
            reopen_stderr()
            for session in self._list_sessions():
                with suppress(Exception):  # the signal may have come within any of its calls
                    session.finish(self.code)
            self._screen.abandon()
            complain("ended at once; stored data are kept")
        finally:
            os._exit(int(self.code))


async def _stop_crawler(crawler: Crawler) -> None:
    """Waits for a crawl that is still starting: Scrapy ignores a stop before its engine runs."""
    while crawler.crawling and not (crawler.engine is not None and crawler.engine.running):
        await asyncio.sleep(_STARTING)
    await crawler.stop_async()
