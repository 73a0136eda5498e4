"""Bytes of a WARC file in pieces of any length."""

import pytest

from dvcrawler.storage.warc.buffer import Buffer

MARK = b"\r\n\r\n"


def buffer(*chunks):
    return Buffer(iter(chunks), 0)


@pytest.mark.parametrize(
    "chunks", [(b"\r\n\r\nrest",), (b"\r\n", b"\r\nrest"), (b"\r", b"\n", b"\r", b"\n", b"rest")]
)
def test_a_mark_that_comes_first_is_found(chunks):
    read = buffer(*chunks)
    assert read.until(MARK, 100) == MARK
    assert read.take(4) == b"rest"


def test_a_mark_is_found_behind_others_and_no_farther_than_it_may_be():
    read = buffer(b"a\r\n\r\nbb", b"b\r\n\r\n", b"c" * 20, MARK)
    assert [read.until(MARK, 5), read.until(MARK, 5)] == [b"a" + MARK, b"bbb" + MARK]
    assert read.until(MARK, 5) is None
    assert buffer(b"no mark").until(MARK, 100) is None


@pytest.mark.parametrize("chunks", [(), (b"abc",), (b"abc", b"defg", b"h")])
def test_a_drained_stream_is_at_its_end_and_holds_nothing(chunks):
    read = buffer(*chunks)
    read.take(1)
    for _ in read.drain():
        assert read.offset == read._before + len(read._bytes), "what was read is let go with the next chunk"
    assert read.offset == sum(map(len, chunks))
    assert read.part(1) == b""
