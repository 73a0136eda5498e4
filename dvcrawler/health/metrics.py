"""Verdicts in the Prometheus text format, for the textfile collector of node_exporter."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from pathlib import Path

from dvcrawler.errors import ConfigError, StorageError
from dvcrawler.health.history import seconds
from dvcrawler.health.verdict import State, Verdict
from dvcrawler.storage.disk import output_error, replace_file, resolve_target
from dvcrawler.storage.ledgers.ledger import Ledger

#: Name, help text, and the value of a site; a site whose value is None gets no sample.
_GAUGES: tuple[tuple[str, str, Callable[[Verdict], float | None]], ...] = (
    ("healthy", "1 if nothing is wrong with the site, else 0.", lambda each: not each.is_alarm),
    ("health_exit_code", "Exit code of dvcrawler health for the site.", lambda each: each.code),
    ("run_under_way", "1 while a run is under way, else 0.", lambda each: each.running is not None),
    ("last_run_timestamp_seconds", "When the last run ended.", lambda each: seconds(each.last_run)),
    (
        "last_success_timestamp_seconds",
        "When a run last ended with exit code 0 or 10.",
        lambda each: seconds(each.last_success),
    ),
    (
        "last_new_timestamp_seconds",
        "When a run last stored a new article.",
        lambda each: seconds(each.last_new),
    ),
    (
        "last_run_exit_code",
        "Exit code of the last run; no sample for one that died.",
        lambda each: each.last_exit_code,
    ),
    ("last_run_requests", "Requests of the last run.", lambda each: each.requests if each.runs else None),
    (
        "newest_article_timestamp_seconds",
        "Day of publication of the newest article, midnight in Vietnam.",
        lambda each: seconds(f"{each.newest}T00:00:00+07:00"),
    ),
)


def format_metrics(verdicts: Sequence[Verdict], articles: Mapping[str, int], now: datetime) -> str:
    """Formats all gauges. `articles`: number of stored articles by site. Names begin with `dvcrawler_`."""
    lines: list[str] = []
    for name, meaning, value in _GAUGES:
        lines += _format_gauge(name, meaning, [({"site": each.site}, value(each)) for each in verdicts])
    states = [
        ({"site": each.site, "state": str(state)}, float(state == each.state))
        for each in verdicts
        for state in State
    ]
    lines += _format_gauge("health_state", "1 for the current state of the site, 0 for the others.", states)
    pages = [
        ({"site": each.site, "outcome": outcome}, float(count))
        for each in verdicts
        for outcome, count in sorted(each.outcomes.items())
    ]
    lines += _format_gauge("last_run_pages", "Pages of the last run by outcome.", pages)
    stored = [({"site": site}, float(count)) for site, count in articles.items()]
    lines += _format_gauge("articles", "Articles stored for the site.", stored)
    lines += _format_gauge(
        "health_timestamp_seconds", "When these verdicts were reached.", [({}, now.timestamp())]
    )
    return "\n".join(lines) + "\n"


def _format_gauge(
    name: str, meaning: str, samples: Sequence[tuple[dict[str, str], float | None]]
) -> Iterator[str]:
    """Yields the lines of a gauge; nothing if no value is known."""
    known = [(labels, value) for labels, value in samples if value is not None]
    if not known:
        return
    yield f"# HELP dvcrawler_{name} {meaning}"
    yield f"# TYPE dvcrawler_{name} gauge"
    for labels, value in known:
        yield f"dvcrawler_{name}{_format_labels(labels)} {_format_number(value)}"


def _format_labels(labels: Mapping[str, str]) -> str:
    if not labels:
        return ""
    return "{" + ",".join(f'{name}="{_escape(text)}"' for name, text in labels.items()) + "}"


def _escape(text: str) -> str:
    text = text.encode("utf-8", "replace").decode()
    return text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def _format_number(value: float) -> str:
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def write_metrics(path: Path, data: Path, verdicts: Sequence[Verdict], now: datetime) -> None:
    """Raises ConfigError if the file cannot be written."""
    stored = {verdict.site: Ledger.summary(data, verdict.site) for verdict in verdicts}
    articles = {site: each.articles for site, each in stored.items() if each is not None}
    try:
        replace_file(resolve_target(path), format_metrics(verdicts, articles, now).encode())
    except (OSError, StorageError) as error:
        cause = error.__cause__ if isinstance(error, StorageError) else error
        raise ConfigError(str(output_error(path, cause) if isinstance(cause, OSError) else error)) from error
