from statistics import median

import pytest

from dvcrawler.health.history import summarise
from dvcrawler.health.stretches import BASELINE, MIN_BASELINE, split_at_fall, stretches
from tests.health.histories import DAY, HOUR, START, run


@pytest.mark.parametrize(
    "rates", [[7] * 90, [*range(90)], [n * 37 % 11 for n in range(91)], [5, 0, 5, 9] * 20]
)
def test_each_run_is_compared_with_the_median_of_the_newest_ones_before_it(rates):
    runs = [summarise(run(START + n * HOUR, links=rate)) for n, rate in enumerate(rates)]
    seen = []
    usual, low = split_at_fall(runs, lambda each: each.links, lambda _, usual: bool(seen.append(usual)))
    before = [rates[max(n - BASELINE, 0) : n] for n in range(MIN_BASELINE, len(rates))]
    assert seen == [median(each) for each in before]
    assert (usual, low) == (runs[-BASELINE:], [])


@pytest.mark.parametrize(("days", "expected"), [(1, 25), (4, 8), (9, 5), (40, 5)])
def test_five_runs_are_examined_together_however_rare_they_are_and_more_within_a_month(days, expected):
    runs = [summarise(run(START + n * days * DAY)) for n in range(100)]
    *fewer, longest = stretches(runs)
    assert fewer[:3] == [2, 3, 4]
    assert longest == expected
