"""Links as absolute addresses, and those that lead to no page."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.normalize.links import absolute_url, names_page


@pytest.mark.parametrize(
    ("href", "url"),
    [
        ("b-1.html", "https://bao.vn/a/b-1.html"),
        ("  /b\n", "https://bao.vn/b"),
        ("//img.bao.vn/x.jpg", "https://img.bao.vn/x.jpg"),
        ("?paged=2", "https://bao.vn/a/?paged=2"),
        ("/b#phan-2", "https://bao.vn/b"),
        ("/b.aspx?muc=1&tin=2,3", "https://bao.vn/b.aspx?muc=1&tin=2,3"),
        ("/b?", "https://bao.vn/b"),
        ("/b?dich=/a/../c", "https://bao.vn/b?dich=/a/../c"),
        ("https://other.vn/a?b=c+d", "https://other.vn/a?b=c+d"),
        ("/b.aspx?muc=1&amp;tin=2", "https://bao.vn/b.aspx?muc=1&tin=2"),  # escaped twice
        ("/ảnh 1.jpg", "https://bao.vn/%E1%BA%A3nh%201.jpg"),
        ("/%E1%BA%A3nh 1.jpg", "https://bao.vn/%E1%BA%A3nh%201.jpg"),
        ("HTTPS://Other.vn/A", "https://Other.vn/A"),
        (r"/tep\2024\ke hoach.pdf", "https://bao.vn/tep/2024/ke%20hoach.pdf"),
        (r"anh\a.jpg?ten=b\c", r"https://bao.vn/a/anh/a.jpg?ten=b\c"),
        (r"http:\\img.bao.vn\a.jpg", "http://img.bao.vn/a.jpg"),
        (r"\/tep\/a.pdf", "https://bao.vn/tep/a.pdf"),
        ("https://lan:mat-khau@img.bao.vn:8443/a.jpg", "https://img.bao.vn:8443/a.jpg"),
        ("//lan@img.bao.vn/ảnh@2x.jpg", "https://img.bao.vn/%E1%BA%A3nh@2x.jpg"),
        (r"http://bao.vn\@khac.vn/a.pdf", "http://bao.vn/@khac.vn/a.pdf"),
        ("http://b%C3%A1o.vn/tin-1.html", "http://xn--bo-mia.vn/tin-1.html"),
        ("//www.B%c3%a1o.vn:8080/a?b=%20", "https://www.xn--bo-mia.vn:8080/a?b=%20"),
        ("http://%62ao%2Evn/a", "http://bao.vn/a"),
    ],
)
def test_a_link_becomes_absolute(href, url):
    assert absolute_url("https://bao.vn/a/", href) == url


@pytest.mark.parametrize(
    "href",
    [
        "",
        " ",
        "#",
        "#top",
        "javascript:;",
        "JavaScript:void(0)",
        "mailto:a@b.vn",
        "tel:0228",
        "data:,x",
        "@PAGE_URL@",
        "/%40PAGE_URL%40",
        "http://[",
        "http://bao..vn/a?b=1",
        "http://1.2/a?b=1",
        "/a?b=@PAGE_URL@",
        "http://a.vn:x/",
        "zalo://chat",
        "http://",
        "http://bao.vn%2Fa",
        "http://a%40bao.vn/",
        "http://b%E1o.vn/",
        "http://b%.vn/",
    ],
)
def test_a_link_that_leads_to_no_page_is_none(href):
    assert absolute_url("https://bao.vn/a/", href) is None


@given(st.text())
def test_no_link_makes_resolving_raise(text):
    for href in (text, "http://" + text, "https://baonamdinh.vn/" + text):
        assert absolute_url("https://baonamdinh.vn/a/", href) != ""


@pytest.mark.parametrize(
    "href", ["", " ", "#", " #binh-luan", "javascript:;", " JavaScript:void(0)", "javascript:xem(3)"]
)
def test_a_place_on_the_page_or_a_script_is_no_page(href):
    assert not names_page(href)


@pytest.mark.parametrize("href", ["/", "bai-1.html", "?page=2", " /#a", "javascript-co-ban.html", "/a.jpg"])
def test_any_other_address_may_be_a_page(href):
    assert names_page(href)
