"""Moments that a stranger wrote: in UTC and within 1990-2100, or None."""

from datetime import UTC, datetime, timedelta, timezone
from email.utils import format_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.dates.machine import read_machine_date
from dvcrawler.normalize.numbers import (
    EARLIEST,
    LATEST,
    read_delay,
    read_http_moment,
    read_moment,
    read_stamp,
    read_utc_moment,
)

NOW = datetime(2026, 11, 26, 3, 0, tzinfo=UTC)
NO_MOMENTS = [
    None,
    "",
    "x",
    "0001-01-01T00:00:00+07:00",
    "0001-01-01T00:00:00Z",
    "0000-00-00T00:00:00Z",
    "0000-01-01T00:00:00Z",
    "-0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59-12:00",
    "9999-12-31T23:59:59Z",
    "10000-01-01T00:00:00Z",
    "1989-12-31T23:59:59Z",
    "2101-01-01T00:00:00Z",
    "2024-02-30T00:00:00Z",
    "2024-13-01T00:00:00Z",
    "2024-01-01T25:00:00Z",
    "2016-12-31T23:59:60Z",
    "2024-01-01T00:00:00+99:99",
    "2024-01-01T00:00:00+24:00",
    "٢٠٢٤-٠١-٠١T00:00:00Z",
    "２０２４-01-01T00:00:00Z",
    "2024-01-01T00:00:00Z\0",
    "2024-01-01T00:00:00\ud800",
    "2024-01-01T00:00:00Z" + " " * 5000,
    "9" * 5000,
    "1e400",
    "nan",
    "\ud800\ud800\ud800\ud800-01-01",
]


@pytest.mark.parametrize("text", NO_MOMENTS, ids=repr)
def test_what_is_not_a_moment_of_the_web_is_none(text):
    assert read_moment(text) is None
    assert read_utc_moment(text) is None


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2024-01-01T07:00:00+07:00", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-01-01T00:00:00Z", datetime(2024, 1, 1, tzinfo=UTC)),
        ("2024-01-01T00:00:00.5-00:30", datetime(2024, 1, 1, 0, 30, 0, 500_000, tzinfo=UTC)),
        ("1990-01-01T00:00:00Z", EARLIEST),
    ],
)
def test_moments_are_read_in_utc(text, moment):
    assert read_moment(text) == read_utc_moment(text) == moment
    assert read_moment(text).tzinfo is UTC


def test_without_a_zone_it_is_utc_where_the_standard_says_so_regardless_of_the_machines_zone():
    assert read_moment("2024-01-01T00:00:00") is None
    assert read_utc_moment("2024-01-01T00:00:00") == datetime(2024, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    "stamp",
    [
        None,
        "",
        "2018",
        "00000101000000",
        "00010101000000",
        "99991231235959",
        "20180230000000",
        "20180101240000",
        "20180101235960",
        "20180101000061",
        "٢٠١٨٠١٠٢٠٣٠٤٠٥",
        "２０１８０１０２０３０４０５",
        "2018010203040\0",
        "2018_010203040",
        "-2018010203040",
        "201801020304056",
        "9" * 5000,
    ],
    ids=repr,
)
def test_fourteen_digits_that_are_not_a_moment_are_none(stamp):
    assert read_stamp(stamp) is None


def test_fourteen_digits_are_a_moment_in_utc():
    assert read_stamp("20180102030405") == datetime(2018, 1, 2, 3, 4, 5, tzinfo=UTC)


@pytest.mark.parametrize(
    "text", ["9" * 5000, str(10**18), "Fri, 31 Dec 9999 23:59:59 -1200", "Fri, 31 Dec 2999 23:59:59 GMT"]
)
def test_a_delay_beyond_all_measure_is_ten_years(text):
    assert read_delay(text, NOW) == NOW + timedelta(days=3650)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-5",
        "1.5",
        "soon",
        "²",
        "٣",
        "1_0",
        "0x10",
        "nan",
        "Mon, 32 Foo 2024",
        "\0",
        "Mon, 01 Jan 2024 00:00:00 +9999",
        "Mon, 01 Jan 2024 99:99:99 GMT",
    ],
    ids=repr,
)
def test_a_delay_that_cannot_be_read_is_none(text):
    assert read_delay(text, NOW) is None


@given(st.text(max_size=40))
def test_any_text_is_read_as_a_moment_with_its_zone_or_none(text):
    for moment in (
        read_moment(text),
        read_utc_moment(text),
        read_stamp(text),
        read_http_moment(text),
        read_delay(text, NOW),
    ):
        assert moment is None or moment.tzinfo is not None


@given(st.datetimes(), st.timedeltas(timedelta(hours=-23), timedelta(hours=23)))
def test_every_moment_in_every_zone_is_within_bounds_or_none(moment, offset):
    minutes = int(offset.total_seconds() // 60)
    zone = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
    found = read_moment(f"{moment.isoformat()}{zone}")
    assert found is None or EARLIEST <= found <= LATEST


@given(
    st.datetimes(datetime(1990, 1, 1), datetime(2030, 1, 1)).map(
        lambda at: at.replace(tzinfo=UTC, microsecond=0)
    )
)
def test_a_moment_comes_back_in_each_of_its_forms(moment):
    assert read_moment(moment.isoformat()) == moment
    assert read_stamp(f"{moment:%Y%m%d%H%M%S}") == moment
    assert read_delay(format_datetime(moment, usegmt=True), NOW) == moment


@pytest.mark.parametrize("year", [1, 9999])
def test_a_reference_at_the_end_of_the_calendar_does_not_overflow(year):
    zone = timezone(timedelta(hours=7 if year == 1 else -12))
    reference = datetime(
        year, 1 if year == 1 else 12, 1 if year == 1 else 31, 0 if year == 1 else 23, tzinfo=zone
    )
    read_machine_date("2024-01-01T00:00:00Z", reference=reference)


@pytest.mark.parametrize(
    "text",
    ["Fri, 01 Mar 2024 02:03:04 GMT", "Friday, 1-Mar-2024 02:03:04 UTC", "1 Mar 2024 09:03:04 +0700"],
)
def test_a_moment_as_http_writes_it_is_utc(text):
    assert read_http_moment(text) == datetime(2024, 3, 1, 2, 3, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "x",
        "2024-03-01T00:00:00+99:99",
        "2024-03-01",
        "Fri, 01 Mar 2024 02:03:04",
        "Fri, 01 Mar 2024",
        "Fri, 41 Mar 2024 02:03:04 GMT",
        "Fri, 01 Mar 2024 25:03:04 GMT",
        "Fri, 01 Mar 1024 02:03:04 GMT",
        "Fri, 01 Mar 2024 02:03:04 +9999",
        "Fri, 01 Mar 2024 02:03:04 GMT; x",
    ],
)
def test_what_is_not_a_moment_of_http_is_none(text):
    assert read_http_moment(text) is None
