from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import find_date, is_date_line, read_date
from dvcrawler.normalize.dates.printed import find_printed

_MOMENTS = st.datetimes(datetime(1997, 1, 2), datetime(2096, 12, 30)).map(lambda d: d.replace(microsecond=0))
_MONTHS = [*"Một Hai Ba Tư Năm Sáu Bảy Tám Chín Mười".split(), "Mười Một", "Mười Hai"]
_ENGLISH = "January February March April May June July August September October November December".split()


def shown(reading):
    if reading.at is not None:
        return f"{reading.at:%Y-%m-%d %H:%M:%S}"
    return reading.day.isoformat() if reading.day else None


@pytest.mark.parametrize(
    "form",
    [
        "{d.day} tháng {d.month}, {d.year}",
        "{d.day} Tháng {m} {d.year}",
        "Tháng {m} {d.day}, {d.year}",
        "tháng {d.month} {d.day}, {d.year}",
        "{d.day} thg {d.month}, {d.year}",
        "{e} {d.day}, {d.year}",
        "{d.day} {e} {d.year}",
        "{d.year}/{d.month}/{d.day}",
        "{d:%Y-%m-%d}",
        "{d.day}.{d.month}.{d.year}",
        "{d.day}–{d.month}–{d.year}",
        "{d:%d / %m / %Y}",
        "CN {d:%d/%m/%Y}",
    ],
)
@given(moment=_MOMENTS)
def test_a_day_in_any_spelling_is_that_day_without_a_time(form, moment):
    text = form.format(d=moment, m=_MONTHS[moment.month - 1], e=_ENGLISH[moment.month - 1])
    reading = read_date(text)
    assert (reading.day, reading.at) == (moment.date(), None)
    assert is_date_line(text)


@pytest.mark.parametrize("form", ["{h}:{d:%M:%S %p}", "{h}:{d:%M:%S} {vi}", "{d:%H:%M:%S} {vi}"])
@given(moment=_MOMENTS)
def test_a_time_of_either_clock_is_read_to_the_second(form, moment):
    half = "SA" if moment.hour < 12 else "CH"
    clock = form.format(d=moment, h=moment.hour % 12 or 12, vi=half)
    assert read_date(f"{moment:%d/%m/%Y} {clock}").at == moment.replace(tzinfo=VIETNAM)


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Thứ sáu, 7/10/2016 - 8:3", "08:03"),
        ("07/10/2016 8:3", "08:03"),
        ("7/10/2016 14:5", "14:05"),
        ("Ngày đăng: 7/10/2016 0:0", "00:00"),
        ("7-10-2016 | 9:9 AM", "09:09"),
        ("Cập nhật 7/10/2016 lúc 21:7", "21:07"),
        ("7/10/2016, 21:7 (GMT+7)", "21:07"),
        ("Ngày đăng (7/10/2016) 21:07", "21:07"),
        ("Ngày đăng: (7-10-2016) lúc 21h07", "21:07"),
        ("Cập nhật (7/10/2016) - 21:07", "21:07"),
    ],
)
def test_the_minutes_behind_a_date_may_lack_their_zero(text, time):
    assert f"{read_date(text).at:%Y-%m-%d %H:%M}" == f"2016-10-07 {time}"


@pytest.mark.parametrize("text", ["2:1 ngày 7/10/2016", "Tỷ số 3:2, 7/10/2016", "1:0 - 07/10/2016"])
def test_a_result_before_a_date_is_no_time(text):
    assert read_date(text).at is None


@given(moment=_MOMENTS, month_first=st.booleans())
def test_the_order_of_day_and_month_is_the_one_asked_for(moment, month_first):
    form = "{d.month}/{d.day}/{d.year} {d:%H:%M}" if month_first else "{d.day}/{d.month}/{d.year} {d:%H:%M}"
    text = form.format(d=moment)
    assert read_date(text, month_first=month_first).day == moment.date()
    other = read_date(text, month_first=not month_first)
    if moment.day > 12:
        assert other.day == (moment.date() if month_first else None)  # a month above 12 can only be a day


