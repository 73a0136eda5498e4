"""What an address names: its path, and the file that it sends."""

from urllib.parse import urlsplit

import pytest

from dvcrawler.extract.files.file_addresses import find_file, path_of


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


@pytest.mark.parametrize(
    "address",
    [
        "/download?id=5",
        "/download.php?id=5",
        "/dowload/5",
        "/DownloadHandler.ashx?file=6",
        "/DownloadFile.aspx?fid=7",
        "/tai-file/8",
        "/taive.aspx?id=9",
        "/tai_ve/10",
        "/GetFile.ashx?id=11",
        "/c/document_library/get_file?uuid=1c-2",
        "/LinkClick.aspx?fileticket=aB%3d&tabid=1",
        "/van-ban/412/download?inline=0",
        "/?wpdmdl=312",
        "/dinh_kem/13",
        "/index.php?option=com_docman&task=doc_download&gid=9",
        "/index.php?nv=laws&op=detail&download=1&id=0",
    ],
)
def test_an_address_that_sends_a_file_by_its_number_is_that_of_a_file(address):
    assert find_file("https://vidu.example.vn/bai-1", address) == (f"https://vidu.example.vn{address}", None)


@pytest.mark.parametrize(
    "address",
    [
        "/downloads",
        "/tai-ve-ung-dung.html",
        "/download/ung-dung",
        "/412/tai-lieu-tham-khao",
        "/get-filed/now",
        "/tin-tuc/tai-xuong-bien-412.html",
        "/index.php?task=view&id=9",
        "/van-ban/412/download-app",
        "/?download=app",
    ],
)
def test_a_page_about_downloads_is_none(address):
    assert find_file("https://vidu.example.vn/bai-1", address) is None
