"""How a streak of runs is told: their number, and since when."""

import pytest

from dvcrawler.health.history import summarise
from dvcrawler.health.streaks import describe_streak, newest_streak
from tests.health.histories import DAY, START, run


@pytest.mark.parametrize(
    ("codes", "length", "since"),
    [
        ([11, 0, 11, 11, 11], 3, 2),
        ([11, 11], 2, 0),
        ([0, 11], 1, 1),
        ([0, 0, 0, 0], 0, 2),
        ([11, 11, 0], 0, 1),
    ],
)
def test_the_newest_runs_that_are_alike_are_told_and_else_the_last_two(codes, length, since):
    runs = [summarise(run(START + n * DAY, code=code)) for n, code in enumerate(codes)]
    assert newest_streak(runs, lambda each: each.code == 11) == runs[len(runs) - length :]
    told = describe_streak(runs, lambda each: each.code == 11)
    assert told == f"the last {length or 2} runs since {runs[since].ended_at}"
