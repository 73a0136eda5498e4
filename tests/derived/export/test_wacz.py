import gzip
import hashlib
import json
import struct
import subprocess
import sys
import zipfile
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from dvcrawler.derived.export.wacz import write_wacz
from dvcrawler.derived.export.wacz_files import sort_key
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.writer import WarcWriter
from tests.derived.store import article

AT = datetime(2026, 1, 31, 8, tzinfo=UTC)


def capture(data, *pages):
    """The names of captures of (address, body); the same bytes again become a revisit record."""
    seen, names = {}, []
    writer = WarcWriter(data, "thu", AT, [], known=lambda url, digest: seen.get(digest))
    for url, body in pages:
        done = writer.write(Exchange(url, AT, "GET", [], 200, "OK", [(b"Content-Type", b"text/html")], body))
        seen.setdefault(done.digest, done)
        names.append(done.name)
    writer.close()
    CaptureIndex(data, "thu").close()
    return names


@pytest.fixture
def store(tmp_path):
    """(data, records): two articles, a picture of one of them, and a page that is not exported."""
    data = tmp_path / "data"
    data.mkdir()
    one, picture, _, copy = capture(
        data,
        ("https://thu.example/1", b"<p>one"),
        ("https://thu.example/a.png", b"\x89PNG"),
        ("https://thu.example/else", b"<p>else"),
        ("https://thu.example/2", b"<p>one"),
    )
    images = [{"url": "https://thu.example/a.png", "caption": None, "credit": None, "capture": picture}]
    first = article(1, "Bài một", "Nội dung một", capture=one, images=images)
    return data, [first, article(2, "Bài hai", "x", capture=copy), article(3, "Không có trang", "x")]


def content(path, name):
    with zipfile.ZipFile(path) as archive:
        return archive.read(name)


def test_pages_pictures_and_originals_are_in_it_and_nothing_else(store, tmp_path):
    data, records = store
    assert write_wacz(records, tmp_path / "out.wacz", data) == 2
    (tmp_path / "data.warc.gz").write_bytes(content(tmp_path / "out.wacz", "archive/data.warc.gz"))
    with (tmp_path / "data.warc.gz").open("rb") as file:
        found = [(r.rec_type, r.rec_headers.get_header("WARC-Target-URI")) for r in ArchiveIterator(file)]
    assert found == [
        ("warcinfo", None),
        ("response", "https://thu.example/1"),
        ("response", "https://thu.example/a.png"),
        ("revisit", "https://thu.example/2"),
    ]


def test_the_index_leads_to_each_record(store, tmp_path):
    data, records = store
    write_wacz(records, tmp_path / "out.wacz", data)
    warc = content(tmp_path / "out.wacz", "archive/data.warc.gz")
    lines = gzip.decompress(content(tmp_path / "out.wacz", "indexes/index.cdx.gz")).decode().splitlines()
    assert lines == sorted(lines) and len(lines) == 3
    for line in lines:
        key, stamp, fields = line.split(" ", 2)
        place = json.loads(fields)
        start, length = int(place["offset"]), int(place["length"])
        assert place["url"].encode() in gzip.decompress(warc[start : start + length])
        assert (key, stamp) == (sort_key(place["url"]), "20260131080000")
    meta, block = content(tmp_path / "out.wacz", "indexes/index.idx").decode().splitlines()
    assert meta.startswith("!meta 0 ")
    assert block.startswith(lines[0].partition(" {")[0])


def test_the_package_names_every_file_with_its_hash(store, tmp_path):
    data, records = store
    write_wacz(records, tmp_path / "out.wacz", data)
    raw = content(tmp_path / "out.wacz", "datapackage.json")
    package, digest = json.loads(raw), json.loads(content(tmp_path / "out.wacz", "datapackage-digest.json"))
    assert digest == {"path": "datapackage.json", "hash": f"sha256:{hashlib.sha256(raw).hexdigest()}"}
    with zipfile.ZipFile(tmp_path / "out.wacz") as archive:
        names = set(archive.namelist()) - {"datapackage.json", "datapackage-digest.json"}
        kinds = {info.filename: info.compress_type for info in archive.infolist()}
    assert {each["path"] for each in package["resources"]} == names
    for each in package["resources"]:
        data_ = content(tmp_path / "out.wacz", each["path"])
        assert (each["bytes"], each["hash"]) == (len(data_), f"sha256:{hashlib.sha256(data_).hexdigest()}")
    assert kinds["archive/data.warc.gz"] == kinds["indexes/index.cdx.gz"] == zipfile.ZIP_STORED


