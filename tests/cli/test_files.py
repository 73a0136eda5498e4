"""Files that commands read: pages only, of the size of a page."""

import pytest

from dvcrawler.cli.files import find_file, find_page_file, read_page_input
from dvcrawler.errors import UsageError


def test_a_file_that_is_too_large_to_be_a_page_is_not_read(tmp_path, monkeypatch):
    path = tmp_path / "film.mp4"
    with path.open("wb") as file:
        file.truncate(100 * 1024 * 1024 + 1)
    assert find_file(str(path)) == path
    with pytest.raises(UsageError, match=r"film\.mp4' has more than 100 MB; name a saved page"):
        find_page_file(str(path))
    with path.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        with pytest.raises(UsageError, match="standard input has more than 100 MB; name a saved page"):
            read_page_input()
