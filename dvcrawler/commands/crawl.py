"""`dvcrawler crawl SITE…`: one run of each site, an exit code that says what happened."""

import argparse
import asyncio
import logging
import os
import signal
import sys
from contextlib import suppress
from functools import partial
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.errors import ConfigError, DvcrawlerError, UsageError
from dvcrawler.exitcodes import ExitCode, worst

logger = logging.getLogger(__name__)

logger = logging.getLogger(__name__)

_NAMED = 10


class Command(DvcrawlerCommand):
    """Crawls sites side by side, each at its own pace."""

    def syntax(self) -> str:
        return "[options] SITE… | --all"

    def short_desc(self) -> str:
        return "Crawl one or more portals into the store"

    def long_desc(self) -> str:
        return (
            "Crawls the portals and appends their new articles to the store. Arguments: since= and "
            "until= (days), section=, limit= (article pages), revisit= (days, or all), source=live "
            "or urls:FILE (- for standard input), host= (danvan). "
            "Example: dvcrawler crawl baonamdinh -a since=2024-01-01 -a section=5083"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
                            help="what to crawl (may be repeated)")  # fmt: skip
        parser.add_argument("--all", action="store_true", help="every site whose host is known")
        parser.add_argument("--log-format", metavar="FORMAT", help="plain, or json: one object a line")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.spiders.base.arguments import parse_arguments

        given = _pairs(opts.spargs)
        sites = load_sites(self.settings)
        parse_arguments(given)
        names = check_sites(_all_sites(sites) if opts.all else args, sites)
        if not names:
            raise UsageError(f"name a site, or --all; there are: {', '.join(sites)}")
        for name in names:
            sites[name].choose_site(sites[name], parse_arguments(given))
        self._settle(given, opts)
        return _crawl(self.settings, [sites[name] for name in names], given)

    def _settle(self, given: dict[str, str], opts: argparse.Namespace) -> None:
        from dvcrawler.middlewares.connect_to import parse_connect_to

        assert self.settings is not None
        parse_connect_to(self.settings.get("DVCRAWLER_CONNECT_TO") or "")
        self._name_ourselves()
        self.settings.set("DVCRAWLER_RUN", True, priority="cmdline")
        self.settings.set("DVCRAWLER_RUN_ARGUMENTS", given, priority="cmdline")
        self.settings.set("DVCRAWLER_QUIET", not (opts.loglevel or opts.debug), priority="cmdline")
        if opts.log_format is not None:
            self.settings.set("DVCRAWLER_LOG_FORMAT", opts.log_format, priority="cmdline")
        if sys.stderr.isatty() and not (opts.loglevel or opts.debug or self.settings["LOG_FILE"]):
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")

    def _name_ourselves(self) -> None:
        """The contact stands in the user agent, wherever it was set."""
        from dvcrawler.settings import user_agent

        assert self.settings is not None
        contact = str(self.settings["DVCRAWLER_CONTACT"] or "")
        if not contact.isprintable() or not contact.isascii():
            raise ConfigError("DVCRAWLER_CONTACT must be one mail or web address, in plain letters")
        if self.settings["USER_AGENT"] == user_agent(os.environ.get("DVCRAWLER_CONTACT", "")):
            self.settings.set("USER_AGENT", user_agent(contact), priority="cmdline")


def _check_contact(settings: Any, given: dict[str, str]) -> None:
    """Portals cannot reach a nameless crawler. On loopback, and out of files, there is nobody to ask."""
    asks = not settings["DVCRAWLER_CONNECT_TO"] and not given.get("source", "").startswith("warc:")
    if asks and not settings["DVCRAWLER_CONTACT"]:
        logger.warning(
            "DVCRAWLER_CONTACT is not set: portals cannot reach you; set it to a mail or web address"
        )


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"-a {name}: write it as NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _all_sites(sites: dict[str, Any]) -> list[str]:
    return [
        name for name, spider in sites.items() if not any(h.endswith(".invalid") for h in spider.site.hosts)
    ]


def _crawl(settings: Any, spiders: list[Any], given: dict[str, str]) -> ExitCode:
    from scrapy.crawler import AsyncCrawlerProcess

    _begin_log(settings)
    if settings.getbool("DVCRAWLER_QUIET"):
        logging.getLogger("scrapy.utils.log").addFilter(lambda record: record.levelno >= logging.ERROR)
    process = AsyncCrawlerProcess(settings)
    if settings.getbool("DVCRAWLER_QUIET"):
        # Only now: the process sets Scrapy's own log levels when it is made.
        logging.getLogger("scrapy").setLevel(logging.ERROR)
    _check_contact(settings, given)
    ended: dict[str, tuple[ExitCode, str]] = {}
    stopper = _Stopper(process)
    for spider in spiders:
        crawler = process.create_crawler(spider)
        task = process.crawl(crawler, **given)
        task.add_done_callback(partial(_end, crawler, ended, stopper))
    stopper.install()
    process.start(install_signal_handlers=False)
    for name, (code, line) in ended.items():
        print(f"{name}: {line}")
        if settings["LOG_FILE"]:  # whoever reads the file later has not seen standard output
            level = logging.INFO if code is ExitCode.OK else logging.WARNING
            logger.log(level, "%s: %s", name, line.partition("\n")[0])
    codes = [code for code, _ in ended.values()]
    return worst(codes) if len(codes) == len(spiders) else ExitCode.INTERNAL


def _begin_log(settings: Any) -> None:
    """Our handler in the place of Scrapy's, which writes files without a bound and no JSON."""
    from dvcrawler.extensions.log_lines import open_log

    handler = open_log(settings)
    settings.set("LOG_INSTALL_ROOT_HANDLER", False, priority="cmdline")
    logging.root.setLevel(handler.level)
    logging.root.addHandler(handler)


class _Stopper:
    """The first SIGINT or SIGTERM stops cleanly; the second one at once."""

    def __init__(self, process: Any) -> None:
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
        from dvcrawler.extensions.session import find_session

        for crawler in self._process.crawlers:
            with suppress(RuntimeError):  # it has no extensions yet
                session = find_session(crawler)
                if session is not None:
                    session.let_go()
        self._stopping = asyncio.ensure_future(self._process.stop())


def _end(crawler: Any, ended: dict[str, tuple[ExitCode, str]], stopper: _Stopper, task: Any) -> None:
    """Called once the site's crawl is over, however it ended: the run record, then its line."""
    from dvcrawler.extensions.session import RunSession

    name = crawler.spidercls.name
    error = task.exception() if not task.cancelled() else None
    try:
        session = crawler.get_extension(RunSession)
    except RuntimeError:  # it ended before there were extensions
        session = None
    if session is None:
        ended[name] = _describe_start_failure(error)
        return
    code = session.finish(stopper.code or (ExitCode.INTERNAL if error else None))
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
    return "\n".join([line, *named, *files])
