"""The holiday that moves with the moon."""

from datetime import datetime, timedelta

import pytest

from dvcrawler.health.tet import is_in_tet


@pytest.mark.parametrize(
    "first",
    [
        "2012-01-23",
        "2015-02-19",
        "2020-01-25",
        "2023-01-22",
        "2026-02-17",
        "2034-02-19",
        "2038-02-04",
        "2040-02-12",
    ],
)
def test_the_days_around_the_lunar_new_year_are_tet(first):
    day = datetime.fromisoformat(f"{first}T12:00+07:00")
    assert all(is_in_tet((day + timedelta(days=n)).timestamp()) for n in range(-3, 7))
    assert not any(is_in_tet((day + timedelta(days=n)).timestamp()) for n in (-20, -6, 11, 20, 90, 180))


def test_any_moment_can_be_asked_for():
    assert not any(map(is_in_tet, (-62135596800.0, -1.0, 253402300799.0)))
