"""A date with two readings is decided by other evidence of the page, or stored with a problem."""

import pytest

from tests.extract.article_pages import TITLE, paragraphs, read_page

#: .NET prints so in American English.
AMERICAN = "6/5/2025 7:20:00 AM"
JUNE, MAY = "2025-06-05T07:20:00+07:00", "2025-05-06T07:20:00+07:00"
HOST = "https://xavidu.example.vn/"


def read(line, *, head="", beside="", path="tin-tuc/be-boi-345701.html"):
    """(the time of publication, the fields of the problems)"""
    body = f"<div class='detail'><h1>{TITLE}</h1><p class='date'>{line}</p><div>{paragraphs()}</div></div>{beside}"
    record = read_page(body, head, url=HOST + path)
    assert all(problem.code in ("unclear_date", "dates_disagree") for problem in record.problems)
    return record.published_at, [problem.field for problem in record.problems]


def stated(moment):
    return f"<meta property='article:published_time' content='{moment}'>"


@pytest.mark.parametrize(
    ("evidence", "expected"),
    [
        ({"head": stated("2025-06-05T07:20:31+07:00")}, JUNE),
        ({"head": stated("2025-05-06T07:20:31+07:00")}, MAY),
        ({"path": "2025/06/05/be-boi.html"}, JUNE),
        ({"path": "2025/05/be-boi-345701.html"}, MAY),
        ({"path": "tin/be-boi-20250506072000.html"}, MAY),
        ({"beside": "<div class='side'><p>Tin cũ</p><p>5/28/2025 9:00:00 PM</p></div>"}, JUNE),
        ({"beside": "<div class='side'><p>Tin cũ</p><p>28/5/2025 9:00:00 PM</p></div>"}, MAY),
        ({"beside": "<div class='side'><p>Tin cũ (5/28/2025)</p></div>"}, JUNE),
    ],
)
def test_the_order_of_day_and_month_is_that_of_other_dates(evidence, expected):
    assert read(AMERICAN, **evidence) == (expected, [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [("Thursday, 6/5/2025 7:20:00 AM", JUNE), ("Thứ Ba, 6/5/2025 7:20:00 AM", MAY)],
)
def test_or_that_which_fits_the_weekday(line, expected):
    assert read(line) == (expected, [])


@pytest.mark.parametrize(
    ("line", "expected"),
    [(AMERICAN, JUNE), ("06/05/2025 07:20:00 AM", MAY), ("6/5/2025 7:20 AM", MAY)],
)
def test_an_order_that_nothing_tells_is_a_problem(line, expected):
    assert read(line) == (expected, ["date"])


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("06/05/2025 07:20 AM", MAY),
        ("6/5/2025 7:20:00 SA", MAY),
        ("6/5/2025 07:20:00", MAY),
        ("5/5/2025 7:20:00 AM", "2025-05-05T07:20:00+07:00"),
        ("5/28/2025 7:20:00 AM", "2025-05-28T07:20:00+07:00"),
    ],
)
def test_other_forms_have_one_reading(line, expected):
    assert read(line) == (expected, [])


@pytest.mark.parametrize("line", ["06/05/2025 07:20 (GMT)", "06/05/2025 07:20 GMT", "07:20 GMT, 06/05/2025"])
def test_a_clock_marked_as_greenwich_without_an_offset_is_local(line):
    assert read(line) == (MAY, ["published_at"])
    assert read(line, head=stated("2025-05-06T07:20:31+07:00")) == (MAY, [])
    assert read(line, head=stated("2025-05-06T14:20:31+07:00")) == ("2025-05-06T14:20:00+07:00", [])


def test_the_printed_offset_of_greenwich_counts():
    assert read("06/05/2025 07:20 (GMT+7)") == (MAY, [])
    assert read("06/05/2025 07:20 GMT+0")[0] == "2025-05-06T14:20:00+07:00"


@pytest.mark.parametrize("half", ["CH", "PM"])
def test_nothing_need_part_a_name_from_a_twelve_hour_clock(half):
    assert (
        read(f"<span>06/05/2025 7:20 {half}</span><span>Bùi Thanh Sơn</span>")[0]
        == "2025-05-06T19:20:00+07:00"
    )


CHANGED = "2025-07-06T08:00:00+07:00"


def test_a_printed_change_has_the_order_of_the_date_of_publication():
    body = (
        f"<div class='detail'><h1>{TITLE}</h1><p class='date'>{AMERICAN}</p><div>{paragraphs()}</div>"
        "<p>Cập nhật lần cuối: 7/6/2025 8:00:00 AM</p></div>"
    )
    record = read_page(body, stated("2025-06-05T07:20:31+07:00"), url=HOST + "tin-tuc/be-boi-345701.html")
    assert (record.published_at, record.modified_at) == (JUNE, CHANGED)


@pytest.mark.parametrize("line", ["05/06/2025 07:20", AMERICAN])
def test_a_stated_change_has_an_order_of_its_own(line):
    body = f"<div class='detail'><h1>{TITLE}</h1><p class='date'>{line}</p><div>{paragraphs()}</div></div>"
    head = "<meta property='article:modified_time' content='7/6/2025 8:00:00 AM'>"
    head += stated("2025-06-05T07:20:31+07:00")
    record = read_page(body, head, url=HOST + "tin-tuc/be-boi-345701.html")
    assert (record.published_at, record.modified_at) == (JUNE, CHANGED)
