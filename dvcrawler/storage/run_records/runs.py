"""Run records: `data/runs/<site>.jsonl`, one line per run, written when the run has ended.

While it runs, `data/state/<site>.run.json` holds its first state; the next run closes a dead one.
Call `begin_run` and `finish_run` only while holding the site's lock.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from dvcrawler.normalize.site_names import site_of_file
from dvcrawler.storage.disk import check_site, disk_errors, is_site_name, replace_file, sync_folder
from dvcrawler.storage.folders import make_folder
from dvcrawler.storage.journal import Line, append_to, parse_object, read_file, read_lines
from dvcrawler.storage.lock import find_holder
from dvcrawler.storage.removals.notices import is_erased
from dvcrawler.storage.run_records.run_line import Run, format_run, parse_run
from dvcrawler.storage.tail import Torn, repair_tail, tail_start

__all__ = ["OpenRun", "Run", "find_open_run"]


#: Number of lines searched for the last run before the whole file is.
_TAIL_LINES = 50


@dataclass(frozen=True, slots=True)
class OpenRun:
    """A run without its line. `is_alive`: it still holds the site's lock. The next run closes a dead one."""

    run: Run
    is_alive: bool


def runs_path(data: Path, site: str) -> Path:
    """Path of the site's run records, which may not exist."""
    return data / "runs" / f"{check_site(site)}.jsonl"


def sites_with_runs(data: Path) -> list[str]:
    """The sites with run records, sorted by name."""
    sites = sorted(site_of_file(path.stem) for path in (data / "runs").glob("*.jsonl"))
    return [site for site in sites if is_site_name(site)]


def appended_ranges(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The byte ranges by which files have grown from one set of sizes to another."""
    return {name: (before.get(name, 0), size) for name, size in after.items() if size > before.get(name, 0)}


def begin_run(data: Path, run: Run, sizes: Mapping[str, int]) -> Run | None:
    """Writes that `run` has begun; closes and returns the run that died before it, if one did.

    Bytes that no run record accounts for were stored by a run that died, even if it left no trace.
    """
    make_folder(data / "runs")
    repair_tail(runs_path(data, run.site))
    last = last_run(data, run.site)
    dead = read_begun(data, run.site)
    if dead is not None and last is not None and dead.id == last.id:
        dead = None  # it wrote its line and died before it removed the marker
    files = appended_ranges(_read_accounted_ends(data, last) if last else {}, sizes)
    if dead is None and files:
        dead = Run(f"{run.id}-before", run.site, {}, run.started_at)
    if dead is not None:
        dead = replace(dead, ended_at=run.started_at, exit_name="interrupted", files=files, ends=dict(sizes))
        append_to(runs_path(data, run.site), format_run(dead))
    replace_file(_build_running_path(data, run.site), format_run(run))
    return dead


def repair_runs(data: Path, site: str) -> Torn | None:
    """Sets a torn last line of the run record aside. Raises StorageError."""
    return repair_tail(runs_path(data, site))


def finish_run(data: Path, run: Run) -> None:
    """Appends the run's line, then removes the marker that it is running."""
    append_to(runs_path(data, run.site), format_run(run))
    path = _build_running_path(data, run.site)
    with disk_errors(path):
        path.unlink(missing_ok=True)
        sync_folder(path.parent)


def read_runs(data: Path, site: str, start: int = 0) -> Iterator[Run]:
    """Yields the runs that have ended, oldest first; skips lines that are not runs.

    `start`: the byte of the file from which it is read. Raises UnreadableError.
    """
    for line in read_lines(runs_path(data, site), start):
        run = parse_run(line.value, site)
        if run is not None:
            yield run


def recent_runs(data: Path, site: str, most: int, most_bytes: int | None = None) -> Iterator[Run]:
    """The runs in the last `most` lines (and `most_bytes`) of the file, oldest first.

    Its time does not depend on the size of the file. Raises UnreadableError.
    """
    return read_runs(data, site, tail_start(runs_path(data, site), most, most_bytes))


def last_run(data: Path, site: str) -> Run | None:
    """The run that ended last, None before the first. Reads only the end of the file, if it can."""
    newest = deque(recent_runs(data, site, _TAIL_LINES), 1) or deque(read_runs(data, site), 1)
    return newest[0] if newest else None


def read_begun(data: Path, site: str) -> Run | None:
    """The run that has begun and not ended, None if every run has ended or the file is not valid. Raises
    UnreadableError if the file cannot be read.
    """
    noted = read_file(_build_running_path(data, site))
    return parse_run(parse_object(noted), site) if noted is not None else None


def find_open_run(data: Path, site: str) -> OpenRun | None:
    """The run that has begun and not ended, None if every run has ended. Changes nothing.

    Raises UnreadableError.
    """
    begun = read_begun(data, site)
    if begun is None:
        return None
    holder = find_holder(data, site)
    if holder is not None and holder.since in (None, begun.started_at):
        return OpenRun(begun, is_alive=True)
    last, now = last_run(data, site), read_begun(data, site)
    if now is None or now.id != begun.id or (last is not None and last.id == begun.id):
        return None  # it ended between the two reads, or died after its line
    return OpenRun(begun, is_alive=False)


def find_invalid_lines(data: Path, site: str) -> Iterator[Line]:
    """Yields the lines that are not runs of the site, which all other readers skip."""
    for line in read_lines(runs_path(data, site)):
        is_marker = line.value is not None and is_erased(line.value)
        if not is_marker and parse_run(line.value, site) is None:
            yield line


def _read_accounted_ends(data: Path, last: Run) -> dict[str, int]:
    """The size up to which run records account for each article file."""
    ends = dict(last.ends)
    if not ends:
        for run in read_runs(data, last.site):
            ends.update({name: max(end, ends.get(name, 0)) for name, (_, end) in run.files.items()})
    return ends


def _build_running_path(data: Path, site: str) -> Path:
    return data / "state" / f"{check_site(site)}.run.json"