def test_a_player_that_trusts_the_directory_finds_every_file(store, tmp_path):
    """ReplayWeb.page reads the length of a local header only where the directory has an extra field."""
    path = tmp_path / "out.wacz"
    write_wacz(store[1], path, store[0])
    content = path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            name, extra = struct.unpack("<HH", content[info.header_offset + 26 : info.header_offset + 30])
            start = info.header_offset + 30 + name + (extra if info.extra else 0)
            found = content[start : start + info.compress_size]
            is_stored = info.compress_type == zipfile.ZIP_STORED
            assert (found if is_stored else zlib.decompress(found, -15)) == archive.read(info)


def test_the_pages_have_title_time_and_text(store, tmp_path):
    data, records = store
    write_wacz(records, tmp_path / "out.wacz", data)
    head, page, _ = map(json.loads, content(tmp_path / "out.wacz", "pages/pages.jsonl").splitlines())
    assert head["format"] == "json-pages-1.0"
    assert (page["url"], page["ts"]) == ("https://thu.example/1", "2026-01-31T08:00:00Z")
    assert (page["title"], page["text"]) == ("Bài một", "Nội dung một")


def test_the_same_store_gives_the_same_bytes(store, tmp_path):
    data, records = store
    for name in ("one", "two"):
        write_wacz(records, tmp_path / name, data)
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()


@pytest.mark.parametrize("damage", ["deleted", "cut", "unknown"])
def test_an_article_whose_page_is_lost_is_left_out(store, tmp_path, damage):
    data, records = store
    (warc,) = (data / "warc/thu").iterdir()
    if damage == "deleted":
        warc.unlink()
    elif damage == "cut":
        warc.write_bytes(warc.read_bytes()[:100])
    else:
        records = [{**each, "capture": "../../etc/passwd#x"} for each in records]
    assert write_wacz(records, tmp_path / "out.wacz", data) == 0


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.baonamdinh.vn/Kinh-Te/?b=2&a=1", "vn,baonamdinh)/kinh-te/?a=1&b=2"),
        ("http://baonamdinh.vn", "vn,baonamdinh)/"),
        ("https://baonamdinh.vn:8443/a", "vn,baonamdinh:8443)/a"),
        ("https://thu.example/ảnh 1.png", "example,thu)/ảnh%201.png"),
    ],
)
def test_the_sort_key_of_an_address(url, key):
    assert sort_key(url) == key


def test_the_tool_of_the_format_finds_a_wacz_valid(store, tmp_path):
    tool = Path(sys.prefix) / "formats/bin/wacz"
    if not tool.exists():
        pytest.skip("wacz is not installed; make test does it")
    data, records = store
    write_wacz(records, tmp_path / "out.wacz", data)
    ended = subprocess.run(
        [tool, "validate", "-f", tmp_path / "out.wacz"], capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "Validation succeeded" in ended.stdout


def test_the_redirects_that_lead_to_a_picture_are_in_it(tmp_path):
    data, seen = tmp_path / "data", []
    data.mkdir()
    writer = WarcWriter(data, "thu", AT, [])
    places = [("a.png", 302, "/b c.png"), ("b%20c.png", 301, "//kho.example/c.png"), ("d.png", 302, "/e.png")]
    for name, status, target in places:
        headers = [(b"Location", target.encode())]
        seen.append(
            writer.write(
                Exchange(f"https://thu.example/{name}", AT, "GET", [], status, "", headers, b"")
            ).name
        )
    pages = [("https://kho.example/c.png", b"\x89PNG"), ("https://thu.example/1", b"<p>one")]
    held = [writer.write(Exchange(url, AT, "GET", [], 200, "OK", [], body)).name for url, body in pages]
    writer.close()
    CaptureIndex(data, "thu").close()
    images = [{"url": "https://thu.example/a.png", "caption": None, "credit": None, "capture": held[0]}]
    write_wacz([article(1, "Bài một", "x", capture=held[1], images=images)], tmp_path / "out.wacz", data)
    index = gzip.decompress(content(tmp_path / "out.wacz", "indexes/index.cdx.gz")).decode()
    kept = {json.loads(line.partition(" {")[2].join(("{", "")))["url"] for line in index.splitlines()}
    assert kept == {f"https://thu.example/{name}" for name in ("1", "a.png", "b%20c.png")} | {
        "https://kho.example/c.png"
    }
