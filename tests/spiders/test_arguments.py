from datetime import date, timedelta

import pytest

from dvcrawler.discovery.argument_parser import parse_arguments
from dvcrawler.discovery.arguments import month_is_after, month_is_before
from dvcrawler.discovery.clock import today
from dvcrawler.errors import UsageError


@pytest.mark.parametrize(
    ("given", "name", "value"),
    [
        ({"since": "2024-01-31"}, "since", date(2024, 1, 31)),
        ({"since": ""}, "since", None),
        ({"limit": "7"}, "limit", 7),
        ({"revisit": "all"}, "revisit", -1),
        ({"revisit": "3"}, "revisit", 3),
        ({"revisit": "3d"}, "revisit", 3),
        ({"source": "live"}, "urls", None),
        ({"source": "urls:-"}, "urls", "-"),
        ({"section": "5085"}, "section", "5085"),
        ({"unit": "xuantruong,namtruc"}, "units", ("xuantruong", "namtruc")),
        ({"unit": "Xuân Trường, NAM TRỰC"}, "units", ("xuantruong", "namtruc")),
        ({"unit": "Giao Thuỷ,Giao Thủy,giaothuy"}, "units", ("giaothuy",)),
        ({"unit": "Hai Trung-Hai Hau"}, "units", ("haitrung-haihau",)),
    ],
)
def test_an_argument_is_read(given, name, value):
    assert getattr(parse_arguments(given), name) == value


@pytest.mark.parametrize(
    "given",
    [
        {"sinse": "2024-01-01"},
        {"since": "31/02/2024"},
        {"until": "2024-13-01"},
        {"since": "2024-02-01", "until": "2024-01-31"},
        {"limit": "0"},
        {"limit": "-1"},
        {"limit": "many"},
        {"limit": "²"},
        {"revisit": ""},
        {"revisit": "soon"},
        {"revisit": "-1"},
        {"revisit": "9" * 30},
        {"source": "wayback", "section": "Kinh tế"},
        {"since": "9999"},
        {"since": "31/12/9998", "until": "9999"},
        {"source": "urls:-", "section": "Kinh tế"},
        {"unit": "a/b"},
        {"unit": "xuantruong,"},
        {"unit": "(Hải Hậu)"},
        {"source": "tape"},
        {"source": "urls:"},
        {"source": "ftp:x"},
    ],
    ids=str,
)
def test_what_cannot_be_read_is_refused_in_one_line(given):
    with pytest.raises(UsageError) as caught:
        parse_arguments(given).revisit_from(date(2026, 1, 1))
    assert len(str(caught.value).splitlines()) == 1


def test_a_period_may_begin_today_and_end_in_the_future():
    now = today()
    assert parse_arguments({"since": now.isoformat(), "until": "9999"}).since == now
    with pytest.raises(UsageError, match=f"lies in the future: by this machine's clock it is {now}"):
        parse_arguments({"since": (now + timedelta(days=2)).isoformat()})


def test_a_period_includes_both_its_days_and_what_has_no_day():
    period = parse_arguments({"since": "2024-01-10", "until": "2024-01-20"})
    days = [date(2024, 1, n) for n in (9, 10, 20, 21)]
    assert [period.covers(day) for day in days] == [False, True, True, False]
    assert period.covers(None)


def test_a_month_that_touches_the_period_is_neither_before_nor_after():
    period = parse_arguments({"since": "2024-01-31", "until": "2024-02-01"})
    months = [(2023, 12), (2024, 1), (2024, 2), (2024, 3), None]
    assert [month_is_before(period, m) for m in months] == [True, False, False, False, False]
    assert [month_is_after(period, m) for m in months] == [False, False, False, True, False]


@pytest.mark.parametrize(
    ("given", "day"), [({}, None), ({"revisit": "all"}, date.min), ({"revisit": "2"}, date(2025, 12, 30))]
)
def test_a_revisit_reaches_back_so_many_days(given, day):
    assert parse_arguments(given).revisit_from(date(2026, 1, 1)) == day
