"""`<base href>` decides what links, pictures, feeds and further pages are relative to."""

import pytest

from dvcrawler.discovery.buttons.pager_controls import find_control
from dvcrawler.discovery.feed_files.feed_links import feed_links
from dvcrawler.discovery.links import article_links
from dvcrawler.discovery.pagers.pagination import next_page
from dvcrawler.extract.page import Page
from dvcrawler.extract.scripts.refreshes import find_refresh, find_script_refresh
from dvcrawler.families.any_site import unknown_site

URL = "https://vidu.example.vn/chuyen-muc/van-hoa/trang-chu.html"


def page(head, body="<p>.</p>"):
    return Page(f"<html><head>{head}</head><body>{body}</body></html>".encode(), URL)


@pytest.mark.parametrize(
    ("head", "base"),
    [
        ("", URL),
        ('<base href="https://vidu.example.vn/">', "https://vidu.example.vn/"),
        ('<base href="https://vidu.example.vn">', "https://vidu.example.vn"),
        ('<BASE HREF="http://www.vidu.example.vn/portal/" />', "http://www.vidu.example.vn/portal/"),
        ('<base href="//vidu.example.vn/cms/">', "https://vidu.example.vn/cms/"),
        ('<base href="/">', "https://vidu.example.vn/"),
        ('<base href="../">', "https://vidu.example.vn/chuyen-muc/"),
        ('<base href="goc/">', "https://vidu.example.vn/chuyen-muc/van-hoa/goc/"),
        ('<base href=" \n/goc/\t ">', "https://vidu.example.vn/goc/"),
        ('<base href="https:\\\\vidu.example.vn\\goc\\">', "https://vidu.example.vn/goc/"),
        ('<base target="_blank"><base href="/mot/">', "https://vidu.example.vn/mot/"),
        ('<base href="/mot/"><base href="/hai/">', "https://vidu.example.vn/mot/"),
        ('<base href="https://anh.example.vn/kho/">', "https://anh.example.vn/kho/"),
        ("</head><body><base href='/muon/'>", "https://vidu.example.vn/muon/"),
    ],
)
def test_the_first_base_with_an_address_decides(head, base):
    assert page(head).base == base


@pytest.mark.parametrize(
    "href",
    [
        "",
        "#dau-trang",
        "javascript:alert(1)",
        "data:text/html,x",
        "file:///C:/inetpub/",
        "about:blank",
        "@BASE_URL@",
        "http://",
        "http://[::1",
        "http://localhost/",
        "http://localhost:8080/portal/",
        "http://webserver01/",
        "http://192.168.1.20/",
        "http://127.0.0.1/",
        "http://[::1]/",
        "http://admin@may-khac.example.vn/",
        "http://may khac.example.vn/",
        "https://vidu.example.vn:99999/",
        "https://vidu.example.vn/" + "a" * 3000,
    ],
)
def test_a_base_that_leads_nowhere_counts_for_nothing(href):
    assert page(f'<base href="{href}"><base href="/hai/">').base == URL


def test_a_base_on_the_local_network_counts_for_a_page_of_that_host():
    data = b'<html><head><base href="http://127.0.0.1:8000/goc/"></head><body>.</body></html>'
    assert Page(data, "http://127.0.0.1:8000/a/b.html").base == "http://127.0.0.1:8000/goc/"


ARTICLE = "tin-tuc/cau-lac-bo-ca-tru-mo-lop-cho-thieu-nhi-345678.html"


def test_article_links_are_relative_to_the_base():
    made = page('<base href="https://vidu.example.vn/">', f'<a href="{ARTICLE}">Câu lạc bộ ca trù mở lớp</a>')
    assert [each.link for each in article_links(made, unknown_site(URL))] == [
        f"https://vidu.example.vn/{ARTICLE}"
    ]


def test_links_of_a_base_on_another_host_are_not_the_sites():
    made = page('<base href="https://khac.example.vn/">', f'<a href="{ARTICLE}">Câu lạc bộ ca trù mở lớp</a>')
    assert article_links(made, unknown_site(URL)) == []


def test_feeds_are_relative_to_the_base():
    feed = '<link rel="alternate" type="application/rss+xml" href="rss/van-hoa.rss">'
    assert feed_links(page(f'<base href="/">{feed}')) == ["https://vidu.example.vn/rss/van-hoa.rss"]


@pytest.mark.parametrize(
    "link",
    [
        '<a href="chuyen-muc/van-hoa/trang-chu.html?page=2">2</a>',
        '<a rel="next" href="chuyen-muc/van-hoa/trang-chu.html?page=2">Trang sau</a>',
    ],
)
def test_further_pages_are_relative_to_the_base(link):
    assert next_page(page('<base href="/">', link), 1) == f"{URL}?page=2"


def test_a_refresh_is_relative_to_the_base():
    made = page('<base href="/goc/"><meta http-equiv="refresh" content="0; url=trang-chu.html">')
    assert find_refresh(made, None) == "https://vidu.example.vn/goc/trang-chu.html"
    made = page('<base href="/goc/"><script>location.href = "trang-chu.html"</script>')
    assert find_script_refresh(made) == "https://vidu.example.vn/goc/trang-chu.html"


def test_a_pager_that_posts_a_form_is_relative_to_the_base():
    link = """<form action="tin.aspx" method="post"><a href="javascript:__doPostBack('pager','2')">2</a></form>"""
    step = find_control(page('<base href="/goc/">', link), 1)
    assert step.url == "https://vidu.example.vn/goc/tin.aspx"
