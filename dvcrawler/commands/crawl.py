"""`dvcrawler crawl SITE…`: one run of each site, an exit code that says what happened."""

import argparse
import os
import sys
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.exitcodes import ExitCode


class Command(DvcrawlerCommand):
    """Crawls sites side by side, each at its own pace."""

    def syntax(self) -> str:
        return "[options] SITE… | --all"

    def short_desc(self) -> str:
        return "Crawl one or more portals into the store"

    def long_desc(self) -> str:
        return (
            "Crawls the portals and appends their new articles to the store. Arguments: since= and "
            "until= (days), section=, limit= (article pages), minutes=, requests=, revisit= (days, or all), "
            "source=live, urls:FILE (- for standard input), warc:PATH, wayback or commoncrawl, archive= (its "
            "address), tls=legacy, host= (danvan), start= (portal), unit= (namdinhgov). "
            "Example: dvcrawler crawl baonamdinh -a since=2024-01-01 -a section=5083"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
                            help="what to crawl (may be repeated)")  # fmt: skip
        parser.add_argument("--all", action="store_true", help="every site whose host is known")
        parser.add_argument("--log-format", metavar="FORMAT", help="plain, or json: one object a line")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.discovery.arguments import parse_arguments
        from dvcrawler.run.process import crawl_sites

        assert self.settings is not None
        given = _pairs(opts.spargs)
        sites = load_sites(self.settings)
        parse_arguments(given)
        names = check_sites(_all_sites(sites) if opts.all else args, sites)
        if not names:
            raise UsageError(f"name a site, or --all; there are: {', '.join(sites)}")
        for name in names:
            if hasattr(sites[name], "choose_site"):
                sites[name].choose_site(sites[name], parse_arguments(given))
        self._settle(given, opts)
        return crawl_sites(self.settings, [sites[name] for name in names], given)

    def _settle(self, given: dict[str, str], opts: argparse.Namespace) -> None:
        from dvcrawler.network.connect_to import allow_typed, parse_connect_to, parse_private_hosts
        from dvcrawler.setting_checks import check_settings

        assert self.settings is not None
        parse_connect_to(self.settings.get("DVCRAWLER_CONNECT_TO") or "")
        parse_private_hosts(self.settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
        typed = (given.get("start", ""), given.get("archive", ""))
        allow_typed(self.settings, [*typed, self.settings["DVCRAWLER_COMMONCRAWL_FILES"]])
        self._name_ourselves()
        check_settings(self.settings)
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


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = [text.partition("=") for text in given]
    for name, equals, _ in pairs:
        if not equals:
            raise UsageError(f"-a {name}: write it as NAME=VALUE")
    return {name: value for name, _, value in pairs}


def _all_sites(sites: dict[str, Any]) -> list[str]:
    return [
        name
        for name, spider in sites.items()
        if hasattr(spider, "site") and not any(h.endswith(".invalid") for h in spider.site.hosts)
    ]
