"""`dvcrawler reparse [SITE…]`: reads the archive again with today's layouts, without the network."""

import argparse
import os
import tempfile
from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from dvcrawler.cli.command import DvcrawlerCommand
from dvcrawler.cli.option_values import MOST_JOBS, check_range, parse_number, parse_text, read_days
from dvcrawler.cli.options import Option
from dvcrawler.cli.typed_text import Once
from dvcrawler.console import say, wrap
from dvcrawler.errors import ExitCode, UsageError, worst
from dvcrawler.items import utc_text
from dvcrawler.messages.plurals import counted
from dvcrawler.messages.suggestions import suggest_or_list
from dvcrawler.normalize.site_names import file_name_of
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import check_sites, list_stored_sites, load_held_sites
from dvcrawler.storage.nearby import stored_elsewhere

if TYPE_CHECKING:  # Scrapy imports this module for every command
    from dvcrawler.extract.site import Site
    from dvcrawler.reparse.opening import OpenSite
    from dvcrawler.reparse.pool import Workers
    from dvcrawler.reparse.recorded import LedgerNotes
    from dvcrawler.reparse.rereading import ReadTasks, Rereading
    from dvcrawler.spiders.base.news import NewsSpider
    from dvcrawler.storage.ledgers.ledger import Ledger

#: Number of damaged captures named in the report.
_MAX_DAMAGED = 10
#: Worker processes of this machine, and those of a Ray cluster.
ENGINES = ("processes", "ray")


