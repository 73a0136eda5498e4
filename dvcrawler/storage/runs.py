"""Run records: `data/runs/<site>.jsonl`, one line a run, written when the run has ended.

While it runs, `data/state/<site>.run.json` holds what is known; the next run closes a dead one.
Call `begin_run` and `finish_run` only while holding the site's lock.
"""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from pathlib import Path
from typing import Any

import orjson

from dvcrawler.storage.disk import check_site, disk_error, make_folder, replace_file, sync_folder
from dvcrawler.storage.journal import append_to, mend_tail, parse_object, read_lines, read_whole, tail_start
from dvcrawler.storage.store import MONTH_FILE


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one site. Times are ISO, UTC.

    `files`: for each article file the byte range that the run appended; `ends`: the size of every
    article file when it ended. `fields`: how many stored
    articles had a value, by field. `warcs`: bytes by WARC file that the run
    wrote. `implausible`: how often a value
    cannot be right, by name of the doubt. `problems`: the pages that were not stored, each with its
    address, outcome and reason. `tls`: hosts with an exception to TLS: "pinned" (verified by `tls_pin`
    alone) or "legacy" (old renegotiation). `exit_code` is None for a run that died. `failure`: why
    it could not go on, one line, None where it came to its end.
    """

    id: str
    site: str
    arguments: dict[str, str]
    started_at: str
    ended_at: str | None = None
    requests: int = 0
    outcomes: dict[str, int] = field(default_factory=dict)
    fields: dict[str, int] = field(default_factory=dict)
    newest: str | None = None
    exit_code: int | None = None
    exit_name: str = "running"
    files: dict[str, tuple[int, int]] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    warcs: dict[str, int] = field(default_factory=dict)
    implausible: dict[str, int] = field(default_factory=dict)
    tls: dict[str, str] = field(default_factory=dict)
    stats: dict[str, Any] = field(default_factory=dict)
    problems: list[dict[str, str]] = field(default_factory=list)
    failure: str | None = None


#: The last run is looked for in so many lines, then in the whole file.
_TAIL_LINES = 50
_TEXTS = ("id", "site", "started_at", "exit_name")
_OPTIONAL_TEXTS = ("ended_at", "newest", "failure")
_COUNTS = ("outcomes", "fields", "ends", "warcs", "implausible")
_NAMES = frozenset(f.name for f in fields(Run))


def runs_path(data: Path, site: str) -> Path:
    """Where the site's runs stand, whether or not there are any."""
    return data / "runs" / f"{check_site(site)}.jsonl"


def appended_ranges(before: Mapping[str, int], after: Mapping[str, int]) -> dict[str, tuple[int, int]]:
    """The byte ranges by which files have grown from one set of sizes to another."""
    return {name: (before.get(name, 0), size) for name, size in after.items() if size > before.get(name, 0)}


def begin_run(data: Path, run: Run, sizes: Mapping[str, int]) -> Run | None:
    """Notes that `run` has begun; closes and returns the run that died before it, if one did.

    What no run's line accounts for was stored by a run that died, whether or not it left a note.
    """
    make_folder(data / "runs")
    mend_tail(runs_path(data, run.site))
    last = last_run(data, run.site)
    dead = read_begun(data, run.site)
    if dead is not None and last is not None and dead.id == last.id:
        dead = None  # it had written its line and died before it could say so
    files = appended_ranges(_told_of(data, last) if last else {}, sizes)
    if dead is None and files:
        dead = Run(f"{run.id}-before", run.site, {}, run.started_at)
    if dead is not None:
        dead = replace(dead, ended_at=run.started_at, exit_name="interrupted", files=files, ends=dict(sizes))
        append_to(runs_path(data, run.site), _line(dead))
    replace_file(_running_path(data, run.site), _line(run))
    return dead


def finish_run(data: Path, run: Run) -> None:
    """Appends the run's line; only then is it no longer taken for running."""
    append_to(runs_path(data, run.site), _line(run))
    path = _running_path(data, run.site)
    try:
        path.unlink(missing_ok=True)
        sync_folder(path.parent)
    except OSError as error:
        raise disk_error(path, error) from error


