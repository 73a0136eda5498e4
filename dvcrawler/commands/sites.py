"""`dvcrawler sites`: every portal, and what is held of it."""

import argparse
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, load_sites
from dvcrawler.commands.health import is_known, judge_site
from dvcrawler.console import say, to_json
from dvcrawler.exitcodes import ExitCode

_COLUMNS = ("site", "family", "articles", "newest", "last_run", "result", "health", "layouts", "host")
#: The list must come at once: the newest runs alone, by number and by bytes of their records.
_RUNS, _BYTES = 100, 1 << 18


class Command(DvcrawlerCommand):
    """A table; `--json` for machines."""

    def short_desc(self) -> str:
        return "List the portals and what is held of them"

    def long_desc(self) -> str:
        return (
            "Lists every portal: articles held, newest day, last run, health by the newest runs. "
            "Example: dvcrawler sites --json"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON array")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.console import format_table

        now = datetime.now(UTC)
        sites = [spider.site for spider in load_sites(self.settings).values()]
        rows = [describe_site(self.data, site, now) for site in sites]
        if opts.json:
            say(*to_json(rows).split("\n"))
        else:
            say(*format_table(rows, _COLUMNS).split("\n"))
        return ExitCode.OK


def describe_site(data: Path, site: Any, now: datetime) -> dict[str, Any]:
    """One row; None where nothing is held. Changes nothing, not even a damaged ledger."""
    from dvcrawler.storage.ledger import Ledger

    held = Ledger.summary(data, site.name)
    verdict = judge_site(data, site.name, now, _RUNS, _BYTES)
    return {
        "site": site.name,
        "family": site.family,
        "articles": held.articles if held else 0,
        "newest": held.newest if held else None,
        "last_run": verdict.running or verdict.last_run,
        "result": "running" if verdict.running else verdict.last_result,
        "health": str(verdict.state) if is_known(verdict) else None,
        "layouts": ", ".join(layout.name for layout in site.layouts),
        "host": next(iter(site.hosts)),
    }
