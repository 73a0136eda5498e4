import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dvcrawler.normalize.dates import read_date
from dvcrawler.normalize.dates.fallback import parse_freely


@pytest.mark.parametrize(
    "form",
    ["năm {y} tháng {m} ngày {d}", "tháng {m} ngày {d} năm {y}", "ngày {d}/{m} năm {y}", "{d}, {m}, {y}"],
)
@settings(max_examples=30)
@given(day=st.dates(min_value=date(1997, 1, 1), max_value=date(2099, 12, 31)))
def test_a_form_beyond_the_grammar_is_read_day_first(form, day):
    assert read_date(form.format(d=day.day, m=day.month, y=day.year)).day == day


@pytest.mark.parametrize(
    "text",
    [
        "9 giờ 15 phút, 06/01/2023",
        "thứ 2 5/6 năm 2022",  # a Sunday
        "kỳ 3 số 5 năm 2022",
        "tháng 6 năm 2022",
        "chào năm mới 2023",
        "mồng 5 tháng 1 2023",
        "ngày 5 tháng 6",
        "năm 2022 tháng 6 ngày 5 10:00 utc",
        "2022 " + "x" * 80 + " 5 tháng 6",
    ],
)
def test_nothing_is_invented_nor_overlooked(text):
    assert parse_freely(text) is None


@settings(max_examples=200, deadline=None)
@given(
    words=st.lists(
        st.sampled_from("2022 1999 5 12 31 tháng năm ngày thứ giờ 10:30 / - , hai tư trước qua".split())
    )
)
def test_whatever_is_read_is_in_the_text(words):
    text = " ".join(words)
    parts = parse_freely(text)
    if parts is not None:
        assert {str(parts.year), str(parts.day)} <= set(words)


def test_the_common_forms_never_load_dateparser():
    code = (
        "import sys; from dvcrawler.normalize.dates import read_date;"
        "print(read_date('Thứ Sáu, 06/01/2023, 09:15 (GMT+7)').day, read_date('2 giờ trước').day,"
        "read_date('Lan Anh').day, 'dateparser' in sys.modules)"
    )
    out = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    assert out.split() == ["2023-01-06", "None", "None", "False"]


def test_a_form_beyond_the_grammar_keeps_the_time_that_is_printed():
    day = "năm 2022 tháng 6 ngày 5"
    assert parse_freely(day).clock is None
    assert parse_freely(f"{day} 10:20").clock == (10, 20, 0)
    assert parse_freely(f"{day} 10:20:30").clock == (10, 20, 30)


def test_a_month_told_by_a_word_needs_two_numbers_only():
    parts = parse_freely("ngày 5 tháng ba, 2022")
    assert (parts.year, parts.month, parts.day) == (2022, 3, 5)


def test_the_day_comes_first_unless_told():
    assert parse_freely("5, 6, 2022")[:3] == (2022, 6, 5)
    assert parse_freely("5, 6, 2022", month_first=True)[:3] == (2022, 5, 6)


def test_only_a_short_text_is_given_to_dateparser():
    day = "năm 2022 tháng 6 ngày 5"
    assert parse_freely(day.ljust(60)) is not None
    assert parse_freely(day.ljust(61)) is None


@pytest.mark.parametrize(
    "text", ["năm 2024, ngày 6/2", "2024, 6/2", "2024: 6/2", "năm 2024 ngày 6-2", "2024 13 02"]
)
def test_the_first_number_behind_a_year_is_not_guessed_to_be_the_month(text):
    assert parse_freely(text) is None


@pytest.mark.parametrize("text", ["2024 02 06", "6 2 2024", "ngày 6/2, 2024", "năm 2024 tháng 2 ngày 6"])
def test_day_and_month_in_the_usual_orders(text):
    assert parse_freely(text)[:3] == (2024, 2, 6)