def read_runs(data: Path, site: str) -> Iterator[Run]:
    """The runs that have ended, oldest first; lines that are no run are passed over."""
    for line in read_lines(runs_path(data, site)):
        run = _as_run(line.value, site)
        if run is not None:
            yield run


def recent_runs(data: Path, site: str, most: int, most_bytes: int | None = None) -> Iterator[Run]:
    """The runs in the last `most` lines (and `most_bytes`) of the file, oldest first.

    Takes as long with a hundred thousand lines before them as with none. Raises UnreadableError.
    """
    path = runs_path(data, site)
    for line in read_lines(path, tail_start(path, most, most_bytes)):
        run = _as_run(line.value, site)
        if run is not None:
            yield run


def last_run(data: Path, site: str) -> Run | None:
    """The run that ended last, None before the first. Reads the end of the file alone."""
    newest = deque(recent_runs(data, site, _TAIL_LINES), 1) or deque(read_runs(data, site), 1)
    return newest[0] if newest else None


def read_begun(data: Path, site: str) -> Run | None:
    """The note of the run that began last and has not ended, None where there is none that can be
    understood. Raises UnreadableError where it cannot be read.
    """
    noted = read_whole(_running_path(data, site))
    return _as_run(parse_object(noted), site) if noted is not None else None


def misfit_lines(data: Path, site: str) -> Iterator[int]:
    """Where the lines begin that are not runs of the site, which every other reader passes over."""
    for line in read_lines(runs_path(data, site)):
        if _as_run(line.value, site) is None:
            yield line.start


def _told_of(data: Path, last: Run) -> dict[str, int]:
    """How far the runs' lines account for each article file."""
    ends = dict(last.ends)
    if not ends:
        for run in read_runs(data, last.site):
            ends.update({name: max(end, ends.get(name, 0)) for name, (_, end) in run.files.items()})
    return ends


def _line(run: Run) -> bytes:
    return orjson.dumps(asdict(run), option=orjson.OPT_APPEND_NEWLINE)


def _as_run(value: Any, site: str | None = None) -> Run | None:
    """None for what is not a run's line: a name is missing, a value has another type or is out of
    range, or the run is another site's.
    """
    if not isinstance(value, dict) or not {"id", "site", "arguments", "started_at"} <= value.keys():
        return None
    try:
        run = Run(**{name: _checked(name, part) for name, part in value.items() if name in _NAMES})
    except (AttributeError, OverflowError, TypeError, ValueError):
        return None
    return run if run.id and (site is None or run.site == site) else None


def _checked(name: str, value: Any) -> Any:
    if name == "files":
        return {_month_file(file): _range(*span) for file, span in value.items()}
    if name in _COUNTS:
        return {key: _number(count) for key, count in value.items()}
    if name in ("arguments", "tls"):
        return {key: str(text) for key, text in value.items()}
    if name == "problems":
        return [{key: str(text) for key, text in each.items()} for each in value]
    if name in _OPTIONAL_TEXTS:
        return _typed(value, str | None)
    if name in _TEXTS:
        return _typed(value, str)
    if name == "stats":
        return _typed(value, dict)
    return None if value is None and name == "exit_code" else _number(value)


def _number(value: Any) -> int:
    """A count or a size: SQLite and `seek` take no larger ones."""
    if not 0 <= _typed(value, int) < 1 << 63:
        raise ValueError(f"{value} is out of range")
    return int(value)


def _range(start: Any, end: Any) -> tuple[int, int]:
    if _number(start) > _number(end):
        raise ValueError(f"the range from {start} to {end} ends before it begins")
    return start, end


def _month_file(name: str) -> str:
    if not MONTH_FILE.fullmatch(name):
        raise ValueError(f"{name!r} is not an article file's name")
    return name


def _typed(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{value!r} is no {kind}")
    return value


def _running_path(data: Path, site: str) -> Path:
    return data / "state" / f"{check_site(site)}.run.json"
