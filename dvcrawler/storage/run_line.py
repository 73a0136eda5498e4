"""A run record: its fields, how it is written as a line, and how a line is parsed and checked."""

from dataclasses import asdict, dataclass, field, fields
from typing import Any

import orjson

from dvcrawler.storage.store import MONTH_FILE


@dataclass(frozen=True, slots=True)
class Run:
    """One run of one site. Times are ISO, UTC.

    `files`: the byte range the run appended, by article file; `ends`: size of every article file at its
    end. `fields`: number of stored articles with a value, by field. `warcs`: bytes written, by WARC file.
    `implausible`: number of implausible values, by doubt. `problems`: pages that were not stored, each
    with address, outcome and reason. `tls`: hosts with a TLS exception, "pinned" (verified by `tls_pin`
    alone) or "legacy" (old renegotiation). `exit_code` is None for a run that died. `failure`: why it
    could not continue, one line, None if it reached its end.
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


_TEXTS = ("id", "site", "started_at", "exit_name")
_OPTIONAL_TEXTS = ("ended_at", "newest", "failure")
_COUNTS = ("outcomes", "fields", "ends", "warcs", "implausible")
_NAMES = frozenset(f.name for f in fields(Run))


def format_run(run: Run) -> bytes:
    return orjson.dumps(asdict(run), option=orjson.OPT_APPEND_NEWLINE)


def parse_run(value: Any, site: str | None = None) -> Run | None:
    """None if a key is missing, a value has the wrong type or range, or the run is another site's."""
    if not isinstance(value, dict) or not {"id", "site", "arguments", "started_at"} <= value.keys():
        return None
    try:
        run = Run(**{name: _check(name, part) for name, part in value.items() if name in _NAMES})
    except (AttributeError, OverflowError, TypeError, ValueError):
        return None
    return run if run.id and (site is None or run.site == site) else None


def _check(name: str, value: Any) -> Any:
    if name == "files":
        return {_check_month_file(file): _check_range(*span) for file, span in value.items()}
    if name in _COUNTS:
        return {key: _check_number(count) for key, count in value.items()}
    if name in ("arguments", "tls"):
        return {key: str(text) for key, text in value.items()}
    if name == "problems":
        return [{key: str(text) for key, text in each.items()} for each in value]
    if name in _OPTIONAL_TEXTS:
        return _check_type(value, str | None)
    if name in _TEXTS:
        return _check_type(value, str)
    if name == "stats":
        return _check_type(value, dict)
    return None if value is None and name == "exit_code" else _check_number(value)


def _check_number(value: Any) -> int:
    """A count or a size, limited to the range of SQLite and `seek`."""
    if not 0 <= _check_type(value, int) < 1 << 63:
        raise ValueError(f"{value} is out of range")
    return int(value)


def _check_range(start: Any, end: Any) -> tuple[int, int]:
    if _check_number(start) > _check_number(end):
        raise ValueError(f"the range from {start} to {end} ends before it begins")
    return start, end


def _check_month_file(name: str) -> str:
    if not MONTH_FILE.fullmatch(name):
        raise ValueError(f"{name!r} is not an article file's name")
    return name


def _check_type(value: Any, kind: Any) -> Any:
    if not isinstance(value, kind) or isinstance(value, bool):
        raise TypeError(f"{value!r} is not {kind}")
    return value
