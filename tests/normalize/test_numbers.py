"""Numbers that a stranger wrote: ASCII digits within bounds, or None."""

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.numbers import LARGEST, check_whole, read_decimal, read_json, read_whole

NO_NUMBERS = [
    "",
    " ",
    "-1",
    "+1",
    "1_000",
    "٣",
    "१२",
    "３",
    "²",
    "½",
    "Ⅷ",
    "一",
    "0x10",
    "0b1",
    "1e3",
    "1.",
    "1,5",
    " 7",
    "7\n",
    "7\0",
    "nan",
    "inf",
    "-inf",
    "Infinity",
    "1e400",
    "9" * 41,
    "9" * 5000,
    "\ud800",
    "1 000",
    "1\u00a0000",
    "--1",
]


@pytest.mark.parametrize("text", [*NO_NUMBERS, "0.5", None, str(LARGEST + 1), str(10**30)], ids=repr)
def test_what_is_not_a_whole_number_is_none(text):
    assert read_whole(text) is None


@pytest.mark.parametrize("text", [*NO_NUMBERS, ".5", "1.2.3", "0x1p3", None], ids=repr)
def test_what_is_not_a_decimal_is_none(text):
    assert read_decimal(text) is None


def test_numbers_within_their_bounds_are_read():
    assert [read_whole(text) for text in ("0", "007", str(LARGEST))] == [0, 7, LARGEST]
    assert [read_decimal(text) for text in ("0", "2", "0.5", "10.25")] == [0.0, 2.0, 0.5, 10.25]


def test_bounds_are_inclusive():
    assert [read_whole(text, 1, 3) for text in "01234"] == [None, 1, 2, 3, None]
    assert [read_decimal(text, 1) for text in ("0.4", "0.5", "1", "1.01")] == [0.4, 0.5, 1.0, None]


def test_one_long_number_does_not_make_json_unreadable():
    assert read_json('{"long": ' + "9" * 5000 + ', "url": "x", "n": 7}') == {"long": None, "url": "x", "n": 7}


@pytest.mark.parametrize("text", ["", "{", "[" * 100_000, '{"a":' * 100_000, b"\xff", "nul"])
def test_json_that_cannot_be_read_raises_one_error(text):
    with pytest.raises(ValueError):
        read_json(text)


@given(st.text())
def test_any_text_is_read_as_a_number_within_bounds_or_none(text):
    for number in (read_whole(text), read_decimal(text)):
        assert number is None or 0 <= number <= LARGEST


@given(st.integers(0, LARGEST))
def test_a_number_comes_back_as_it_was_written(number):
    assert read_whole(str(number)) == number


@given(st.text() | st.binary())
def test_json_raises_nothing_but_value_errors(text):
    with contextlib.suppress(ValueError):
        read_json(text)


@pytest.mark.parametrize("value", [-1, LARGEST + 1, True, 1.0, "1", None, [1]], ids=repr)
def test_a_count_is_nothing_but_a_whole_number_in_range(value):
    with pytest.raises(ValueError, match="not a whole number"):
        check_whole(value)
    assert (check_whole(0), check_whole(LARGEST)) == (0, LARGEST)
