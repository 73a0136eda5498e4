"""The site that all unknown hosts shared in earlier versions."""

import pytest

from dvcrawler.storage.article_files import is_in_shared_portal


@pytest.fixture
def data(tmp_path):
    path = tmp_path / "articles" / "portal" / "2024-01.jsonl"
    path.parent.mkdir(parents=True)
    path.write_text('{"schema":1,"id":"portal:tin.vn/1"}\n{"schema":2,"id":"portal:bao.vn/1"}\n')
    return tmp_path


@pytest.mark.parametrize(
    ("host", "is_in"), [("tin.vn", True), ("bao.vn", True), ("o.vn", False), ("tin.v", False)]
)
def test_a_host_is_in_it_with_lines_of_either_schema(data, host, is_in):
    assert is_in_shared_portal(data, host) is is_in
