import gzip
import io
import random

import pytest
from warcio.archiveiterator import ArchiveIterator

from dvcrawler.storage.warc.filler import filler_id, make_filler
from dvcrawler.storage.warc.reader import Record, read_warc

OLD = "<urn:uuid:c284c148-e787-4587-9b98-bc2711fccc9a>"
AT = "2026-11-26T08:27:08Z"
SIZES = [*range(23, 1400), *range(9_990, 10_250), *range(65_500, 65_800), *range(131_000, 131_200), 1_100_000]


@pytest.mark.parametrize("part", range(4))
def test_a_filler_has_exactly_the_length_that_was_asked_for(part):
    for size in SIZES[part::4]:
        filler = make_filler(size, OLD, AT)
        assert len(filler) == size
        gzip.decompress(filler)


def test_a_member_of_ordinary_length_is_one_record_that_says_nothing(tmp_path):
    path = tmp_path / "a.warc.gz"
    for size in (290, 335, 336, 8219, 70_000):
        path.write_bytes(make_filler(size, OLD, AT))
        (found,) = read_warc(path)
        assert isinstance(found, Record)
        assert (found.kind, found.record_id, found.url) == (
            "metadata",
            filler_id(OLD),
            "urn:dvcrawler:erased",
        )
        assert found.block.strip() == b"description: erased on request"


def test_warcio_reads_the_records_around_a_filler():
    chance = random.Random(5)
    stream = b"".join(make_filler(chance.randrange(290, 90_000), f"<urn:uuid:{n}>", AT) for n in range(20))
    found = [
        record.rec_headers.get_header("WARC-Record-ID") for record in ArchiveIterator(io.BytesIO(stream))
    ]
    assert found == [filler_id(f"<urn:uuid:{n}>") for n in range(20)]


@pytest.mark.parametrize("length", range(23))
def test_what_cannot_be_filled_is_refused(length):
    with pytest.raises(ValueError, match=f"of {length} bytes"):
        make_filler(length, OLD, AT)


def test_from_its_shortest_on_a_record_of_any_length_names_what_was_erased(tmp_path):
    path, shortest = tmp_path / "a.warc.gz", 255
    path.write_bytes(make_filler(shortest - 1, OLD, AT))
    assert [found.url for found in read_warc(path)] == [""]
    for size in range(shortest, shortest + 130):
        path.write_bytes(make_filler(size, OLD, AT))
        assert [found.url for found in read_warc(path)] == ["urn:dvcrawler:erased"]
