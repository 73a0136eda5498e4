"""Doubts: what is there and cannot be right."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from dvcrawler.items import Draft, Provenance
from dvcrawler.normalize.article import normalize_draft
from dvcrawler.normalize.plausibility import dates_are_alike, find_doubts, repeated_body

DRAFT = Draft(
    site="baovidu",
    native_id="1",
    url="https://baovidu.vn/a/202401/b-1/",
    layout="x",
    title="Một bài báo",
    body=("Đoạn văn thứ nhất của bài, đủ dài để không ngắn hơn phần tóm tắt.",),
    date_raw="05/01/2024",
    provenance=Provenance("live", "https://baovidu.vn/", datetime(2024, 1, 6, tzinfo=UTC)),
)


def names(draft, title="Báo Ví Dụ"):
    return [doubt.code for doubt in find_doubts(normalize_draft(draft, "test"), title)]


def test_an_ordinary_article_raises_no_doubt():
    assert names(replace(DRAFT, byline_raw="Hoa Quyên", summary="Tóm tắt ngắn.")) == []


def test_an_author_that_is_the_sites_name_is_doubted():
    article = replace(normalize_draft(replace(DRAFT, byline_raw="Hoa Quyên"), "test"), author="BÁO VÍ DỤ")
    assert [doubt.code for doubt in find_doubts(article, "Báo Ví Dụ")] == ["author_is_site"]


def test_a_body_shorter_than_its_summary_is_doubted():
    assert names(replace(DRAFT, summary="Tóm tắt " * 30)) == ["body_shorter_than_summary"]


def test_a_date_outside_the_addresss_month_is_doubted():
    assert names(replace(DRAFT, url_month=(2023, 12))) == ["date_outside_month"]


def test_a_repeated_body_names_the_other_article():
    doubt = repeated_body("baovidu:2")
    assert (doubt.field, doubt.reason) == ("body", "the same body as baovidu:2")


@pytest.mark.parametrize(
    ("days", "urls", "captured", "alike"),
    [
        (["2024-01-05"] * 10, ["https://x.vn/a/202401/b-1/"] * 10, date(2024, 1, 5), False),
        (
            ["2024-01-05"] * 10,
            ["https://x.vn/a/202401/b-1/", "https://x.vn/a/202312/b-2/"] * 5,
            date(2024, 1, 5),
            True,
        ),
        (["2024-01-05"] * 10, ["https://x.vn/1.html"] * 10, date(2024, 3, 5), True),
        (["2024-01-05"] * 9, ["https://x.vn/1.html"] * 9, date(2024, 3, 5), False),
        (["2024-01-05"] * 9 + ["2024-01-06"], ["https://x.vn/1.html"] * 10, date(2024, 3, 5), False),
    ],
)
def test_dates_all_alike_are_doubted_where_they_cannot_be(days, urls, captured, alike):
    assert dates_are_alike(days, urls, captured) is alike
