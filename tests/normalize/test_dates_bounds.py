"""Every word and every bound of the dates, one by one: what a sample of pages may never show."""

from datetime import UTC, date, datetime, timedelta

import pytest

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import find_date, find_relative, from_digits, is_date_line, read_date
from dvcrawler.normalize.dates.machine import read_served

NOW = datetime(2024, 3, 10, 12, 0, 30, tzinfo=VIETNAM)
MONDAY = date(2024, 2, 5)
SPANS = {
    timedelta(seconds=3): ("3 giây trước", "3s ago", "3 seconds ago"),
    timedelta(minutes=3): ("3 phút trước", "3p trước", "3' trước", "3’ trước", "3′ trước", "3 minutes ago"),
    timedelta(hours=3): ("3 giờ trước", "3h trước", "3 tiếng trước", "3 hours ago"),
    timedelta(days=3): ("3 ngày trước", "3 days ago"),
    timedelta(weeks=3): ("3 tuần trước", "3 weeks ago"),
    timedelta(hours=1): ("một giờ trước", "1 hour ago", "khoảng một giờ trước"),
    timedelta(0): ("vừa xong", "vừa mới", "mới đây", "vừa mới đây", "bây giờ", "just now"),
}
DAYS = {0: ("hôm nay", "today"), 1: ("hôm qua", "yesterday"), 2: ("hôm kia",)}


@pytest.mark.parametrize(("span", "text"), [(span, text) for span, texts in SPANS.items() for text in texts])
def test_each_unit_has_its_length(span, text):
    assert read_date(text, reference=NOW).at == NOW - span


@pytest.mark.parametrize(("ago", "text"), [(ago, text) for ago, texts in DAYS.items() for text in texts])
def test_each_day_told_by_a_word_is_that_day(ago, text):
    day = NOW.date() - timedelta(days=ago)
    assert read_date(text, reference=NOW).day == day
    assert read_date(f"08:15 {text}", reference=NOW).at == datetime(
        day.year, day.month, day.day, 8, 15, tzinfo=VIETNAM
    )
    assert is_date_line(text)


WEEKDAYS = (
    ("thứ hai", "thứ 2", "T2", "T.Hai", "Mon", "Monday"),
    ("thứ ba", "thứ 3", "T3", "Tue", "Tuesday"),
    ("thứ tư", "thứ bốn", "thứ 4", "T4", "Wed", "Wednesday"),
    ("thứ năm", "thứ 5", "T5", "Thu", "Thursday"),
    ("thứ sáu", "thứ 6", "T6", "Fri", "Friday"),
    ("thứ bảy", "thứ bẩy", "thứ 7", "T7", "T.7", "Th. Bảy", "Sat", "Saturday"),
    ("chủ nhật", "chúa nhật", "CN", "Sun", "Sunday"),
)


@pytest.mark.parametrize(
    ("number", "word"), [(n, word) for n, words in enumerate(WEEKDAYS) for word in words]
)
def test_each_weekday_fits_its_own_day_and_no_other(number, word):
    day = MONDAY + timedelta(days=number)
    reading = read_date(f"{word}, {day:%d/%m/%Y}")
    assert (reading.day, reading.problem) == (day, None)
    after = day + timedelta(days=1)
    reading = read_date(f"{word}, {after:%d/%m/%Y}")
    assert reading.day == after
    assert "does not fit" in reading.problem


@pytest.mark.parametrize(
    ("word", "named"), [("t2", "T2"), ("cn", "CN"), ("thứ hai", "Thứ Hai"), ("mon", "Mon")]
)
def test_a_weekday_that_does_not_fit_is_named_as_it_is_written(word, named):
    assert f"({named})" in read_date(f"{word}, 08/02/2024").problem