@given(moment=_MOMENTS.filter(lambda d: d.year < 2096))
def test_a_two_digit_year_lies_between_1997_and_2096(moment):
    assert read_date(f"{moment:%d/%m/%y} {moment:%H:%M}").day == moment.date()


@given(moment=_MOMENTS, hours=st.integers(-11, 13))
def test_a_printed_zone_is_converted(moment, hours):
    text = f"{moment:%d/%m/%Y %H:%M:%S} (GMT{hours:+d})"
    assert read_date(text).at == moment.replace(tzinfo=UTC) - timedelta(hours=hours)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("07-03-2026 - 00:01 AM", "2026-03-07 00:01:00"),
        ("07-03-2026 - 14:05 AM", "2026-03-07 14:05:00"),
        ("06/01/2023 12:46 SA", "2023-01-06 00:46:00"),
        ("06/01/2023 12:46 CH", "2023-01-06 12:46:00"),
        ("Jan 6, 2023 9:15 p.m.", "2023-01-06 21:15:00"),
        ("9 giờ 06/01/2023", "2023-01-06 09:00:00"),
        ("9 giờ 5 phút, ngày 6/1/2023", "2023-01-06 09:05:00"),
        ("9g15 06/01/2023", "2023-01-06 09:15:00"),
        ("9 giờ 15 tháng 6 năm 2022", "2022-06-15 09:00:00"),
        ("14:27-06/01/2023", "2023-01-06 14:27:00"),
        ("Thứ Sáu, 09:15, 06/01/2023", "2023-01-06 09:15:00"),
        ("5 tháng năm năm 2022", "2022-05-05"),
        ("Thứ năm, 5 tháng năm năm 2022", "2022-05-05"),
        ("7 Tháng Giêng 2023", "2023-01-07"),
        ("Cập nhật 2021-12-01T04:51:00Z", "2021-12-01 11:51:00"),
        ("Thời điểm:06/01/2023", "2023-01-06"),
        ("Ngày: 06/01/2023 Giờ: 09:15", "2023-01-06 09:15:00"),
        ("Ngày đăng: 06/01/2023 - Giờ đăng: 9h05", "2023-01-06 09:05:00"),
        ("06/01/2023, thời gian: 09:15", "2023-01-06 09:15:00"),
        ("０６/０１/２０２３", "2023-01-06"),
        ("06/01/2023 09h15 / Tác giả: Lan Anh", "2023-01-06 09:15:00"),
        ("06/01/2023 09g45/ 15 lượt xem", "2023-01-06 09:45:00"),
        ("06/01/2023 09h20 / 15 lượt xem", "2023-01-06 09:20:00"),
        ("06/01/2023 9h20 / 5.120 lượt xem", "2023-01-06 09:20:00"),
        ("9h 06/01/2023", "2023-01-06 09:00:00"),
        ("09:15 / 06/01/2023", "2023-01-06 09:15:00"),
        ("9h20 / Thứ sáu, 06/01/2023", "2023-01-06 09:20:00"),
        ("9h12 / 06/01/2023", "2023-01-06 09:12:00"),
        ("9h06/1/2023", "2023-01-06 09:00:00"),
        ("9h 6 / 01 / 2023", "2023-01-06 09:00:00"),
    ],
)
def test_an_awkward_form_is_read(text, expected):
    reading = read_date(text)
    assert (shown(reading), reading.problem) == (expected, None)


@pytest.mark.parametrize(
    "text",
    [
        "06/01/2023 12 giờ đêm",
        "06/01/2023 2 giờ tối",
        "06/01/2023 9 giờ trưa",
        "08:00-11:30, 06/01/2023",
        "06/01/2023 09:15 -0500",
        "06/01/2023T09:15:00-05:00",
    ],
)
def test_a_time_that_needs_a_guess_is_left_out(text):
    assert shown(read_date(text)) == "2023-01-06"


