"""Runs crawls in this process: its log, its signals, and the end of each site."""

import asyncio
import gc
import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from functools import partial

from scrapy import Spider
from scrapy.crawler import AsyncCrawlerProcess, Crawler
from scrapy.settings import Settings

from dvcrawler.errors import DvcrawlerError, ExitCode, worst
from dvcrawler.logs import open_log
from dvcrawler.run.limits import allow_open_files, check_threads
from dvcrawler.run.result import describe_run, describe_start_failure
from dvcrawler.run.screen import Screen
from dvcrawler.run.session import find_session
from dvcrawler.run.stopper import Stopper

logger = logging.getLogger(__name__)
#: Adds the settings of the named site to its crawler's.
Tailor = Callable[[Settings, str], None]
#: Ends the run of a site after an error; may be called from any thread.
Abort = Callable[[str, DvcrawlerError], None]
#: By site, the exit code and what is printed.
Results = dict[str, tuple[ExitCode, str]]


@dataclass(frozen=True, slots=True)
class Job:
    """`arguments` are given to the spider; `recorded`, as typed, go into the run record."""

    spider: type[Spider]
    arguments: Mapping[str, str]
    recorded: Mapping[str, str]

    @property
    def site(self) -> str:
        return str(self.spider.name)


def crawl_sites(
    settings: Settings,
    jobs: list[Job],
    tailor: Tailor,
    beside: Callable[[Abort], AbstractContextManager[None]] | None,
) -> ExitCode:
    """Crawls the sites at the same time and prints a line of result for each. Returns the worst code.

    Call it once in a process. No two jobs may be of the same site. `tailor` adds the settings of one site.
    `beside`: runs during the crawl, and may end a site's run.
    """
    allow_open_files()
    check_threads()
    screen = Screen(settings)
    process = _create_process(settings, screen)
    _check_contact(settings, jobs)
    results: Results = {}
    stopper = Stopper(process, screen)
    for job in jobs:
        crawler = _create_crawler(process, job, tailor)
        screen.add_site(crawler)
        task = process.crawl(crawler, **job.arguments)
        task.add_done_callback(partial(_finish, crawler, results, stopper, screen))
    stopper.install()
    with screen, beside(stopper.abort) if beside is not None else nullcontext():
        # What was loaded so far lives as long as the process. To search it for garbage again and again took a
        # tenth of the processor time of a crawl.
        gc.freeze()
        process.start(install_signal_handlers=False)
    if settings["LOG_FILE"]:  # readers of the log do not see standard output
        _log_results(results)
    return _judge(results, jobs) or stopper.printed


def _judge(results: Results, jobs: Sequence[Job]) -> ExitCode:
    """The worst code; a job without a result is a defect."""
    return worst([code for code, _ in results.values()]) if len(results) == len(jobs) else ExitCode.INTERNAL


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


def _log_results(results: Results) -> None:
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


def _finish(
    crawler: Crawler, results: Results, stopper: Stopper, screen: Screen, task: asyncio.Future[None]
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
