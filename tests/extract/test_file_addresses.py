"""What an address names: its path, and whether that is a picture."""

from urllib.parse import urlsplit

import pytest

from dvcrawler.extract.file_addresses import is_picture_file, path_of


@pytest.mark.parametrize(
    "address",
    [
        "https://vidu.example.vn/tin/bai-1.html?x=1#y",
        "http://vidu.example.vn:8080/anh/a.jpg",
        "//vidu.example.vn/anh/a.jpg",
        "/anh/a.jpg?w=300",
        "/a//b/;c=1/d.pdf",
        "anh/a.jpg",
        "https://vidu.example.vn",
        "https://vidu.example.vn?anh=/a.jpg",
        "/tin tức/ảnh.png",
        "/anh/a.jp\ng",
        "javascript:xem('/a.jpg')",
        "HTTPS://VIDU.example.vn/A.JPG",
        "#/a.jpg",
        "",
    ],
)
def test_the_path_is_the_one_that_parsing_gives(address):
    assert path_of(address) == urlsplit(address).path


def test_an_address_that_cannot_be_parsed_has_no_path():
    assert path_of("https://[vidu/a.jpg") == ""


@pytest.mark.parametrize("address", ["/anh/a.jpg?w=300", "https://vidu.example.vn/a.WEBP#x", "a.png"])
def test_a_picture_is_recognised_by_its_path(address):
    assert is_picture_file(address)


@pytest.mark.parametrize("address", ["/xem?anh=a.jpg", "https://vidu.example.vn/a.jpg/xem", "/a.jpgx", ""])
def test_a_page_that_shows_a_picture_is_not_one(address):
    assert not is_picture_file(address)
