"""`dvcrawler runs [SITE…]`: lists recent runs and those under way."""

import argparse
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import check_range, parse_number
from dvcrawler.cli.options import Option
from dvcrawler.cli.typed_text import Once
from dvcrawler.console import complain, find_width, show, to_json
from dvcrawler.errors import ExitCode, UnreadableError, UsageError, worst
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.messages.tables import fit_table
from dvcrawler.site_lists import check_sites, list_stored_sites

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.storage.run_records.runs import Run

_COLUMNS = tuple(
    "site started_at duration result requests stored revised unread refused failed other newest"
    " arguments".split()
)
#: Columns that a narrow terminal leaves out, in this order.
_EXPENDABLE = tuple(
    "arguments newest revised other refused unread failed duration requests stored started_at".split()
)
#: Outcomes that do not count as "other": they have a column, or no page is lost.
_NOT_OTHER = ("stored", "revised", "unread", "refused", "failed", "unchanged", "outside")

#: Possible results of a run, and the number of runs among which `--result` looks.
_RESULTS = (*(code.name.lower() for code in ExitCode), "running", "dead")
_ALL = 10**9

#: A run as `--json` prints it.
_Row = dict[str, Any]


class Command(DvcrawlerCommand):
    """Prints a table, newest run last, or JSON with `--json`."""

    usage = "[options] [SITE…]"
    description = (
        "Lists the newest runs of the given sites, or of all: start, duration, result, and what became "
        "of the pages. A terminal shows the columns that it has room for. "
        "Example: dvcrawler runs baonamdinh -n 5"
    )
    uses_scrapy = False
    options = (
        Option("--json", "print one JSON array"),
        Option("--wide", "print all columns, however wide"),
        Option(
            "--result", "only runs with this result: ok, partial, blocked, …", action=Once, metavar="NAME"
        ),
        Option(
            "--limit", "number of runs (default: 20)", short="-n", type=parse_number, default=20, metavar="N"
        ),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        _check_options(opts)
        sites = list_stored_sites(self.settings)
        names = check_sites(args, sites) or sites
        rows, code = _find_runs(self.find_store(), names, opts.limit, opts.result)
        if not rows:
            self.tell_stored_elsewhere()
        if opts.json:
            return show(to_json(rows), code)
        if rows:
            width = None if opts.wide else find_width()
            return show(
                fit_table(list(map(_flatten, rows)), _COLUMNS, _EXPENDABLE, width, "started_at"), code
            )
        what = f"no run with the result {opts.result}" if opts.result else "no run"
        return code or show(f"{what} is recorded in {self.data / 'runs'}", code)


def _check_options(opts: argparse.Namespace) -> None:
    check_range("--limit", opts.limit, 1)
    if opts.result is not None and opts.result not in _RESULTS:
        raise UsageError(f"--result {opts.result!r} is not a result{suggest_or_list(opts.result, _RESULTS)}")


def _find_runs(
    data: Path, names: Iterable[str], limit: int, result: str | None
) -> tuple[list[_Row], ExitCode]:
    """The newest rows of all sites. Run records that cannot be read are reported and left out."""
    rows: list[_Row] = []
    codes = []
    for name in names:
        try:
            found = _read_rows(data, name, _ALL if result else limit)
            rows += [row for row in found if result in (None, row["result"])]
        except UnreadableError as error:
            complain(f"{name}: {error}")
            codes.append(error.code)
    return sorted(rows, key=lambda row: str(row["started_at"]))[-limit:], worst(codes)


def _read_rows(data: Path, site: str, limit: int) -> Iterator[_Row]:
    from dvcrawler.storage.run_records.lost_runs import find_lost_runs
    from dvcrawler.storage.run_records.runs import find_open_run, recent_runs

    lost = find_lost_runs(data, site)
    if lost is not None:
        raise lost
    for run in recent_runs(data, site, limit):
        yield _build_row(run, run.exit_name)
    unended = find_open_run(data, site)
    if unended is not None:
        yield _build_row(unended.run, "running" if unended.is_alive else "dead")


def _build_row(run: "Run", result: str | None) -> _Row:
    """`seconds` is None for a run that was killed, whose end is not known."""
    return {
        "id": run.id,
        "site": run.site,
        "arguments": run.arguments,
        "started_at": run.started_at,
        "ended_at": run.ended_at,
        "seconds": _count_seconds(run.started_at, run.ended_at) if run.exit_code is not None else None,
        "result": result,
        "exit_code": run.exit_code,
        "requests": run.requests,
        "outcomes": run.outcomes,
        "fields": run.fields,
        "implausible": run.implausible,
        "newest": run.newest,
        "failure": run.failure,
        "address_rule": run.stats.get("dvcrawler/address_rule"),
    }


def _flatten(row: _Row) -> _Row:
    """The row with one value for each column of the table; None for counts of a run without an end."""
    outcomes, code = row["outcomes"], row["exit_code"]
    counts = {name: outcomes.get(name, 0) for name in _NOT_OTHER}
    counts["requests"] = row["requests"]
    counts["other"] = sum(count for name, count in outcomes.items() if name not in _NOT_OTHER)
    return {
        **row,
        "duration": None if row["seconds"] is None else str(timedelta(seconds=row["seconds"])),
        "result": row["result"] if code is None else f"{row['result']} ({code})",
        **(counts if code is not None else dict.fromkeys(counts)),
        "arguments": " ".join(f"{name}={value}" for name, value in row["arguments"].items()),
    }


def _count_seconds(start: str, end: str | None) -> int | None:
    try:
        return round((datetime.fromisoformat(end or "") - datetime.fromisoformat(start)).total_seconds())
    except (ValueError, TypeError):
        return None
