"""The latest capture of an article's address may show the article that a new portal gave the number to."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from dvcrawler.discovery.archives.cdx import Row
from dvcrawler.discovery.archives.earlier_captures import choose_earlier, under_own_id
from dvcrawler.discovery.responses import with_doubt
from dvcrawler.items import Draft, PageCode, PageOutcome, Provenance
from dvcrawler.normalize.urls import Address

URL = "https://xa.example.vn/tin-tuc/khanh-thanh-cau-dan-sinh-thon-dong-4711.html"
AT = datetime(2026, 11, 1, tzinfo=UTC)
OWN = Draft(
    "xa",
    "4711",
    URL,
    "generic",
    "Khánh thành cầu dân sinh thôn Đông",
    ("Đoạn văn đủ dài của bài báo này.",),
    Provenance("wayback", URL, AT),
    date_raw="02/02/2020",
)
OTHER = replace(OWN, title="Xã Hải Minh ra quân làm thủy lợi nội đồng", date_raw="05/06/2025")
CAPTURES = tuple(Row(f"{day}000000", URL) for day in ("20260101", "20250101", "20200301"))


def address(url):
    return Address(url, "4711", None, "article")


def chosen(read, url=URL):
    return [row.stamp[:4] for row in choose_earlier(CAPTURES, address(url), read)]


@pytest.mark.parametrize(
    ("read", "years"),
    [
        (None, ["2026", "2025", "2020"]),
        (
            PageOutcome("4711", URL, "unread", "no layout reads this page", PageCode.NO_LAYOUT),
            ["2026", "2025", "2020"],
        ),
        (replace(OWN, body=()), ["2026", "2025", "2020"]),
        (OWN, []),
        (OTHER, ["2025", "2020"]),
        (replace(OTHER, date_raw=None), ["2026", "2025", "2020"]),
        (replace(OTHER, date_raw="02/02/2020"), []),
        (replace(OTHER, summary="Lễ khánh thành cầu dân sinh của xã diễn ra sáng nay."), []),
        (replace(OTHER, kicker="Khánh thành cầu"), []),
        (replace(OTHER, kicker="Tin thôn Đông"), ["2025", "2020"]),
        (replace(OWN, title="KHÁNH THÀNH CẦU MỚI", date_raw="05/06/2025"), []),
        (replace(OTHER, title="The people repaired their canals today", language="en"), []),
    ],
)
def test_captures_of_before_a_page_was_published_are_tried_where_it_shows_another_article(read, years):
    assert chosen(read) == years


@pytest.mark.parametrize(
    ("url", "day", "years"),
    [
        ("https://xa.example.vn/xem.php?id=4711", "05/06/2025", ["2025", "2020"]),
        ("https://xa.example.vn/tin/4711", "05/06/2025", ["2025", "2020"]),
        ("https://xa.example.vn/tin/4711", "05/02/2025", ["2020"]),
        ("https://xa.example.vn/tin/4711", "05/03/2020", []),
        ("https://xa.example.vn/tin-tuc-4711.html", "02/02/2020", []),
    ],
)
def test_a_bare_number_names_another_article_where_its_page_is_much_older_than_what_it_shows(url, day, years):
    assert chosen(replace(OTHER, date_raw=day), url) == years


@pytest.mark.parametrize(
    ("read", "url", "is_doubtful"),
    [
        (OWN, URL, False),
        (OTHER, URL, True),
        (OTHER, "https://xa.example.vn/tin-tuc/cau-thon-dong-4711.html", False),
        (OTHER, "https://xa.example.vn/tin-tuc/4711-khanh-thanh-cau-dan-sinh", True),
        (OTHER, "https://xa.example.vn/xem.php?id=4711", False),
        (OTHER, "https://xa.example.vn/tin-tuc/xa-hai-minh-da-lam-xong-4711.html", False),
        (replace(OTHER, title="Thông báo"), URL, False),
    ],
)
def test_a_page_out_of_an_archive_or_a_list_whose_address_names_another_article_is_doubtful(
    read, url, is_doubtful
):
    problems = with_doubt(replace(read, url=url)).problems
    assert [problem.code for problem in problems] == ["unconfirmed_title"] * is_doubtful


@pytest.mark.parametrize(
    ("read", "url", "ids"),
    [
        (OTHER, "https://xa.example.vn/tin/4711", ["4711-vi"]),
        (OTHER, URL, []),
        (replace(OTHER, body=()), "https://xa.example.vn/tin/4711", []),
    ],
)
def test_an_article_that_took_a_bare_number_over_has_an_id_of_its_own(read, url, ids):
    own = [*under_own_id(read, address(url))]
    assert [each.native_id for each in own] == ids
    assert [each.problems[-1].code for each in own] == ["shared_id"] * len(ids)
