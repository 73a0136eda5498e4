from datetime import date, timedelta

import pytest

from dvcrawler.discovery.arguments import Arguments
from dvcrawler.discovery.periods.id_days import IdDays

SINCE, UNTIL = date(2023, 3, 13), date(2023, 3, 19)
WEEK = Arguments(since=SINCE, until=UNTIL)
START = date(2023, 3, 1)


def learned(*pairs, arguments=WEEK):
    days = IdDays(arguments)
    for native_id, day in pairs:
        days.learn(str(native_id), day)
    return days


#: One article a day, with 10 numbers between; 2023-03-13 has 1120 and 2023-03-19 has 1180.
STEADY = [(1000 + 10 * n, START + timedelta(days=n)) for n in range(40)]


@pytest.mark.parametrize("native_id", ["1125", "1175", "1000", "1110", "1185", "1205", "995", "900"])
def test_a_number_near_the_period_says_nothing(native_id):
    assert learned(*STEADY).find_outside([native_id]) == set()


@pytest.mark.parametrize("native_id", ["1250", "1395", "99999", "700", "5", "1"])
def test_a_number_far_from_the_period_lies_outside(native_id):
    assert learned(*STEADY).find_outside([native_id]) == {native_id}


@pytest.mark.parametrize(
    "days",
    [
        learned(*STEADY[:14]),
        learned(*STEADY[:25], (1001, date(2023, 3, 4))),
        learned(*STEADY, (1001, date(2023, 4, 5))),
        learned(*STEADY, (1390, date(2023, 1, 1))),
        learned(*[(5000 - number, day) for number, day in STEADY]),
        learned(*[(f"{number}a", day) for number, day in STEADY]),
        learned(*[(f"{number}0000000000", day) for number, day in STEADY]),
        learned(*STEADY, arguments=Arguments()),
    ],
)
def test_numbers_that_do_not_grow_with_the_days_say_nothing(days):
    assert days.find_outside(["1", "99999"]) == set()


def test_what_is_not_a_number_is_never_outside():
    assert learned(*STEADY).find_outside(["a000001", "99999a", "٩٩٩٩٩", ""]) == set()


def test_a_run_with_one_bound_leaves_the_other_side_alone():
    assert learned(*STEADY, arguments=Arguments(since=SINCE)).find_outside(["5", "99999"]) == {"5"}
    assert learned(*STEADY, arguments=Arguments(until=UNTIL)).find_outside(["5", "99999"]) == {"99999"}
