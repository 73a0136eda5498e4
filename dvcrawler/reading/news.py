"""Reads new records, by run or by cursor, and removed articles."""

from collections.abc import Iterable, Iterator
from itertools import dropwhile, islice, takewhile
from pathlib import Path

from dvcrawler.errors import UsageError
from dvcrawler.items import Tombstone
from dvcrawler.reading.places import Records, Span, data_folder, held_sites
from dvcrawler.storage.article_files import article_folder
from dvcrawler.storage.cursor import format_cursor, parse_cursor
from dvcrawler.storage.nearby import nothing_stored
from dvcrawler.storage.new_lines import News, as_tombstone, move_on
from dvcrawler.storage.readable import find_unopenable
from dvcrawler.storage.removals.log import read_removals
from dvcrawler.storage.run_records.runs import Run, last_run, read_runs, sites_with_runs


def new_since(run_id: str, data: Path | str | None = None, until: str | None = None) -> Records:
    """Records stored by the runs that ended after this one (and up to run `until`, inclusive).

    Reads just the bytes those runs appended, of all sites. Remember `last_runs()` before reading
    and pass it as `until` to see each line exactly once. Raises UsageError for an unknown run.
    """
    folder = data_folder(data)
    after = _find_run(folder, run_id)
    last = _find_run(folder, until) if until else None
    return Records(folder, _find_appended(folder, after, last), None, None)


def new(
    cursor: str | None = None, data: Path | str | None = None, site: str | None = None
) -> tuple[News, str]:
    """Records stored since the poll that returned `cursor`, and the cursor for the next poll.

    The first poll, without a cursor, gives everything. Each record is returned once, including those of
    active runs and of new sites, and so is the tombstone of each removed article; `"removed_at" in entry`
    distinguishes them. Records that are removed before they are read are left out; those of a restored
    article are returned again. Save the cursor only after the entries are processed. Reads only what was
    appended since. Raises UsageError for a cursor that cannot be read.
    """
    folder, before = data_folder(data), parse_cursor(cursor)
    spans, after = move_on(folder, held_sites(folder, site), before)
    unopenable = find_unopenable(folder, None if site is None else [site])
    return News(folder, spans, before, unopenable), format_cursor(after)


def removed(data: Path | str | None = None, site: str | None = None) -> Iterator[Tombstone]:
    """The tombstones of all articles that are removed now."""
    folder = data_folder(data)
    for name in held_sites(folder, site):
        for removal in read_removals(folder, name).values():
            if removal.is_in_force:
                yield as_tombstone(
                    {"id": removal.id, "removed_at": removal.removed_at, "reason": removal.reason}
                )


def last_runs(data: Path | str | None = None) -> dict[str, Run]:
    """The last ended run of each site. Raises UsageError if there is no such folder."""
    folder = data_folder(data)
    if not folder.is_dir():
        raise nothing_stored(folder)
    found = ((site, last_run(folder, site)) for site in sites_with_runs(folder))
    return {site: run for site, run in found if run is not None}


def _find_appended(data: Path, after: Run, last: Run | None) -> Iterator[Span]:
    for site in sites_with_runs(data):
        for run in _read_runs_between(data, site, after, last):
            for name, (start, end) in sorted(run.files.items()):
                yield article_folder(data, site) / name, start, end


def _read_runs_between(data: Path, site: str, after: Run, last: Run | None) -> Iterator[Run]:
    """Compares runs of the named runs' own sites by their order in the file, because a clock may be wrong;
    those of other sites by the time they ended.
    """
    runs = read_runs(data, site)
    if last is not None and site == last.site:
        runs = _take_through(runs, last)
    if site == after.site:
        runs = islice(dropwhile(lambda run: run.id != after.id, runs), 1, None)
    else:
        runs = (run for run in runs if _is_later(run, after))
    if last is not None and site != last.site:
        runs = takewhile(lambda run: not _is_later(run, last), runs)
    return runs


def _take_through(runs: Iterable[Run], last: Run) -> Iterator[Run]:
    for run in runs:
        yield run
        if run.id == last.id:
            return


def _is_later(run: Run, other: Run) -> bool:
    return (run.ended_at or "", run.id) > (other.ended_at or "", other.id)


def _find_run(data: Path, run_id: str) -> Run:
    for site in sites_with_runs(data):
        for run in read_runs(data, site):
            if run.id == run_id:
                return run
    raise UsageError(f"no ended run is called {run_id!r}; `dvcrawler.reading.last_runs()` lists them")
