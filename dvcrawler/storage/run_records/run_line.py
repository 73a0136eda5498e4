"""A run record: its fields, how it is written as a line, and how a line is parsed and checked."""

from collections.abc import Callable
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from typing import Any

import orjson

from dvcrawler.normalize.numbers import check_whole
from dvcrawler.storage.article_files import MONTH_FILE


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


_NAMES = frozenset(f.name for f in fields(Run))


def format_run(run: Run) -> bytes:
    return orjson.dumps(asdict(run), option=orjson.OPT_APPEND_NEWLINE)


def parse_run(value: object, site: str | None = None) -> Run | None:
    """None if a key is missing, a value has the wrong type or range, or the run is another site's."""
    if not isinstance(value, dict) or not {"id", "site", "arguments", "started_at"} <= value.keys():
        return None
    try:
        known = {name: part for name, part in value.items() if name in _NAMES}
        run = Run(**{name: _CHECKS[name](part) for name, part in known.items()})
    except (AttributeError, OverflowError, TypeError, ValueError):
        return None
    return run if run.id and (site is None or run.site == site) else None


def _check_files(value: Any) -> dict[str, tuple[int, int]]:
    return {_check_month_file(file): _check_range(*span) for file, span in value.items()}


def _check_counts(value: Any) -> dict[str, int]:
    return {key: check_whole(count) for key, count in value.items()}


def _check_texts(value: Any) -> dict[str, str]:
    return {key: str(text) for key, text in value.items()}


def _check_problems(value: Any) -> list[dict[str, str]]:
    return [_check_texts(each) for each in value]


def _check_exit_code(value: object) -> int | None:
    return None if value is None else check_whole(value)


def _check_range(start: Any, end: Any) -> tuple[int, int]:
    if check_whole(start) > check_whole(end):
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


_CHECKS: dict[str, Callable[[Any], Any]] = {
    "requests": check_whole,
    **dict.fromkeys(("id", "site", "started_at", "exit_name"), partial(_check_type, kind=str)),
    **dict.fromkeys(("ended_at", "newest", "failure"), partial(_check_type, kind=str | None)),
    **dict.fromkeys(("outcomes", "fields", "ends", "warcs", "implausible"), _check_counts),
    **dict.fromkeys(("arguments", "tls"), _check_texts),
    "files": _check_files,
    "problems": _check_problems,
    "stats": partial(_check_type, kind=dict),
    "exit_code": _check_exit_code,
}
