"""What a run's line in the run record says of it, from its statistics."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from dvcrawler.exitcodes import ExitCode
from dvcrawler.items import utc_text
from dvcrawler.run.counters import Counter, CounterGroup, read_count, read_group
from dvcrawler.storage.ledger import Outcome
from dvcrawler.storage.runs import Run

#: A page that keeps failing is asked for no more than 128 times as late as at first.
_MOST_DOUBLINGS = 7
#: A page that failed or was blocked so many times at the most is asked for by the next run.
_AT_ONCE = 2


def fill_in(run: Run, stats: Mapping[str, Any]) -> Run:
    """The run with all that was counted."""
    return replace(
        run,
        requests=read_count(stats, Counter.REQUESTS),
        outcomes=read_group(stats, CounterGroup.OUTCOME),
        fields=read_group(stats, CounterGroup.FIELD),
        implausible=read_group(stats, CounterGroup.IMPLAUSIBLE),
        stats={k: v for k, v in stats.items() if isinstance(v, int | float | str)},
    )


def close_run(run: Run, code: ExitCode) -> Run:
    """The run as it ends now."""
    now = utc_text(datetime.now(UTC))
    return replace(run, ended_at=now, exit_code=int(code), exit_name=code.name.lower())


def retry_wait(outcome: Outcome, tries: int, hours: int) -> timedelta | None:
    """How long a page without an article is left alone: failed pages not at first, others a while, each
    time twice as long; None for those that are not asked for again.
    """
    if outcome in (Outcome.GONE, Outcome.OUTSIDE):
        return None
    if outcome in (Outcome.FAILED, Outcome.BLOCKED) and tries < _AT_ONCE:
        return timedelta(0)
    return timedelta(hours=hours * 2 ** min(tries, _MOST_DOUBLINGS))
