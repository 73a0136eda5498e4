"""`dvcrawler crawl SITE…`: one run of each site, and an exit code that says what happened."""

import argparse
import os
import re
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.exitcodes import ExitCode

if TYPE_CHECKING:  # Scrapy loads every command module at start
    from dvcrawler.spiders.base.news import NewsSpider


#: A mail address, or a web address with or without its scheme; it is sent in a header.
_CONTACT = re.compile(r"[!-~]{1,200}@[!-~]{1,200}\.[!-~]{2,60}|(?:https?://)?[!-?A-~]{1,200}\.[!-~]{2,200}")


class Command(DvcrawlerCommand):
    """Crawls sites at the same time, each at its own pace."""

    def syntax(self) -> str:
        return "[options] SITE… | --all"

    def short_desc(self) -> str:
        return "Crawl one or more portals into the store"

    def long_desc(self) -> str:
        return (
            "Crawls the portals and appends their new articles to the store. Arguments: since= and "
            "until= (days), section=, limit= (article pages), minutes=, requests=, revisit= (days, or all), "
            "source=live, urls:FILE (- for standard input), warc:PATH, wayback or commoncrawl, archive= (its "
            "address), media=images,documents (kept as well), tls=legacy, host= (danvan), start= (portal), "
            "unit= (namdinhgov). "
            "Example: dvcrawler crawl baonamdinh -a since=2024-01-01 -a section=5083"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
                            help="what to crawl (may be repeated)")  # fmt: skip
        parser.add_argument("--all", action="store_true", help="crawl every site whose host is known")
        parser.add_argument("--log-format", metavar="FORMAT", help="plain, or json for one object per line")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.discovery.arguments import parse_arguments
        from dvcrawler.run.process import crawl_sites

        assert self.settings is not None
        typed = _split_pairs(opts.spargs)
        sites = load_sites(self.settings)
        arguments = parse_arguments(typed)
        names = check_sites(_find_all(sites) if opts.all else args, sites)
        if not names:
            raise UsageError(f"name a site, or --all; there are: {', '.join(sites)}")
        for name in names:
            if hasattr(sites[name], "choose_site"):  # a plain Scrapy spider has no site to choose
                sites[name](name=name).choose_site(arguments)  # raises UsageError if the site needs more
        self._check_settings(typed)
        self._set_output(opts)
        self.settings.set("DVCRAWLER_RUN", True, priority="cmdline")
        self.settings.set("DVCRAWLER_RUN_ARGUMENTS", typed, priority="cmdline")
        return crawl_sites(self.settings, [sites[name] for name in names], typed)

    def _check_settings(self, typed: dict[str, str]) -> None:
        """Raises ConfigError for a setting that cannot be used, before anything is done."""
        from dvcrawler.network.connect_to import allow_typed, parse_connect_to, parse_private_hosts
        from dvcrawler.setting_checks import check_settings

        assert self.settings is not None
        parse_connect_to(self.settings.get("DVCRAWLER_CONNECT_TO") or "")
        parse_private_hosts(self.settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
        addresses = [typed.get("start", ""), typed.get("archive", "")]
        allow_typed(self.settings, [*addresses, self.settings["DVCRAWLER_COMMONCRAWL_FILES"]])
        self._set_user_agent()
        check_settings(self.settings)
        kinds = typed.get("media", self.settings["DVCRAWLER_MEDIA"] or "none")
        if kinds != "none" and not self.settings.getbool("DVCRAWLER_ARCHIVE"):
            raise ConfigError("pictures and documents are kept in the archive: set DVCRAWLER_ARCHIVE=1, or "
                              "leave them out with -a media=none")  # fmt: skip

    def _set_user_agent(self) -> None:
        """Puts the contact into the user agent, unless that was set by itself."""
        from dvcrawler.settings import user_agent

        assert self.settings is not None
        contact = str(self.settings["DVCRAWLER_CONTACT"] or "")
        if contact and not _CONTACT.fullmatch(contact):
            raise ConfigError("DVCRAWLER_CONTACT must be one mail or web address, in plain letters")
        if self.settings["USER_AGENT"] == user_agent(os.environ.get("DVCRAWLER_CONTACT", "")):
            self.settings.set("USER_AGENT", user_agent(contact), priority="cmdline")

    def _set_output(self, opts: argparse.Namespace) -> None:
        """Keeps Scrapy quiet by default, and a terminal free of INFO lines: it shows progress instead."""
        assert self.settings is not None
        is_verbose = bool(opts.loglevel or opts.debug)
        self.settings.set("DVCRAWLER_QUIET", not is_verbose, priority="cmdline")
        if opts.log_format is not None:
            self.settings.set("DVCRAWLER_LOG_FORMAT", opts.log_format, priority="cmdline")
        if sys.stderr.isatty() and not (is_verbose or self.settings["LOG_FILE"]):
            self.settings.set("LOG_LEVEL", "WARNING", priority="cmdline")


def _split_pairs(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"-a {name}: write it as NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _find_all(sites: "Mapping[str, type[NewsSpider]]") -> list[str]:
    """The names of the sites that --all crawls. A site without a host of its own has one in .invalid."""
    return [
        name
        for name, spider in sites.items()
        if hasattr(spider, "site") and not any(h.endswith(".invalid") for h in spider.site.hosts)
    ]
