import gzip

from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.bodies import unpack_gzip

TEXT = "<p>Chào</p>".encode()


def test_one_two_and_three_wrappings_come_off():
    data = TEXT
    for _ in range(3):
        data = gzip.compress(data)
        assert unpack_gzip(data, 1000) == TEXT


def test_a_bomb_is_told_before_it_unfolds():
    assert unpack_gzip(gzip.compress(b"\x00" * 5_000_000), 1_000_000) is None


def test_a_stream_that_is_cut_gives_what_came():
    page = bytes(range(256)) * 40
    assert page.startswith(unpack_gzip(gzip.compress(page)[:-8], 100_000))


@given(st.binary(max_size=300))
def test_bytes_of_any_kind_never_raise(data):
    assert unpack_gzip(data, 1000) == data or data.startswith(b"\x1f\x8b")
    unpack_gzip(b"\x1f\x8b\x08" + data, 1000)
