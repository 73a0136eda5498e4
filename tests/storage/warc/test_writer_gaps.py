"""WARC files with something else between their records: what follows is found, and at its right byte."""

import gzip

import pytest

from dvcrawler.storage.warc.reader import Damage, read_at, read_warc

CHUNK = 1 << 16
MAGIC = b"\x1f\x8b\x08"


def member(number):
    block = b"block %d" % number
    head = f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <{number}>\r\nContent-Length: {len(block)}\r\n\r\n"
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 1, mtime=0)


def found(path):
    return [(each.offset, getattr(each, "record_id", None)) for each in read_warc(path)]


@pytest.mark.parametrize(
    "length", [1, 2, 3, 100, *range(CHUNK - 4, CHUNK + 5), 2 * CHUNK - 1, 2 * CHUNK, 3 * CHUNK + 7]
)
def test_the_record_behind_bytes_that_are_none_is_found_at_its_byte(tmp_path, length):
    path = tmp_path / "gap.warc.gz"
    first = member(1)
    path.write_bytes(first + b"\x1f" * length + member(2))
    assert found(path) == [(0, "<1>"), (len(first), None), (len(first) + length, "<2>")]
    assert read_at(path, len(first) + length).record_id == "<2>"


@pytest.mark.parametrize("length", [0, 1, CHUNK - 3, CHUNK, CHUNK + 1])
def test_the_record_behind_a_broken_member_is_found_at_its_byte(tmp_path, length):
    path = tmp_path / "broken.warc.gz"
    broken = MAGIC + b"\xff" * length
    path.write_bytes(broken + member(2))
    (damage, *rest) = read_warc(path)
    assert isinstance(damage, Damage)
    assert damage.offset == 0
    assert [(each.offset, each.record_id) for each in rest] == [(len(broken), "<2>")]


def test_nothing_behind_the_last_record_is_not_damage_and_anything_is(tmp_path):
    path = tmp_path / "end.warc.gz"
    whole = member(1) + member(2)
    path.write_bytes(whole)
    assert found(path) == [(0, "<1>"), (len(member(1)), "<2>")]
    path.write_bytes(whole + b"x")
    assert found(path)[-1] == (len(whole), None)
    assert isinstance(read_at(path, len(whole) + 1), Damage)


PACKED, BARE = [member(each) for each in (1, 2, 3)], [gzip.decompress(member(each)) for each in (1, 2, 3)]


@pytest.mark.parametrize(
    "parts",
    [
        [*PACKED[:2], bytes(600)],
        [PACKED[0], bytes(2 * CHUNK), PACKED[1]],
        [*BARE[:2], bytes(600)],
        [BARE[0], bytes(2 * CHUNK), BARE[1]],
        [gzip.compress(BARE[0] + bytes(99)), PACKED[1]],
        [bytes(60), *PACKED[:2]],
        [bytes(60), *BARE[:2]],
        [PACKED[0], b"\r\n\r\n", PACKED[1]],
        [PACKED[0], *BARE[1:]],
        [*BARE[:2], PACKED[2]],
        [PACKED[0], bytes(9), BARE[1], PACKED[2]],
        [BARE[0], PACKED[1], BARE[2]],
    ],
)
def test_padding_and_a_mixture_of_packed_and_other_records_are_no_damage(tmp_path, parts):
    path = tmp_path / "joined.warc.gz"
    path.write_bytes(b"".join(parts))
    places = [
        (sum(map(len, parts[:place])), each) for place, each in enumerate(parts) if each.strip(b"\0\r\n")
    ]
    assert found(path) == [(place, f"<{number}>") for number, (place, _) in enumerate(places, 1)]
    assert [read_at(path, place).record_id for place, _ in places] == [each for _, each in found(path)]


def plain(number, length, claimed=None):
    head = f"WARC/1.1\r\nWARC-Type: resource\r\nWARC-Record-ID: <{number}>\r\nContent-Length: {claimed or length}\r\n\r\n"
    return head.encode() + b"x" * length


def test_in_a_file_that_is_not_packed_each_record_has_its_own_byte(tmp_path):
    path = tmp_path / "plain.warc"
    first = plain(1, 10) + b"\r\n\r\n"
    path.write_bytes(first + plain(2, 10) + b"\r\n\r\n")
    assert found(path) == [(0, "<1>"), (len(first), "<2>")]


@pytest.mark.parametrize("more", [1, 2, 3, 50])
def test_the_record_right_behind_a_wrong_length_is_found(tmp_path, more):
    path = tmp_path / "plain.warc"
    wrong = plain(1, 10 + more, 10) + b"\r\n"
    path.write_bytes(wrong + plain(2, 10))
    assert found(path) == [(0, None), (len(wrong), "<2>")]


@pytest.mark.parametrize("beyond", range(-12, 13))
def test_a_wrong_length_is_seen_wherever_the_blocks_of_reading_end(tmp_path, beyond):
    path = tmp_path / "plain.warc"
    size = CHUNK + beyond - len(plain(1, 0, CHUNK))
    wrong = plain(1, size + 7, size) + b"\r\n\r\n"
    path.write_bytes(wrong + plain(2, 10) + b"\r\n\r\n")
    (damage, record) = read_warc(path)
    assert (damage.offset, damage.what) == (0, "the record's Content-Length is wrong")
    assert (record.offset, record.record_id) == (len(wrong), "<2>")
    right = plain(1, size) + b"\r\n\r\n"
    path.write_bytes(right + plain(2, 10))
    assert found(path) == [(0, "<1>"), (len(right), "<2>")]