def _count_cores() -> int:
    """The number of cores that this process may use, where the system gives it."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


class Command(DvcrawlerCommand):
    """Shows the difference before it appends revisions."""

    usage = "[options] [SITE…]"
    description = (
        "Reads every captured article page again, shows by field what would change, and appends "
        "revisions. No network. Example: dvcrawler reparse baonamdinh --dry-run"
    )
    shared_use = SharedUse.NOTHING
    options = (
        Option(
            "--since", "only articles of this day, month or year and later", type=parse_text, metavar="DAY"
        ),
        Option(
            "--until", "only articles of this day, month or year and earlier", type=parse_text, metavar="DAY"
        ),
        Option("--layout", "only articles that this layout has read", type=parse_text, action=Once),
        Option("--dry-run", "show what would change, write nothing"),
        Option(
            "--jobs", "number of processes (default: one per core)", type=parse_number, default=_count_cores()
        ),
        Option(
            "--engine", "on this machine (default) or on a Ray cluster", choices=ENGINES, default=ENGINES[0]
        ),
        Option("--address", "a running Ray cluster (default: starts Ray on this machine)", type=parse_text),
    )

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        opts.since, opts.until = read_days(opts)
        check_range("--jobs", opts.jobs, 1, MOST_JOBS)
        if opts.engine != "ray" and opts.address is not None:
            raise UsageError("--address is that of a Ray cluster; add --engine ray")
        with _open_workers(opts) as workers:
            self.open_shared(SharedUse.CAPTURES if opts.dry_run else SharedUse.WRITING)
            self.claim(args)
            self.find_store()
            sites = load_held_sites(self.settings)
            self._check_files(args, sites)
            names = self._choose(check_sites(args, sites), sites)
            if opts.layout:
                _check_layout(opts.layout, self.data, {name: sites[name].site for name in names})
            with _connect(opts):
                return worst([self._reparse(name, sites[name], workers, opts) for name in names])

    def _choose(self, named: list[str], sites: "Mapping[str, type[NewsSpider]]") -> list[str]:
        """The named sites, else all with an archive. Raises UsageError if nothing of them can be read."""
        from dvcrawler.storage.warc.captures import warc_files

        for name in named:
            _check_layouts(name, sites[name])
        archived = [name for name in named or sites if warc_files(self.data, name)]
        readable = [name for name in archived if _has_layouts(sites[name])]
        if not readable:
            self._check_files(list_stored_sites(self.settings), sites)
            raise stored_elsewhere(self.data) or self._explain_nothing(named)
        return named or readable

    def _explain_nothing(self, named: list[str]) -> UsageError:
        of = f" of {', '.join(named)}" if named else ""
        return UsageError(f"there is no archive{of} in {self.data / 'warc'}; crawl first, or name --data")

    def _check_files(self, names: Iterable[str], sites: "Mapping[str, type[NewsSpider]]") -> None:
        """Raises UsageError for a stored site whose spider is not available."""
        stored = frozenset(list_stored_sites(self.settings))
        for name in names:
            if name in stored and name not in sites:
                module = "if it is a spider of your own, name its module with -s SPIDER_MODULES="
                raise UsageError(f"{name} has no site file, so no layout reads its pages; {module}")

    def _reparse(
        self, name: str, spider: "type[NewsSpider]", workers: "Workers", opts: argparse.Namespace
    ) -> ExitCode:
        import orjson

        from dvcrawler.reparse.rereading import Rereading, TaskFilter, TwinFinder
        from dvcrawler.run.record import append_revisions

        now = datetime.now(UTC)
        with self._open(name, now, opts) as site, tempfile.TemporaryFile() as spool:
            selection = TaskFilter(opts.since, opts.until, opts.layout)
            noted = None if opts.dry_run else self._note_in(site.ledger, now)
            found = Rereading(site.store, site.index, selection, noted, TwinFinder(site.ledger, site.store))
            class_name = f"{spider.__module__}:{spider.__name__}:{spider.name}"
            for record in found.read(class_name, _choose_reader(self.data, name, class_name, workers, opts)):
                spool.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))
            say(*wrap(*_report(name, found, opts)))
            if not opts.dry_run:
                append_revisions(site.store, site.ledger, spool, now, _select_recorded_arguments(opts))
            return ExitCode.PARTIAL if found.damaged else ExitCode.OK

    def _open(self, name: str, now: datetime, opts: argparse.Namespace) -> "AbstractContextManager[OpenSite]":
        """A dry run on a store that may only be read, such as a backup, writes nothing at all."""
        from dvcrawler.reparse.opening import open_site
        from dvcrawler.storage.folders import is_read_only

        is_fixed = opts.dry_run and is_read_only(self.data / "state")
        return open_site(self.data, name, utc_text(now), is_fixed=is_fixed)

    def _note_in(self, ledger: "Ledger", now: datetime) -> "LedgerNotes":
        from dvcrawler.reparse.recorded import LedgerNotes

        again_at = now + timedelta(hours=self.settings.getint("DVCRAWLER_RETRY_HOURS"))
        return LedgerNotes(ledger, utc_text(now), utc_text(again_at))


def _check_layout(typed: str, data: Path, sites: "Mapping[str, Site]") -> None:
    """Raises UsageError for a layout that neither the sites nor their stored articles have."""
    from dvcrawler.reparse.opening import has_layout, list_layouts

    if has_layout(typed, sites.values()):
        return
    known = list_layouts(data, sites)
    if typed not in known:
        owner = " and ".join(sites) if len(sites) < 3 else "these sites"
        raise UsageError(f"--layout {typed!r} is not a layout of {owner}{suggest_or_list(typed, known)}")


def _check_layouts(name: str, spider: "type[NewsSpider]") -> None:
    if not _has_layouts(spider):
        raise UsageError(f"{name} has no layouts: what its spider gave is not read again")


def _has_layouts(spider: "type[NewsSpider]") -> bool:
    """A plain Scrapy spider reads its pages itself."""
    return hasattr(spider, "site")


def _choose_reader(
    data: Path, name: str, spider: str, workers: "Workers", opts: argparse.Namespace
) -> "ReadTasks":
    if opts.engine == "ray":
        from dvcrawler.reparse.on_ray import read_on_ray

        folder = data / "derived" / "reparse" / file_name_of(name)
        return lambda tasks: read_on_ray(tasks, spider, folder)
    return lambda tasks: workers.read(tasks, spider)


def _report(name: str, found: "Rereading", opts: argparse.Namespace) -> list[str]:
    counts, verb = found.difference, "would be" if opts.dry_run else "are"
    read = counted(counts.same + counts.changed + counts.fresh, "article")
    lines = [
        f"{name}: {read} read again: {counts.changed} "
        f"{verb} revised, {counts.fresh} {verb} new, {counts.same} as they were"
    ]
    for field, count in counts.fields.most_common():
        lines.append(f"  {field}: {count} differ")
        lines += [f"    {id_}: {before} → {after}" for id_, before, after in counts.examples[field]]
    lines += [f"  {count} not read: {reason}" for reason, count in sorted(found.unread.items())]
    return lines + [f"  damaged: {text}" for text in found.damaged[:_MAX_DAMAGED]]


def _select_recorded_arguments(opts: argparse.Namespace) -> dict[str, str]:
    given = {"reparse": "all", "since": opts.since, "until": opts.until, "layout": opts.layout}
    return {name: value for name, value in given.items() if value}


def _open_workers(opts: argparse.Namespace) -> "AbstractContextManager[Workers]":
    """Ray starts its own. Loads what the pages of all sites need: each worker would take .3 s for it."""
    import dvcrawler.spiders.base.news  # noqa: F401
    from dvcrawler.reparse.pool import open_workers

    return open_workers(opts.jobs if opts.engine == "processes" else 1)


def _connect(opts: argparse.Namespace) -> AbstractContextManager[None]:
    """Keeps one connection to Ray for all sites, because starting it takes seconds."""
    if opts.engine == "ray":
        from dvcrawler.reparse.on_ray import connected

        return connected(opts.jobs, opts.address)
    return nullcontext()
