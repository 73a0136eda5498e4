from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import from_digits, read_date, read_machine_date
from dvcrawler.normalize.dates.machine import read_served

_ZONES = st.integers(-12 * 4, 14 * 4).map(lambda n: timezone(timedelta(minutes=15 * n)))
_TIMES = st.datetimes(datetime(1997, 1, 3), datetime(2100, 12, 29), timezones=_ZONES)


@given(at=_TIMES)
def test_iso_8601_is_read_back_in_any_zone(at):
    reading = read_machine_date(at.isoformat())
    assert reading.at == at.replace(microsecond=0)
    assert reading.at.tzinfo is VIETNAM
    assert reading.day == at.astimezone(VIETNAM).date()


@pytest.mark.parametrize(
    "form", ["%a, %d %b %Y %H:%M:%S %z", "%d %B %Y %H:%M:%S %z", "%a, %d %b %Y %H:%M:%S GMT%z"]
)
@given(at=_TIMES)
def test_rfc_2822_is_read_back_in_any_zone(form, at):
    reading = read_machine_date(at.strftime(form))
    assert (reading.at, reading.problem) == (at.replace(microsecond=0), None)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sun, 06 Sep 26 17:09:00 +0700", "2026-09-06T17:09:00+07:00"),
        ("Sun, 06 Sep 2026 18:48:27 GMT+7", "2026-09-06T18:48:27+07:00"),
        ("Sun, 06 Sep 2026 20:43:06 GMT", "2026-09-07T03:43:06+07:00"),
        ("2026-03-07T08:52:11.123 +07:00", "2026-03-07T08:52:11+07:00"),
        ("2026-03-07T08:52:11&#x2B;07:00", "2026-03-07T08:52:11+07:00"),
        ("2026-03-07T08:52Z", "2026-03-07T15:52:00+07:00"),
        ("2026-03-07 08:52", "2026-03-07T08:52:00+07:00"),
    ],
)
def test_the_slips_of_real_feeds_are_understood(text, expected):
    reading = read_machine_date(text)
    assert (reading.at.isoformat(), reading.problem) == (expected, None)
    assert read_date(text) == reading


def test_a_time_without_a_zone_is_vietnamese_unless_said_otherwise():
    text = "2021-12-01T20:51:00"
    assert read_machine_date(text).at == datetime(2021, 12, 1, 20, 51, tzinfo=VIETNAM)
    assert read_machine_date(text, utc_if_naive=True).at == datetime(2021, 12, 1, 20, 51, tzinfo=UTC)
    assert str(read_machine_date("2021-12-01", utc_if_naive=True).day) == "2021-12-01"


@pytest.mark.parametrize("text", ["", "06/01/2023", "2 giờ trước", "1672971300", "2023-W01-5", "2023-01-06x"])
def test_other_forms_are_not_for_machines(text):
    reading = read_machine_date(text)
    assert (reading.day, reading.at) == (None, None)
    assert reading.problem.startswith("no ISO 8601")


@pytest.mark.parametrize(
    "text", ["2023-13-01", "9999-12-31T23:00:00Z", "0001-01-01T00:00:00+14:00", "2023-01-06T09:15:00+99:00"]
)
def test_a_machine_date_that_cannot_be_is_refused(text):
    reading = read_machine_date(text)
    assert (reading.day, reading.at) == (None, None)
    assert reading.problem


@pytest.mark.parametrize(
    "header", ["", "yesterday", "Thu, 99 Jan 2026 00:00:00 GMT", "0", "Thu, 01 Jan 1970 00:00:00 GMT"]
)
def test_a_servers_clock_that_makes_no_sense_is_none(header):
    assert read_served(header) is None


def test_a_servers_clock_is_read():
    assert read_served("Wed, 25 Nov 2026 10:00:00 GMT") == datetime(2026, 11, 25, 10, tzinfo=UTC)


def test_a_machine_date_after_the_capture_is_refused():
    captured = datetime(2023, 1, 6, tzinfo=UTC)
    assert read_machine_date("2023-01-09", reference=captured).problem == "date lies in the future"


@given(at=st.datetimes(datetime(2000, 1, 1), datetime(2099, 12, 31)))
def test_the_digits_of_an_address_are_read_back_to_the_second(at):
    whole = at.replace(microsecond=0, tzinfo=VIETNAM)
    assert from_digits(f"{at:%Y%m%d%H%M%S}") == whole
    assert from_digits(f"{at:%Y%m%d%H%M%S}123") == whole
    assert from_digits(f"{at:%y%m%d%H%M%S}123") == whole


@pytest.mark.parametrize(
    "digits",
    ["", "2540012", "20131327121954502", "20130427126054502", "19130427121954502", "²" * 17, "1" * 9999],
)
def test_other_digits_are_not_a_time(digits):
    assert from_digits(digits) is None


@pytest.mark.parametrize(("zone", "hours"), [("+06", 6), ("-05", -5), ("+06:00", 6), ("+0600", 6)])
def test_an_offset_may_leave_out_its_minutes(zone, hours):
    at = read_date(f"2021-03-12T08:15:25{zone}").at
    assert at == datetime(2021, 3, 12, 8, 15, 25, tzinfo=timezone(timedelta(hours=hours)))


@pytest.mark.parametrize(
    "text",
    [
        "20240206T141605+0700",
        "2024-02-06T071605Z",
        "20240206T141605",
        "Tue Feb 06 14:16:05 ICT 2024",
        "Tue Feb  6 14:16:05 2024",
        "Tue Feb 06 07:16:05 UTC 2024",
        "Tue Feb 06 14:16:05 GMT+07:00 2024",
    ],
)
def test_iso_without_separators_and_what_c_and_java_print(text):
    assert str(read_machine_date(text).at) == "2024-02-06 14:16:05+07:00"


def test_a_short_day_of_a_spreadsheet_is_read():
    assert str(read_machine_date("06-FEB-24").day) == "2024-02-06"


def test_the_weekday_of_java_must_fit():
    assert "does not fit" in read_machine_date("Wed Feb 06 14:16:05 ICT 2024").problem
