"""`dvcrawler health [SITE…]`: judges each site by its recent runs; the exit code is the alarm."""

import argparse
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import parse_path
from dvcrawler.cli.options import Option
from dvcrawler.console import complain, show, to_json, wrap
from dvcrawler.errors import DvcrawlerError, ExitCode, UsageError, worst
from dvcrawler.site_lists import check_sites, list_stored_sites
from dvcrawler.storage.nearby import stored_elsewhere

if TYPE_CHECKING:  # imported when the command runs
    from dvcrawler.health.verdict import Verdict


class Command(DvcrawlerCommand):
    """Reads only run records and changes nothing in the data folder, so it may run during a crawl."""

    usage = "[options] [SITE…]"
    description = (
        "Reports for each site whether it is ok, and if not what is wrong, which runs show it and what "
        "to do. Exit code 0 if nothing is wrong. "
        "Example: dvcrawler health --notify 'mail -s news me@example.org'"
    )
    uses_scrapy = False
    options = (
        Option("--json", "print one JSON array"),
        Option("--notify", "if anything is wrong, run CMD and pipe the report to it", metavar="CMD"),
        Option("--metrics", "also write Prometheus text format", type=parse_path, metavar="FILE"),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.health.metrics import write_metrics
        from dvcrawler.notify import check_command, notify
        from dvcrawler.setting_checks import check_settings

        check_settings(self.settings, ("DVCRAWLER_HEALTH_RUNS", "DVCRAWLER_NOTIFY_SECONDS"))
        if opts.metrics:
            self.check_output(Path(opts.metrics))
        command = self._read_command(opts)
        self.find_store()
        now, sites = datetime.now(UTC), list_stored_sites(self.settings)
        named = check_sites(args, sites)
        verdicts = self._judge(named or sites, now, is_named=bool(named))
        report = _format(verdicts, as_json=opts.json)
        code = worst(verdict.code for verdict in verdicts)
        shown = report if opts.json else "\n".join(wrap(*report.split("\n")))
        codes = [show(shown, code)]
        if opts.metrics:
            codes.append(_run_action(lambda: write_metrics(Path(opts.metrics), self.data, verdicts, now)))
        if command and code is not ExitCode.OK:
            seconds = self.settings.getfloat("DVCRAWLER_NOTIFY_SECONDS")
            codes.append(_run_action(lambda: notify(command, report + "\n", seconds)))
        elif command:
            codes.append(_run_action(lambda: check_command(command)))
        return worst(codes)

    def _read_command(self, opts: argparse.Namespace) -> list[str] | None:
        """The operator's command; None without one. Raises UsageError for one that is not a command."""
        from dvcrawler.notify import split_command

        given = opts.notify if opts.notify is not None else self.settings["DVCRAWLER_NOTIFY"] or None
        return split_command(given) if given is not None else None

    def _judge(self, names: Sequence[str], now: datetime, *, is_named: bool) -> "list[Verdict]":
        from dvcrawler.health.assess import has_record, judge_site
        from dvcrawler.health.judge import retire
        from dvcrawler.health.outage import find_outage

        max_runs = self.settings.getint("DVCRAWLER_HEALTH_RUNS")
        verdicts = [judge_site(self.data, name, now, max_runs, is_named=is_named) for name in names]
        for place, verdict in enumerate(verdicts):
            retired = self.config.retired.get(verdict.site)
            if retired is not None:
                verdicts[place] = retire(verdict, retired.day, retired.reason)
        if not is_named and not any(map(has_record, verdicts)):
            no_run = f"no run is recorded in {self.data}; name the data folder, or crawl first"
            raise stored_elsewhere(self.data) or UsageError(no_run)
        if is_named:
            self.tell_stored_elsewhere()
        return find_outage(verdicts)


def _format(verdicts: "Sequence[Verdict]", *, as_json: bool) -> str:
    from dvcrawler.health import report

    if as_json:
        return to_json([report.as_json(verdict) for verdict in verdicts])
    return report.format_report(verdicts)


def _run_action(action: Callable[[], None]) -> ExitCode:
    """Prints an error instead of raising it, so that the next action is still tried."""
    try:
        action()
    except DvcrawlerError as error:
        complain(str(error))
        return error.code
    return ExitCode.OK