@pytest.mark.parametrize(
    "text",
    [
        "Quyết định 05/06/2019/QĐ-UBND",
        "12/2019/NĐ-CP",
        "từ ngày 10-12/5/2023",
        "10-12/5/2023",
        "mồng 5 tháng Giêng năm 2023",
        "tháng 6 năm 2022",
        "Ngày 24-10",
        "1.5.6.2023",
        "0228.3849386",
        "20230106",
        "99999999999/1/2020",
    ],
)
def test_what_only_resembles_a_date_is_none(text):
    reading = read_date(text)
    assert reading.problem.startswith("no date in ")
    assert find_date(text) is None
    assert not is_date_line(text)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("31/02/2023", "impossible date 2023-02-31"),
        ("9/25/26", "impossible date 2026-25-09"),
        ("9.25.2026", "impossible date 2026-25-09"),
        ("13/13/2026", "impossible date 2026-13-13"),
        ("2/30/2026", "impossible date 2026-02-30"),
        ("04 Sep 2026 02:43 EST", "time zone EST is unknown"),
        ("06/01/2023-08/01/2023", "more than one date in '06/01/2023-08/01/2023'"),
        ("01/01/1990", "date lies before 1997"),
        ("01/01/2101", "date lies in the future"),
    ],
)
def test_a_refused_date_says_why(text, problem):
    reading = read_date(text)
    assert (reading.day, reading.at, reading.problem) == (None, None, problem)


def test_a_clock_that_cannot_be_costs_the_time_and_not_the_day():
    reading = read_date("25:61, 06/01/2023")
    assert (shown(reading), reading.problem) == ("2023-01-06", "impossible time 25:61:00")


def test_a_wrong_weekday_never_swaps_day_and_month():
    """1 June 2023 is a Thursday, 6 January a Friday."""
    reading = read_date("Thứ Năm, 06/01/2023")
    assert shown(reading) == "2023-01-06"
    assert reading.problem == "weekday printed (Thứ Năm) does not fit 2023-01-06"


def test_the_day_of_publication_counts_and_not_that_of_the_update():
    assert shown(read_date("06/01/2023 09:15 | Cập nhật: 07/01/2023 10:00")) == "2023-01-06 09:15:00"
    assert shown(read_date("Cập nhật: 07/01/2023 - Ngày đăng: 06/01/2023")) == "2023-01-06"


def test_a_day_within_the_capture_day_of_another_zone_is_not_in_the_future():
    captured = datetime(2023, 1, 5, 18, tzinfo=UTC)
    assert read_date("06/01/2023 00:59", reference=captured).problem is None
    assert read_date("07/01/2023", reference=captured).problem is None
    assert read_date("08/01/2023", reference=captured).problem == "date lies in the future"


