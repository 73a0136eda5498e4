"""The measure of growth itself, with work that says how long it takes."""

import pytest

from tests import growth

FLOOR, MOST = 0.01, 5.0


@pytest.fixture(autouse=True)
def stated_times(monkeypatch):
    monkeypatch.setattr(growth, "cost", lambda work: work())


def grows(seconds):
    """Whether work that takes `seconds(size)` is said to grow too fast."""
    return growth.grows_too_fast(lambda size: lambda: seconds(size), 1000, floor=FLOOR, most=MOST)


@pytest.mark.parametrize("power", [2, 3])
@pytest.mark.parametrize("longest", [FLOOR * 1.1, 1.0])
def test_quadratic_and_cubic_work_grows_too_fast_from_the_floor_on(power, longest):
    assert grows(lambda size: longest * (size / 1000) ** power)


@pytest.mark.parametrize("longest", [FLOOR / 100, FLOOR * 1.1, 1.0])
def test_linear_work_never_does(longest):
    assert not grows(lambda size: longest * size / 1000)


def test_work_below_the_floor_never_does():
    assert not grows(lambda size: FLOOR * 0.9 * (size / 1000) ** 2)


def test_work_that_does_not_end_does():
    def never(size):
        raise growth.LateError

    assert grows(never)
