"""`dvcrawler sites`: every portal, and what is held of it."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, load_sites
from dvcrawler.errors import StorageError
from dvcrawler.exitcodes import ExitCode

_COLUMNS = ("site", "articles", "newest", "last_run", "result", "layouts", "host")


class Command(DvcrawlerCommand):
    """A table; `--json` for machines."""

    def short_desc(self) -> str:
        return "List the portals and what is held of them"

    def long_desc(self) -> str:
        return "Lists every portal: articles held, newest day, last run. Example: dvcrawler sites --json"

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON array")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        rows = [describe_site(self.data, spider.site) for spider in load_sites(self.settings).values()]
        if opts.json:
            print(json.dumps(rows, ensure_ascii=False, indent=1))
        else:
            print(format_table(rows))
        return ExitCode.OK


def describe_site(data: Path, site: Any) -> dict[str, Any]:
    """One row; None where nothing is held, or the ledger cannot be read. Changes nothing."""
    from dvcrawler.storage.ledger import Ledger, ledger_path
    from dvcrawler.storage.runs import last_run

    counts: dict[str, int] = {}
    newest = None
    if ledger_path(data, site.name).exists():
        try:
            with Ledger.look(data, site.name) as ledger:
                counts, newest = ledger.counts(), ledger.newest()
        except StorageError as error:
            print(f"dvcrawler: {error}", file=sys.stderr)
    run = last_run(data, site.name)
    return {
        "site": site.name,
        "articles": counts.get("stored", 0),
        "newest": newest,
        "last_run": run.ended_at if run else None,
        "result": run.exit_name if run else None,
        "layouts": ", ".join(layout.name for layout in site.layouts),
        "host": next(iter(site.hosts)),
    }


def format_table(rows: list[dict[str, Any]]) -> str:
    """The rows as aligned columns, "-" for what is not known."""
    lines = [tuple(column.replace("_", " ") for column in _COLUMNS)]
    lines += [tuple("-" if row[c] is None else str(row[c]) for c in _COLUMNS) for row in rows]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        "  ".join(text.ljust(width) for text, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )
