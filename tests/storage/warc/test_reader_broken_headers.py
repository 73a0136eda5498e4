"""Uncompressed WARC files with one broken record: those around it are read and the damage is reported."""

import gzip
import io

import pytest

from dvcrawler.storage.warc.reader import Damage, Record, read_opened


def record(number, version=b"WARC/1.1\r\n", length=6):
    headers = b"WARC-Type: response\r\nWARC-Record-ID: <%d>\r\nContent-Length: %d\r\n\r\n" % (number, length)
    return version + headers + b"block%d" % number + b"\r\n\r\n"


SECOND = record(2)
BROKEN = {
    "another name of the format": record(2, b"WURC/1.1\r\n"),
    "no type": SECOND.replace(b"WARC-Type", b"WARK-Type"),
    "no length": SECOND.replace(b"Content-Length", b"Content-Lengtx"),
    "a length that is not a number": SECOND.replace(b"Length: 6", b"Length: x"),
    "a length that is too small": record(2, length=3),
    "a length that takes in the empty lines": record(2, length=10),
    "a length that ends in the next header": record(2, length=60),
    "a length that ends in the next block": record(2, length=97),
    "a length that ends behind the file": record(2, length=60_000),
    "a length beyond the largest page": record(2, length=10**12),
    "no empty line behind the header": SECOND.replace(b"\r\n\r\nblock2\r\n\r\n", b"\r\n"),
    "a header that is cut": SECOND[:20] + b"\r\n",
    "a header that is cut within a line": SECOND[:20],
    "a first line alone": SECOND[:10],
    "a header that is cut behind its first byte": SECOND[:1],
    "two headers that are cut": SECOND[:20] + b"\r\n" + SECOND[:25] + b"\r\n",
    "an empty line within the header": SECOND[:30] + b"\r\n\r\n",
    "a very long header": b"WARC/1.1\r\n" + b"x" * 70_000 + b"\r\n",
    "a block that is cut": SECOND[:-7],
    "a block without the empty lines": SECOND[:-4],
    "garbage": b"garbage\r\n",
    "garbage without a line end": b"garbage",
}


def read(data):
    return [found for found in read_opened(io.BytesIO(data), "plain.warc") if found is not None]


@pytest.mark.parametrize("name", BROKEN)
def test_the_records_around_a_broken_one_are_read(name):
    before = record(1)
    data = before + BROKEN[name] + record(3) + record(4)
    found = read(data)
    whole = [each for each in found if isinstance(each, Record)]
    assert [each.record_id for each in whole] == ["<1>", "<3>", "<4>"]
    assert [each.block for each in whole] == [b"block1", b"block3", b"block4"]
    assert [data[each.offset :][:8] for each in whole] == [b"WARC/1.1"] * 3
    assert next(each.offset for each in found if isinstance(each, Damage)) == len(before)


@pytest.mark.parametrize("name", [name for name in BROKEN if BROKEN[name].startswith(b"WARC/")])
def test_the_records_behind_a_broken_first_one_are_read(name):
    found = read(BROKEN[name] + record(3) + record(4))
    assert [each.record_id for each in found if isinstance(each, Record)] == ["<3>", "<4>"]
    assert isinstance(found[0], Damage)


class CountingFile(io.BytesIO):
    """Counts the bytes that are read from it."""

    count = 0

    def read(self, size=-1, /):
        data = super().read(size)
        self.count += len(data)
        return data


@pytest.mark.parametrize(
    "broken",
    [record(2, length=len(record(2)) * 1_500), b"WARC/1.1\r\nx\r\n\r\n", SECOND[:20], SECOND[:-4]],
    ids=["lengths that cover the rest", "short headers", "cut headers", "no empty lines"],
)
def test_thousands_of_broken_records_are_not_read_again_for_each(broken):
    file = CountingFile(broken * 3_000 + record(3))
    found = list(read_opened(file, "plain.warc"))
    assert any(isinstance(each, Damage) for each in found)
    assert file.count < 4 * len(file.getvalue()) + (1 << 18)


@pytest.mark.parametrize(
    "member", [b"garbage\r\n\r\n", b"WARC/1.1\r\nno field\r\n\r\n", SECOND[:20] + SECOND]
)
def test_a_member_without_a_header_is_named_and_the_next_is_read(member):
    data = gzip.compress(member) + gzip.compress(record(3))
    damage, third = (found for found in read_opened(io.BytesIO(data), "x.warc.gz") if found is not None)
    assert (type(damage), damage.what) == (Damage, "no WARC header at this byte")
    assert third.record_id == "<3>"
