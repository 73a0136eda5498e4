"""Addresses as people type them."""

import pytest

from dvcrawler.normalize.typed_addresses import is_home, looks_like_address, read_typed_address


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("example.vn", "https://example.vn/"),
        (" www.Example.VN ", "https://www.example.vn/"),
        ("HTTP://Example.VN/Tin/Bai-1.html#dau", "http://example.vn/Tin/Bai-1.html"),
        ("example.vn?p=5", "https://example.vn/?p=5"),
        ("example.vn:8080/x", "https://example.vn:8080/x"),
        ("localhost:8000", "https://localhost:8000/"),
        ("http://[::1]:8000/x", "http://[::1]:8000/x"),
        ("https://example.vn/tin tức".replace(" ", "-"), "https://example.vn/tin-t%E1%BB%A9c"),
        ("https://example.vn./", "https://example.vn/"),
        ("báo.Example.vn:8080", "https://xn--bo-mia.example.vn:8080/"),
    ],
)
def test_what_is_typed_becomes_an_address_that_can_be_requested(typed, url):
    assert looks_like_address(typed.strip())
    assert read_typed_address(typed) == url


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "://",
        "https://",
        "ftp://a.vn/",
        "file:///etc/passwd",
        "https://a:b@c.vn/",
        "me@c.vn",
        "a..b",
        "a.vn:0",
        "a.vn:x",
        "a.vn:99999",
        "https://[::1",
        "https://a.vn/x y",
        "https://a.vn/\ud800",
        "a.vn/" + "x" * 3000,
        "javascript:alert(1)",
        "mailto:a@b.vn",
        "https://1.2.3.4.5/",
        "https://a.vn\\b/",
        "https://a.vn/\n",
    ],
)
def test_what_cannot_be_requested_is_a_value_error_with_a_reason(typed):
    try:
        url = read_typed_address(typed)
    except ValueError as error:
        assert str(error)
    else:
        assert typed == "https://a.vn/\n" and url == "https://a.vn/"


@pytest.mark.parametrize(
    "word", ["baonamdinh", "baonamdinh/kinh-te", "portal", "", "bao nam dinh", "bao-nam-dinh"]
)
def test_a_name_is_not_taken_for_an_address(word):
    assert not looks_like_address(word)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/",
        "//",
        "/index.php",
        "/index.html",
        "/Default.aspx",
        "/vi",
        "/vi/",
        "/vi/home",
        "/trang-chu",
        "/trangchu.html",
        "/Pages/Default.aspx",
        "/portal/Pages/default.aspx",
        "/web/index.htm",
        "/?utm_source=x",
    ],
)
def test_a_front_page_is_recognised_by_its_path(path):
    assert is_home(f"https://example.vn{path}")


@pytest.mark.parametrize(
    "path",
    [
        "/tin-tuc",
        "/index.php?id=5",
        "/?p=5",
        "/bai-1.html",
        "/vi/tin/bai-1.html",
        "/thoi-su/",
        "/a/b/c/d",
        "/tin-tuc-su-kien-trong-nuoc/index.html",
        "/12345",
    ],
)
def test_any_other_page_is_not_a_front_page(path):
    assert not is_home(f"https://example.vn{path}")
