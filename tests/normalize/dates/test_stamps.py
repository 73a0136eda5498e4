from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.items import VIETNAM
from dvcrawler.normalize.dates import as_iso, read_date
from dvcrawler.normalize.dates.reading import LATEST_YEAR

_MOMENTS = st.datetimes(datetime(2001, 9, 10), datetime(2100, 12, 29), timezones=st.just(UTC))


@pytest.mark.parametrize("form", ["{}", "{}000", "{}000000", "{}.25", "/Date({}000)/", "/Date({}000+0700)/"])
@given(at=_MOMENTS)
def test_seconds_since_1970_are_read_back(form, at):
    whole = at.replace(microsecond=0)
    text = as_iso(form.format(int(whole.timestamp())))
    assert read_date(text).at == whole


@pytest.mark.parametrize(
    ("digits", "iso"),
    [
        ("20240206", "2024-02-06"),
        ("202402061416", "2024-02-06T14:16:00+07:00"),
        ("20240206141605", "2024-02-06T14:16:05+07:00"),
        (" 1707203765 ", "2024-02-06T14:16:05+07:00"),
        ("\\/Date(1707203765000)\\/", "2024-02-06T14:16:05+07:00"),
    ],
)
def test_digits_of_day_and_time_in_a_row(digits, iso):
    assert as_iso(digits) == iso


@pytest.mark.parametrize(
    "text",
    [
        "",
        "0",
        "12",
        "0912345678",
        "/Date(-62135596800000)/",
        "2024-02-06",
        "9999999999",
        "06022024",
        "²" * 10,
        "1707203765x",
        "170720376512",
    ],
)
def test_other_numbers_are_no_moment(text):
    assert as_iso(text) is None


def test_the_moment_is_in_vietnam():
    assert as_iso("1707238800") == datetime(2024, 2, 7, tzinfo=VIETNAM).isoformat()


def ticks(at):
    return str(int((at - datetime(1, 1, 1, tzinfo=at.tzinfo)).total_seconds()) * 10_000_000)


@pytest.mark.parametrize("hour", [0, 7, 12, 16])
def test_the_day_of_net_ticks_is_read_where_it_is_the_same_in_either_zone(hour):
    assert as_iso(ticks(datetime(2024, 3, 15, hour, 5, tzinfo=VIETNAM))) == "2024-03-15"


def test_ticks_of_midnight_are_of_the_day_that_begins():
    assert as_iso(ticks(datetime(2024, 3, 15, tzinfo=VIETNAM))) == "2024-03-15"


@pytest.mark.parametrize("hour", [17, 20, 23])
def test_ticks_that_may_mean_two_days_are_not_read(hour):
    assert as_iso(ticks(datetime(2024, 3, 15, hour, 5, tzinfo=VIETNAM))) is None


@pytest.mark.parametrize(
    "text", ["0", "638460000000", "6384612345678901234", "618460000000000000", "668460000000000000"]
)
def test_other_numbers_are_not_ticks_of_a_day_that_an_article_may_have(text):
    assert as_iso(text) is None


def test_moments_from_1997_to_the_last_year_are_read_and_none_beyond():
    """In Vietnam time."""
    assert as_iso("/Date(852051600000)/") == "1997-01-01T00:00:00+07:00"
    assert as_iso("/Date(852051599000)/") is None
    last = int(datetime(LATEST_YEAR, 12, 31, 23, 59, 59, tzinfo=VIETNAM).timestamp())
    assert as_iso(str(last)) == f"{LATEST_YEAR}-12-31T23:59:59+07:00"
    assert as_iso(str(last + 1)) is None
