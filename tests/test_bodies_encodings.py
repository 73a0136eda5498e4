import gzip
import os
import subprocess
import sys
import zlib
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dvcrawler.bodies import decode_body

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = (
    "<html><body>" + "".join(f"<p>Đoạn {n} của trang.</p>" for n in range(300)) + "</body></html>"
).encode()


def raw_deflate(data):
    return zlib.compress(data)[2:-4]


PACKERS = {
    "gzip": gzip.compress,
    "x-gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


OLDER = """
import brotli
from dvcrawler.bodies import decode_body

assert not hasattr(brotli.Decompressor(), "process"), brotli.__file__
page = b"<p>" + b"0123456789" * 5000
packed = brotli.compress(page)
assert decode_body(packed, "br", len(page)) == page
for body, most in ((packed[:-5], len(page)), (packed, len(page) - 1), (b"\\xfftrang", len(page))):
    try:
        print(len(decode_body(body, "br", most)))
    except ValueError as error:
        print(error)
"""


def test_brotli_is_unpacked_by_the_older_package_of_its_name_too(tmp_path):
    """pywb brings brotlipy, which hides brotli where both are installed."""
    installed = next(Path(sys.prefix).glob("pywb/lib/python*/site-packages/brotli"), None)
    if installed is None:
        pytest.skip("pywb is not installed; make test does it")
    (tmp_path / "brotli").symlink_to(installed)
    path = os.pathsep.join([str(tmp_path), str(Path(__file__).parents[2])])
    run = subprocess.run(
        [sys.executable, "-c", OLDER],
        env={**os.environ, "PYTHONPATH": path},
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert run.stdout.splitlines() == [
        "the packed body was cut off",
        "more than 50002 bytes when unpacked",
        "the packed body is broken (br)",
    ], run.stderr


@pytest.mark.parametrize("coding", PACKERS)
def test_a_packed_body_is_unpacked(coding):
    assert decode_body(PACKERS[coding](PAGE), f" {coding.upper()} ") == PAGE


def test_deflate_comes_without_its_frame_too():
    assert decode_body(raw_deflate(PAGE), "deflate") == PAGE


@pytest.mark.parametrize(
    "said", ["", "identity", "utf-8", "klingon", "gzip", "gzip, x-gzip", "br", "zstd", "deflate"]
)
def test_a_body_that_is_not_packed_is_left_as_it_is(said):
    assert decode_body(PAGE, said) == PAGE


def test_the_last_coding_comes_off_first():
    assert decode_body(gzip.compress(zlib.compress(PAGE)), "deflate, gzip") == PAGE


@pytest.mark.parametrize("coding", ["gzip", "zstd"])
def test_a_body_in_several_members_is_put_together(coding):
    pack = PACKERS[coding]
    assert decode_body(pack(PAGE[:99]) + pack(PAGE[99:]), coding) == PAGE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize(
    "before",
    [b"", b"\n ", b"\xef\xbb\xbf", b"Notice: no such file\n", b"xin ch\xc3\xa0o"],
)
def test_a_plain_page_under_the_header_of_a_packed_one_is_left(coding, before):
    page = before + b"<html><p>" + b"0123456789" * 50 + b"</p></HTML>\n"
    assert decode_body(page, coding) == page


def test_members_without_end_are_a_trick():
    with pytest.raises(ValueError, match="more than 500 members"):
        decode_body(gzip.compress(b"") * 100_000, "gzip")


@pytest.mark.parametrize("coding", ["gzip", "deflate", "zstd"])
def test_what_is_behind_a_packed_body_is_left(coding):
    assert decode_body(PACKERS[coding](PAGE) + b"\0\0\0", coding) == PAGE


@pytest.mark.parametrize("coding", PACKERS)
def test_half_a_page_is_not_a_page(coding):
    packed = PACKERS[coding](PAGE)
    with pytest.raises(ValueError, match="cut off"):
        decode_body(packed[: len(packed) * 2 // 3], coding)


def test_a_page_is_whole_though_its_packing_lacks_the_last_bytes():
    assert decode_body(gzip.compress(PAGE)[:-6], "gzip") == PAGE


@pytest.mark.parametrize("coding", ["deflate", "br", "zstd"])
def test_a_body_that_is_not_what_it_says_is_named(coding):
    with pytest.raises(ValueError, match=f"broken .{coding}"):
        decode_body(b"\xfftrang", coding)


@pytest.mark.parametrize("coding", PACKERS)
def test_a_bomb_is_refused(coding):
    with pytest.raises(ValueError, match="more than 10485760 bytes when unpacked"):
        decode_body(PACKERS[coding](b"0" * 12_000_000), coding)


@pytest.mark.parametrize("coding", PACKERS)
def test_a_page_of_just_the_size_allowed_is_none(coding):
    assert decode_body(PACKERS[coding](PAGE), coding, len(PAGE)) == PAGE


def test_thousands_of_codings_are_a_trick():
    with pytest.raises(ValueError, match="packed 2000 times"):
        decode_body(PAGE, ",".join(["gzip"] * 2000))


@pytest.mark.parametrize("coding", PACKERS)
@given(data=st.binary(max_size=200), end=st.integers(0, 200))
def test_bytes_of_any_kind_give_bytes_or_a_reason(coding, data, end):
    for body in (
        data,
        PACKERS[coding](data)[:end] + data,
        b"\x1f\x8b\x08" + data,
        b"\x28\xb5\x2f\xfd" + data,
    ):
        try:
            assert isinstance(decode_body(body, coding), bytes)
        except ValueError as error:
            assert str(error)