def test_a_capture_time_without_a_zone_is_refused_loudly():
    with pytest.raises(ValueError, match="time zone"):
        read_date("06/01/2023", reference=datetime(2023, 1, 6))


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Lan Anh 14:27, 20/02/2024", ("Lan Anh ", "")),
        ("Lan Anh14:27, 20/02/2024", ("Lan Anh", "")),
        ("Lan AnhThứ Sáu, 06/01/2023", ("Lan Anh", "")),
        ("(Lan Anh, 06/01/2023)", ("(Lan Anh, ", ")")),
        ("Lan Anh (05:12, 18/06/2020) viết", ("Lan Anh ", " viết")),
        ("Lan Anh - Cập nhật lúc18:26, Thứ Ba, 29/09/2020 (GMT+7) | In", ("Lan Anh - ", " | In")),
        ("Hà Nội, ngày 5 tháng 6 năm 2022.", ("Hà Nội, ", ".")),
        ("Lan\u00a0Anh\u200b  09:15,\u00a006/01/2023 x", ("Lan\u00a0Anh\u200b  ", " x")),
        ("Tha\u0302\u0301y Thu\u031b\u0301 Sa\u0301u, 06/01/2023 x", ("Tha\u0302\u0301y ", " x")),
        ("Không có ngày nào", None),
        ("Đến 31/12, còn 5.000 hộ", None),
    ],
)
def test_the_span_of_a_date_leaves_the_rest_as_it_was(text, rest):
    span = find_date(text)
    assert (span and (text[: span[0]], text[span[1] :])) == rest


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("Thứ 6, Ngày 06 / 01 / 2023", True),
        ("(05:12, 18/06/2020)", True),
        ("| 14:16 - 06/02/2024 |", True),
        ("2 giờ trước", True),
        ("06/01/2023 09:15 | 123 lượt xem", False),
        ("Ngày 24-10-2019, hội nghị khai mạc", False),
        ("06/01/2023 - 08/01/2023", False),
        ("Lan Anh", False),
        ("(GMT+7)", False),
    ],
)
def test_a_date_line_holds_nothing_but_a_date(text, answer):
    assert is_date_line(text) is answer


@pytest.mark.parametrize(
    "piece", ["ngày ", "1/1/", "1 tháng ", "12:12 ", "9 giờ ", "1/1/20 ", "thứ 2, ", "(( ((", "tháng năm "]
)
def test_repetition_does_not_make_the_grammar_search_forever(piece):
    """A hundred readings within the suite's time-out; exponential search would not end one."""
    text = piece * 200 + "06/01/2023"
    for start in range(100):
        reading = read_date(text[start:])
        assert reading.at is None


@pytest.mark.parametrize("month", range(1, 13))
@pytest.mark.parametrize(
    "form", ["06 Th{}, 2023", "6 th{} 2023", "Th{} 6, 2023", "09:15 06 Th{:02}, 2023", "6 Th.{}, 2023"]
)
def test_the_short_months_of_wordpress_are_read(form, month):
    assert shown(read_date(form.format(month)))[:10] == f"2023-{month:02}-06"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("3/15/2024 9:05:00 PM", "2024-03-15 21:05:00"),
        ("12/31/2023 12:00:01 AM", "2023-12-31 00:00:01"),
        ("Ngày đăng: 1/13/2024 7:30 AM", "2024-01-13 07:30:00"),
        ("9/12/2024 9:05:00 PM", "2024-12-09 21:05:00"),
        ("Fri, 03/15/2024 - 08:05", "2024-03-15 08:05:00"),
        ("Thứ Sáu, 03/15/2024", "2024-03-15"),
        ("Thứ Năm, 03/15/2024", None),
        ("3/15/24 9:05 PM", "2024-03-15 21:05:00"),
        ("Fri, 03/15/24", "2024-03-15"),
        ("Thứ Sáu, 03/15/24 - 08:05", "2024-03-15 08:05:00"),
        ("9/25/2026", "2026-09-25"),
        ("03/15/2024 21:05", "2024-03-15 21:05:00"),
        ("08:05 | 12/31/2023", "2023-12-31 08:05:00"),
        ("Ngày đăng: 3/15/2024", "2024-03-15"),
        ("9/12/2024 21:05", "2024-12-09 21:05:00"),
    ],
)
def test_an_american_date_that_cannot_be_day_first_is_month_first(text, read):
    assert shown(read_date(text)) == read


