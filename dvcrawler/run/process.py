"""Runs crawls in this process: its log, its signals, and the end of each site."""

import asyncio
import logging
import os
import signal
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext, suppress
from functools import partial
from types import FrameType
from typing import NoReturn

from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from dvcrawler.console import complain
from dvcrawler.errors import DvcrawlerError
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.logs import open_log
from dvcrawler.messages.plurals import counted
from dvcrawler.run.job import Job
from dvcrawler.run.limits import allow_open_files
from dvcrawler.run.result import describe_run, describe_start_failure
from dvcrawler.run.screen import Screen
from dvcrawler.run.session import RunSession, find_session
from dvcrawler.run.stop import GRACE_SECONDS

logger = logging.getLogger(__name__)
#: Seconds between checks of a crawl that is to be stopped and has not started yet.
_STARTING = 0.05


#: Adds the settings of the named site to its crawler's.
Tailor = Callable[[Settings, str], None]
#: Ends the run of a site after an error; may be called from any thread.
Abort = Callable[[str, DvcrawlerError], None]


def crawl_sites(
    settings: Settings,
    jobs: list[Job],
    tailor: Tailor,
    beside: Callable[[Abort], AbstractContextManager[None]] | None = None,
) -> ExitCode:
    """Crawls the sites at the same time and prints a line of result for each. Returns the worst code.

    No two jobs may be of the same site. `tailor` adds the settings of one site. `beside`: runs during the
    crawl, and may end a site's run.
    """
    allow_open_files()
    screen = Screen(settings)
    process = _create_process(settings, screen)
    _check_contact(settings, jobs)
    results: dict[str, tuple[ExitCode, str]] = {}
    stopper = _Stopper(process, screen)
    for job in jobs:
        crawler = _create_crawler(process, job, tailor)
        screen.add_site(crawler)
        task = process.crawl(crawler, **job.arguments)
        task.add_done_callback(partial(_finish, crawler, results, stopper, screen))
    stopper.install()
    with screen, beside(stopper.abort) if beside is not None else nullcontext():
        process.start(install_signal_handlers=False)
    if settings["LOG_FILE"]:  # readers of the log do not see standard output
        _log_results(results)
    codes = [code for code, _ in results.values()]
    code = worst(codes) if len(codes) == len(jobs) else ExitCode.INTERNAL
    return code or stopper.printed


def _create_process(settings: Settings, screen: Screen) -> AsyncCrawlerProcess:
    _install_log(settings, screen)
    is_quiet = settings.getbool("DVCRAWLER_QUIET")
    if is_quiet:
        logging.getLogger("scrapy.utils.log").addFilter(lambda record: record.levelno >= logging.ERROR)
        settings.set("LOG_VERSIONS", [], priority="cmdline")  # takes a dozen files, and is not shown
    process = AsyncCrawlerProcess(settings)
    if is_quiet:
        # Creating the process sets the levels of Scrapy's loggers, so this comes after it.
        logging.getLogger("scrapy").setLevel(logging.ERROR)
    return process


def _create_crawler(process: AsyncCrawlerProcess, job: Job, tailor: Tailor) -> Crawler:
    crawler = process.create_crawler(job.spider)
    tailor(crawler.settings, job.site)
    crawler.settings.set("DVCRAWLER_RUN_ARGUMENTS", dict(job.recorded), priority="cmdline")
    return crawler


def _install_log(settings: Settings, screen: Screen) -> None:
    """Replaces Scrapy's root handler, which writes neither bounded files nor JSON."""
    handler = open_log(settings)
    screen.carry_log(handler)
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    logging.root.setLevel(handler.level)
    logging.root.addHandler(handler)


def _log_results(results: dict[str, tuple[ExitCode, str]]) -> None:
    for name, (code, text) in results.items():
        level = logging.INFO if code is ExitCode.OK else logging.WARNING
        logger.log(level, "%s: %s", name, text.partition("\n")[0])


def _check_contact(settings: Settings, jobs: list[Job]) -> None:
    """Warns if a portal is crawled without a contact in the user agent."""
    is_archived = all(job.arguments.get("source", "").startswith("warc:") for job in jobs)
    is_local = settings["DVCRAWLER_CONNECT_TO"] or is_archived
    if not is_local and not settings["DVCRAWLER_CONTACT"]:
        logger.warning(
            "DVCRAWLER_CONTACT is not set: portals cannot reach you; set it to a mail or web address"
        )


class _Stopper:
    """Stops cleanly at the first SIGINT or SIGTERM, at once at the second."""

    def __init__(self, process: AsyncCrawlerProcess, screen: Screen) -> None:
        self._process, self._screen = process, screen
        self.code: ExitCode | None = None
        #: CONFIG once a result could not be printed.
        self.printed = ExitCode.OK

    def install(self) -> None:
        signal.signal(signal.SIGINT, self._handle)
        signal.signal(signal.SIGTERM, self._handle)

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
        self.code = ExitCode.TERMINATED if number == signal.SIGTERM else ExitCode.INTERRUPTED
        from twisted.internet import reactor

        reactor.callFromThread(self._begin_stop)

    def _begin_stop(self) -> None:
        for session in self._list_sessions():
            session.stop.release()
        again = "Ctrl-C" if self.code == ExitCode.INTERRUPTED else "the same signal"
        with self._screen.hidden():
            complain(f"stopping: {self._describe_wait()}; {again} again ends at once")
        crawlers = self._process.crawlers
        self._stopping = [asyncio.ensure_future(_stop_crawler(crawler)) for crawler in crawlers]

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
        for session in self._list_sessions():
            with suppress(Exception):  # the signal may have come within any of its calls
                session.finish(self.code)
        self._screen.abandon()
        complain("ended at once; stored data are kept")
        os._exit(int(self.code))


async def _stop_crawler(crawler: Crawler) -> None:
    """Waits for a crawl that is still starting: Scrapy ignores a stop before its engine runs."""
    while crawler.crawling and not (crawler.engine is not None and crawler.engine.running):
        await asyncio.sleep(_STARTING)
    await crawler.stop_async()


def _finish(
    crawler: Crawler,
    results: dict[str, tuple[ExitCode, str]],
    stopper: _Stopper,
    screen: Screen,
    task: asyncio.Future[None],
) -> None:
    """Called when a site's crawl is over, however it ended: writes the run record and notes the result."""
    name = crawler.spidercls.name
    error = task.exception() if not task.cancelled() else None
    try:
        session = find_session(crawler)
    except RuntimeError:  # it ended before its extensions were loaded
        session = None
    if session is None:
        results[name] = describe_start_failure(error)
    else:
        failed = error.code if isinstance(error, DvcrawlerError) else ExitCode.INTERNAL if error else None
        code = session.finish(stopper.code or failed)
        results[name] = (code, describe_run(session, code, error))
    # Shows the result at once, because other sites may take hours.
    screen.remove_site(name)
    stopper.printed = screen.show(f"{name}: {results[name][1]}", stopper.printed)
