"""Days without a year: read where nothing else is written so, and never taken for later than they may be."""

from datetime import date

import pytest

from dvcrawler.normalize.dates import YearlessDay, find_latest, read_yearless

TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    "text",
    [
        "26/11",
        " 26/11 ",
        "(26/11)",
        "26 tháng 11",
        "26 Th11",
        "ngày 26/11",
        "Ngày 26 tháng 11",
        "12:30 26/11",
        "12:30, 26/11",
        "12h30 ngày 26/11",
        "26/11 12:30",
        "26/11, 12:30",
        "26/11 - 12h30",
        "Thứ Năm, 26/11",
        "Thứ 5, 26/11 12:30",
        "12:30 | 26/11",
        "Đăng ngày 26/11",
        "CN, 26.11",
        "12:30 26-11",
        "26/11 (12:30)",
    ],
)
def test_a_text_that_is_nothing_but_a_day_is_read(text):
    assert read_yearless(text) == YearlessDay(26, 11)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "2611",
        "26/11/2026",
        "26-11",
        "26.11",
        "2-1",
        "12:30",
        "26/11 người",
        "Ngày 26/11, tại Hà Nội",
        "126/11",
        "26/111",
        "11/2026",
        "tháng 11",
        "26/11 27/11",
        "lúc 12:30",
        "1/2 trang",
        "0,26/11%",
        "24/7 hỗ trợ",
    ],
)
def test_a_number_in_another_form_or_text_is_not_a_day(text):
    assert read_yearless(text) is None


@pytest.mark.parametrize(
    ("text", "is_certain"),
    [
        ("01/5", True),
        ("1/05", True),
        ("01/05", True),
        ("1/12", False),
        ("26/11", False),
        ("ngày 1/5", True),
        ("1 tháng 5", True),
        ("12:30, 1/5", True),
    ],
)
def test_a_zero_before_a_number_or_a_word_beside_it_shows_that_it_is_no_fraction(text, is_certain):
    assert read_yearless(text).is_certain is is_certain


def latest(*texts, today=TODAY):
    return [each and each.isoformat() for each in find_latest([read_yearless(text) for text in texts], today)]


def test_a_day_is_not_later_than_its_last_return():
    assert latest("26/11", "25/11", "02/11") == ["2026-11-26", "2026-11-25", "2026-11-02"]
    assert latest("02/01", "31/12", "30/12", today=date(2026, 1, 2)) == [
        "2026-01-02",
        "2025-12-31",
        "2025-12-30",
    ]
    assert latest("27/11", "26/11", "25/11") == [
        "2026-11-27",
        "2026-11-26",
        "2026-11-25",
    ]  # its clock is ahead
    assert latest("01/03", "29/02", "28/02", today=date(2024, 3, 1))[1] == "2024-02-29"


def test_an_article_without_a_day_among_others_and_a_pinned_one_change_nothing():
    days = ["05/06", "26/11", "Tin", "25/11", "24/11", "24/11", "23/11"]
    assert latest(*days)[2] is None
    assert latest(*days)[3:] == ["2026-11-25", "2026-11-24", "2026-11-24", "2026-11-23"]


@pytest.mark.parametrize(
    "texts",
    [
        ("26/11", "25/11"),
        ("5/5", "5/5", "4/5", "4/5"),
        ("1/9", "1/9", "1/9"),
        ("24/11", "25/11", "26/11"),
        ("30/11", "15/11", "26/11"),
        ("11/26", "11/25", "11/24"),
        ("11/05", "11/04", "11/03"),
        ("10/31", "26/11", "25/11", "24/11"),
        ("30/02", "28/02", "27/02"),
    ],
    ids=str,
)
def test_a_list_that_is_not_one_of_days_newest_first_says_nothing(texts):
    assert latest(*texts) == [None] * len(texts)


def test_days_of_events_to_come_are_left_open():
    assert latest("30/12", "20/12", "15/12") == [None] * 3
    assert latest("20/12", "15/12", "26/11", "25/11", "24/11", "23/11", "22/11") == [
        None,
        None,
        "2026-11-26",
        "2026-11-25",
        "2026-11-24",
        "2026-11-23",
        "2026-11-22",
    ]


@pytest.mark.parametrize(
    ("days", "is_read"),
    [
        ("26 25 24 20 19", True),
        ("26 25 24 19 20", False),  # four pairs, all of which must be in order
        ("26 25 24 20 18 19", True),
        ("26 25 23 24 18 19", False),  # one of five may be out of it
    ],
)
def test_four_of_five_neighbours_are_newest_first(days, is_read):
    found = latest(*(f"{day}/11" for day in days.split()))
    assert found == [f"2026-11-{day}" if is_read else None for day in days.split()]
