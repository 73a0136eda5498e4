"""What a run's line says: counts by name, and how long a page without an article is left alone."""

from datetime import timedelta

import pytest

from dvcrawler.errors import ExitCode
from dvcrawler.run.record import close_run, fill_in, retry_delay
from dvcrawler.storage.ledgers.ledger import Outcome
from dvcrawler.storage.run_records.runs import Run

RUN = Run("thu-1", "thu", {}, "2026-01-31T00:00:00Z")


def test_what_was_counted_is_listed_by_name():
    stats = {
        "dvcrawler/requests": 7,
        "dvcrawler/outcome/stored": 3,
        "dvcrawler/outcome/gone": 1,
        "dvcrawler/field/date": 2,
        "dvcrawler/implausible/long_body": 1,
        "other/outcome/x": 5,
        "start_time": object(),
        "name": "text",
        "ratio": 0.5,
    }
    run = fill_in(RUN, stats)
    assert run.requests == 7
    assert run.outcomes == {"gone": 1, "stored": 3}
    assert run.fields == {"date": 2}
    assert run.implausible == {"long_body": 1}
    assert run.stats == {name: value for name, value in stats.items() if name != "start_time"}
    assert fill_in(RUN, {}).requests == 0


def test_a_run_that_has_begun_has_counted_nothing():
    assert (RUN.requests, RUN.exit_code, RUN.exit_name, RUN.outcomes, RUN.problems) == (
        0,
        None,
        "running",
        {},
        [],
    )


def test_a_run_that_ends_says_how_and_when():
    run = close_run(RUN, ExitCode.PARTIAL)
    assert (run.exit_code, run.exit_name) == (10, "partial")
    assert run.ended_at > RUN.started_at


@pytest.mark.parametrize("outcome", [Outcome.GONE, Outcome.OUTSIDE])
@pytest.mark.parametrize("tries", [0, 1, 9])
def test_what_is_gone_or_outside_is_not_asked_for_again(outcome, tries):
    assert retry_delay(outcome, tries, 24) is None


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.BLOCKED])
def test_what_failed_is_asked_for_by_the_next_run_twice_then_ever_later(outcome):
    hours = [retry_delay(outcome, tries, 24) / timedelta(hours=1) for tries in range(5)]
    assert hours == [0, 0, 96, 192, 384]


@pytest.mark.parametrize("outcome", [Outcome.UNREAD, Outcome.REFUSED, Outcome.MOVED])
def test_what_could_not_be_read_waits_from_the_first_time_and_never_longer_than_128_times(outcome):
    hours = [retry_delay(outcome, tries, 1) / timedelta(hours=1) for tries in (0, 1, 2, 6, 7, 8, 100)]
    assert hours == [1, 2, 4, 64, 128, 128, 128]