@pytest.mark.parametrize(
    ("clock", "read"),
    [
        ("2 giờ chiều", "14:00:00"),
        ("2 giờ 15 chiều", "14:15:00"),
        ("08:05 SÁNG", "08:05:00"),
        ("0:15 sáng", "00:15:00"),
        ("12 giờ trưa", "12:00:00"),
        ("1:30 trưa", "13:30:00"),
        ("7 giờ 30 phút tối", "19:30:00"),
        ("19:30 tối", "19:30:00"),
        ("11:45 đêm", "23:45:00"),
        ("2h10 đêm", "02:10:00"),
    ],
)
def test_the_part_of_the_day_tells_which_half_the_hour_is_of(clock, read):
    for text in (f"06/01/2023 {clock}", f"{clock}, ngày 6 tháng 1 năm 2023", f"06/01/2023 - {clock}"):
        assert shown(read_date(text)) == f"2023-01-06 {read}"


@pytest.mark.parametrize("slash", ["\u2044", "\u2215", "\uff0f"])
def test_every_slash_of_unicode_parts_a_date(slash):
    text = slash.join(("06", "01", "2023"))
    assert shown(read_date(text)) == "2023-01-06"
    assert find_date(f"Đăng {text} x") == (0, 15)


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("11 giờ sáng", "11:00"),
        ("12 giờ sáng", None),
        ("9:15 chiều", "21:15"),
        ("12:15 sáng", "00:15"),
        ("7 giờ chiều", "19:00"),
        ("8 giờ chiều", None),
        ("11 giờ tối", "23:00"),
        ("12 giờ đêm", None),
        ("2 giờ trưa", "14:00"),
        ("3 giờ trưa", None),
    ],
)
def test_an_hour_that_its_part_of_the_day_does_not_have_is_not_read(text, clock):
    at = read_date(f"12/03/2021 {text}").at
    assert (at and f"{at:%H:%M}") == clock


@pytest.mark.parametrize("text", ["Nov 27, 2026 @ 08:15", "27/11/2026 @ 08:15", "27 tháng 11, 2026 @08:15"])
def test_the_time_behind_an_at_sign_is_read(text: str) -> None:
    assert str(read_date(text).at) == "2026-11-27 08:15:00+07:00"


@pytest.mark.parametrize(
    "text",
    ["05/03/2026 (08:15)", "05.03.2026 / 08:15", "Thứ Năm, 05/03/2026 (08h15)", "5 tháng 3, 2026 (08:15)"],
)
def test_a_time_in_brackets_or_behind_a_slash_belongs_to_the_date(text):
    assert shown(read_date(text)) == "2026-03-05 08:15:00"
    assert is_date_line(text)


@pytest.mark.parametrize("text", ["05/03/2026 (08/15)", "05/03/2026 / 08", "05/03/2026 (8 trang)"])
def test_other_numbers_in_brackets_or_behind_a_slash_are_not_a_time(text):
    assert shown(read_date(text)) == "2026-03-05"


@pytest.mark.parametrize(
    "line",
    [
        "Đăng ngày 27/11/2026, sửa lần cuối 28/11/2026 09:00",
        "27/11/2026 (sửa lúc 10:00 28/11/2026)",
        "Sửa: 28/11/2026 | Đăng: 27/11/2026",
        "27/11/2026, hiệu chỉnh 28/11/2026",
        "Ngày đăng 27/11/2026 - chỉnh lý ngày 28/11/2026",
    ],
)
def test_of_a_publication_and_a_correction_the_first_counts(line):
    assert shown(read_date(line)) == "2026-11-27"
    assert is_date_line(line)


@pytest.mark.parametrize(
    "line", ["Th 6, 27 thg 11, 2026 08:15", "Th 6 27/11/2026 08:15", "T 6, 27/11/2026 08:15"]
)
def test_the_short_names_of_weekdays_may_have_a_space(line):
    assert shown(read_date(line)) == "2026-11-27 08:15:00"
    assert is_date_line(line)
    assert read_date(line.replace("27", "26")).code is not None  # a Thursday


