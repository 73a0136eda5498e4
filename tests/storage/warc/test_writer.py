"""WARC files: written so that any tool reads them, read however they end and whoever made them."""

import gzip
import io
import os
import random
import sys
import zlib
from datetime import UTC, datetime
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from dvcrawler.errors import StorageError
from dvcrawler.storage.warc import writer as warc
from dvcrawler.storage.warc.captures import warc_files
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.message import digest_fault, read_answer, unpack
from dvcrawler.storage.warc.reader import Damage, Record, read_at, read_warc
from dvcrawler.storage.warc.writer import WarcWriter
from tests import warm

#: warcio leaves its temporary files to the garbage collector.
pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)
NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
INFO = (("software", "dvcrawler/test"), ("robots", "obey"), ("created", "2026-11-24T08:00:00Z"))


def exchange(n, body=None, **more):
    body = (
        f"<html><body><p>Trang số {n}</p>{'x' * (n % 7) * 500}</body></html>".encode()
        if body is None
        else body
    )
    given = {
        "url": f"https://baovidu.vn/trang-{n}.html",
        "at": NOW,
        "method": "GET",
        "request_headers": ((b"Host", b"baovidu.vn"), (b"User-Agent", b"dvcrawler")),
        "status": 200,
        "reason": "OK",
        "headers": ((b"Content-Type", b"text/html"), (b"Content-Length", str(len(body)).encode())),
        "body": body,
    }
    return Exchange(**{**given, **more})


@pytest.fixture
def writer(tmp_path):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO)
    yield made
    made.close()


def write(tmp_path, number=20, **more):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO, **more)
    captures = [made.write(exchange(n)) for n in range(number)]
    made.close()
    return captures, warc_files(tmp_path, "baovidu")


