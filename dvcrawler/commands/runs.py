"""`dvcrawler runs [SITE…]`: the recent runs, and the one that is under way."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites, parse_number
from dvcrawler.console import complain, show, to_json
from dvcrawler.errors import UnreadableError, UsageError
from dvcrawler.exitcodes import ExitCode, worst

_COLUMNS = ("site", "started_at", "duration", "result", "requests", "stored", "revised", "unread",
            "refused", "failed", "other", "newest", "arguments")  # fmt: skip
#: What is no loss, or is counted already.
_TOLD = ("stored", "revised", "unread", "refused", "failed", "unchanged", "outside")


class Command(DvcrawlerCommand):
    """A table, the newest run last; `--json` for machines."""

    def syntax(self) -> str:
        return "[options] [SITE…]"

    def short_desc(self) -> str:
        return "List recent runs and the ones under way"

    def long_desc(self) -> str:
        return (
            "Lists the newest runs of the sites named, else of all: when, how long, how each ended, what "
            "became of its pages. Example: dvcrawler runs baonamdinh -n 5"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON array")
        parser.add_argument(
            "-n", "--limit", type=parse_number, default=20, metavar="N", help="so many (default: 20)"
        )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.console import format_table

        if opts.limit < 1:
            raise UsageError("--limit takes a whole number from 1")
        sites = load_sites(self.settings)
        names = check_sites(args, sites) or list(sites)
        found, code = _find(self.data, names, opts.limit)
        rows = sorted(found, key=lambda row: str(row["started_at"]))[-opts.limit :]
        if opts.json:
            return show(to_json(rows), code)
        if rows:
            return show(format_table([_flat(row) for row in rows], _COLUMNS), code)
        return code or show(f"no run is on record in {self.data / 'runs'}", code)


def _find(data: Path, names: Iterable[str], most: int) -> tuple[list[dict[str, Any]], ExitCode]:
    """The rows of all sites; one whose record cannot be read is named, and hides no other."""
    rows: list[dict[str, Any]] = []
    codes = []
    for name in names:
        try:
            rows += _rows(data, name, most)
        except UnreadableError as error:
            complain(f"{name}: {error}")
            codes.append(error.code)
    return rows, worst(codes)


def _rows(data: Path, site: str, most: int) -> Iterator[dict[str, Any]]:
    from dvcrawler.storage.runs import find_open_run, recent_runs

    for run in recent_runs(data, site, most):
        yield _row(run, run.exit_name)
    unended = find_open_run(data, site)
    if unended is not None:
        yield _row(unended.run, "running" if unended.is_alive else "dead")


def _row(run: Any, result: str) -> dict[str, Any]:
    """`seconds` is None for a run that died: when it did is not known."""
    return {
        "id": run.id,
        "site": run.site,
        "arguments": run.arguments,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "seconds": _seconds(run.started_at, run.ended_at) if run.exit_code is not None else None,
        "result": result,
        "exit_code": run.exit_code,
        "requests": run.requests,
        "outcomes": run.outcomes,
        "fields": run.fields,
        "implausible": run.implausible,
        "newest": run.newest,
        "failure": run.failure,
    }


def _flat(row: dict[str, Any]) -> dict[str, Any]:
    outcomes, code = row["outcomes"], row["exit_code"]
    return {
        **row,
        "duration": None if row["seconds"] is None else str(timedelta(seconds=row["seconds"])),
        "result": row["result"] if code is None else f"{row['result']} ({code})",
        **{name: outcomes.get(name, 0) for name in _TOLD},
        "other": sum(count for name, count in outcomes.items() if name not in _TOLD),
        "arguments": " ".join(f"{name}={value}" for name, value in row["arguments"].items()),
    }


def _seconds(start: str, end: str | None) -> int | None:
    try:
        return round((datetime.fromisoformat(end or "") - datetime.fromisoformat(start)).total_seconds())
    except (ValueError, TypeError):
        return None
