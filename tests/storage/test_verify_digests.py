"""`verify` holds the archive's own digests against its bytes, and every line against the archive."""

import gzip
import zlib
from datetime import UTC, datetime

import pytest

from dvcrawler.storage.ledgers.ledger import Ledger
from dvcrawler.storage.store import Store
from dvcrawler.storage.verify import verify
from dvcrawler.storage.warc.captures import warc_files
from dvcrawler.storage.warc.exchange import Exchange, payload_digest
from dvcrawler.storage.warc.writer import WarcWriter

NOW = datetime(2026, 1, 31, 8, 0, tzinfo=UTC)
BODY = b"<html><body>M\xc3\xb9a g\xe1\xba\xb7t</body></html>"


@pytest.fixture
def captures(tmp_path, make_record):
    """A sound store of two articles with their captures."""
    writer = WarcWriter(tmp_path, "thu", NOW, (("software", "test"),))
    made = []
    with Store(tmp_path, "thu") as store, Ledger(tmp_path, "thu") as ledger:
        for number in (1, 2):
            given = {
                "url": f"https://thu.example/{number}",
                "at": NOW,
                "method": "GET",
                "request_headers": (),
                "status": 200,
                "reason": "OK",
                "headers": ((b"Content-Type", b"text/html"),),
                "body": BODY,
            }
            made.append(writer.write(Exchange(**given)))
            record = make_record(number, capture=made[-1].name)
            ledger.note_stored(record, store.append(record), None)
    writer.close()
    return made


def change(path, capture, old, new):
    """The record of the capture with other bytes of the same length, whole in every other way."""
    data = path.read_bytes()
    member = data[capture.offset : capture.offset + capture.length]
    text = zlib.decompress(member, 31)
    assert old in text
    assert len(old) == len(new)
    fresh = gzip.compress(text.replace(old, new), 1, mtime=0)
    path.write_bytes(data[: capture.offset] + fresh + data[capture.offset + capture.length :])


def found(data):
    return [(finding.offset, finding.what) for finding in verify(data, "thu")]


def test_a_sound_archive_has_no_findings(tmp_path, captures):
    assert found(tmp_path) == []


def test_a_body_that_is_not_what_was_received_is_named_by_its_byte(tmp_path, captures):
    (path,) = warc_files(tmp_path, "thu")
    change(path, captures[1], b"html", b"h0ml")
    assert found(tmp_path) == [(captures[1].offset, "the block's digest is wrong")]


def test_a_header_that_is_not_what_was_received_is_named_too(tmp_path, captures):
    (path,) = warc_files(tmp_path, "thu")
    change(path, captures[1], b"text/html", b"text/h0ml")
    assert found(tmp_path) == [(captures[1].offset, "the block's digest is wrong")]


def test_a_payload_digest_alone_is_held_against_the_body(tmp_path, captures):
    (path,) = warc_files(tmp_path, "thu")
    change(path, captures[1], b"WARC-Block-Digest", b"WARC-Other-Digest")
    assert found(tmp_path) == []
    change_digest = payload_digest(BODY).encode(), payload_digest(b"another").encode()
    data = path.read_bytes()
    end = data.find(b"\x1f\x8b\x08", captures[1].offset + 1)
    member = data[captures[1].offset : end]
    fresh = gzip.compress(zlib.decompress(member, 31).replace(*change_digest), 1, mtime=0)
    path.write_bytes(data[: captures[1].offset] + fresh + data[end:])
    assert found(tmp_path) == [(captures[1].offset, "the payload's digest is wrong")]


def test_a_line_whose_capture_is_gone_is_named_by_its_byte(tmp_path, captures):
    (path,) = warc_files(tmp_path, "thu")
    path.write_bytes(path.read_bytes()[: captures[1].offset])
    (finding,) = verify(tmp_path, "thu")
    assert captures[1].name in finding.what
    assert finding.offset > 0


def test_a_file_that_is_gone_is_one_finding_for_all_captures_in_it(tmp_path, captures):
    (path,) = warc_files(tmp_path, "thu")
    path.unlink()
    (finding,) = verify(tmp_path, "thu")
    assert (finding.file, finding.offset) == (str(path), None)
    assert finding.what == "the file with the captures of 2 lines is gone"
