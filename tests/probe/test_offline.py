"""Files in place of the network: one that gives no page says why."""

import asyncio
from datetime import UTC, datetime

import pytest

from dvcrawler.errors import UsageError
from dvcrawler.probe.offline import open_files


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("x.warc", b"no WARC", "this is not a WARC file"),
        ("x.warc.gz", b"", "the file holds no record"),
        ("x.wacz", b"PK\x03\x04", "a broken zip file"),
        ("x.warc.zst", b"\x28\xb5\x2f\xfd", "a broken zstd file"),
    ],
)
def test_an_archive_without_a_page_is_refused_by_name(tmp_path, name, data, says):
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(UsageError) as caught:
        open_files({path: datetime(2024, 3, 1, tzinfo=UTC)}, "https://baovidu.vn/")
    assert str(caught.value).startswith(f"{path}: {says}")
    assert str(caught.value).endswith("; name other files with --file")


def record(url, status, body=b"", location=""):
    head = f"HTTP/1.1 {status} OK\r\nContent-Type: text/html\r\n" + (
        f"Location: {location}\r\n" if location else ""
    )
    block = head.encode() + b"\r\n" + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2024-03-01T02:03:04Z\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


@pytest.mark.parametrize(
    ("first", "location"),
    [
        ("http://baovidu.vn/tin", "https://baovidu.vn/tin"),
        ("https://baovidu.vn/tin", "/tin/"),
        ("http://baovidu.vn/tin", "https://baovidu.vn/tin/"),
    ],
)
def test_a_redirect_to_the_same_page_is_no_loop(tmp_path, first, location):
    path = tmp_path / "x.warc"
    last = record(location if "://" in location else "https://baovidu.vn/tin/", 200, b"<p>Tin</p>")
    path.write_bytes(record(first, 301, location=location) + last + record(first, 200, b"<p>Sau</p>"))
    saved = open_files({path: datetime(2024, 3, 1, tzinfo=UTC)}, "https://baovidu.vn/")
    answer = asyncio.run(saved.get(first))
    assert (answer.status, answer.body) == (200, b"<p>Tin</p>")