MONTHS = ("giêng", "hai", "ba", "tư", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười một", "mười hai")
OTHERS = (("một", 1), ("bốn", 4), ("bẩy", 7))
ENGLISH = "January February March April May June July August September October November December".split()


@pytest.mark.parametrize(("word", "month"), [*((word, n) for n, word in enumerate(MONTHS, 1)), *OTHERS])
def test_a_date_with_any_month_in_words_is_read(word, month):
    assert read_date(f"Ngày 5 tháng {word} năm 2024").day == date(2024, month, 5)
    assert read_date(f"5 tháng {word}, 2024").day == date(2024, month, 5)


@pytest.mark.parametrize(("month", "word"), list(enumerate(ENGLISH, 1)))
def test_a_date_with_any_month_in_english_is_read(month, word):
    for text in (f"5 {word} 2024", f"{word} 5, 2024", f"{word[:3]} 5, 2024"):
        assert read_date(text).day == date(2024, month, 5)


@pytest.mark.parametrize(
    ("zone", "hour"),
    [("+07:00", 8), ("Z", 15), ("+00:00", 15), ("+14:00", 1), ("-0530", None), ("+06:59", 8)],
)
def test_a_machines_zone_is_counted_in(zone, hour):
    at = read_date(f"2024-02-05T08:00:00{zone}").at
    assert hour is None or at.hour == hour
    if zone == "-0530":
        assert at == datetime(2024, 2, 5, 20, 30, tzinfo=VIETNAM)
    if zone == "+06:59":
        assert at == datetime(2024, 2, 5, 8, 1, tzinfo=VIETNAM)


@pytest.mark.parametrize(
    "text",
    [
        "15/03/2024 21:05 (giờ Việt Nam)",
        "21:05 giờ Hà Nội, ngày 15/03/2024",
        "21:05 (theo giờ Việt Nam) 15/3/2024",
        "lúc 21:05:00 Giờ Đông Dương Thứ Sáu, 15 tháng 3, 2024",
        "lúc 21:05:00 Giờ chuẩn Đông Dương Thứ Sáu, 15 tháng 3, 2024",
    ],
)
def test_the_zone_may_be_named_in_vietnamese(text):
    assert f"{read_date(text).at}" == "2024-03-15 21:05:00+07:00"


@pytest.mark.parametrize("zone", ["+15:00", "+14:60", "-99:00"])
def test_a_zone_that_cannot_be_leaves_no_date(zone):
    reading = read_date(f"2024-02-05T08:00:00{zone}")
    assert (reading.day, reading.at) == (None, None)
    assert "zone" in reading.problem


def test_a_day_after_the_capture_is_allowed_and_not_a_second_more():
    limit = NOW + timedelta(days=1)
    assert read_date(f"{limit:%d/%m/%Y %H:%M:%S}", reference=NOW).at == limit
    assert read_date(f"{limit + timedelta(seconds=1):%d/%m/%Y %H:%M:%S}", reference=NOW).day is None
    assert read_date(f"{limit:%d/%m/%Y}", reference=NOW).day == limit.date()
    assert read_date(f"{limit + timedelta(days=1):%d/%m/%Y}", reference=NOW).day is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("01/01/1997", date(1997, 1, 1)),
        ("31/12/1996", None),
        ("31/12/2100", date(2100, 12, 31)),
        ("01/01/2101", None),
        ("05/02/97", date(1997, 2, 5)),
        ("05/02/96", date(2096, 2, 5)),
        ("05/02/99", date(1999, 2, 5)),
        ("05/02/00", date(2000, 2, 5)),
    ],
)
def test_the_years_of_the_web(text, day):
    assert read_date(text).day == day


def test_one_day_with_two_times_is_one_day():
    reading = read_date("08:00 05/02/2024 - 09:30 05/02/2024")
    assert reading.at == datetime(2024, 2, 5, 8, 0, tzinfo=VIETNAM)
    assert is_date_line("08:00 05/02/2024 - 09:30 05/02/2024")
    assert read_date("05/02/2024 - 06/02/2024").day is None


@pytest.mark.parametrize(
    ("text", "hour"),
    [
        ("12:00 AM", 0),
        ("12:00 PM", 12),
        ("11:59 PM", 23),
        ("1:00 AM", 1),
        ("13:00 PM", 13),
        ("00:01 AM", 0),
        ("12:00 SA", 0),
        ("1:00 CH", 13),
    ],
)
def test_the_halves_of_a_day(text, hour):
    assert read_date(f"05/02/2024 {text}").at.hour == hour


