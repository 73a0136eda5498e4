"""`dvcrawler doctor`: whether this machine can crawl."""

import argparse
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from dvcrawler.cli import DvcrawlerCommand, load_sites
from dvcrawler.console import say, to_json
from dvcrawler.exitcodes import ExitCode
from dvcrawler.shared.opening import SharedUse

if TYPE_CHECKING:
    from dvcrawler.doctor.checks import Check

#: Hosts that are tried for a connection, and the seconds that each may take.
_MAX_HOSTS, _SECONDS = 3, 10.0
_WIDTH = 12


class Command(DvcrawlerCommand):
    """Exit code 3 if anything keeps a crawl from working."""

    shared_use = SharedUse.WRITING

    def syntax(self) -> str:
        return "[options]"

    def short_desc(self) -> str:
        return "Check whether this machine can crawl"

    def long_desc(self) -> str:
        return (
            "Looks at versions, data folder, disk, clock, contact, locale, names and connections, and says "
            "what to do about each. It asks no portal for a page. Example: dvcrawler doctor --offline"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="a JSON array of checks")
        parser.add_argument("--offline", action="store_true", help="leave names and connections out")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.doctor.checks import Result

        checks = self._check(offline=opts.offline)
        if opts.json:
            say(*to_json([asdict(check) for check in checks]).split("\n"))
        else:
            say(*(line for check in checks for line in _format(check)))
        return ExitCode.CONFIG if any(check.result is Result.BAD for check in checks) else ExitCode.OK

    def _check(self, *, offline: bool) -> "list[Check]":
        from dvcrawler.doctor import checks

        assert self.settings is not None
        found = [
            checks.check_versions(),
            checks.check_data(self.data),
            checks.check_disk(self.data, self.settings.getint("DVCRAWLER_MIN_FREE_MB")),
            checks.check_clock(datetime.now(UTC)),
            checks.check_contact(self.settings.get("DVCRAWLER_CONTACT") or ""),
            checks.check_locale(),
        ]
        if offline:
            return found
        sites = [each for name, each in load_sites(self.settings).items() if name not in self.config.retired]
        hosts = sorted({next(iter(spider.site.hosts)) for spider in sites if hasattr(spider, "site")})
        hosts = [host for host in hosts if not host.endswith(".invalid")]
        with ThreadPoolExecutor(2) as pool:  # a resolver without a network takes seconds for each name
            names = pool.submit(checks.check_names, hosts)
            connection = pool.submit(checks.check_connection, hosts[:_MAX_HOSTS], _SECONDS)
            return [*found, names.result(), connection.result()]


def _format(check: "Check") -> list[str]:
    lines = [f"{check.result:<5} {check.name:<{_WIDTH}} {check.found}"]
    return [*lines, f"{'':<{_WIDTH + 7}}do: {check.advice}"] if check.advice else lines
