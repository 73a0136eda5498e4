"""`dvcrawler health [SITE…]`: each site judged by its recent runs; the exit status is the alarm."""

import argparse
import errno
import os
import stat
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from dvcrawler.cli import DvcrawlerCommand, check_sites, load_sites
from dvcrawler.console import complain, show, to_json
from dvcrawler.errors import ConfigError, DvcrawlerError, StorageError, UnreadableError, UsageError
from dvcrawler.exitcodes import ExitCode, worst

#: So many times as many runs are read where the newest ones bring so little that no rhythm shows.
_FURTHER = 8


class Command(DvcrawlerCommand):
    """Reads run records alone; changes nothing in the data folder, and may run beside a crawl."""

    def syntax(self) -> str:
        return "[options] [SITE…]"

    def short_desc(self) -> str:
        return "Judge each site by its recent runs"

    def long_desc(self) -> str:
        return (
            "Says of each site whether it is ok, and if not what is wrong, which runs show it and what to "
            "do. Exit code 0 where nothing is wrong. "
            "Example: dvcrawler health --notify 'mail -s news me@example.org'"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--json", action="store_true", help="one JSON array")
        parser.add_argument("--notify", metavar="CMD",
                            help="hand CMD the report on standard input if anything is wrong")  # fmt: skip
        parser.add_argument("--metrics", metavar="FILE", help="write Prometheus text format as well")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.notify import notify, split_command
        from dvcrawler.setting_checks import check_settings

        assert self.settings is not None
        check_settings(self.settings, ("DVCRAWLER_HEALTH_RUNS", "DVCRAWLER_NOTIFY_SECONDS"))
        if opts.metrics == "":  # as from a variable that is not set
            raise UsageError("--metrics names no file")
        command = split_command(opts.notify) if opts.notify is not None else None
        now, sites = datetime.now(UTC), load_sites(self.settings)
        named = check_sites(args, sites)
        verdicts = self._judge(named or list(sites), now, is_named=bool(named))
        report = _format(verdicts, as_json=opts.json)
        code = worst(each.code for each in verdicts)
        codes = [show(report, code)]
        if opts.metrics:
            codes.append(_try(lambda: _write_metrics(Path(opts.metrics), self.data, verdicts, now)))
        if command and code is not ExitCode.OK:
            seconds = self.settings.getfloat("DVCRAWLER_NOTIFY_SECONDS")
            codes.append(_try(lambda: notify(command, report + "\n", seconds)))
        return worst(codes)

    def _judge(self, names: Sequence[str], now: datetime, *, is_named: bool) -> list[Any]:
        assert self.settings is not None
        most = self.settings.getint("DVCRAWLER_HEALTH_RUNS")
        verdicts = [judge_site(self.data, name, now, most, is_named=is_named) for name in names]
        if not is_named and not any(is_known(each) for each in verdicts):
            raise UsageError(f"no run is on record in {self.data}; name the data folder, or crawl first")
        return verdicts


def judge_site(
    data: Path, site: str, now: datetime, most: int, most_bytes: int | None = None, *, is_named: bool = False
) -> Any:
    """The Verdict over one site, from the newest `most` of its runs; failing where they cannot be read."""
    from dvcrawler.health.judge import judge
    from dvcrawler.storage.runs import find_open_run, recent_runs

    try:
        unended = find_open_run(data, site)
        run, is_alive = (unended.run, unended.is_alive) if unended else (None, False)
        for many in (most, most * _FURTHER):
            runs = list(recent_runs(data, site, many, most_bytes))
            verdict = judge(site, runs, now, run, is_alive=is_alive, is_named=is_named)
            if verdict.usual_silence is not None or len(runs) < many or most_bytes is not None:
                break
        return verdict
    except UnreadableError as error:  # the other sites are judged all the same
        return _unreadable(site, error)


def is_known(verdict: Any) -> bool:
    """Whether anything is on record of the site, be it that its record cannot be read."""
    return bool(verdict.runs or verdict.running or verdict.findings)


def _unreadable(site: str, error: UnreadableError) -> Any:
    from dvcrawler.health.verdict import Finding, State, Verdict

    finding = Finding(State.FAILING, error.what, error.advice, code=error.code)
    return Verdict(site, State.FAILING, error.code, (finding,))


def _format(verdicts: Sequence[Any], *, as_json: bool) -> str:
    from dvcrawler.health import report

    if as_json:
        return to_json([report.as_json(each) for each in verdicts])
    return report.format_report(verdicts)


def _write_metrics(path: Path, data: Path, verdicts: Sequence[Any], now: datetime) -> None:
    from dvcrawler.health.metrics import format_metrics
    from dvcrawler.storage.disk import replace_file
    from dvcrawler.storage.ledger import Ledger

    held = {each.site: Ledger.summary(data, each.site) for each in verdicts}
    articles = {site: seen.articles for site, seen in held.items() if seen is not None}
    try:
        replace_file(_target(path), format_metrics(verdicts, articles, now).encode())
    except (OSError, StorageError) as error:
        cause = error.__cause__ if isinstance(error, StorageError) else error
        reason = getattr(cause, "strerror", None) or error
        raise ConfigError(f"{path} cannot be written: {reason}; mend --metrics") from error


def _target(path: Path) -> Path:
    """The file behind all links: replacing a link would leave what it leads to as it was.

    Raises OSError for what is there and no file: a name such as /dev/stdout must not become one.
    """
    with suppress(FileNotFoundError):
        # Not of the path resolved: a link in /proc leads to a pipe whose name is no path.
        if not stat.S_ISREG(path.stat().st_mode):
            raise OSError(errno.EINVAL, "it is no file")
    return Path(os.path.realpath(path))


def _try(act: Callable[[], None]) -> ExitCode:
    """One that fails must not keep the other from being done."""
    try:
        act()
    except DvcrawlerError as error:
        complain(str(error))
        return error.code
    return ExitCode.OK
