import bz2
import gzip
import lzma
import os

import pytest

from dvcrawler.discovery.address_list import check_list, is_read_once, read_list
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


@pytest.mark.parametrize("is_piped", [True, False])
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("has_mark", [True, False])
def test_a_list_is_read_as_windows_writes_it_compressed_and_from_standard_input(
    tmp_path, monkeypatch, encoding, pack, is_piped, has_mark
):
    mark = "\ufeff" if has_mark and encoding.startswith("utf-16-") else ""
    path = tmp_path / "list"
    path.write_bytes(pack(f"{mark}# mine\r\nhttps://a.vn/tin-mới\r\n".encode(encoding)))
    with path.open() as stdin:
        monkeypatch.setattr("sys.stdin", stdin)
        assert list(read_list("-" if is_piped else str(path))) == ["https://a.vn/tin-mới"]


@pytest.mark.parametrize("data", [b"", b"\n# none\n\n", "\ufeff".encode(), gzip.compress(b"", mtime=0)])
def test_a_list_without_an_address_is_a_mistake(tmp_path, data):
    path = tmp_path / "list"
    path.write_bytes(data)
    with pytest.raises(UsageError, match="list holds no address; write one per line"):
        list(read_list(str(path)))


@pytest.mark.parametrize("end", [slice(12), slice(-4), slice(30)])
def test_a_damaged_gzip_file_is_named(tmp_path, end):
    path = tmp_path / "list.gz"
    path.write_bytes(gzip.compress(b"".join(b"https://a.vn/%d\n" % n for n in range(9)))[end])
    with pytest.raises(UsageError, match=r"is a damaged gzip file .*; compress the list again"):
        list(read_list(str(path)))


def test_a_pipe_is_a_list_that_can_be_read_once(tmp_path):
    path = tmp_path / "pipe"
    os.mkfifo(path)
    check_list(str(path))
    assert is_read_once(str(path))
    assert is_read_once("-")
    assert not is_read_once("https://a.vn/1")
    assert not is_read_once(str(tmp_path / "list"))


def test_a_list_that_is_not_there_is_refused_before_the_crawl(tmp_path):
    with pytest.raises(UsageError, match="no list of addresses"):
        check_list(str(tmp_path))


@pytest.mark.parametrize(
    "data",
    [
        b"PK\x03\x04" + bytes(40),
        b"SQLite format 3" + bytes(80),
        lzma.compress(b"https://a.vn/1\n" * 99),
        bz2.compress(b"https://a.vn/1\n" * 99),
        bytes(300),
        gzip.compress(bytes(300)),
    ],
    ids=["zip", "sqlite", "xz", "bzip2", "zeros", "packed zeros"],
)
def test_a_file_of_another_kind_is_no_list(tmp_path, data):
    path = tmp_path / "list"
    path.write_bytes(data)
    with pytest.raises(UsageError, match="list holds binary data; write one address per line"):
        next(read_list(str(path)))


def test_a_file_without_line_ends_does_not_fill_the_memory(tmp_path):
    path = tmp_path / "list"
    path.write_text(f"https://a.vn/1\n{'a' * 1_000_001}\n", "utf-8")
    addresses = read_list(str(path))
    assert next(addresses) == "https://a.vn/1"
    with pytest.raises(UsageError, match="list holds a line of more than 1,000,000 characters"):
        next(addresses)


@pytest.mark.parametrize("text", ["tin-mới/ở-đâu\n", "t\xedn-m\xf3i-\xf4ng\n", "a\0b\n"])
def test_a_list_in_another_charset_is_read(tmp_path, text):
    path = tmp_path / "list"
    path.write_bytes(
        f"https://a.vn/{text}".encode("latin-1" if text.isascii() or max(text) < "\xff" else "utf-8")
    )
    assert len(list(read_list(str(path)))) == 1
