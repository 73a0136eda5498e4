import pytest

from dvcrawler.derived.similarity.origin import Origin, find_origin
from tests.derived.store import article

OUTLETS = {
    "bao": ("Báo Nam Định", "baonamdinh.vn", "baonamdinh.com.vn"),
    "cong": ("Cổng thông tin điện tử tỉnh Nam Định", "namdinh.gov.vn"),
    "khoi": ("Đảng ủy Khối", "danguykhoi.namdinh.gov.vn"),
}


def origin(one, other):
    found = find_origin(article(1, "A", "", **one), article(2, "B", "", **other), OUTLETS)
    assert found == find_origin(article(2, "B", "", **other), article(1, "A", "", **one), OUTLETS)
    return found


PAPER = {"site": "bao", "date": "2024-03-05"}
PARTY = {"site": "khoi", "date": "2024-03-01"}


@pytest.mark.parametrize(
    "source",
    [
        "Báo Nam Định",
        "BÁO NAM ĐỊNH",
        "bao nam dinh",
        "Theo Báo Nam Định",
        "Báo Nam Định điện tử",
        "Báo Nam Định Online",
        "baonamdinh.vn",
        "www.baonamdinh.vn",
        "https://baonamdinh.com.vn/bai",
        "Nguồn: Báo Nam Định",
        "baonamdinh.org.vn",
    ],
)
def test_the_source_line_names_the_origin_regardless_of_the_days(source):
    assert origin(PAPER, {**PARTY, "source": source}) == Origin("Báo Nam Định", "bao:1", "source")


@pytest.mark.parametrize(
    ("day", "problems", "id_"),
    [
        ("2024-04-01", [], "bao:1"),
        ("2024-04-02", [], None),
        ("2027-01-19", [], None),
        ("2027-01-19", [{"field": "date", "code": "date_outside_month", "reason": "x"}], "bao:1"),
        (None, [], "bao:1"),
    ],
)
def test_an_article_that_appeared_long_after_the_other_is_not_the_one_that_its_source_line_means(
    day, problems, id_
):
    paper = {**PAPER, "date": day, "problems": problems}
    assert origin(paper, {**PARTY, "source": "Báo Nam Định"}) == Origin("Báo Nam Định", id_, "source")


def test_a_shortened_name_of_a_portal_is_its_name():
    found = origin({"site": "cong"}, {**PARTY, "source": "Cổng TTĐT tỉnh Nam Định"})
    assert found == Origin("Cổng thông tin điện tử tỉnh Nam Định", "cong:1", "source")


@pytest.mark.parametrize(
    "source", ["Báo Nam", "Báo Nam Định cuối tuần", "Nam Định", "Báo Ninh Bình", "baonamdinhs.vn"]
)
def test_another_outlets_name_is_not_the_sites(source):
    assert origin(PAPER, {**PARTY, "source": source}) == Origin(source, None, "source")


def test_an_outlet_that_is_not_held_is_the_origin_of_both():
    assert origin({**PAPER, "source": "TTXVN"}, PARTY) == Origin("TTXVN", None, "source")
    assert origin({**PAPER, "source": "TTXVN"}, {**PARTY, "source": "ttxvn"}).id is None


def test_the_one_that_is_named_goes_before_what_it_names_itself():
    found = origin({**PAPER, "source": "TTXVN"}, {**PARTY, "source": "Báo Nam Định"})
    assert found == Origin("Báo Nam Định", "bao:1", "source")


def test_a_site_that_names_itself_is_the_origin():
    assert origin({**PAPER, "source": "Báo Nam Định"}, PARTY) == Origin("Báo Nam Định", "bao:1", "source")


def test_sources_that_contradict_one_another_tell_nothing():
    assert origin({**PAPER, "source": "TTXVN"}, {**PARTY, "source": "VOV"}) is None
    assert origin({**PAPER, "source": "Đảng ủy Khối"}, {**PARTY, "source": "Báo Nam Định"}) is None


def test_without_a_source_line_the_earlier_day_tells_it():
    assert origin(PAPER, PARTY) == Origin("Đảng ủy Khối", "khoi:2", "date")


@pytest.mark.parametrize("day", [None, "2024-03-05"])
def test_a_missing_or_equal_day_tells_nothing(day):
    assert origin(PAPER, {**PARTY, "date": day}) is None


@pytest.mark.parametrize(
    ("field", "code"),
    [("date", "wrong_weekday"), ("date", "date_outside_month"), ("date_raw", "date_from_address")],
)
def test_a_doubtful_day_tells_nothing(field, code):
    problems = [{"field": field, "code": code, "reason": "x"}]
    assert origin(PAPER, {**PARTY, "problems": problems}) is None


def test_the_time_of_capture_tells_nothing():
    early = {"site": "khoi", "captured_at": "2010-01-01T00:00:00Z"}
    assert origin({"site": "bao", "captured_at": "2026-01-01T00:00:00Z"}, early) is None
