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
def test_linear_work_never_grows_too_fast(longest):
    assert not grows(lambda size: longest * size / 1000)


def test_work_below_the_floor_never_grows_too_fast():
    assert not grows(lambda size: FLOOR * 0.9 * (size / 1000) ** 2)


def test_work_that_does_not_end_grows_too_fast():
    def never(size):
        raise growth.LateError

    assert grows(never)


def test_of_several_works_those_that_grow_too_fast_are_named_in_their_order():
    powers = {"square": 2, "line": 1, "cube": 3, "flat": 0, "late": None}

    def work(power):
        def seconds(size):
            if power is None:
                raise growth.LateError
            return 0.1 * (size / 1000) ** power

        return lambda size: lambda: seconds(size)

    works = {name: work(power) for name, power in powers.items()}
    assert list(growth.find_too_fast(works, 1000, floor=FLOOR, most=MOST)) == ["square", "cube", "late"]


def test_a_deadline_that_quick_works_share_falls_upon_none_of_them(monkeypatch):
    left = iter((FLOOR / 100, None))

    def cost(work):
        seconds = next(left, FLOOR / 100)
        if seconds is None:  # the deadline of both
            raise growth.LateError
        return seconds

    monkeypatch.setattr(growth, "cost", cost)
    works = {name: lambda size: lambda: None for name in "ab"}
    assert list(growth.find_too_fast(works, 1000, floor=FLOOR, most=MOST)) == []
