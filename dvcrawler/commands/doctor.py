"""`dvcrawler doctor`: whether this machine can crawl."""

import argparse
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.options import Option
from dvcrawler.console import say, say_text, to_json, wrap
from dvcrawler.errors import DvcrawlerError, ExitCode, UsageError
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import load_sites

if TYPE_CHECKING:
    from dvcrawler.doctor.checks import Check

#: Caps the hosts that are tried for a connection, and the seconds for each.
_MAX_HOSTS, _SECONDS = 3, 10.0
#: Seconds for which a request that the shared store refuses is tried again.
_STORE_SECONDS = 5.0
_WIDTH = 12


class Command(DvcrawlerCommand):
    """Exits with 3 if anything keeps a crawl from working."""

    usage = "[options]"
    description = (
        "Looks at versions, data folder, disk, clock, contact, settings, certificate authorities, locale, "
        "names and connections, and at the shared store and the cluster's database if they are set, "
        "and says what to do about each. It asks no portal for a page. Example: dvcrawler doctor --offline"
    )
    shared_use = SharedUse.WRITING
    #: DVCRAWLER_DATA as it was set: an address, or a folder.
    _address = ""
    options = (
        Option("--json", "print a JSON array of checks"),
        Option("--offline", "skip what needs a network"),
    )

    def open_shared(self, use: SharedUse) -> None:
        """Leaves it to a check to report a store that cannot be opened."""
        self._address = str(self.settings["DVCRAWLER_DATA"])
        with suppress(DvcrawlerError):
            super().open_shared(use)

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.doctor.checks import Result

        if args:
            raise UsageError(f"doctor takes no argument {args[0]!r}; use --data for the data folder")
        checks = self._check(offline=opts.offline)
        if opts.json:
            say_text(to_json([asdict(check) for check in checks]))
        else:
            say(*wrap(*(line for check in checks for line in _format(check)), indent=_WIDTH + 7))
        return ExitCode.CONFIG if any(check.result is Result.BAD for check in checks) else ExitCode.OK

    def _check(self, *, offline: bool) -> "list[Check]":
        from dvcrawler.doctor import checks
        from dvcrawler.engine_settings import find_fault
        from dvcrawler.network.certificates import find_authorities

        is_here = self.shared is not None or "://" not in self._address
        found = [
            checks.check_versions(),
            *(self._check_folder() if is_here else ()),
            checks.check_clock(datetime.now(UTC)),
            checks.check_contact(self.settings.get("DVCRAWLER_CONTACT") or ""),
            checks.check_settings(find_fault(self.settings)),
            checks.check_authorities(*find_authorities()),
            checks.check_locale(),
        ]
        if offline:
            return found
        with ThreadPoolExecutor() as pool:  # without a network, a resolver takes seconds for each name
            return [*found, *(each.result() for each in list(map(pool.submit, self._list_network_checks())))]

    def _check_folder(self) -> "list[Check]":
        from dvcrawler.doctor import checks

        least = self.settings.getint("DVCRAWLER_MIN_FREE_MB")
        return [checks.check_data(self.data), checks.check_disk(self.data, least)]

    def _list_network_checks(self) -> "list[Callable[[], Check]]":
        from dvcrawler.doctor import checks, cluster_checks

        hosts = self._find_hosts()
        found = [
            partial(checks.check_names, hosts),
            partial(checks.check_connection, hosts[:_MAX_HOSTS], _SECONDS),
        ]
        if "://" in self._address:
            found.append(partial(cluster_checks.check_store, self._address, _STORE_SECONDS))
        if url := str(self.settings["DVCRAWLER_CLUSTER"] or ""):
            found.append(partial(cluster_checks.check_database, url))
        return list(found)

    def _find_hosts(self) -> list[str]:
        """The first host of each site that is not retired."""
        sites = [each for name, each in load_sites(self.settings).items() if name not in self.config.retired]
        hosts = sorted({next(iter(spider.site.hosts)) for spider in sites if hasattr(spider, "site")})
        return [host for host in hosts if not host.endswith(".invalid")]


def _format(check: "Check") -> list[str]:
    lines = [f"{check.result:<5} {check.name:<{_WIDTH}} {check.found}"]
    return [*lines, f"{'':<{_WIDTH + 7}}do: {check.advice}"] if check.advice else lines