@pytest.mark.parametrize(
    ("digits", "at"),
    [
        ("20240205081530123", datetime(2024, 2, 5, 8, 15, 30, tzinfo=VIETNAM)),
        ("20240205081530", datetime(2024, 2, 5, 8, 15, 30, tzinfo=VIETNAM)),
        ("240205081530123", datetime(2024, 2, 5, 8, 15, 30, tzinfo=VIETNAM)),
        ("19970101000000", datetime(1997, 1, 1, tzinfo=VIETNAM)),
        ("19961231235959", None),
        ("21001231235959", datetime(2100, 12, 31, 23, 59, 59, tzinfo=VIETNAM)),
        ("21010101000000", None),
        ("20240230081530", None),
        ("2024020508153", None),
    ],
)
def test_the_bounds_of_a_run_of_digits(digits, at):
    assert from_digits(digits) == at


def test_the_capture_time_counts_in_vietnam():
    late = datetime(2024, 2, 5, 18, 0, tzinfo=UTC)  # the 6th in Vietnam
    assert read_date("hôm nay", reference=late).day == date(2024, 2, 6)
    assert read_date("07/02/2024", reference=late).day == date(2024, 2, 7)
    assert read_date("08/02/2024", reference=late).day is None


LAST_WEEK = (
    ("thứ hai", "thứ 2"),
    ("thứ ba", "thứ 3"),
    ("thứ tư", "thứ 4"),
    ("thứ năm", "thứ 5"),
    ("thứ sáu", "thứ 6"),
    ("thứ bảy", "thứ 7"),
    ("chủ nhật",),
)


@pytest.mark.parametrize(
    ("number", "word"), [(n, word) for n, words in enumerate(LAST_WEEK) for word in words]
)
def test_each_weekday_of_last_week_is_of_the_week_before(number, word):
    day = date(2024, 2, 26) + timedelta(days=number)  # NOW is a Sunday: its week began on 4 March
    assert read_date(f"{word} tuần trước", reference=NOW).day == day
    assert read_date(f"{word} tuần qua 09:05", reference=NOW).at == datetime(
        day.year, day.month, day.day, 9, 5, tzinfo=VIETNAM
    )


def test_an_instant_beyond_the_calendar_is_refused_by_its_side():
    assert read_date("9999-12-31T23:30:00-05:00").problem == "date lies in the future"
    assert read_date("0001-01-01T00:00:00+14:00").problem == "impossible date"


def test_the_weekday_of_a_header_that_does_not_fit_is_named():
    assert (
        read_date("Mon, 07 May 2024 10:00:00 +0700").problem
        == "weekday printed (Mon) does not fit 2024-05-07"
    )


def test_a_text_of_the_greatest_length_is_read_to_its_end():
    text = "05/05/2024".rjust(200, "·")
    assert read_date(text).day == date(2024, 5, 5)
    assert read_date(f"·{text}").day is None  # its last word is cut away
    assert read_date("05/05/2024 " + "lời " * 50).day == date(2024, 5, 5)


def test_the_relative_time_is_found_beside_other_parts_of_its_line():
    assert find_relative("10 phút trước - Thời sự") == "10 phút trước"
    assert find_relative("Thời sự | hôm qua | Lê Thử") == "hôm qua"
    assert find_relative("Thời sự | Lê Thử") is None
    assert find_relative("hôm qua") is None  # nothing but the time: read as it is


def test_a_span_that_does_not_tell_the_day_is_refused_for_that():
    for text in ("2 tháng trước", "1 năm trước", "3 months ago", "1 year ago"):
        assert read_date(text, reference=NOW).problem == f"'{text}' does not tell the day"
    assert read_date("9999999 tuần trước", reference=NOW).problem == "'9999999 tuần trước' is too long ago"


def test_the_date_of_an_answer_without_a_zone_is_in_utc():
    assert read_served("Tue, 05 Mar 2024 10:00:00") == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert read_served("Tue, 05 Mar 2024 10:00:00 GMT") == datetime(2024, 3, 5, 10, tzinfo=UTC)
    assert read_served("") is None


