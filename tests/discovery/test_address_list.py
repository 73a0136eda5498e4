import pytest

from dvcrawler.discovery.address_list import check_list, read_list
from dvcrawler.errors import UsageError


def test_comments_blank_lines_and_a_byte_order_mark_are_passed_over(tmp_path):
    path = tmp_path / "list"
    path.write_bytes("\ufeffhttps://a.vn/1\r\n\n  # mine\n https://a.vn/2 \n".encode())
    assert list(read_list(str(path))) == ["https://a.vn/1", "https://a.vn/2"]


def test_a_list_that_is_not_there_is_refused_before_the_crawl(tmp_path):
    with pytest.raises(UsageError, match="no list of addresses"):
        check_list(str(tmp_path))
