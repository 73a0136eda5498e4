from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import is_date_line, read_date

NOON = datetime(2024, 3, 10, 12, 0, 30, 999, tzinfo=VIETNAM)
_UNITS = {"giây": 1, "phút": 60, "'": 60, "giờ": 3600, "h": 3600, "ngày": 86400, "tuần": 604800}


@given(count=st.integers(0, 500), unit=st.sampled_from(sorted(_UNITS)))
def test_a_span_ago_is_taken_off_the_capture_time(count, unit):
    reading = read_date(f"{count} {unit} trước", reference=NOON)
    assert reading.at == NOON.replace(microsecond=0) - timedelta(seconds=count * _UNITS[unit])
    assert (reading.day, reading.problem) == (reading.at.date(), None)


def test_yesterday_is_the_day_before_in_vietnam():
    """At 20:00 UTC it is 03:00 of the next day in Vietnam."""
    captured = datetime(2024, 3, 9, 20, tzinfo=UTC)
    reading = read_date("15:30, hôm qua", reference=captured)
    assert reading.at == datetime(2024, 3, 9, 15, 30, tzinfo=VIETNAM)
    assert read_date("HÔM KIA", reference=captured).at is None


@pytest.mark.parametrize("text", ["2 tháng trước", "1 năm trước", "9999999 tuần trước", "9999999 ngày trước"])
def test_a_span_that_does_not_tell_the_day_is_refused(text):
    reading = read_date(text, reference=NOON)
    assert (reading.day, reading.at) == (None, None)
    assert reading.problem


def test_an_hour_that_the_part_of_the_day_lacks_costs_the_time():
    reading = read_date("hôm qua 9 giờ trưa", reference=NOON)
    assert (str(reading.day), reading.at) == ("2024-03-09", None)


def test_a_span_inside_a_sentence_is_not_a_date():
    assert read_date("Vụ việc xảy ra 3 ngày trước", reference=NOON).day is None


def test_an_impossible_clock_costs_the_time_and_not_the_day():
    reading = read_date("Hôm qua 25:00", reference=NOON)
    assert (str(reading.day), reading.at, reading.problem) == ("2024-03-09", None, "impossible time 25:00")


@pytest.mark.parametrize(
    ("text", "day", "clock"),
    [
        ("thứ 2 tuần trước", "2024-02-26", None),
        ("Thứ Ba tuần trước", "2024-02-27", None),
        ("thứ tư tuần qua", "2024-02-28", None),
        ("thứ 5 tuần trước", "2024-02-29", None),
        ("Thứ 6 tuần trước lúc 15:30", "2024-03-01", "15:30"),
        ("09:15, thứ bảy tuần trước", "2024-03-02", "09:15"),
        ("Chủ nhật tuần trước, 7h05", "2024-03-03", "07:05"),
    ],
)
def test_a_weekday_of_last_week_is_counted_from_the_week_of_the_capture(text, day, clock):
    reading = read_date(text, reference=NOON)
    assert (str(reading.day), reading.at and f"{reading.at:%H:%M}") == (day, clock)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("hôm qua lúc 3:30 CH", "2024-03-09 15:30"),
        ("cách đây 3 giờ", "2024-03-10 09:00"),
        ("Đăng cách đây 2 ngày", "2024-03-08 12:00"),
        ("3 giờ 20 phút trước", "2024-03-10 08:40"),
        ("1 ngày 3 giờ trước", "2024-03-09 09:00"),
        ("2 hours 5 minutes ago", "2024-03-10 09:55"),
        ("Đã đăng 2 ngày trước", "2024-03-08 12:00"),
        ("Hai giờ trước", "2024-03-10 10:00"),
        ("mười ngày trước", "2024-02-29 12:00"),
        ("an hour ago", "2024-03-10 11:00"),
        ("vài phút trước", "2024-03-10 12:00"),
        ("Sáng nay 07:30", "2024-03-10 07:30"),
        ("3:30 chiều qua", "2024-03-09 15:30"),
        ("Tối hôm qua, 9:05", "2024-03-09 21:05"),
        ("Ngày hôm qua", "2024-03-09"),
        ("chiều nay", "2024-03-10"),
    ],
)
def test_further_ways_to_say_how_long_ago(text, read):
    reading = read_date(text, reference=NOON)
    assert (f"{reading.at:%Y-%m-%d %H:%M}" if reading.at else str(reading.day)) == read


