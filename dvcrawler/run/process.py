"""Runs crawls in this process: its log, its signals, and a line of result for each site."""

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
from dvcrawler.normalize.plurals import counted
from dvcrawler.normalize.printable import printable
from dvcrawler.run.counters import CounterGroup, read_group
from dvcrawler.run.job import Job
from dvcrawler.run.screen import Screen
from dvcrawler.run.session import RunSession, find_session
from dvcrawler.run.stop import GRACE_SECONDS
from dvcrawler.storage.runs import Run

logger = logging.getLogger(__name__)

#: Pages named below a result line; the run record has the others.
_MAX_NAMED_PAGES = 10
#: Seconds between two looks at a crawl that is to be stopped and has not started yet.
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

    No two jobs may be of the same site. `tailor` adds what holds for one site. `beside`: runs during
    the crawl, and may end a site's run.
    """
    screen = Screen(settings)
    process = _create_process(settings, screen)
    _check_contact(settings, jobs)
    results: dict[str, tuple[ExitCode, str]] = {}
    stopper = _Stopper(process, screen)
    for job in jobs:
        crawler = process.create_crawler(job.spider)
        screen.add_site(crawler)
        tailor(crawler.settings, job.site)
        crawler.settings.set("DVCRAWLER_RUN_ARGUMENTS", dict(job.recorded), priority="cmdline")
        task = process.crawl(crawler, **job.arguments)
        task.add_done_callback(partial(_finish, crawler, results, stopper, screen))
    stopper.install()
    with screen, beside(stopper.abort) if beside is not None else nullcontext():
        process.start(install_signal_handlers=False)
    if settings["LOG_FILE"]:  # its reader does not see standard output
        _log_results(results)
    codes = [code for code, _ in results.values()]
    code = worst(codes) if len(codes) == len(jobs) else ExitCode.INTERNAL
    return code or stopper.printed


def _create_process(settings: Settings, screen: Screen) -> AsyncCrawlerProcess:
    _install_log(settings, screen)
    is_quiet = settings.getbool("DVCRAWLER_QUIET")
    if is_quiet:
        logging.getLogger("scrapy.utils.log").addFilter(lambda record: record.levelno >= logging.ERROR)
    process = AsyncCrawlerProcess(settings)
    if is_quiet:
        # Creating the process sets the levels of Scrapy's loggers, so this comes after it.
        logging.getLogger("scrapy").setLevel(logging.ERROR)
    return process


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
    """Warns before asking a portal without a contact in the user agent."""
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
        """Ends the run of the site, cleanly. May be called from any thread."""
        from twisted.internet import reactor

        reactor.callFromThread(self._abort, site, error)

    def _abort(self, site: str, error: DvcrawlerError) -> None:
        for session in self._sessions():
            if session.site == site:
                session.stop.abort(error)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.code is not None:
            self._end_at_once(number)
        self.code = ExitCode.TERMINATED if number == signal.SIGTERM else ExitCode.INTERRUPTED
        from twisted.internet import reactor

        reactor.callFromThread(self._begin_stop)

    def _begin_stop(self) -> None:
        for session in self._sessions():
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

    def _sessions(self) -> list[RunSession]:
        sessions = []
        for crawler in self._process.crawlers:
            with suppress(RuntimeError):  # its extensions are not loaded yet
                session = find_session(crawler)
                if session is not None:
                    sessions.append(session)
        return sessions

    def _end_at_once(self, number: int) -> NoReturn:
        """Closes the run records and leaves. Stored records are on disk; waits for nothing else."""
        assert self.code is not None
        for session in self._sessions():
            with suppress(Exception):  # the signal may have come within any of its calls
                session.finish(self.code)
        self._screen.abandon()
        complain("ended at once; what was stored stays")
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
        results[name] = _describe_start_failure(error)
    else:
        failed = error.code if isinstance(error, DvcrawlerError) else ExitCode.INTERNAL if error else None
        code = session.finish(stopper.code or failed)
        results[name] = (code, _describe(session, code, error))
    # At once: other sites may take hours.
    screen.remove_site(name)
    stopper.printed = screen.show(f"{name}: {results[name][1]}", stopper.printed)


def _describe_start_failure(error: BaseException | None) -> tuple[ExitCode, str]:
    if isinstance(error, DvcrawlerError):
        return error.code, f"{_name_code(error.code)}: {error}"
    return ExitCode.INTERNAL, f"{_name_code(ExitCode.INTERNAL)}: {type(error).__name__}: {error}"


def _describe(session: RunSession, code: ExitCode, error: BaseException | None) -> str:
    """The result line, then lines with the pages that were not stored and the files that grew."""
    run = session.run
    assert run is not None  # set when the session was opened
    lines = [_describe_result(run, code, session.stop.failure, error)]
    lines += [f"  {p['outcome']} {p['url']}: {p['reason']}" for p in run.problems[:_MAX_NAMED_PAGES]]
    if len(run.problems) > _MAX_NAMED_PAGES:
        lines.append(f"  … and more: {session.data / 'runs' / (session.site + '.jsonl')}")
    for name, (start, end) in run.files.items():
        lines.append(f"  {session.store.folder / name}: +{counted(end - start, 'byte')}")
    return "\n".join(map(printable, lines))


def _describe_result(
    run: Run, code: ExitCode, failure: DvcrawlerError | None, error: BaseException | None
) -> str:
    # A run that was cut short has not seen whether there is anything new.
    none = "nothing new" if code in (ExitCode.OK, ExitCode.PARTIAL) else "nothing stored"
    outcomes = ", ".join(f"{number} {name}" for name, number in run.outcomes.items()) or none
    parts = [f"{outcomes}; {counted(run.requests, 'request')}"]
    media = read_group(run.stats, CounterGroup.MEDIA)
    if media:
        parts.append("media: " + ", ".join(f"{number} {name}" for name, number in media.items()))
    if failure is not None:
        parts.append(str(failure))
    if run.implausible:
        parts.append("implausible: " + ", ".join(f"{n} {name}" for name, n in run.implausible.items()))
    if error is not None:
        parts.append(f"{type(error).__name__}: {error}")
    return f"{_name_code(code)}: {'; '.join(parts)}"


def _name_code(code: ExitCode) -> str:
    return f"{code.name.lower()} ({int(code)})"
