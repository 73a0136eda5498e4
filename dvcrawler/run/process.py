"""Runs crawls in this process: its log, its signals, and a line of result for each site."""

import asyncio
import logging
import os
import signal
from contextlib import suppress
from functools import partial
from types import FrameType
from typing import NoReturn

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from dvcrawler.console import complain, show
from dvcrawler.errors import DvcrawlerError
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.logs import open_log
from dvcrawler.normalize.printable import printable
from dvcrawler.run.counters import CounterGroup, read_group
from dvcrawler.run.session import RunSession, find_session
from dvcrawler.storage.runs import Run

logger = logging.getLogger(__name__)

#: Pages named below a result line; the run record has the others.
_MAX_NAMED_PAGES = 10


def crawl_sites(settings: Settings, spiders: list[type[Spider]], arguments: dict[str, str]) -> ExitCode:
    """Crawls the sites at the same time and prints a line of result for each. Returns the worst code.

    `arguments` are those of `-a`, as typed.
    """
    process = _create_process(settings)
    _check_contact(settings, arguments)
    results: dict[str, tuple[ExitCode, str]] = {}
    stopper = _Stopper(process)
    for spider in spiders:
        crawler = process.create_crawler(spider)
        task = process.crawl(crawler, **arguments)
        task.add_done_callback(partial(_finish, crawler, results, stopper))
    stopper.install()
    process.start(install_signal_handlers=False)
    if settings["LOG_FILE"]:  # its reader does not see standard output
        _log_results(results)
    codes = [code for code, _ in results.values()]
    code = worst(codes) if len(codes) == len(spiders) else ExitCode.INTERNAL
    return code or stopper.printed


def _create_process(settings: Settings) -> AsyncCrawlerProcess:
    _install_log(settings)
    is_quiet = settings.getbool("DVCRAWLER_QUIET")
    if is_quiet:
        logging.getLogger("scrapy.utils.log").addFilter(lambda record: record.levelno >= logging.ERROR)
    process = AsyncCrawlerProcess(settings)
    if is_quiet:
        # Creating the process sets the levels of Scrapy's loggers, so this comes after it.
        logging.getLogger("scrapy").setLevel(logging.ERROR)
    return process


def _install_log(settings: Settings) -> None:
    """Replaces Scrapy's root handler, which writes neither bounded files nor JSON."""
    handler = open_log(settings)
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    logging.root.setLevel(handler.level)
    logging.root.addHandler(handler)


def _log_results(results: dict[str, tuple[ExitCode, str]]) -> None:
    for name, (code, text) in results.items():
        level = logging.INFO if code is ExitCode.OK else logging.WARNING
        logger.log(level, "%s: %s", name, text.partition("\n")[0])


def _check_contact(settings: Settings, arguments: dict[str, str]) -> None:
    """Warns before asking a portal without a contact in the user agent."""
    is_local = settings["DVCRAWLER_CONNECT_TO"] or arguments.get("source", "").startswith("warc:")
    if not is_local and not settings["DVCRAWLER_CONTACT"]:
        logger.warning(
            "DVCRAWLER_CONTACT is not set: portals cannot reach you; set it to a mail or web address"
        )


class _Stopper:
    """Stops cleanly at the first SIGINT or SIGTERM, at once at the second."""

    def __init__(self, process: AsyncCrawlerProcess) -> None:
        self._process = process
        self.code: ExitCode | None = None
        #: CONFIG once a result could not be printed.
        self.printed = ExitCode.OK

    def install(self) -> None:
        signal.signal(signal.SIGINT, self._handle)
        signal.signal(signal.SIGTERM, self._handle)

    def _handle(self, number: int, frame: FrameType | None) -> None:
        if self.code is not None:
            self._end_at_once(number)
        self.code = ExitCode.TERMINATED if number == signal.SIGTERM else ExitCode.INTERRUPTED
        from twisted.internet import reactor

        reactor.callFromThread(self._begin_stop)

    def _begin_stop(self) -> None:
        for session in self._sessions():
            session.stop.release()
        complain(f"stopping: {self._describe_wait()}; the same signal again ends at once")
        self._stopping = asyncio.ensure_future(self._process.stop())

    def _describe_wait(self) -> str:
        crawlers = self._process.crawlers
        active = 0
        for crawler in crawlers:
            if crawler.engine is not None:
                active += len(crawler.engine.downloader.active)
        seconds = max((crawler.settings.getfloat("DOWNLOAD_TIMEOUT") for crawler in crawlers), default=0.0)
        return f"{active} {'request' if active == 1 else 'requests'} under way, at most {seconds:g} s"

    def _sessions(self) -> list[RunSession]:
        sessions = []
        for crawler in self._process.crawlers:
            with suppress(RuntimeError):  # its extensions are not loaded yet
                session = find_session(crawler)
                if session is not None:
                    sessions.append(session)
        return sessions

    def _end_at_once(self, number: int) -> NoReturn:
        """Closes the run records and leaves. What was stored is on disk; nothing else is waited for."""
        assert self.code is not None
        for session in self._sessions():
            with suppress(Exception):  # the signal may have come within any of its calls
                session.finish(self.code)
        complain("ended at once; what was stored stays")
        os._exit(int(self.code))


def _finish(
    crawler: Crawler,
    results: dict[str, tuple[ExitCode, str]],
    stopper: _Stopper,
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
    # At once: other sites may take hours, and somebody waits for this line.
    stopper.printed = show(f"{name}: {results[name][1]}", stopper.printed)


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
        lines.append(f"  {session.store.folder / name}: +{end - start} bytes")
    return "\n".join(map(printable, lines))


def _describe_result(
    run: Run, code: ExitCode, failure: DvcrawlerError | None, error: BaseException | None
) -> str:
    outcomes = ", ".join(f"{number} {name}" for name, number in run.outcomes.items()) or "nothing new"
    parts = [f"{outcomes}; {run.requests} requests"]
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
