"""Checks that store, ledger and run records agree. Changes nothing."""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

from dvcrawler.items import RECORD_FIELDS
from dvcrawler.storage.article_files import MONTH_FILE, article_files, article_folder, site_folders
from dvcrawler.storage.journal import Line, read_lines
from dvcrawler.storage.ledgers.verify import FINISH, check_ledger
from dvcrawler.storage.records import find_record_fault, is_newer, is_record
from dvcrawler.storage.removals.log import Step, find_invalid_steps, read_removals, removals_path
from dvcrawler.storage.removals.notices import is_marker
from dvcrawler.storage.repeated_lines import BACKUP, SET_ASIDE, Repetitions, seen_lines
from dvcrawler.storage.run_records.lost_runs import find_lost_runs
from dvcrawler.storage.run_records.runs import find_invalid_lines, read_runs, runs_path
from dvcrawler.storage.set_aside import are_set_aside
from dvcrawler.storage.upgrade import FIELDS_1
from dvcrawler.storage.warc.verify import Finding, check_archive

#: More missing revisions of an article than this are not looked for among the lines set aside.
_MOST_MISSING = 1000
__all__ = ["Finding", "verify"]
#: Files of lines beside the sites' folders, in them, and in folders within those.
_LINES = ("*.jsonl", "*/*.jsonl", "*/*/*.jsonl")
_SET_RUN_ASIDE = f"{BACKUP}, or set it aside: `dvcrawler reindex --set-aside`"
_UPDATE = "update dvcrawler on this machine"
_REMOVE = "remove it again with `dvcrawler remove`"


def verify(data: Path, site: str) -> Iterator[Finding]:
    """Yields every fault in the site's data, in constant memory."""
    with closing(seen_lines()) as seen:
        yield from _check_lines(data, site, seen)
        yield from _check_removals(data, site)
        yield from _check_revisions(data, seen, site)
        yield from check_ledger(data, site, seen)
        yield from _check_runs(data, site)
        yield from check_archive(data, site)


def find_strange_files(data: Path) -> Iterator[Finding]:
    """What no reader takes for articles by its name: files, and whole folders that cannot be a site's."""
    top, known = data / "articles", site_folders(data)
    strange: dict[Path, str] = {}
    for path in sorted(each for pattern in _LINES for each in top.glob(pattern)):
        folder = path.parent
        if folder.parent == top and folder not in known:
            strange[folder] = "it is not called as a site is"
        elif folder not in known or not MONTH_FILE.fullmatch(path.name):
            strange[path] = "it is not called as a site's file of a month is"
    for path, what in strange.items():
        problem = f"{what}: every reader leaves it out"
        yield Finding(str(path), None, problem, "rename it, or move it elsewhere")


def _check_lines(data: Path, site: str, seen: sqlite3.Connection) -> Iterator[Finding]:
    removals = {id_: each.step for id_, each in read_removals(data, site).items() if each.is_in_force}
    for path in article_files(data, site):
        end, others, repetitions = 0, dict[str, tuple[int, int]](), Repetitions(path, seen)
        for line in read_lines(path):
            end = line.end
            other = _find_other_site(line.value, site)
            if other is not None:
                start, count = others.get(other, (line.start, 0))
                others[other] = (start, count + 1)
                continue
            fault = _find_fault(line, site, removals, repetitions)
            if fault is not None:
                yield Finding(str(path), line.start, *fault)
        yield from _name_others(path, others)
        yield from repetitions.name_files()
        if end < path.stat().st_size:
            yield Finding(str(path), end, "the last line is torn", "the next crawl sets it aside")


def _find_other_site(value: dict[str, Any] | None, site: str) -> str | None:
    """The site of a line that would be without fault in that site's folder."""
    own = value.get("site") if value is not None else None
    is_other = isinstance(own, str) and own != site and _find_record_fault(value, own) is None
    return own if is_other else None


def _name_others(path: Path, others: Mapping[str, tuple[int, int]]) -> Iterator[Finding]:
    """One finding for all lines of another site: a folder that was copied or renamed has nothing else.

    `others`: the first offset and the number of lines, by site.
    """
    for own, (start, count) in others.items():
        what = f"{count} line{'s' * (count > 1)} of {own} in the folder of another site"
        yield Finding(str(path), start, what, f"move the file to the folder {own}, or out of the store")


def _find_fault(
    line: Line, site: str, removals: Mapping[str, Step], repetitions: Repetitions
) -> tuple[str, str] | None:
    """The fault of a line, and its remedy."""
    value = line.value
    id_ = str(value.get("id")) if value is not None else ""
    step = removals.get(id_)
    if is_marker(value, site) or step is Step.MARKED:
        return None
    if step is Step.ERASED:
        return f"{id_} was removed", _REMOVE
    if value is not None and is_newer(value):
        return f"schema {str(value['schema'])[:20]}: a newer dvcrawler wrote the line", _UPDATE
    fault = _find_record_fault(value, site)
    if fault is not None:
        return fault, BACKUP if is_record(value, site) else SET_ASIDE
    assert value is not None
    return repetitions.note(value, line.start)


def _check_removals(data: Path, site: str) -> Iterator[Finding]:
    path = removals_path(data, site)
    for offset in find_invalid_steps(data, site):
        yield Finding(str(path), offset, "not a step of a removal", BACKUP)
    for id_, removal in read_removals(data, site).items():
        if removal.step is Step.PLANNED:
            what = f"the removal of {id_} was interrupted"
            yield Finding(str(path), None, what, FINISH)


def _find_record_fault(record: dict[str, Any] | None, site: str) -> str | None:
    if record is None:
        return "not a JSON object"
    if tuple(record) not in (RECORD_FIELDS, FIELDS_1):
        return "the keys are not those of schema 1 or 2"
    return find_record_fault(record, site)


def _check_revisions(data: Path, seen: sqlite3.Connection, site: str) -> Iterator[Finding]:
    gaps = seen.execute(
        "SELECT id, count(*), max(revision) FROM lines GROUP BY id HAVING count(*) != max(revision)"
    )
    for id_, count, highest in gaps:
        missing = _find_missing(seen, id_, highest) if highest - count < _MOST_MISSING else []
        if not (missing and are_set_aside(data, site, id_, missing)):
            what = f"{id_} has {count} lines up to revision {highest}"
            yield Finding(site, None, what, "a line is missing")


def _find_missing(seen: sqlite3.Connection, id_: str, highest: int) -> list[int]:
    held = {revision for (revision,) in seen.execute("SELECT revision FROM lines WHERE id = ?", (id_,))}
    return [revision for revision in range(1, highest + 1) if revision not in held]


def _check_runs(data: Path, site: str) -> Iterator[Finding]:
    for line in find_invalid_lines(data, site):
        what = "not a run of this site: every reader skips it"
        yield Finding(str(runs_path(data, site)), line.start, what, _SET_RUN_ASIDE)
    lost = find_lost_runs(data, site)
    if lost is not None:
        yield Finding(str(runs_path(data, site)), None, lost.what, lost.advice)
    for run in read_runs(data, site):
        for name, (_, end) in run.files.items():
            path = article_folder(data, site) / name
            if not path.exists() or path.stat().st_size < end:
                yield Finding(
                    str(path), end, f"run {run.id} had stored up to here", "restore the file from a back-up"
                )
