from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import find_date, from_digits, is_date_line, read_date
from tests.corpus import needs_corpus, rows

NOW = datetime(2027, 1, 1, 12, tzinfo=VIETNAM)
_DAYS = st.datetimes(datetime(1997, 1, 2), datetime(2026, 12, 30)).map(
    lambda d: d.replace(second=0, microsecond=0)
)
_WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")


def shown(reading):
    if reading.at is not None:
        return f"{reading.at:%Y-%m-%dT%H:%M}"
    return reading.day.isoformat() if reading.day else None


@needs_corpus
@pytest.mark.parametrize(
    "row", [r for r in rows("dates.jsonl") if r["kind"] != "relative"], ids=lambda r: r["text"]
)
def test_every_printed_date_of_the_corpus_is_right(row):
    assert (
        shown(read_date(row["text"], reference=NOW, month_first=row["kind"] == "rss-us"))
        == row["expected_local"]
    )


@needs_corpus
@pytest.mark.parametrize("row", rows("dates-forms.jsonl"), ids=lambda r: r["text"])
def test_every_further_form_is_right(row):
    reference = datetime.fromisoformat(row["reference_local"]).replace(tzinfo=VIETNAM)
    assert shown(read_date(row["text"], reference=reference)) == row["expected_local"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("4h trước", "2027-01-01T08:00"),
        ("50' trước", "2027-01-01T11:10"),
        ("Hôm nay 08:15", "2027-01-01T08:15"),
        ("Hôm qua 21:40", "2026-12-31T21:40"),
        ("3 giờ trước", "2027-01-01T09:00"),
        ("5882 giây trước", "2027-01-01T10:21"),
    ],
)
def test_a_relative_time_counts_from_the_capture(text, expected):
    assert shown(read_date(text, reference=NOW)) == expected


def test_a_relative_time_without_a_capture_time_is_a_problem():
    reading = read_date("2 giờ trước")
    assert reading.day is None
    assert reading.problem


def test_the_capture_time_may_be_in_any_zone():
    assert shown(read_date("Vừa xong", reference=NOW.astimezone(UTC))) == "2027-01-01T12:00"


@pytest.mark.parametrize(
    "printed",
    [
        "{d:%H:%M}, {d:%d/%m/%Y}",
        "{d:%d/%m/%Y} {d:%H:%M}",
        "Cập nhật lúc{d:%H:%M}, {w}, {d:%d/%m/%Y} (GMT+7)",
        "{w}, {d:%d/%m/%Y}, {d:%H:%M} (GMT+7)",
        "{w}, ngày {d.day} tháng {d.month} năm {d.year}, {d:%H:%M}",
        "{d:%d-%m-%Y} - {d:%H:%M}",
        "{d:%Y-%m-%dT%H:%M}:00+07:00",
    ],
)
@given(day=_DAYS)
def test_a_printed_date_is_read_back_day_first(printed, day):
    reading = read_date(printed.format(d=day, w=_WEEKDAYS[day.weekday()]), reference=NOW)
    assert reading.at == day.replace(tzinfo=VIETNAM)
    assert reading.day == day.date()
    assert reading.problem is None


@given(day=_DAYS)
def test_the_party_sites_line_gives_a_day_and_no_time(day):
    weekday = "Chủ nhật" if day.weekday() == 6 else f"Thứ {day.weekday() + 2}"
    reading = read_date(f"Nhập ngày: {weekday}, Ngày {day:%d / %m / %Y}", reference=NOW)
    assert (reading.day, reading.at, reading.problem) == (day.date(), None, None)


@given(text=st.text(max_size=300))
def test_no_text_raises_and_a_time_always_lies_on_its_day(text):
    reading = read_date(text, reference=NOW)
    assert reading.at is None or reading.at.astimezone(VIETNAM).date() == reading.day
    find_date(text)
    is_date_line(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "31/02/2024",
        "00/00/0000",
        "9" * 5000,
        "Thứ Hai",
        "2024",
        "x" * 1_000_000,
        "12/06/1996",
        "05/03/2027",
    ],
)
def test_what_is_not_a_possible_date_is_a_problem_and_no_value(text):
    reading = read_date(text, reference=NOW)
    assert reading.day is None
    assert reading.at is None
    assert reading.problem


def test_a_weekday_that_does_not_fit_is_named_and_the_date_kept():
    reading = read_date("Thứ Hai, 07/01/2023", reference=NOW)
    assert reading.day == date(2023, 1, 7)
    assert "Thứ Hai" in reading.problem


def test_a_month_first_feed_is_read_month_first():
    assert shown(read_date("9/5/2026 1:30:00 PM", month_first=True)) == "2026-09-05T13:30"


def test_an_author_glued_before_the_time_is_left_over():
    text = "Lan Anh 14:27, 20/02/2024"
    start, end = find_date(text)
    assert (text[:start].strip(), text[end:]) == ("Lan Anh", "")


def test_the_digits_of_an_address_are_a_time():
    assert from_digits("20130427121954502") == datetime(2013, 4, 27, 12, 19, 54, tzinfo=VIETNAM)
