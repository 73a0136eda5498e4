"""Records too large to be kept: their digest is computed while they pass, and what follows them is read."""

import gzip
from base64 import b32encode
from hashlib import sha1

import pytest

from dvcrawler.storage.warc import reader, record_parser
from dvcrawler.storage.warc.message import digest_fault, read_answer
from dvcrawler.storage.warc.reader import Damage, Large, Record, read_at, read_warc

BLOCK = b"HTTP/1.1 200 OK\r\nContent-Type: video/mp4\r\n\r\n" + bytes(range(256)) * 1200
DIGEST = f"sha1:{b32encode(sha1(BLOCK).digest()).decode()}"


@pytest.fixture(autouse=True)
def small(monkeypatch):
    monkeypatch.setattr(record_parser, "LARGEST", 100_000)
    monkeypatch.setattr(reader, "LARGEST", 100_000)


def record(number, block=b"short", *headers, length=None):
    lines = ["WARC/1.1", "WARC-Type: response", f"WARC-Record-ID: <urn:uuid:{number}>", *headers]
    lines.append(f"Content-Length: {len(block) if length is None else length}")
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + block + b"\r\n\r\n"


@pytest.mark.parametrize("pack", [gzip.compress, bytes])
@pytest.mark.parametrize(("digest", "fault"), [(DIGEST, False), ("sha1:" + "A" * 32, True), (None, False)])
def test_a_large_record_is_checked_and_the_ones_around_it_are_read(tmp_path, pack, digest, fault):
    large = record(2, BLOCK, *([f"WARC-Block-Digest: {digest}"] if digest else []))
    path = tmp_path / "x.warc.gz"
    path.write_bytes(b"".join(map(pack, (record(1), large, record(3)))))
    first, found, last = read_warc(path)
    assert isinstance(found, Large)
    assert (found.length, len(found.record_id)) == (len(BLOCK), len("<urn:uuid:2>"))
    assert found.digest == (DIGEST if digest else None)
    assert (digest_fault(found) is not None) is fault
    assert read_answer(found).status == 200
    assert [each.block for each in (first, last)] == [b"short"] * 2


def test_a_large_record_read_by_its_place_is_not_held_in_memory(tmp_path):
    path = tmp_path / "x.warc.gz"
    packed = [
        gzip.compress(record(number, block)) for number, block in enumerate((b"short", BLOCK, BLOCK[:99_000]))
    ]
    path.write_bytes(b"".join(packed))
    found = [read_at(path, len(b"".join(packed[:number]))) for number in range(3)]
    assert [type(each) for each in found] == [Record, Large, Record]
    assert (found[1].length, len(found[2].block)) == (len(BLOCK), 99_000)


def test_a_large_record_that_is_cut_is_damage(tmp_path):
    path = tmp_path / "x.warc"
    path.write_bytes(gzip.compress(record(1)) + gzip.compress(record(2, BLOCK)[:250_000]))
    first, damage = read_warc(path)
    assert isinstance(first, Record)
    assert isinstance(damage, Damage)


def test_a_wrong_length_far_inside_a_file_hides_no_record_behind_it(tmp_path):
    path = tmp_path / "x.warc"
    swallowing = record(2, b"short", length=5 + len(record(3)) - 3)
    path.write_bytes(record(1, BLOCK) + swallowing + record(3) + record(4))
    assert [each.record_id for each in read_warc(path) if not isinstance(each, Damage)] == [
        "<urn:uuid:1>",
        "<urn:uuid:3>",
        "<urn:uuid:4>",
    ]


@pytest.mark.parametrize(
    ("block", "status"),
    [
        (b"HTTP/1.1 100 Continue\r\n\r\n", 100),
        (b"HTTP/1.1 999 x\r\n\r\n", 999),
        (b"HTTP/1.1 200\n\nx", 200),
        (b"http/1.0 200 ok\r\n\r\n", 200),
        (b"\r\nHTTP/1.1 200 OK\r\n\r\n", 200),
        (b"HTTP/1.1 203 x\r\n\r\n", 200),
        (b"HTTP/1.1 099 x\r\n\r\n", None),
        (b"HTTP/1.1 1000 x\r\n\r\n", None),
        (b"HTTP/1.1\r\n\r\n", None),
        (b"\r\n\r\n", None),
        (b"GET / HTTP/1.1\r\n\r\n", None),
        (b"X/1 200 OK\r\n\r\n", None),
    ],
)
def test_an_answer_has_a_status_line(block, status):
    answer = read_answer(Record(0, {}, block))
    assert (answer.status if answer else None) == status