@pytest.mark.parametrize(
    "text", ["3 giờ 20 phút", "hai ngày", "a year ago", "năm trước", "chiều", "5 giờ chiều"]
)
def test_a_span_or_an_hour_without_a_point_in_time_is_not_read(text):
    assert read_date(text, reference=NOON).day is None


@pytest.mark.parametrize("text", ["hôm qua", "3 giờ trước", "vừa xong", "08:15, hôm nay"])
def test_without_a_time_of_capture_a_relative_time_tells_nothing_and_says_so(text):
    reading = read_date(text, reference=None)
    assert (reading.day, reading.at) == (None, None)
    assert reading.problem == "relative time without a capture time"


@pytest.mark.parametrize(
    ("text", "hours"),
    [
        ("nửa giờ trước", 0.5),
        ("Nửa tiếng trước", 0.5),
        ("cách đây nửa giờ", 0.5),
        ("nửa ngày trước", 12),
        ("hai hôm trước", 48),
        ("Cách đây 3 hôm", 72),
        ("Cách đây ít phút", 0),
        ("cách đây vài phút", 0),
    ],
)
def test_halves_and_words_for_days_are_spans(text, hours):
    now = datetime(2026, 12, 1, 7, tzinfo=VIETNAM)
    assert read_date(text, reference=now).at == now - timedelta(hours=hours)
    assert is_date_line(text)


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("Vừa mới đăng", "2024-03-10 12:00"),
        ("ngay bây giờ", "2024-03-10 12:00"),
        ("less than a minute ago", "2024-03-10 12:00"),
        ("Cách đây khoảng 5 phút", "2024-03-10 11:55"),
        ("5 mins ago", "2024-03-10 11:55"),
        ("about 2 hrs ago", "2024-03-10 10:00"),
        ("2d ago", "2024-03-08 12:00"),
        ("1h30p trước", "2024-03-10 10:30"),
        ("1 giờ rưỡi trước", "2024-03-10 10:30"),
        ("mười lăm phút trước", "2024-03-10 11:45"),
        ("hai mươi phút trước", "2024-03-10 11:40"),
        ("ba mươi phút trước", "2024-03-10 11:30"),
        ("Ngày đăng: 2 ngày trước", "2024-03-08 12:00"),
        ("Xuất bản 2 giờ trước", "2024-03-10 10:00"),
        ("(2 giờ trước)", "2024-03-10 10:00"),
        ("- 2 giờ trước |", "2024-03-10 10:00"),
        ("Hôm qua lúc 3 giờ chiều", "2024-03-09 15:00"),
        ("15h hôm qua", "2024-03-09 15:00"),
        ("15g30 hôm qua", "2024-03-09 15:30"),
        ("T5 tuần trước", "2024-02-29"),
        ("CN tuần trước 7h05", "2024-03-03 07:05"),
        ("sáng thứ năm tuần trước", "2024-02-29"),
        ("chiều thứ năm tuần trước, 3:05", "2024-02-29 15:05"),
    ],
)
def test_short_forms_labels_and_marks_around_a_relative_time(text, read):
    reading = read_date(text, reference=NOON)
    assert (f"{reading.at:%Y-%m-%d %H:%M}" if reading.at else str(reading.day)) == read
    assert is_date_line(text)


@pytest.mark.parametrize(
    ("plain", "text"),
    [
        ("2 gio truoc", "2 giờ trước"),
        ("Hom qua 15:30", "Hôm qua 15:30"),
        ("Vua xong", "Vừa xong"),
        ("Cap nhat 5 phut truoc", "Cập nhật 5 phút trước"),
        ("thu 5 tuan truoc", "thứ 5 tuần trước"),
    ],
)
def test_a_relative_time_may_be_written_without_diacritics(plain, text):
    assert read_date(plain, reference=NOON) == read_date(text, reference=NOON)
    assert read_date(plain, reference=NOON).day is not None


@pytest.mark.parametrize(
    "text", ["vài ngày trước", "tuần trước", "hôm trước", "trước 2 giờ", "2 giờ sau", "(2)"]
)
def test_a_time_that_names_no_day_is_not_read(text):
    assert read_date(text, reference=NOON).day is None
