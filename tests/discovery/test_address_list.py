import pytest

from dvcrawler.discovery.address_list import check_list, read_list
from dvcrawler.errors import UsageError


def test_comments_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "list"
    path.write_bytes("\ufeffhttps://a.vn/1\r\n\n  # mine\n https://a.vn/2 \n".encode())
    assert list(read_list(str(path))) == ["https://a.vn/1", "https://a.vn/2"]


@pytest.mark.parametrize(
    ("line", "address"),
    [
        ("a.vn/tin/1", "https://a.vn/tin/1"),
        ("A.vn:8080/1", "https://A.vn:8080/1"),
        ("//a.vn/1", "https://a.vn/1"),
        ("<https://a.vn/1>", "https://a.vn/1"),
        ('"https://a.vn/1"', "https://a.vn/1"),
        ("' a.vn/1 '", "https://a.vn/1"),
        ("http://a.vn/?u=b.vn", "http://a.vn/?u=b.vn"),
        ("1,https://a.vn/1", "1,https://a.vn/1"),
        ("tin tuc a.vn", "tin tuc a.vn"),
        ("tin", "tin"),
        ('"', '"'),
        ("." * 300_000 + " x", "." * 300_000 + " x"),
    ],
)
def test_an_address_is_read_as_people_write_it_and_any_other_line_as_it_is(tmp_path, line, address):
    path = tmp_path / "list"
    path.write_text(f"{line}\n", "utf-8")
    assert list(read_list(str(path))) == [address]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_a_list_of_windows_is_read(tmp_path, encoding):
    mark = "\ufeff" if encoding.startswith("utf-16-") else ""
    path = tmp_path / "list"
    path.write_bytes(f"{mark}# mine\r\nhttps://a.vn/tin-mới\r\n".encode(encoding))
    assert list(read_list(str(path))) == ["https://a.vn/tin-mới"]


def test_a_list_that_is_not_there_is_refused_before_the_crawl(tmp_path):
    with pytest.raises(UsageError, match="no list of addresses"):
        check_list(str(tmp_path))
