from datetime import date

import pytest

from dvcrawler.normalize.periods import read_period

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024", "2024-01-01", "2024-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2024-2", "2024-02-01", "2024-02-29"),
        ("02/2024", "2024-02-01", "2024-02-29"),
        ("20/10/2024", "2024-10-20", "2024-10-20"),
        ("2024-10-20", "2024-10-20", "2024-10-20"),
        ("0d", "2026-03-31", "2026-03-31"),
        ("30d", "2026-03-01", "2026-03-01"),
        ("99999d", "1752-06-16", "1752-06-16"),
    ],
)
def test_a_period_has_a_first_and_a_last_day(text, first, last):
    assert read_period(text, "since", TODAY) == first
    assert read_period(text, "until", TODAY) == last


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2024-13",
        "2024-00",
        "31/02/2024",
        "10/20/2024",
        "20-10-2024",
        "24",
        "9999999d",
        "d",
        "-1d",
        "2024-1-1-1",
        "٢٠٢٤",
        "2024 ",
        "today",
    ],
)
def test_what_is_not_a_day_is_refused(text):
    with pytest.raises(ValueError, match="is not a day"):
        read_period(text, "since", TODAY)


def test_days_ago_need_a_today():
    with pytest.raises(ValueError, match="is not a day"):
        read_period("30d", "since")
