"""`dvcrawler cluster init|worker|schedule|status`: crawling with several machines, by jobs in Postgres."""

import argparse
import asyncio
from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import MOST_JOBS, check_range, parse_number
from dvcrawler.cli.options import Option
from dvcrawler.cli.packages import check_packages
from dvcrawler.console import say, show, to_json
from dvcrawler.errors import ExitCode, UsageError
from dvcrawler.messages.suggestions import suggest
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import check_sites, check_typed_host, load_sites, written_sites

if TYPE_CHECKING:  # Scrapy loads every command module at start, also where the extra is not installed
    from dvcrawler.cluster.shared_places import Places

#: Packages of the extra.
PACKAGES = ("procrastinate", "psycopg", "croniter", "obstore")
VERBS = ("init", "worker", "schedule", "status")
_SETTINGS = (
    "DVCRAWLER_CLUSTER_LEASE",
    "DVCRAWLER_CLUSTER_JOBS",
    "DVCRAWLER_PUBLISH_SECONDS",
    "DVCRAWLER_COMPACT_OBJECTS",
)
#: Scrapy's priority of the values in settings.py.
_DEFAULT = 20


class Command(DvcrawlerCommand):
    """Thin over `dvcrawler.cluster`."""

    usage = "[options] init | worker | schedule [SITE…] | status"
    description = (
        "init creates the tables in the Postgres database that DVCRAWLER_CLUSTER names; schedule adds a "
        "job for each site when it is due, worker crawls, status shows both. docs/scaling.md says when "
        "that is worth it. Needs the extra dvcrawler[cluster]. Example: dvcrawler cluster worker --jobs 8"
    )
    shared_use = SharedUse.NOTHING  # for this process; each worker has its own copies
    options = (
        Option("--jobs", "worker: sites at the same time", type=parse_number, metavar="N"),
        Option("--once", "schedule: add all sites now; worker: end when no job is due"),
        Option("--json", "status: print JSON"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.setting_checks import check_settings

        verb, names = (args[0], args[1:]) if args else ("", [])
        if verb not in VERBS:
            given = f"{verb!r} is unknown{suggest(verb, VERBS)}" if verb else "none is given"
            raise UsageError(f"say what to do: {', '.join(VERBS)}; {given}")
        if names and verb != "schedule":
            raise UsageError(f"cluster {verb} takes no argument {names[0]!r}")
        check_packages("cluster", "cluster", PACKAGES)
        if opts.jobs is not None:
            check_range("--jobs", opts.jobs, 1, MOST_JOBS)
            self.settings.set("DVCRAWLER_CLUSTER_JOBS", opts.jobs, priority="cmdline")
        check_settings(self.settings, _SETTINGS)
        run = {
            "init": self._create_schema,
            "worker": self._run_worker,
            "schedule": self._schedule,
            "status": self._show_status,
        }[verb]
        return run(names, opts)

    @property
    def _url(self) -> str:
        return str(self.settings["DVCRAWLER_CLUSTER"] or "")

    @property
    def _lease(self) -> float:
        return self.settings.getfloat("DVCRAWLER_CLUSTER_LEASE")

    def _create_schema(self, names: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.cluster.database import connect, create_schema, describe

        async def create() -> bool:
            async with connect(self._url) as connection:
                return await create_schema(connection)

        is_new = asyncio.run(create())
        say(f"{describe(self._url)}: {'tables created' if is_new else 'tables are up to date'}")
        return ExitCode.OK

    def _run_worker(self, names: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.cluster.owned_run import Crawling
        from dvcrawler.cluster.worker import work

        passed_on = self._pass_options(opts)
        crawling = Crawling(
            places=self._open_places(),
            words=lambda site, folder: ["crawl", site, "--data", str(folder), *passed_on],
            publish_seconds=self.settings.getfloat("DVCRAWLER_PUBLISH_SECONDS"),
        )
        number = self.settings.getint("DVCRAWLER_CLUSTER_JOBS")
        asyncio.run(work(self._url, crawling, lease=self._lease, concurrency=number, is_once=opts.once))
        return ExitCode.OK

    def _open_places(self) -> "Places":
        from dvcrawler.cluster.shared_places import Places, SharedPlaces, take_folder
        from dvcrawler.shared.location import SharedLocation, open_store
        from dvcrawler.shared.mirror import home_folder, make_copy_folder

        location = SharedLocation.parse(str(self.settings["DVCRAWLER_DATA"]))
        if location is None:
            return Places(self.data)
        home = home_folder(location, str(self.settings["DVCRAWLER_SHARED_FOLDER"] or ""))
        compact_at = self.settings.getint("DVCRAWLER_COMPACT_OBJECTS")
        workers = make_copy_folder(home / "workers")
        return SharedPlaces(open_store(location, self._lease / 4), take_folder(workers), compact_at)

    def _pass_options(self, opts: argparse.Namespace) -> list[str]:
        """The options of this command that its crawls take over."""
        # Without the database's address: a crawl needs none, and `ps` would show its password.
        pairs = [pair for pair in opts.set if pair.partition("=")[0] != "DVCRAWLER_CLUSTER"]
        words = [word for pair in pairs for word in ("-s", pair)]
        if (self.settings.getpriority("LOG_LEVEL") or 0) <= _DEFAULT:  # otherwise each page would be a line
            words += ["-s", "LOG_LEVEL=WARNING"]
        if self.config.path is not None:
            words += ["--config", str(self.config.path)]
        return words

    def _schedule(self, names: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.cluster.scheduler import schedule

        plan = self._plan(names)
        asyncio.run(schedule(self._url, plan, self._lease, is_once=opts.once))
        return ExitCode.OK

    def _plan(self, names: list[str]) -> dict[str, str]:
        """The times of each site. Raises UsageError for no site, or one that is not known."""
        from dvcrawler.cluster.scheduler import check_times
        from dvcrawler.config.apply import apply_file

        plan: dict[str, str] = {}
        for site in self._check_names(names or written_sites(self.settings)):
            settings = self.settings.copy()
            apply_file(settings, self.config, site)
            plan[site] = str(settings["DVCRAWLER_CLUSTER_TIMES"])
            check_times(plan[site])
        return plan

    def _check_names(self, names: Sequence[str]) -> list[str]:
        """The sites to schedule, without those that are retired."""
        known = load_sites(self.settings)
        wanted = [
            name for name in dict.fromkeys(names) if check_typed_host(name) or check_sites([name], known)
        ]
        left = [site for site in wanted if site not in self.config.retired]
        if not left:
            raise UsageError(
                'name the sites to schedule, or set them in dvcrawler.toml: sites = ["baonamdinh"]'
            )
        return left

    def _show_status(self, names: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.cluster.status import as_row, describe_workers, read_status, tabulate

        sites, workers = asyncio.run(read_status(self._url))
        if opts.json:
            rows = {"sites": [as_row(each) for each in sites], "workers": [asdict(each) for each in workers]}
            return show(to_json(rows), ExitCode.OK)
        return show("\n\n".join([describe_workers(workers, self._lease), tabulate(sites)]), ExitCode.OK)