def test_a_short_month_is_not_taken_for_a_weekday():
    assert shown(read_date("Th6 12, 2023")) == "2023-06-12"
    assert shown(read_date("06 Th6 2023")) == "2023-06-06"


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("6th of February 2024", "2024-02-06"),
        ("14 giờ 16 phút 05 giây ngày 6/2/2024", "2024-02-06 14:16:05"),
        ("14h16m 06/02/2024", "2024-02-06 14:16:00"),
        ("14h16ph - 06/02/2024", "2024-02-06 14:16:00"),
        ("06/02/2024&amp;nbsp;14:16", "2024-02-06 14:16:00"),
        ("2024年2月6日 14:16", "2024-02-06 14:16:00"),
        ("2:16:05\u202fPM GMT+07:00 February 6, 2024", "2024-02-06 14:16:05"),
        ("2:16 PM +0700 Feb 6, 2024", "2024-02-06 14:16:00"),
        ("14:16 +7 Feb 6, 2024", "2024-02-06"),
    ],
)
def test_a_rare_form_is_read(text, read):
    assert shown(read_date(text)) == read


def test_the_span_of_a_chinese_date_is_that_of_the_text():
    text = "记者 2024年2月6日 14:16 报道"
    assert text[slice(*find_date(text))] == "2024年2月6日 14:16"


@pytest.mark.parametrize(
    ("text", "clock"),
    [
        ("Tối 6/2/2024, 8:05", "20:05"),
        ("chiều, 6/2/2024 - 3h15", "15:15"),
        ("Sáng 6/2/2024 8:05", "08:05"),
        ("Sáng 6/2/2024 14:05", "14:05"),
        ("Chiều 6/2/2024 8:05", None),
        ("Buổi tối 6/2/2024, 8:05 PM", "20:05"),
    ],
)
def test_the_part_of_the_day_may_precede_the_date(text, clock):
    at = read_date(text).at
    assert (at and f"{at:%H:%M}") == clock


@pytest.mark.parametrize(
    "line",
    [
        "Hôm nay: Thứ Sáu, 27/11/2026 | Đăng ngày: 06/02/2024",
        "Ngày hiệu lực: 01/03/2024 - Ngày ban hành: 06/02/2024",
        "Hết hạn: 01/03/2024 - Xuất bản: 06/02/2024",
        "Sự kiện 10/02/2024. Posted on 06/02/2024, updated 08/02/2024",
    ],
)
def test_of_several_days_the_one_labelled_as_that_of_publication_counts(line):
    assert shown(read_date(line)) == "2024-02-06"


@pytest.mark.parametrize(
    "other",
    [
        "Ngày ban hành: {}",
        "Ban hành ngày {}",
        "Hết hạn: {}",
        "Hạn nộp: {}",
        "Có hiệu lực từ ngày {}",
        "Hiệu lực: {}",
        "Ngày ký {}",
        "Ngày họp: {}",
        "Số báo {}",
        "Hạn cuối đến ngày {}",
    ],
)
@pytest.mark.parametrize(
    "line", ["06/02/2024 | {}", "{} - 06/02/2024", "06/02/2024 {}", "{} - Ngày đăng: 06/02/2024"]
)
def test_beside_the_day_of_a_document_or_a_deadline_the_other_day_counts(line, other):
    assert shown(read_date(line.format(other.format("01/03/2024")))) == "2024-02-06"


def test_of_two_days_labelled_as_that_of_publication_none_counts():
    assert read_date("Đăng 06/02/2024 - Đăng 07/02/2024").day is None


@pytest.mark.parametrize(
    "text", ["06/02/2024 ({})", "06/02/2024, {}", "06/02/2024 - {} - 14:16", "6 tháng 2, 2024 | {}"]
)
def test_the_weekday_may_follow_the_date(text):
    assert read_date(text.format("Thứ Ba")).problem is None
    assert read_date(text.format("thứ 3")).problem is None
    assert is_date_line(text.format("Thứ Ba"))
    assert "does not fit 2024-02-06" in read_date(text.format("Chủ nhật")).problem


