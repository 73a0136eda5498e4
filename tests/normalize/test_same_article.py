"""Stored articles and pages shown again; numbers that are given again."""

from datetime import date

import pytest

from dvcrawler.normalize.identity import own_id, with_id
from dvcrawler.normalize.same_article import has_bare_number, is_reused, is_same_article
from dvcrawler.normalize.urls import Address


def test_a_page_of_another_edition_shows_one_article_only_if_it_was_not_translated():
    held = {
        "id": "bao:712345",
        "title": "Giá lúa tăng",
        "date": "2026-11-28",
        "body": "Trời mưa.",
        "url": "https://bao.vn/gia-lua-712345.html",
    }
    shown = {**held, "id": "bao:712345-en", "url": "https://bao.vn/en/gia-lua-712345.html"}
    assert is_same_article(held, shown)
    assert not is_same_article(held, {**shown, "body": "It rains."})
    assert not is_same_article(shown, {**held, "id": "bao:712345-vi", "body": "Trời nắng."})


def test_of_articles_with_one_slug_and_title_those_with_the_same_text_are_one():
    held = {
        "id": "bao:tin-trong-ngay",
        "title": "Tin trong ngày",
        "date": "2026-11-28",
        "body": "Trời mưa.",
        "url": "https://bao.vn/tin-trong-ngay",
    }
    dated_anew = {**held, "id": "bao:tin-trong-ngay-2026_11_29", "date": "2026-11-29"}
    assert is_same_article(held, dated_anew)
    assert not is_same_article(held, {**dated_anew, "body": "Trời nắng."})
    assert is_same_article(held, {**held, "id": "bao:tin-trong-ngay-kinh_te", "body": "Trời mưa to."})


def test_an_article_under_another_title_is_the_same_by_its_day_or_its_text():
    held = {
        "id": "bao:712345",
        "url": "https://bao.vn/kinh-te/gia-lua-tang-cao-o-mien-tay-712345.html",
        "title": "Giá lúa tăng cao ở miền Tây",
        "date": "2026-11-02",
        "body": "Trời mưa.",
    }
    retitled = {
        **held,
        "id": "bao:712345-kinh_te",
        "title": "Nông dân phấn khởi vào vụ",
        "body": "Trời nắng.",
    }
    assert is_same_article(held, retitled)
    assert not is_same_article(held, {**retitled, "date": "2026-11-29"})
    assert is_same_article(held, {**retitled, "date": "2026-11-29", "body": "Trời mưa."})
    assert not is_same_article({**held, "date": None, "body": ""}, {**retitled, "date": None, "body": ""})


BARE = [
    "/tin/12",
    "/12.html",
    "/tin-tuc/12.html",
    "/chitiet.aspx?id=12",
    "/tin-tuc/tin-12",
    "/p/12/",
    "/node/12",
    "/Default.aspx?tabid=12&ctl=Details&ItemID=12",
    "/?view=post&cat=3&post=12",
    "/Pages/tin-tuc.aspx?ItemID=12",
    "/xem-tin/2026/12",
]
NAMED = [
    "/tin/xa-an-my-ra-quan-ve-sinh-12",
    "/khai-giang-lop-boi-duong-12.html",
    "/tin/khai-giang",
    "/article/8f2c-91ab",
    "/?id=12:xa-an-my-ra-quan-ve-sinh",
    "/tin/dGluOjEy",
    "/12/xa-an-my-ra-quan-ve-sinh",
]


@pytest.mark.parametrize("path", [*BARE, *NAMED])
def test_a_number_alone_is_that_of_another_article_where_a_list_prints_a_much_later_day(path):
    url = f"https://xa.example.vn{path}".rstrip("/")
    address, held = Address(url, "12", None, "article"), date(2022, 3, 1)
    assert has_bare_number(address) is (path in BARE)
    later, earlier = date(2026, 3, 1), date(2019, 3, 1)
    assert is_reused(address, held, later) is (path in BARE)
    assert not any(
        is_reused(address, day, listed)
        for day, listed in ((held, earlier), (held, date(2022, 4, 1)), (held, None), (None, later))
    )
    assert not is_reused(with_id(address, own_id(address)), held, later), "asked for once"
