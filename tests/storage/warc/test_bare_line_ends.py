"""Files whose headers end their lines by LF alone, as some tools write them."""

import gzip

import brotli
import pytest

from dvcrawler.storage.warc.message import read_answer, unpack
from dvcrawler.storage.warc.reader import Damage, Record, read_at, read_id, read_warc

PAGE = b"<p>M\xe1\xbb\x9f \xc4\x91\xc6\xb0\xe1\xbb\x9dng</p>\r\n\r\n<pre>WARC/1.0\nWARC-Type: response\n\n</pre>\n\n"
ANSWER = b"HTTP/1.1 200 OK\nContent-Type: text/html\n\n"


def record(number, head=ANSWER, end=b"\n"):
    lines = [
        b"WARC/1.0",
        b"WARC-Type: response",
        b"WARC-Record-ID: <%d>" % number,
        b"X-Folded: a\n b",
        b"Content-Length: %d" % len(head + PAGE),
    ]
    return b"\n".join([*lines, b"", b""]).replace(b"\n", end) + head + PAGE + end * 2


HEADS = {"bare": ANSWER, "CRLF": ANSWER.replace(b"\n", b"\r\n")}


@pytest.mark.parametrize("head", HEADS)
@pytest.mark.parametrize("pack", [bytes, gzip.compress])
@pytest.mark.parametrize("ends", [(b"\n",) * 3, (b"\n", b"\r\n", b"\n"), (b"\r\n", b"\n", b"\r\n")])
def test_the_records_are_read_whole_also_beside_others(tmp_path, pack, ends, head):
    path = tmp_path / "a.warc"
    packed = [pack(record(number, HEADS[head], end)) for number, end in enumerate(ends)]
    path.write_bytes(b"".join(packed))
    places = [len(b"".join(packed[:number])) for number in range(3)]
    for found in (list(read_warc(path)), [read_at(path, place) for place in places]):
        assert [(each.record_id, each.offset) for each in found] == list(
            zip(("<0>", "<1>", "<2>"), places, strict=True)
        )
        assert {(answer.status, answer.raw) for answer in map(read_answer, found)} == {(200, PAGE)}
        assert {answer.headers["content-type"] for answer in map(read_answer, found)} == {"text/html"}
        assert {" ".join(each.headers["x-folded"].split()) for each in found} == {"a b"}
    assert [read_id(path, place) for place in places] == ["<0>", "<1>", "<2>"]


@pytest.mark.parametrize("cut", [5, 12, 60, 130, 190])
def test_one_that_is_cut_is_damage_and_the_next_is_read(tmp_path, cut):
    path = tmp_path / "a.warc"
    path.write_bytes(record(0) + record(1)[:cut] + record(2))
    found = list(read_warc(path))
    assert [each.record_id for each in found if isinstance(each, Record)][:1] == ["<0>"]
    assert any(isinstance(each, Damage) for each in found)
    assert "<2>" in [each.record_id for each in found if isinstance(each, Record)]
    assert "<1>" not in [each.record_id for each in found if isinstance(each, Record)]


HEADERS = {
    "folded": (b"Content-Encoding:\r\n br\r\nContent-Type: text/html;\r\n\tcharset=utf-8", brotli.compress),
    "folded, bare ends": (
        b"Content-Encoding:\n  br\nContent-Type: text/html; charset=utf-8",
        brotli.compress,
    ),
    "CR CR LF": (b"Content-Encoding: gzip\r\r\nContent-Type: text/html; charset=utf-8\r", gzip.compress),
    "CR CR LF, not packed": (b"Content-Type: text/html; charset=utf-8\r", bytes),
    "stated by each proxy": (
        b"Content-Encoding: br\r\nContent-Type: text/html; charset=utf-8\r\ncontent-encoding: gzip",
        lambda page: gzip.compress(brotli.compress(page)),
    ),
    "stated twice, packed once": (
        b"Content-Encoding: gzip\r\nContent-Encoding: gzip\r\nContent-Type: text/html; charset=utf-8",
        gzip.compress,
    ),
}


@pytest.mark.parametrize("form", HEADERS)
def test_the_http_header_is_read_as_a_browser_reads_it(form):
    lines, pack = HEADERS[form]
    end = b"\n" if b"\r" not in lines else b"\r\n"
    head = end.join([b"HTTP/1.1 200 OK" + (b"\r" if lines.endswith(b"\r") else b""), lines])
    ends = (b"\r" + end) * 2 if lines.endswith(b"\r") else end * 2
    answer = read_answer(Record(0, {"warc-type": "response"}, head.removesuffix(b"\r") + ends + pack(PAGE)))
    assert unpack(answer) == PAGE
    assert answer.headers["content-type"] == "text/html; charset=utf-8"
