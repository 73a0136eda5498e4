"""A host that answers again is trusted again."""

from datetime import UTC, datetime, timedelta

import pytest

from dvcrawler.politeness.pace import Limits, Pace, read_retry_after

NOW = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
LIMITS = Limits(first_pause=2.0, longest_pause=900.0, longest_delay=60.0, in_a_row=5)


def test_an_answer_ends_a_row_of_refusals():
    pace = Pace()
    for _ in range(3):
        for _ in range(4):
            assert not pace.note_refusal(0.0, LIMITS, None)
        pace.note_answer()
    assert (pace.refusals, pace.addresses) == (0, 0)
    assert not pace.note_refusal(1000.0, LIMITS, None)
    assert pace.next_at == 1002.0


def test_twenty_answers_in_a_row_halve_the_delay_and_fewer_do_not():
    pace = Pace(delay=4.0)
    for expected in (4.0, 2.0, 1.0, 0.0):
        assert pace.delay == expected
        for _ in range(19):
            pace.note_answer()
            assert pace.delay == expected
        pace.note_answer()


def test_a_refusal_begins_the_row_of_answers_again():
    pace = Pace(delay=4.0)
    for _ in range(19):
        pace.note_answer()
    pace.note_refusal(0.0, LIMITS, None, counts=False)
    pace.note_answer()
    assert pace.delay == 4.0


def test_the_delay_doubles_from_half_the_first_pause_to_its_limit():
    pace, delays = Pace(), []
    limits = Limits(first_pause=2.0, longest_pause=900.0, longest_delay=5.0, in_a_row=99)
    for _ in range(5):
        pace.note_refusal(0.0, limits, None)
        delays.append(pace.delay)
    assert delays == [1.0, 2.0, 4.0, 5.0, 5.0]


def test_the_row_that_pauses_ever_longer_begins_again_with_an_answer_or_a_new_host():
    fresh = Pace()
    assert (fresh.refusals, fresh.addresses, fresh.good, fresh.delay, fresh.floor, fresh.next_at) == (
        0,
        0,
        0,
        0.0,
        0.0,
        0.0,
    )


def test_a_refusal_is_paused_for_as_long_as_was_asked_to_the_bound():
    pace = Pace()
    assert not pace.note_refusal(10.0, LIMITS, 900.0)
    assert pace.next_at == 910.0
    assert Pace().note_refusal(0.0, LIMITS, 900.5)


@pytest.mark.parametrize(
    ("value", "moment"),
    [
        (b"120", NOW + timedelta(seconds=120)),
        (b" 0 ", NOW),
        (b"Sat, 31 Jan 2026 09:00:00 GMT", NOW + timedelta(hours=1)),
        (b"Sat, 31 Jan 2026 15:00:00 +0700", NOW),
        (b"Sat, 31 Jan 2026 09:00:00 -0000", NOW + timedelta(hours=1)),
        (b"9" * 30, NOW + timedelta(days=3650)),
        (b"9999999999", NOW + timedelta(days=3650)),
        (b"315360000", NOW + timedelta(days=3650)),
        (b"315359999", NOW + timedelta(days=3650, seconds=-1)),
        (None, None),
        (b"", None),
        (b"soon", None),
        (b"-5", None),
        ("١٢".encode(), None),
        (b"\xb2", None),
        (b"Sat, 99 Jan 2026 09:00:00 GMT", None),
    ],
)
def test_retry_after_names_a_moment_in_seconds_or_as_a_date_and_never_one_past_ten_years(value, moment):
    assert read_retry_after(value, NOW) == moment


@pytest.mark.parametrize("in_a_row", [1, 2])
def test_where_the_second_refusal_ends_it_pages_tried_again_pause_no_longer_than_the_first(in_a_row):
    limits = Limits(first_pause=2.0, longest_pause=900.0, longest_delay=60.0, in_a_row=in_a_row)
    pace = Pace()
    for _ in range(3):
        pace.note_refusal(0.0, limits, None, counts=False)
        assert pace.next_at == 2.0


def test_after_a_refusal_twenty_answers_are_needed_again():
    pace = Pace(delay=4.0)
    pace.note_refusal(0.0, LIMITS, None, counts=False)
    for _ in range(19):
        pace.note_answer()
    assert pace.delay == 4.0
    pace.note_answer()
    assert pace.delay == 2.0