def test_a_weekday_between_two_dates_is_that_of_the_second():
    reading = read_date("Đăng 06/02/2024 - Cập nhật: Thứ Tư, 07/02/2024")
    assert (shown(reading), reading.problem) == ("2024-02-06", None)
    assert "does not fit 2024-02-07" in read_date("06/02/2024 Đăng - Thứ Ba, 07/02/2024").problem


@pytest.mark.parametrize(
    ("label", "is_published"),
    [
        ("", False),
        ("ngày ", False),
        ("cập nhật: ", False),
        ("viết ngày ", False),
        ("lúc ", False),
        ("đăng ngày ", True),
        ("xuất bản: ", True),
        ("ngày ban hành: ", True),
        ("posted on ", True),
    ],
)
def test_a_label_says_whether_a_day_is_that_of_publication(label, is_published):
    (found,) = find_printed(f"{label}05/06/2024")
    assert (found.start, found.is_published) == (0, is_published)


@pytest.mark.parametrize("before", ["", "Thanh Hà - ", "("])
@pytest.mark.parametrize(
    "label",
    [
        "Ngày",
        "Giờ:",
        "Lúc",
        "Vào",
        "Hồi",
        "Được cập nhật",
        "Cập nhật",
        "Mới nhất:",
        "Thời gian:",
        "Last updated",
        "Lần cuối:",
        "Lần gần nhất:",
        "Chỉnh sửa",
        "Sửa đổi",
        "Chỉnh lý",
        "Hiệu chỉnh",
        "Đã đăng",
        "Đăng tải",
        "Nhập ngày",
        "Gửi",
        "Tạo",
        "Viết",
        "Xuất bản",
        "Phát hành",
        "Ban hành",
        "Published",
        "Posted on",
        "Updated",
        "Modified",
        "Date:",
        "On",
        "At",
        "Thứ hai,",
        "Thứ 2,",
        "Chủ nhật,",
        "Chúa nhật,",
        "CN,",
        "T2,",
        "Th 2,",
        "Monday,",
        "Tue,",
        "Wednesday,",
        "Thu,",
        "Fri,",
        "Saturday,",
        "Sun,",
    ],
)
def test_a_date_begins_with_its_label_or_weekday(label, before):
    text = f"{before}{label} 12/03/2020"
    assert find_date(text) in ((len(before), len(text)), (0, len(text)))


@pytest.mark.parametrize(
    "line", ["Thứ Ba: 12:56 ngày 05/03/2019", "Chủ nhật: 20:04, 06/08/2017", "T3: 05/03/2019"]
)
def test_a_colon_may_part_the_weekday_from_the_date(line):
    assert find_date(line) == (0, len(line))
    assert read_date(line).problem is None


@pytest.mark.parametrize("name", ["Xuân Thu", "Minh Thu,", "Bài, ảnh: Hoài Thu"])
@pytest.mark.parametrize("day", ["06/03/2018 10:17", "08/03/2018 10:17"])
def test_a_given_name_before_a_date_is_not_the_english_weekday(name, day):
    line = f"{name} {day}"
    assert find_date(line) == (len(name) + 1, len(line))
    assert read_date(line).problem is None


@pytest.mark.parametrize(
    "month", [*_ENGLISH, *(each[:3] for each in _ENGLISH), "Tháng 3", "Tháng Tư", "Thg 3", "Th3"]
)
def test_a_date_begins_with_its_month(month):
    text = f"{month} 12, 2020"
    assert find_date(text) == (0, len(text))


@pytest.mark.parametrize("mark", " _·:")
@pytest.mark.parametrize("form", ["{}", "Ngày đăng {}", "Đăng lúc: {}", "{} 08:15", "{}, 8h15"])
def test_numbers_alone_on_a_line_are_a_day(mark, form):
    read = read_date(form.format(f"21{mark}09{mark}2025"))
    assert str(read.day) == "2025-09-21"


