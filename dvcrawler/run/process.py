"""A crawl as a process: its log, its signals, and what each site's run came to."""

import asyncio
import logging
import signal
from contextlib import suppress
from functools import partial
from typing import Any

from scrapy.crawler import AsyncCrawlerProcess
from scrapy.settings import Settings

from dvcrawler.console import show
from dvcrawler.errors import DvcrawlerError
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.logs import open_log
from dvcrawler.normalize.printable import printable
from dvcrawler.run.session import RunSession, find_session

logger = logging.getLogger(__name__)

_NAMED = 10


def crawl_sites(settings: Settings, spiders: list[Any], given: dict[str, str]) -> ExitCode:
    """Crawls them side by side, to the end; prints a line of result a site. The worst of their codes."""
    process = _begin(settings)
    _check_contact(settings, given)
    ended: dict[str, tuple[ExitCode, str]] = {}
    stopper = _Stopper(process)
    for spider in spiders:
        crawler = process.create_crawler(spider)
        task = process.crawl(crawler, **given)
        task.add_done_callback(partial(_end, crawler, ended, stopper))
    stopper.install()
    process.start(install_signal_handlers=False)
    for name, (code, text) in ended.items():
        if settings["LOG_FILE"]:  # whoever reads the file later has not seen standard output
            level = logging.INFO if code is ExitCode.OK else logging.WARNING
            logger.log(level, "%s: %s", name, text.partition("\n")[0])
    codes = [code for code, _ in ended.values()]
    code = worst(codes) if len(codes) == len(spiders) else ExitCode.INTERNAL
    return show("\n".join(f"{name}: {text}" for name, (_, text) in ended.items()), code)


def _begin(settings: Settings) -> AsyncCrawlerProcess:
    _begin_log(settings)
    is_quiet = settings.getbool("DVCRAWLER_QUIET")
    if is_quiet:
        logging.getLogger("scrapy.utils.log").addFilter(lambda record: record.levelno >= logging.ERROR)
    process = AsyncCrawlerProcess(settings)
    if is_quiet:
        # Only now: the process sets Scrapy's own log levels when it is made.
        logging.getLogger("scrapy").setLevel(logging.ERROR)
    return process


def _begin_log(settings: Settings) -> None:
    """Our handler in the place of Scrapy's, which writes files without a bound and no JSON."""
    handler = open_log(settings)
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    logging.root.setLevel(handler.level)
    logging.root.addHandler(handler)


def _check_contact(settings: Settings, given: dict[str, str]) -> None:
    """Portals cannot reach a nameless crawler. On loopback, and out of files, there is nobody to ask."""
    asks = not settings["DVCRAWLER_CONNECT_TO"] and not given.get("source", "").startswith("warc:")
    if asks and not settings["DVCRAWLER_CONTACT"]:
        logger.warning(
            "DVCRAWLER_CONTACT is not set: portals cannot reach you; set it to a mail or web address"
        )


class _Stopper:
    """The first SIGINT or SIGTERM stops cleanly; the second one at once."""

    def __init__(self, process: AsyncCrawlerProcess) -> None:
        self._process = process
        self.code: ExitCode | None = None

    def install(self) -> None:
        signal.signal(signal.SIGINT, self._stop)
        signal.signal(signal.SIGTERM, self._stop)

    def _stop(self, number: int, frame: Any) -> None:
        if self.code is not None:
            signal.signal(number, signal.SIG_DFL)
            signal.raise_signal(number)
        self.code = ExitCode.TERMINATED if number == signal.SIGTERM else ExitCode.INTERRUPTED
        from twisted.internet import reactor

        reactor.callFromThread(self._begin_stop)

    def _begin_stop(self) -> None:
        for crawler in self._process.crawlers:
            with suppress(RuntimeError):  # it has no extensions yet
                session = find_session(crawler)
                if session is not None:
                    session.release()
        self._stopping = asyncio.ensure_future(self._process.stop())


def _end(crawler: Any, ended: dict[str, tuple[ExitCode, str]], stopper: _Stopper, task: Any) -> None:
    """Called once the site's crawl is over, however it ended: the run record, then its line."""
    name = crawler.spidercls.name
    error = task.exception() if not task.cancelled() else None
    try:
        session = crawler.get_extension(RunSession)
    except RuntimeError:  # it ended before there were extensions
        session = None
    if session is None:
        ended[name] = _describe_start_failure(error)
        return
    failed = error.code if isinstance(error, DvcrawlerError) else ExitCode.INTERNAL if error else None
    code = session.finish(stopper.code or failed)
    ended[name] = (code, _describe(session, code, error))


def _describe_start_failure(error: BaseException | None) -> tuple[ExitCode, str]:
    if isinstance(error, DvcrawlerError):
        return error.code, f"{error.code.name.lower()} ({int(error.code)}): {error}"
    return ExitCode.INTERNAL, f"internal (1): {type(error).__name__}: {error}"


def _describe(session: Any, code: ExitCode, error: BaseException | None) -> str:
    run = session.run
    counts = ", ".join(f"{number} {what}" for what, number in run.outcomes.items()) or "nothing new"
    line = f"{code.name.lower()} ({int(code)}): {counts}; {run.requests} requests"
    if session.failure is not None:
        line += f"; {session.failure}"
    if run.implausible:
        line += "; implausible: " + ", ".join(f"{n} {what}" for what, n in run.implausible.items())
    if error is not None:
        line += f"; {type(error).__name__}: {error}"
    named = [f"  {p['outcome']} {p['url']}: {p['reason']}" for p in run.problems[:_NAMED]]
    if len(run.problems) > _NAMED:
        named.append(f"  … and more: {session.data / 'runs' / (session.site + '.jsonl')}")
    files = [
        f"  {session.store.folder / name}: +{end - start} bytes" for name, (start, end) in run.files.items()
    ]
    return "\n".join(map(printable, [line, *named, *files]))
