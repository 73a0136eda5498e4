"""`dvcrawler reparse [SITE…]`: reads the archive again with today's layouts, without the network."""

import argparse
import os
import tempfile
from collections.abc import Iterator
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING

from dvcrawler.cli import DvcrawlerCommand, parse_number
from dvcrawler.console import say
from dvcrawler.errors import UsageError
from dvcrawler.exitcodes import ExitCode, worst
from dvcrawler.items import Record, utc_text
from dvcrawler.normalize.plurals import counted
from dvcrawler.normalize.site_names import file_name_of
from dvcrawler.shared.opening import SharedUse
from dvcrawler.site_lists import check_sites, load_held_sites

if TYPE_CHECKING:  # Scrapy imports this module for every command
    from dvcrawler.normalize.urls import Address
    from dvcrawler.reparse.plan import Task
    from dvcrawler.reparse.work import ReparseResult
    from dvcrawler.spiders.base.news import NewsSpider
    from dvcrawler.storage.ledger import Ledger
    from dvcrawler.storage.store import Store
    from dvcrawler.storage.warc.index import CaptureIndex

#: Damaged captures named in the report.
_MAX_DAMAGED = 10
#: Worker processes of this machine, and those of a Ray cluster.
ENGINES = ("processes", "ray")


class Command(DvcrawlerCommand):
    """Shows the difference before it appends revisions."""

    shared_use = SharedUse.NOTHING

    def syntax(self) -> str:
        return "[options] [SITE…]"

    def short_desc(self) -> str:
        return "Read the archive again with today's layouts"

    def long_desc(self) -> str:
        return (
            "Reads every captured article page again, shows by field what would change, and appends "
            "revisions. No network. Example: dvcrawler reparse baonamdinh --dry-run"
        )

    def add_options(self, parser: argparse.ArgumentParser) -> None:
        super().add_options(parser)
        parser.add_argument("--since", metavar="DAY", help="articles of this day and later")
        parser.add_argument("--until", metavar="DAY", help="articles of this day and earlier")
        parser.add_argument("--layout", help="articles that this layout has read")
        parser.add_argument("--dry-run", action="store_true", help="show what would change, write nothing")
        parser.add_argument(
            "--jobs", type=parse_number, default=os.cpu_count() or 1, help="processes; else one a core"
        )
        parser.add_argument("--engine", choices=ENGINES, default=ENGINES[0], help="how to run the processes")
        parser.add_argument("--address", help="a running Ray cluster; else Ray is started on this machine")

    def execute(self, args: list[str], opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.storage.warc.captures import warc_files

        _check_days(opts)
        self.open_shared(SharedUse.CAPTURES if opts.dry_run else SharedUse.WRITING)
        self.claim(args)
        self.find_store()
        sites = load_held_sites(self.settings)
        names = check_sites(args, sites) or [name for name in sites if warc_files(self.data, name)]
        if not any(warc_files(self.data, name) for name in names):
            raise UsageError(f"there is no archive in {self.data / 'warc'}; crawl first, or name --data")
        with _open_engine(opts):
            return worst([self._reparse(name, sites[name], opts) for name in names])

    def _reparse(self, name: str, spider: "type[NewsSpider]", opts: argparse.Namespace) -> ExitCode:
        from dvcrawler.storage.ledger import Ledger
        from dvcrawler.storage.lock import SiteLock
        from dvcrawler.storage.store import Store
        from dvcrawler.storage.warc.index import CaptureIndex

        now = datetime.now(UTC)
        with SiteLock(self.data, name, utc_text(now)):
            store, index = Store(self.data, name), CaptureIndex(self.data, name)
            ledger = Ledger(self.data, name)
            try:
                ledger.catch_up(store)
                with tempfile.TemporaryFile() as spool:
                    found = _Reading(name, spider, opts)
                    found.read(self.data, store, index, spool)
                    say(*found.report().split("\n"))
                    if not opts.dry_run:
                        _append(self.data, name, now, store, ledger, spool, opts)
                return ExitCode.PARTIAL if found.damaged or index.damages else ExitCode.OK
            finally:
                ledger.close()
                index.close()
                store.close()


class _Reading:
    """Reads one site's captures again and writes the records to store into a spool file.

    `unread`: number of pages by reason. `damaged`: one line for each damaged capture.
    """

    def __init__(self, name: str, spider: "type[NewsSpider]", opts: argparse.Namespace) -> None:
        from dvcrawler.reparse.compare import Difference

        self.name, self.opts = name, opts
        self.spider = f"{spider.__module__}:{spider.__name__}:{spider.name}"
        self.difference = Difference()
        self.unread: dict[str, int] = {}
        self.damaged: list[str] = []

    def read(self, data: Path, store: "Store", index: "CaptureIndex", spool: IO[bytes]) -> None:
        import orjson

        from dvcrawler.reparse.plan import Plan
        from dvcrawler.reparse.sites import given_sites, owner_of
        from dvcrawler.reparse.work import load_site

        self.damaged += [f"{d.file} at byte {d.offset}: {d.what}" for d in index.damages]
        plan = Plan(data, self.name, store, index)
        try:
            sites = [(given, load_site(self.spider, given)) for given in given_sites(data, self.name)]

            def read(url: str) -> "Address | None":
                owner = owner_of(url, sites, plan.holds)
                return owner[1] if owner else None

            for capture in index.all():
                owner = owner_of(capture.url, sites, plan.holds) if capture.status == 200 else None
                if owner is not None:
                    plan.add(capture, owner[1], self.name, read, owner[0])
            tasks = (task for task in plan.tasks() if task.id not in store.removed and self._is_wanted(task))
            for result in self._read_results(tasks, data):
                due = self._note(result, store)
                if due is not None:
                    spool.write(orjson.dumps(due, option=orjson.OPT_APPEND_NEWLINE))
        finally:
            plan.close()

    def _read_results(self, tasks: "Iterator[Task]", data: Path) -> "Iterator[ReparseResult]":
        """The results in the order of the tasks, whatever reads them."""
        from dvcrawler.reparse.on_ray import read_on_ray
        from dvcrawler.reparse.pool import read_tasks

        if self.opts.engine == "ray":
            folder = data / "derived" / "reparse" / file_name_of(self.name)
            return read_on_ray(tasks, self.spider, folder)
        return read_tasks(tasks, self.spider, max(1, self.opts.jobs))

    def _is_wanted(self, task: "Task") -> bool:
        if self.opts.layout and task.layout != self.opts.layout:
            return False
        return task.date is None or _covers(self.opts, task.date)

    def _note(self, result: "ReparseResult", store: "Store") -> Record | None:
        """Counts one result; returns the record to store, None if nothing changed."""
        from dvcrawler.reparse.compare import keep_listing_section

        if result.record is None:
            if result.damaged:
                self.damaged.append(result.reason)
            else:
                self.unread[result.reason] = self.unread.get(result.reason, 0) + 1
            return None
        held = result.task.held
        before = store.line(held) if held else None
        record = result.record
        if before is None and self._is_other(result, store):
            self.difference.same += 1
            return None
        if before is not None:
            record["via"], record["fetched_from"] = before["via"], before["fetched_from"]
            record["revision"] = before["revision"] + 1
            keep_listing_section(before, record)
        elif record["date"] and not _covers(self.opts, record["date"]):
            return None
        return record if self.difference.note(before, record) else None

    def _is_other(self, result: "ReparseResult", store: "Store") -> bool:
        """Whether a page with a separate id shows the article that has the number."""
        from dvcrawler.normalize.identity import base_of, is_same_article

        record, other = result.record, result.task.other
        if record is None or other is None or all(each["field"] != "id" for each in record["problems"]):
            return False
        held = store.line(other)
        return held is not None and is_same_article(
            held, record["title"], record["date"], has_month=base_of(record["id"])[1]
        )

    def report(self) -> str:
        found, verb = self.difference, "would be" if self.opts.dry_run else "are"
        read = counted(found.same + found.changed + found.fresh, "article")
        lines = [
            f"{self.name}: {read} read again: {found.changed} "
            f"{verb} revised, {found.fresh} {verb} new, {found.same} as they were"
        ]
        for name, count in found.fields.most_common():
            lines.append(f"  {name}: {count} differ")
            lines += [f"    {id_}: {before} → {after}" for id_, before, after in found.examples[name]]
        lines += [f"  {count} not read: {reason}" for reason, count in sorted(self.unread.items())]
        lines += [f"  damaged: {text}" for text in self.damaged[:_MAX_DAMAGED]]
        return "\n".join(lines)


def _append(
    data: Path, name: str, now: datetime, store: "Store", ledger: "Ledger", spool: IO[bytes],
    opts: argparse.Namespace,
) -> None:  # fmt: skip
    """Appends the revisions as a separate run, so that `new_since` returns them like any others."""
    import orjson

    from dvcrawler.storage.runs import Run, appended_ranges, begin_run, finish_run

    stamp = utc_text(now)
    sizes = store.sizes()
    run = Run(f"{name}-{now:%Y%m%dT%H%M%S%fZ}-{os.getpid()}", name, _recorded_arguments(opts), stamp)
    begin_run(data, run, sizes)
    outcomes = {"stored": 0, "revised": 0}
    spool.seek(0)
    for line in spool:
        record = orjson.loads(line)
        place = store.append(record)
        known = ledger.known([record["id"]]).get(record["id"])
        url = record["fetched_from"] if record["via"] == "live" else record["url"]
        ledger.note_stored({**record, "url": url}, place, known.again_at if known else None)
        outcomes["stored" if record["revision"] == 1 else "revised"] += 1
    ended = replace(
        run, ended_at=utc_text(datetime.now(UTC)), exit_code=0, exit_name="ok",
        outcomes={what: count for what, count in outcomes.items() if count}, newest=ledger.newest(),
        files=appended_ranges(sizes, store.sizes()), ends=store.sizes(),
    )  # fmt: skip
    finish_run(data, ended)


def _recorded_arguments(opts: argparse.Namespace) -> dict[str, str]:
    given = {"reparse": "all", "since": opts.since, "until": opts.until, "layout": opts.layout}
    return {name: value for name, value in given.items() if value}


def _open_engine(opts: argparse.Namespace) -> AbstractContextManager[None]:
    """Keeps the connection to Ray for all sites: starting it takes seconds."""
    from dvcrawler.reparse.on_ray import connected
    from dvcrawler.reparse.pool import preload

    if opts.engine == "ray":
        return connected(max(1, opts.jobs), opts.address)
    if opts.address is not None:
        raise UsageError("--address is that of a Ray cluster; add --engine ray")
    preload(opts.jobs)
    return nullcontext()


def _check_days(opts: argparse.Namespace) -> None:
    for name in ("since", "until"):
        value = getattr(opts, name)
        try:
            date.fromisoformat(value or "2000-01-01")
        except ValueError:
            raise UsageError(f"--{name} {value}: write the day as YYYY-MM-DD") from None


def _covers(opts: argparse.Namespace, day: str) -> bool:
    return not (opts.since and day < opts.since) and not (opts.until and day > opts.until)
