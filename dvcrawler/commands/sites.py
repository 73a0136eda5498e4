"""`dvcrawler sites`: lists every portal and what is stored of it."""

import argparse
from datetime import UTC, datetime

from dvcrawler.cli import DvcrawlerCommand, load_held_sites
from dvcrawler.console import format_table, say, to_json
from dvcrawler.exitcodes import ExitCode

_COLUMNS = ("site", "family", "articles", "newest", "last_run", "result", "health", "layouts", "host")


class Command(DvcrawlerCommand):
    """Prints a table, or JSON with `--json`."""

    def short_desc(self) -> str:
        return "List the portals and what is stored of them"

    def long_desc(self) -> str:
        return (
            "Lists every portal: articles stored, newest day, last run, health by the newest runs. "
            "Example: dvcrawler sites --json"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="print one JSON array")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dataclasses import asdict

        from dvcrawler.health.overview import describe_site

        now = datetime.now(UTC)
        rows = []
        for site in (spider.site for spider in load_held_sites(self.settings).values()):
            overview = asdict(describe_site(self.data, site.name, now))
            overview["health"] = "retired" if site.name in self.config.retired else overview["health"]
            layouts = ", ".join(layout.name for layout in site.layouts)
            host = next(iter(site.hosts))
            rows.append(
                {"site": site.name, "family": site.family, **overview, "layouts": layouts, "host": host}
            )
        say(*(to_json(rows) if opts.json else format_table(rows, _COLUMNS)).split("\n"))
        return ExitCode.OK