@pytest.mark.parametrize(
    "text",
    [
        "21 09 2025 lượt xem",
        "Có 21 09 2025",
        "Điện thoại: 21 09 2025",
        "32 09 2025",
        "21 13 2025",
        "21 09:2025",
        "1 2 3",
    ],
)
def test_numbers_among_others_are_no_day(text):
    assert find_date(text) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("15 giờ:30, 05/08/2024", "2024-08-05 15:30:00"),
        ("15 giờ : 30 ngày 5/8/2024", "2024-08-05 15:30:00"),
        ("15h:30 05/08/2024", "2024-08-05 15:30:00"),
        ("15 giờ, 5/8/2024", "2024-08-05 15:00:00"),
        ("03:30 CH @ Thứ Hai - 05 Tháng Tám, 2024", "2024-08-05 15:30:00"),
        ("08:05 SA @ Chủ Nhật - 04 Tháng Tám, 2024", "2024-08-04 08:05:00"),
        ("08:05 @ 05/08/2024", "2024-08-05 08:05:00"),
        ("Ngày nhập tin: 05/08/2024", "2024-08-05"),
        ("Thứ Hai (05/08/2024)", "2024-08-05"),
        ("Thứ Hai, (05/08/2024 08:15)", "2024-08-05 08:15:00"),
        ("Thứ Hai (05/08/2024) 08:15", "2024-08-05 08:15:00"),
        ("Thứ Hai [5.8.2024] - 8h15", "2024-08-05 08:15:00"),
        ("Thứ Hai (ngày 05/08/2024) lúc 08:15 SA", "2024-08-05 08:15:00"),
        ("(05/08/2024) 08:15", "2024-08-05 08:15:00"),
        ("08:15 - Thứ Hai (05/08/2024)", "2024-08-05 08:15:00"),
        ("[08:15] 05/08/2024", "2024-08-05 08:15:00"),
        ("(Thứ Hai (05/08/2024) 08:15)", "2024-08-05 08:15:00"),
    ],
)
def test_marks_between_the_parts_of_a_date_belong_to_it(text, day):
    assert (shown(read_date(text)), is_date_line(text)) == (day, True)
    assert find_date(text) == (0, len(text))


def test_the_day_of_the_printed_issue_is_not_that_of_the_page():
    for issue in ("Số ra ngày 5/8/2024", "Số 245 ra ngày 5/8/2024"):
        assert shown(read_date(f"{issue} | 07/08/2024")) == "2024-08-07"


@pytest.mark.parametrize(
    "text",
    [
        "14/11/2026 (GMT+7) 09:15",
        "14/11/2026 GMT+7, 09h15",
        "14/11/2026 - (GMT +7) - 09:15",
        "14/11/2026 +07:00 09:15",
        "14/11/2026 (ICT) 09:15",
        "14/11/2026 (giờ GMT+7) lúc 09:15",
        "14 tháng 11, 2026 (UTC) 02:15",
        "Thứ bảy, 14/11/2026 (GMT+9) | 11:15",
        "(GMT+9) 11:15 14/11/2026",
        "UTC 02:15, 14/11/2026",
        "09:15 | GMT+7 | 14/11/2026",
        "14/11/2026 09:15 - (GMT+7)",
        "Ngày đăng: 14/11/2026 (GMT+7): 09:15",
    ],
)
def test_a_zone_anywhere_in_the_line_is_that_of_its_clock(text):
    assert (shown(read_date(text)), is_date_line(text)) == ("2026-11-14 09:15:00", True)


def test_an_unknown_zone_between_day_and_clock_is_refused():
    assert "PST" in read_date("14/11/2026 (PST) 09:15").problem


@pytest.mark.parametrize("text", ["Đại học UTC2 14/11/2026", "Hội thảo GMT 14/11/2026"])
def test_a_zone_without_a_clock_changes_no_day(text):
    assert shown(read_date(text)) == "2026-11-14"
