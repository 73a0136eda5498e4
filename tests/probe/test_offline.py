"""Files in place of the network: one that gives no page says why."""

from datetime import UTC, datetime

import pytest

from dvcrawler.errors import UsageError
from dvcrawler.probe.offline import open_files


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [("x.warc", b"no WARC", "this is not a WARC file"), ("x.warc.gz", b"", "the file holds no record"),
     ("x.wacz", b"PK\x03\x04", "a broken zip file"), ("x.warc.zst", b"\x28\xb5\x2f\xfd", "a broken zstd file")],
)  # fmt: skip
def test_an_archive_without_a_page_is_refused_by_name(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        open_files({path: datetime(2024, 3, 1, tzinfo=UTC)}, "https://baovidu.vn/")
    assert str(caught.value).startswith(f"{path}: {says}")
    assert str(caught.value).endswith("; name other files with --file")
