"""`dvcrawler crawl SITE…`: one run of each site, and an exit code that says what happened."""

import argparse
import os
import sys
from collections.abc import Mapping
from typing import TYPE_CHECKING

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.console import show
from dvcrawler.errors import ConfigError, UsageError
from dvcrawler.exitcodes import ExitCode

if TYPE_CHECKING:  # Scrapy loads every command module at start
    from scrapy.settings import BaseSettings

    from dvcrawler.run.process import Tailor
    from dvcrawler.spiders.base.news import NewsSpider


#: Arguments that give a site without a host of its own one.
_HOST_ARGUMENTS = {"host", "start"}


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
            "address), tls=legacy, host= (danvan), start= (portal), unit= (namdinhgov). "
            "Example: dvcrawler crawl baonamdinh -a since=2024-01-01 -a section=5083"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("-a", dest="spargs", action="append", default=[], metavar="NAME=VALUE",
                            help="what to crawl (may be repeated)")  # fmt: skip
        parser.add_argument("--all", action="store_true", help="crawl every site whose host is known")
        parser.add_argument("--retired", action="store_true",
                            help="crawl sites that dvcrawler.toml calls retired, too")  # fmt: skip
        parser.add_argument("--log-format", metavar="FORMAT", help="plain, or json for one object per line")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.config.apply import archive_argument, site_arguments
        from dvcrawler.discovery.arguments import parse_arguments
        from dvcrawler.run.process import crawl_sites

        assert self.settings is not None
        typed = _split_pairs(opts.spargs)
        typed |= archive_argument(self.settings, typed)
        sites = load_sites(self.settings)
        parse_arguments(typed)
        given = {name: site_arguments(self.config, name, typed) for name in sites}
        named = ["--all"] if opts.all else args or self._written_sites()
        names = check_sites(_find_all(sites, given) if "--all" in named else named, sites)
        if not names:
            raise UsageError(f"name a site, or --all; there are: {', '.join(sites)}")
        code, names = self._leave_retired(names, parse_arguments(typed).is_from_archive or opts.retired)
        if not names:
            return code
        for name in names:
            if hasattr(sites[name], "choose_site"):  # a plain Scrapy spider has no site to choose
                arguments = parse_arguments(given[name])
                sites[name](name=name).choose_site(arguments)  # raises UsageError if the site needs more
        self._check_settings([typed, *(given[name] for name in names)])
        self._set_output(opts)
        self.settings.set("DVCRAWLER_RUN", True, priority="cmdline")
        found = crawl_sites(self.settings, [sites[name] for name in names], typed, self._tailor(given))
        return found or code

    def _tailor(self, given: "Mapping[str, dict[str, str]]") -> "Tailor":
        """Gives a site's crawler what the settings file says of that site. Returns its `-a` arguments."""
        from dvcrawler.config.apply import apply_site

        def tailor(settings: "BaseSettings", name: str) -> dict[str, str]:
            apply_site(settings, self.config, name)
            settings.set("DVCRAWLER_RUN_ARGUMENTS", given[name], priority="cmdline")
            return given[name]

        return tailor

    def _written_sites(self) -> list[str]:
        """The sites that the settings name for a crawl without any, or `--all`."""
        assert self.settings is not None
        return str(self.settings["DVCRAWLER_SITES"] or "").replace(",", " ").split()

    def _leave_retired(self, names: list[str], is_wanted: bool) -> tuple[ExitCode, list[str]]:
        """The sites to crawl; prints a line for each of the others. `is_wanted`: none is left out."""
        code, left = ExitCode.OK, list[str]()
        for name in names:
            retired = self.config.retired.get(name)
            if retired is None or is_wanted:
                left.append(name)
            else:
                why = f"retired since {retired.day} ({retired.reason})"
                code = show(f"{name}: {why}; not crawled, unless with --retired", code)
        return code, left

    def _check_settings(self, given: list[dict[str, str]]) -> None:
        """Raises ConfigError for a setting that cannot be used, before anything is done."""
        from dvcrawler.network.connect_to import allow_typed, parse_connect_to, parse_private_hosts
        from dvcrawler.setting_checks import check_settings

        assert self.settings is not None
        parse_connect_to(self.settings.get("DVCRAWLER_CONNECT_TO") or "")
        parse_private_hosts(self.settings.get("DVCRAWLER_PRIVATE_HOSTS") or "")
        addresses = [each.get(name, "") for each in given for name in ("start", "archive")]
        allow_typed(self.settings, [*addresses, self.settings["DVCRAWLER_COMMONCRAWL_FILES"]])
        self._set_user_agent()
        check_settings(self.settings)

    def _set_user_agent(self) -> None:
        """Puts the contact into the user agent, unless that was set by itself."""
        from dvcrawler.setting_checks import is_contact
        from dvcrawler.settings import user_agent

        assert self.settings is not None
        contact = str(self.settings["DVCRAWLER_CONTACT"] or "")
        if contact and not is_contact(contact):
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


def _find_all(sites: "Mapping[str, type[NewsSpider]]", given: Mapping[str, Mapping[str, str]]) -> list[str]:
    """The names of the sites that --all crawls. A site without a host of its own has one in .invalid, unless
    the arguments name it.
    """
    return [
        name
        for name, spider in sites.items()
        if hasattr(spider, "site") and (given[name].keys() & _HOST_ARGUMENTS or _has_host(spider))
    ]


def _has_host(spider: "type[NewsSpider]") -> bool:
    return not any(host.endswith(".invalid") for host in spider.site.hosts)
