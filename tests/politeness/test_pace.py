"""How fast a host is asked, told by a clock of the test's own."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.politeness.pace import Limits, Pace

LIMITS = Limits(first_pause=2.0, longest_pause=900.0, longest_delay=60.0, in_a_row=5)


def test_without_a_floor_or_a_refusal_nothing_waits():
    pace = Pace()
    assert [pace.claim(0.0) for _ in range(3)] == [0.0, 0.0, 0.0]
    pace.note_sent(0.0)
    assert pace.claim(0.0) == 0.0


def test_requests_wait_in_line_at_the_crawl_delay():
    pace = Pace(floor=10.0)
    assert [pace.claim(0.0) for _ in range(3)] == [0.0, 10.0, 20.0]
    assert pace.claim(100.0) == 0.0


def test_a_wait_that_took_longer_than_it_should_puts_off_the_request_behind_it():
    pace = Pace(floor=1.0)
    assert [pace.claim(0.0), pace.claim(0.0)] == [0.0, 1.0]
    pace.note_sent(1.4)
    assert pace.claim(1.5) == pytest.approx(0.9)


def test_each_refusal_in_a_row_doubles_the_pause_until_the_host_is_put_on_cooldown():
    pace, waits = Pace(), []
    for _ in range(4):
        assert not pace.note_refusal(0.0, LIMITS, None)
        waits.append(pace.next_at)
    assert waits == [2.0, 4.0, 8.0, 16.0]
    assert pace.note_refusal(0.0, LIMITS, None)


def test_a_page_tried_again_lengthens_the_pause_but_is_not_a_reason_to_leave_the_host_alone():
    pace, waits = Pace(), []
    for _ in range(6):
        assert not pace.note_refusal(0.0, LIMITS, None, counts=False)
        waits.append(pace.next_at)
    assert waits == [2.0, 4.0, 8.0, 16.0, 16.0, 16.0]
    assert (pace.addresses, pace.delay) == (0, 0.0)


def test_retry_after_is_kept_to_the_second_and_one_too_long_ends_it():
    pace = Pace()
    assert not pace.note_refusal(100.0, LIMITS, 120.0)
    assert pace.claim(100.0) == 120.0
    assert Pace().note_refusal(0.0, LIMITS, 901.0)


def test_answers_bring_the_old_pace_back_step_by_step():
    pace = Pace()
    pace.note_refusal(0.0, LIMITS, None)
    pace.note_refusal(0.0, LIMITS, None)
    assert pace.delay == 2.0
    for _ in range(20):
        pace.note_answer()
    assert pace.delay == 1.0
    for _ in range(20):
        pace.note_answer()
    assert pace.delay == 0.0


@given(st.lists(st.tuples(st.sampled_from("arc"), st.floats(0, 2000)), max_size=60))
def test_the_delay_never_leaves_its_bounds_and_no_claim_lies_in_the_past(steps):
    pace, now = Pace(floor=1.0), 0.0
    for what, amount in steps:
        now += amount
        if what == "a":
            pace.note_answer()
        elif what == "r":
            pace.note_refusal(now, LIMITS, amount)
        else:
            assert pace.claim(now) >= 0.0
        assert 0.0 <= pace.delay <= LIMITS.longest_delay
