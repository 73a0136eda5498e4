import pytest

from dvcrawler.discovery.pagination import guess_page, next_page, page_number
from dvcrawler.extract.page import Page

LIST = "https://baonamdinh.vn/kinh-te/"


def following(html, number=1, url=LIST):
    return next_page(Page(f"<html><body>{html}</body></html>".encode(), url), number)


@pytest.mark.parametrize(
    "html",
    [
        '<a href="?paged=2">2</a>',
        '<a href="?paged=3">3</a><a href="?paged=2">2</a>',
        '<a rel="next" href="/kinh-te/?paged=2">x</a>',
        '<link rel="next" href="?paged=2"><a href="?paged=9">9</a>',
        '<a href="http://www.baonamdinh.vn/kinh-te?paged=2">2</a>'.replace("http://www.", "https://"),
    ],
)
def test_the_next_page_is_found_by_number_or_mark(html):
    assert following(html).rstrip("/").endswith("paged=2")


def test_a_word_leads_on_where_no_number_does():
    assert following('<a href="?page=7">Trang sau</a>') == LIST + "?page=7"


@pytest.mark.parametrize(
    "html",
    [
        "",
        '<a href="/xa-hoi/?paged=2">2</a>',
        '<a href="https://example.org/kinh-te/?paged=2">2</a>',
        '<a href="?paged=1">Trang sau</a>',
        '<a rel="next" href="https://example.org/">x</a>',
        '<a href="?sort=2">2</a>',
    ],
)
def test_another_listing_or_the_same_page_is_no_next_page(html):
    assert following(html) is None


@pytest.mark.parametrize(
    ("url", "number"),
    [(LIST, None), (LIST + "?paged=12", 12), (LIST + "?Page=3", 3), (LIST + "page/4/", 4),
     (LIST + "trang-5", 5), (LIST + "?paged=99999999", None), (LIST + "?paged=x", None)],
)  # fmt: skip
def test_the_number_of_a_page_is_read_from_its_address(url, number):
    assert page_number(url) == number


def test_a_guess_replaces_the_parameter_and_keeps_the_rest():
    assert guess_page(LIST + "?a=1&paged=2", "paged", 3) == LIST + "?a=1&paged=3"


@pytest.mark.parametrize(
    ("url", "number", "html", "following"),
    [
        ("/giao-duc", 1, '<a class="page" href="/giao-duc/pgrid/588/pageid/2">2</a>', "/giao-duc/pgrid/588/pageid/2"),
        ("/giao-duc/pgrid/588/pageid/2", 2, '<a class="next" href="/giao-duc/pgrid/588/pageid/3">&gt;</a>', "/giao-duc/pgrid/588/pageid/3"),
        ("/Tin/tabid/80/Default.aspx", 1, '<a href="/Tin/tabid/80/currentpage/2/Default.aspx">Next</a>', "/Tin/tabid/80/currentpage/2/Default.aspx"),
        ("/tin.html", 1, '<a href="/tin.html?start=20">3</a><a href="/tin.html?start=10">2</a>', "/tin.html?start=10"),
        ("/tin.html?start=10", 2, '<a href="/tin.html">1</a><a href="/tin.html?start=20">3</a>', "/tin.html?start=20"),
        ("/tin.html?start=10", 2, '<a href="/tin.html?start=20" title="Tiếp tục">&raquo;</a>', "/tin.html?start=20"),
        ("/tin", 1, '<a href="/tin?page=1">2</a><a href="/tin?page=2">3</a>', "/tin?page=1"),
        ("/tin?page=1", 2, '<a href="/tin">1</a><a href="/tin?page=2">3</a><a href="/tin?page=3">4</a>', "/tin?page=2"),
        ("/tin?page=1", 2, '<a href="/tin?page=2">sau ›</a>', "/tin?page=2"),
        ("/tin/itemlist/category/4-nong-nghiep", 1, '<a href="/tin/itemlist/category/4-nong-nghiep?start=12">2</a>', "/tin/itemlist/category/4-nong-nghiep?start=12"),
    ],
)  # fmt: skip
def test_the_pagers_of_dotnetnuke_joomla_and_drupal(url, number, html, following):
    page = Page(f"<html><body>{html}</body></html>".encode(), "https://vidu.vn" + url)
    assert next_page(page, number) == "https://vidu.vn" + following


def test_the_number_of_comments_is_no_page():
    assert following('<a href="/kinh-te/?p=57">2</a>') is None