def test_a_day_printed_in_two_ways_is_one_date():
    assert is_date_line("05/06/2024 (2024-06-05)")
    assert not is_date_line("05/06/2024 (2024-05-06)")


def test_a_letter_that_becomes_two_in_lower_case_moves_no_place():
    text = "İİİ 05/05/2024 Lê Thử"
    start, end = find_date(text)
    assert text[start:end] == "05/05/2024"


def test_only_a_day_of_a_month_makes_the_first_number_a_month():
    assert read_date("3/31/2024 9:05:00 PM", reference=None).day == date(2024, 3, 31)
    assert read_date("3/32/2024 9:05:00 PM").problem == "impossible date 2024-32-03"
    assert read_date("12/13/2023 9:05:00 AM").day == date(2023, 12, 13)
    assert read_date("13/12/2023 9:05:00 AM").day == date(2023, 12, 13)


def test_a_text_is_quoted_up_to_forty_characters():
    assert read_date("x" * 40).problem == f"no date in '{'x' * 40}'"
    assert read_date("x" * 41).problem == f"no date in '{'x' * 40}…'"


#: The hours of each part of the day: as spoken of it, and on a clock of 24 hours.
PARTS_OF_DAY = {
    "sáng": [*((hour, hour) for hour in range(12)), (12, 0)],
    "trưa": [(0, 0), (1, 13), (2, 14), (10, 10), (11, 11), (12, 12)],
    "chiều": [*((hour, hour + 12) for hour in range(12)), (12, 12)],
    "tối": [(0, 0), (5, 17), (6, 18), (7, 19), (8, 20), (9, 21), (10, 22), (11, 23)],
    "đêm": [(0, 0), (1, 1), (2, 2), (3, 3), (4, 4), (8, 20), (9, 21), (10, 22), (11, 23)],
    "SA": [*((hour, hour) for hour in range(12)), (12, 0)],
    "CH": [*((hour, hour + 12) for hour in range(12)), (12, 12)],
}


@pytest.mark.parametrize("part", PARTS_OF_DAY)
def test_each_hour_of_each_part_of_the_day(part):
    known = dict(PARTS_OF_DAY[part]) | {hour: hour for hour in range(13, 24)}
    for hour in range(24):
        reading = read_date(f"05/02/2024 {hour}:30 {part}")
        at, expected = reading.at, (known[hour], 30) if hour in known else None
        assert (hour, at and (at.hour, at.minute), reading.problem) == (hour, expected, None)


COUNTS = "một hai ba bốn năm sáu bảy tám chín mười".split()


@pytest.mark.parametrize(("count", "word"), [*enumerate(COUNTS, 1)])
def test_each_number_in_words_is_counted(count, word):
    assert read_date(f"{word} ngày trước", reference=NOW).at == NOW - timedelta(days=count)


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("a week ago", timedelta(weeks=1)),
        ("an hour ago", timedelta(hours=1)),
        ("2 giờ 3 phút trước", timedelta(hours=2, minutes=3)),
        ("2 phút 3 giây trước", timedelta(minutes=2, seconds=3)),
        ("1 ngày 2 tiếng trước", timedelta(days=1, hours=2)),
        ("1 hour 1 minute ago", timedelta(hours=1, minutes=1)),
        ("2 minutes 1 second ago", timedelta(minutes=2, seconds=1)),
        ("1 day 2 hours ago", timedelta(days=1, hours=2)),
    ],
)
def test_a_span_of_two_units_is_their_sum(text, span):
    assert read_date(text, reference=NOW).at == NOW - span


@pytest.mark.parametrize(
    ("text", "ago"),
    [
        ("hôm nay", 0),
        ("today", 0),
        ("chiều nay", 0),
        ("tối hôm nay", 0),
        ("hôm qua", 1),
        ("yesterday", 1),
        ("sáng qua", 1),
        ("đêm hôm qua", 1),
        ("hôm kia", 2),
    ],
)
def test_each_word_for_a_day_counts_back_from_the_capture(text, ago):
    assert read_date(text, reference=NOW).day == NOW.date() - timedelta(days=ago)