@pytest.mark.parametrize(("mask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0, 0o644)])
def test_a_file_is_readable_as_the_machine_lets_it_be_and_no_program(tmp_path, mask, mode):
    before = os.umask(mask)
    try:
        writer = WarcWriter(tmp_path, "thu", NOW, INFO)
        writer.write(exchange(1))
        writer.close()
    finally:
        os.umask(before)
    (path,) = warc_files(tmp_path, "thu")
    assert path.stat().st_mode & 0o777 == mode


def responses(path):
    return [found for found in read_warc(path) if isinstance(found, Record) and found.kind == "response"]


def test_every_file_passes_warcio_check(tmp_path):
    _, files = write(tmp_path, roll_at=4000)
    assert len(files) > 2
    for path in files:
        ended = warm.run(
            [sys.executable, "-m", "warcio.cli", "check", "-v", str(path)],
            capture_output=True,
            text=True,
            check=False,
        )
        assert ended.returncode == 0, ended.stdout
        assert "digest failed" not in ended.stdout


def test_another_reader_sees_what_was_written(tmp_path):
    _, (path,) = write(tmp_path)
    with path.open("rb") as file:
        kinds = [record.rec_type for record in ArchiveIterator(file)]
    assert kinds == ["warcinfo"] + ["response", "request"] * 20


def test_our_reader_gives_back_the_bytes(tmp_path):
    _, (path,) = write(tmp_path)
    found = responses(path)
    assert [record.url for record in found] == [exchange(n).url for n in range(20)]
    assert [unpack(read_answer(record)) for record in found] == [exchange(n).body for n in range(20)]
    assert [digest_fault(record) for record in found] == [None] * 20


@pytest.mark.parametrize(
    ("url", "target"),
    [
        ("https://baovidu.vn/a/b.html?x=1&y=/2", "/a/b.html?x=1&y=/2"),
        ("https://baovidu.vn/", "/"),
        ("https://baovidu.vn", "/"),
        ("http://baovidu.vn:8080//a", "//a"),
        ("https://baovidu.vn/s?u=https://b.vn/", "/s?u=https://b.vn/"),
    ],
)
def test_a_request_is_written_as_it_was_sent(tmp_path, writer, url, target):
    capture = writer.write(exchange(1, url=url, method="POST"))
    _, response, request = read_warc(warc_files(tmp_path, "baovidu")[0])
    sent = f"POST {target} HTTP/1.1\r\nHost: baovidu.vn\r\nUser-Agent: dvcrawler\r\n\r\n"
    assert request.block == sent.encode()
    assert {name: value for name, value in request.headers.items() if name != "warc-record-id"} == {
        "warc-type": "request",
        "warc-target-uri": url,
        "warc-date": "2026-11-24T08:00:00Z",
        "warc-concurrent-to": capture.record_id,
        "content-type": "application/http; msgtype=request",
        "content-length": str(len(request.block)),
    }
    assert response.record_id == capture.record_id


def test_the_address_that_answered_is_written_where_it_is_known(tmp_path, writer):
    for number, ip in enumerate(("203.0.113.7", None)):
        writer.write(exchange(number, ip=ip))
    first, second = responses(warc_files(tmp_path, "baovidu")[0])
    assert first.headers["warc-ip-address"] == "203.0.113.7"
    assert "warc-ip-address" not in second.headers


def test_a_capture_says_where_its_record_stands(tmp_path):
    captures, (path,) = write(tmp_path)
    for capture in captures:
        record = read_at(path, capture.offset)
        assert record.record_id == capture.record_id
        assert capture.name == f"{path.name}#{record.record_id}"


@pytest.mark.parametrize("seed", range(50))
def test_a_file_cut_anywhere_reads_up_to_the_cut(tmp_path, seed):
    captures, (path,) = write(tmp_path)
    data = path.read_bytes()
    cut = random.Random(seed).randrange(len(data))
    path.write_bytes(data[:cut])
    whole = [c.record_id for c in captures if c.offset + c.length <= cut]
    got = [record.record_id for record in responses(path)]
    assert got[: len(whole)] == whole
    assert len(got) - len(whole) <= 1  # all of a record may be there without the end of its member
    damages = [found for found in read_warc(path) if isinstance(found, Damage)]
    assert len(damages) <= 1


@pytest.mark.parametrize("seed", range(30))
def test_a_garbled_stretch_costs_the_records_it_touches_alone(tmp_path, seed):
    captures, (path,) = write(tmp_path)
    chance = random.Random(seed)
    data = bytearray(path.read_bytes())
    start = chance.randrange(len(data) - 40)
    data[start : start + 40] = chance.randbytes(40)
    path.write_bytes(data)
    got = {record.record_id for record in responses(path)}
    untouched = {c.record_id for c in captures if c.offset + c.length <= start or c.offset >= start + 40}
    assert untouched - got == set()


def test_a_refused_write_leaves_the_file_as_it_was(tmp_path, writer, monkeypatch):
    first = writer.write(exchange(1))
    (path,) = warc_files(tmp_path, "baovidu")
    before = path.read_bytes()

    def full(fd, data):
        import os

        os.write(fd, data[: len(data) // 2])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(warc, "write_whole", full)
    with pytest.raises(StorageError, match="free some space"):
        writer.write(exchange(2))
    monkeypatch.undo()
    assert path.read_bytes() == before
    writer.write(exchange(3))
    assert [r.url for r in responses(path)] == [first.url, exchange(3).url]


def test_an_unchanged_page_is_a_revisit_that_names_the_first(tmp_path):
    index = CaptureIndex(tmp_path, "baovidu")
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO, index.same)
    first = made.write(exchange(6))
    index.add(first)
    second = made.write(exchange(6))
    made.close()
    index.close()
    assert second.refers_to == first.record_id
    (path,) = warc_files(tmp_path, "baovidu")
    record = read_at(path, second.offset)
    assert record.kind == "revisit"
    assert record.headers["warc-refers-to-target-uri"] == first.url


def test_the_index_is_rebuilt_from_the_files(tmp_path):
    captures, (path,) = write(tmp_path)
    (tmp_path / "state").mkdir(exist_ok=True)
    index = CaptureIndex(tmp_path, "baovidu")
    assert [(c.record_id, c.offset, c.digest, c.status) for c in index.all()] == [
        (c.record_id, c.offset, c.digest, 200) for c in captures
    ]
    assert index.record(index.find(captures[7].record_id)).url == captures[7].url
    index.close()
    path.unlink()
    index = CaptureIndex(tmp_path, "baovidu")
    assert list(index.all()) == []
    index.close()


@pytest.mark.parametrize(
    "data",
    [b"", b"hello", b"<html>", b"\x1f\x8b\x08", b"\x1f\x8b\x08" * 1000, b"WARC/1.0\r\n", b"\x00" * 5000],
)
def test_what_is_not_a_warc_is_damage_and_raises_nothing(tmp_path, data):
    path = tmp_path / "x.warc.gz"
    path.write_bytes(data)
    found = list(read_warc(path))
    assert all(isinstance(each, Damage) for each in found)
    assert bool(found) is bool(data)


def foreign(*pages, whole=False, packed=True, headers=()):
    """As other tools write it: warcio's writer, packed by record, as a whole, or not at all."""
    out = io.BytesIO()
    made = WARCWriter(out, gzip=packed and not whole)
    for n, body in enumerate(pages):
        head = StatusAndHeaders("200 OK", [("Content-Type", "text/html"), *headers], protocol="HTTP/1.1")
        made.write_record(
            made.create_warc_record(
                f"http://baovidu.vn/{n}", "response", payload=io.BytesIO(body), http_headers=head
            )
        )
    return gzip.compress(out.getvalue()) if whole else out.getvalue()


@pytest.mark.parametrize("form", [{}, {"whole": True}, {"packed": False}])
def test_files_of_other_tools_are_read(tmp_path, form):
    path = tmp_path / "f.warc"
    path.write_bytes(foreign(b"one", b"two" * 50_000, b"three", **form))
    assert [unpack(read_answer(record)) for record in responses(path)] == [b"one", b"two" * 50_000, b"three"]


@pytest.mark.parametrize("packed", [True, False])
def test_a_lying_length_is_named_and_the_next_record_is_read(tmp_path, packed):
    made = foreign(b"one", packed=False)
    lying = made.replace(b"Content-Length: ", b"Content-Length: 9", 1)
    good = foreign(b"two", packed=False)
    path = tmp_path / "f.warc"
    path.write_bytes(gzip.compress(lying) + gzip.compress(good) if packed else lying + good)
    found = list(read_warc(path))
    assert [unpack(read_answer(each)) for each in found if isinstance(each, Record)] == [b"two"]
    assert any(isinstance(each, Damage) for each in found)


def test_a_short_length_is_named_in_a_plain_file_and_the_rest_is_read(tmp_path):
    first, second = foreign(b"one" * 100, packed=False), foreign(b"two", packed=False)
    (tmp_path / "f.warc").write_bytes(first.replace(b"Content-Length: 3", b"Content-Length: 2", 1) + second)
    found = list(read_warc(tmp_path / "f.warc"))
    assert isinstance(found[0], Damage)
    assert unpack(read_answer(found[-1])) == b"two"


@pytest.mark.parametrize(
    ("length", "is_whole"), [(b"Content-Length: 3", True), (b"Content-Length: 2", False)]
)
def test_a_record_that_is_read_by_its_place_has_the_length_that_it_says(tmp_path, length, is_whole):
    made = foreign(b"one" * 100, packed=False).replace(b"Content-Length: 3", length, 1)
    (tmp_path / "f.warc.gz").write_bytes(gzip.compress(made))
    assert isinstance(read_at(tmp_path / "f.warc.gz", 0), Record) is is_whole


def test_garbage_behind_the_last_record_is_named_once(tmp_path):
    (tmp_path / "f.warc").write_bytes(foreign(b"one", packed=False) + b"garbage" * 1000)
    assert [type(each) for each in read_warc(tmp_path / "f.warc")] == [Record, Damage]


@pytest.mark.parametrize("body", [zlib.compress(b"trang"), b"5\r\ntrang\r\n0\r\n\r\n"])
def test_a_payload_is_the_page_below_its_codings(tmp_path, body):
    coded = "Content-Encoding" if body[0] == 0x78 else "Transfer-Encoding"
    how = "deflate" if body[0] == 0x78 else "chunked"
    (tmp_path / "f.warc.gz").write_bytes(foreign(body, headers=[(coded, how)]))
    (record,) = responses(tmp_path / "f.warc.gz")
    assert unpack(read_answer(record)) == b"trang"


@pytest.mark.parametrize(
    "body",
    [
        b"000000005\r\ntrang\r\n0\r\n\r\n",
        b"5\r\ntrang\r\n0\r\n\r\n",
        b"5\ntrang\n0\n\n",
        b"2 \r\ntr\r\n003;a=b\r\nang\r\n0\r\nX: y\r\n\r\n",
        b"2\r\ntr\r\n3\r\nang\r\n",
        b"2\r\ntr\r\nA\r\nang",
        b"trang",
    ],
)
def test_chunks_that_were_kept_are_undone(tmp_path, body):
    (tmp_path / "f.warc.gz").write_bytes(foreign(body, headers=[("Transfer-Encoding", "chunked")]))
    (record,) = responses(tmp_path / "f.warc.gz")
    assert unpack(read_answer(record)) == b"trang"


def test_a_wrong_digest_is_found(tmp_path):
    _, (path,) = write(tmp_path, 1)
    (record,) = responses(path)
    broken = Record(record.offset, record.headers, record.block.replace(b"Trang", b"Treng"))
    assert digest_fault(broken) == "the block's digest is wrong"


@pytest.mark.parametrize(
    "other", ["sha1:" + "a" * 40, "sha256:" + "A" * 30, "sha256:" + "a" * 63, "md5:" + "A" * 33, "", "sha1:"]
)
@pytest.mark.parametrize("name", ["warc-block-digest", "warc-payload-digest"])
def test_a_digest_of_another_kind_is_not_compared(tmp_path, name, other):
    _, (path,) = write(tmp_path, 1)
    (record,) = responses(path)
    assert digest_fault(Record(0, record.headers | {name: other}, record.block)) is None
    assert digest_fault(Record(0, record.headers | {name: "sha1:" + "A" * 32}, record.block)) is not None


def test_a_header_cannot_be_split_by_what_a_server_sent(tmp_path):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO)
    made.write(exchange(1, headers=((b"X-Evil", b"a\r\n\r\n<html>"),)))
    made.close()
    (record,) = responses(warc_files(tmp_path, "baovidu")[0])
    assert read_answer(record).headers["x-evil"] == "a    <html>"


def test_a_full_file_is_closed_before_the_next_begins(tmp_path):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO, roll_at=1)
    for number in range(3):
        made.write(exchange(number))
    files = warc_files(tmp_path, "baovidu")
    assert len(files) == 3
    open_files = {os.path.realpath(path) for path in Path("/proc/self/fd").iterdir()}
    assert [str(path) in open_files for path in files] == [False, False, True]
    made.close()
