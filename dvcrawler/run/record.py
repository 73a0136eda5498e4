"""A run's line in the run record, filled in from its counters; and records appended as a run of their own."""

import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import IO

import orjson

from dvcrawler.errors import ExitCode
from dvcrawler.items import utc_text
from dvcrawler.run.counters import Counter, CounterGroup, read_count, read_group
from dvcrawler.storage.ledgers.ledger import Ledger, Outcome
from dvcrawler.storage.run_records.runs import Run, appended_ranges, begin_run, finish_run
from dvcrawler.storage.store import Store

#: Caps the backoff of a page that keeps failing at 128 times the first delay.
_MAX_DOUBLINGS = 7
#: Attempts at a failed or blocked page before the backoff begins; until then the next run asks again.
_IMMEDIATE_TRIES = 2


def make_run(site: str, arguments: Mapping[str, str], now: datetime) -> Run:
    """A run of this process that begins now."""
    run_id = f"{site}-{now:%Y%m%dT%H%M%S%fZ}-{os.getpid()}"
    return Run(run_id, site, dict(arguments), utc_text(now))


def fill_in(run: Run, stats: Mapping[str, object]) -> Run:
    """The run with the values of its counters."""
    return replace(
        run,
        requests=read_count(stats, Counter.REQUESTS),
        outcomes=read_group(stats, CounterGroup.OUTCOME),
        fields=read_group(stats, CounterGroup.FIELD),
        implausible=read_group(stats, CounterGroup.IMPLAUSIBLE),
        stats={k: v for k, v in stats.items() if isinstance(v, int | float | str)},
    )


def close_run(run: Run, code: ExitCode) -> Run:
    """The run with its exit code and the current time as its end."""
    now = utc_text(datetime.now(UTC))
    return replace(run, ended_at=now, exit_code=int(code), exit_name=code.name.lower())


def retry_delay(outcome: Outcome, tries: int, hours: int) -> timedelta | None:
    """How long to wait before asking again for a page that gave no article; None for never.

    Failed pages are retried by the next run at first; then `hours`, doubled with every attempt.
    """
    if outcome in (Outcome.GONE, Outcome.OUTSIDE, Outcome.REMOVED):
        return None
    if outcome in (Outcome.FAILED, Outcome.BLOCKED) and tries < _IMMEDIATE_TRIES:
        return timedelta(0)
    return timedelta(hours=hours * 2 ** min(tries, _MAX_DOUBLINGS))


@contextmanager
def recorded_run(
    store: Store, ledger: Ledger, arguments: Mapping[str, str], now: datetime
) -> Iterator[dict[str, int]]:
    """Records what is done inside as a run, so that readers of new lines find what it has appended.

    Yields the counts by outcome, to be filled in; zeros are left out. Hold the site's lock. Raises
    StorageError.
    """
    sizes = store.sizes()
    run = make_run(store.site, arguments, now)
    begin_run(store.data, run, sizes)
    outcomes: dict[str, int] = {}
    yield outcomes
    grown = store.sizes()
    ended = replace(
        run,
        outcomes={what: number for what, number in outcomes.items() if number},
        newest=ledger.newest(),
        files=appended_ranges(sizes, grown),
        ends=grown,
    )
    finish_run(store.data, close_run(ended, ExitCode.OK))


def append_revisions(
    store: Store, ledger: Ledger, spool: IO[bytes], now: datetime, arguments: Mapping[str, str]
) -> None:
    """Appends the spooled records as a separate run, so that `new_since` returns them like any others."""
    spool.seek(0)
    with recorded_run(store, ledger, arguments, now) as outcomes:
        outcomes |= {"stored": 0, "revised": 0}
        for line in spool:
            record = orjson.loads(line)
            place = store.append(record)
            known = ledger.known([record["id"]]).get(record["id"])
            url = record["fetched_from"] if record["via"] == "live" else record["url"]
            ledger.note_stored({**record, "url": url}, place, known.again_at if known else None)
            outcomes["stored" if record["revision"] == 1 else "revised"] += 1
