"""`dvcrawler crawl SITE…`: one run of each site, and an exit code that says what happened."""

import argparse
import sys
import textwrap
from dataclasses import replace
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.cli.typed_text import read_argument
from dvcrawler.console import show
from dvcrawler.errors import ConfigError, DvcrawlerError, ExitCode, UsageError, worst
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import load_sites, written_sites

if TYPE_CHECKING:  # Scrapy loads every command module at start
    from scrapy.settings import BaseSettings

    from dvcrawler.run.process import Job

#: Width of the help text, as argparse uses on a terminal of 80 columns.
_HELP_WIDTH = 78


class Command(DvcrawlerCommand):
    """Crawls sites at the same time, each at its own pace."""

    usage = "[options] SITE|ADDRESS… | --all"
    description = (
        "Crawls the portals and appends their new articles to the store; the exit code says what "
        "happened. A web address is an article, or the front page of a site; an unknown host is the site "
        "portal/<host>. Example: dvcrawler crawl baonamdinh -a since=2024-01-01 -a limit=50"
    )
    shared_use = SharedUse.WRITING
    options = (
        Option(
            "-a",
            "what to crawl (may be repeated)",
            dest="spargs",
            type=read_argument,
            action="append",
            default=[],
            metavar="NAME=VALUE",
        ),
        Option("--all", "crawl every site whose host is known"),
        Option("--retired", "also crawl sites that dvcrawler.toml calls retired"),
        Option("--log-format", "plain, or json for one object per line", metavar="FORMAT"),
    )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.formatter_class = argparse.RawDescriptionHelpFormatter
        parser.description = textwrap.fill(self.long_desc(), _HELP_WIDTH)
        parser.epilog = _describe_arguments()

    def written_without_option(self) -> dict[str, str]:
        from dvcrawler.discovery.argument_help import ARGUMENTS

        files = dict.fromkeys(("-o", "-O", "output"), "dvcrawler export --to FILE after the crawl")
        return {each.name: f"it as in -a {each.example}" for each in ARGUMENTS} | files

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        # Scrapy inspects every frame of the stack when this is imported: 0.1 s longer within the event loop.
        import scrapy.core.downloader.contextfactory  # noqa: F401

        from dvcrawler.config.apply import apply_file
        from dvcrawler.engine_settings import check_engine
        from dvcrawler.run.process import crawl_sites
        from dvcrawler.targets.typed import check_arguments, split_pairs

        self.check_current_folder()
        check_engine(self.settings)
        code, jobs = self._plan(args, opts)
        if not jobs:
            return code
        check_arguments(jobs, split_pairs(opts.spargs))
        self._check_settings(jobs)
        self._set_output(opts)
        self.settings.set("DVCRAWLER_RUN", True, priority="cmdline")
        code, jobs = self._claim_sites(jobs, code)
        if not jobs:
            return code
        work = self.shared.work if self.shared is not None else None
        beside = work.publishing if work is not None else None

        def tailor(settings: "BaseSettings", site: str) -> None:
            apply_file(settings, self.config, site)

        return crawl_sites(self.settings, jobs, tailor, beside) or code

    def _plan(self, args: list[str], opts: argparse.Namespace) -> "tuple[ExitCode, list[Job]]":
        """The jobs that the command line asks for, without those of retired sites. Raises UsageError."""
        from dvcrawler.config.apply import archive_argument, check_arguments_of_sites, site_arguments
        from dvcrawler.discovery.argument_parser import parse_arguments
        from dvcrawler.normalize.site_names import PORTAL
        from dvcrawler.targets.jobs import Targets
        from dvcrawler.targets.typed import check_words, find_all_sites, split_pairs

        typed = split_pairs(opts.spargs)
        typed |= archive_argument(self.settings, typed)
        sites = load_sites(self.settings)
        parse_arguments(typed)
        check_words(args)
        check_arguments_of_sites(self.config, sites)
        given = {name: site_arguments(self.config, name, typed) for name in sites}
        if opts.all and args:
            raise UsageError("name sites or give --all, not both")
        named = ["--all"] if opts.all else args or written_sites(self.settings)
        words = find_all_sites(sites, given) if "--all" in named else named
        if not words:
            raise UsageError(f"name a site, an address, or --all; there are: {', '.join(sites)}")
        planned = Targets(sites, self.data, given.get(PORTAL, {})).plan(words, typed)
        is_wanted = parse_arguments(typed).is_from_archive or opts.retired
        return self._leave_retired(list(map(self._add_written, planned)), is_wanted)

    def _claim_sites(self, jobs: "list[Job]", code: ExitCode) -> "tuple[ExitCode, list[Job]]":
        """Claims the sites of a shared store; prints a line for each that cannot be, and leaves it out."""
        work = self.shared.work if self.shared is not None else None
        if work is None:
            return code, jobs
        claimed = list["Job"]()
        for job in jobs:
            try:
                self.complain_of(work.claim(job.site).faults)
                claimed.append(job)
            except ConfigError:
                raise  # it concerns all sites
            except DvcrawlerError as error:
                shown = show(f"{job.site}: {error.code.name.lower()} ({int(error.code)}): {error}", code)
                code = worst([error.code, shown])
        return code, claimed

    def _add_written(self, job: "Job") -> "Job":
        """The job with the arguments that the settings file gives its site; those that were typed win."""
        from dvcrawler.config.apply import site_arguments

        return replace(
            job,
            arguments=site_arguments(self.config, job.site, job.arguments),
            recorded=site_arguments(self.config, job.site, job.recorded),
        )

    def _leave_retired(self, jobs: "list[Job]", is_wanted: bool) -> "tuple[ExitCode, list[Job]]":
        """Returns the sites to crawl; prints a line for each retired one. `is_wanted`: crawls those too."""
        code, left = ExitCode.OK, list["Job"]()
        for job in jobs:
            retired = self.config.retired.get(job.site)
            if retired is None or is_wanted:
                left.append(job)
            else:
                why = f"retired since {retired.day} ({retired.reason})"
                code = show(f"{job.site}: {why}; not crawled, unless with --retired", code)
        return code, left

    def _check_settings(self, jobs: "list[Job]") -> None:
        """Raises ConfigError for a setting that cannot be used, before anything is done."""
        from dvcrawler.engine_settings import check_crawl_settings, check_spider
        from dvcrawler.network.connect_to import allow_typed
        from dvcrawler.targets.typed import typed_addresses

        check_crawl_settings(self.settings)
        typed = [address for job in jobs for address in typed_addresses(job.recorded)]
        allow_typed(self.settings, [*typed, self.settings["DVCRAWLER_COMMONCRAWL_FILES"]])
        for job in jobs:
            check_spider(job.spider, self.settings)
        self._check_media(jobs)

    def _check_media(self, jobs: "list[Job]") -> None:
        kinds = {job.arguments.get("media", self.settings["DVCRAWLER_MEDIA"] or "none") for job in jobs}
        if kinds != {"none"} and not self.settings.getbool("DVCRAWLER_ARCHIVE"):
            raise ConfigError(
                "pictures and documents are kept in the archive: set DVCRAWLER_ARCHIVE=1, or "
                "leave them out with -a media=none"
            )

    def _set_output(self, opts: argparse.Namespace) -> None:
        """Keeps Scrapy quiet by default, and a terminal free of INFO lines: it shows progress instead."""
        is_verbose = bool(opts.loglevel or opts.debug)
        self.settings.set("DVCRAWLER_QUIET", not is_verbose, priority="cmdline")
        if opts.log_format is not None:
            self.settings.set("DVCRAWLER_LOG_FORMAT", opts.log_format, priority="cmdline")
        if sys.stderr.isatty() and not (is_verbose or self.settings["LOG_FILE"]):
            if self.settings["LOG_LEVEL"] == "INFO":
                self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")
            # Short, for 80 columns; the reader knows the day.
            self.settings.set("LOG_FORMAT", "%(asctime)s %(message)s", priority="cmdline")
            self.settings.set("LOG_DATEFORMAT", "%H:%M:%S", priority="cmdline")


def _describe_arguments() -> str:
    """The table of `-a` arguments, each with an example."""
    from dvcrawler.discovery.argument_help import ARGUMENTS

    lines = ["arguments, each with its own -a:"]
    for each in ARGUMENTS:
        indent, meaning = 30, each.described
        first = f"  {each.example}".ljust(indent - 2)
        if len(first) > indent - 2:
            lines.append(first)
            first = " " * (indent - 2)
        wrapped = textwrap.wrap(meaning, _HELP_WIDTH - indent)
        lines += [f"{first}  {wrapped[0]}", *(" " * indent + line for line in wrapped[1:])]
    return "\n".join(lines)
