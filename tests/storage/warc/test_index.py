"""The capture index beside files that lost, gained or changed what it knew of them."""

import gzip
import itertools
import os
import shutil
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta

import pytest

from dvcrawler.storage.warc.captures import index_path, warc_files
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.message import digest_fault
from dvcrawler.storage.warc.reader import Record, read_warc
from dvcrawler.storage.warc.verify import check_archive
from dvcrawler.storage.warc.writer import WarcWriter
from tests.storage.warc.test_writer import INFO, NOW, exchange

PAGES = range(12)
_RUNS = itertools.count()


def run(data, pages=PAGES, body=None):
    """A run: its pages written, or referred to where the index knows their bytes."""
    index = CaptureIndex(data, "baovidu")
    writer = WarcWriter(data, "baovidu", NOW + timedelta(minutes=next(_RUNS)), INFO, index.same)
    for page in pages:
        index.add(writer.write(exchange(page, body and body(page))))
    writer.close()
    index.close()
    return writer.folder / next(iter(writer.sizes))


def known(data):
    index = CaptureIndex(data, "baovidu")
    try:
        return [(capture.file, capture.offset, capture.record_id) for capture in index.all()]
    finally:
        index.close()


def held(data):
    """What the files hold, by a reading of our own."""
    return [
        (path.name, found.offset, found.record_id)
        for path in warc_files(data, "baovidu")
        for found in read_warc(path)
        if isinstance(found, Record) and found.kind in ("response", "revisit")
    ]


def bytes_of(data):
    """Addresses whose page stands in a whole record."""
    return {
        found.url
        for path in warc_files(data, "baovidu")
        for found in read_warc(path)
        if isinstance(found, Record) and found.kind == "response" and digest_fault(found) is None
    }


def cut(path, share):
    os.truncate(path, int(path.stat().st_size * share))


def orphans(data):
    return [finding for finding in check_archive(data, "baovidu") if "refers to" in finding.what]


def zero_the_tail(path):
    size = path.stat().st_size
    cut(path, 0.5)
    os.truncate(path, size)


def put_back_shorter_and_grown(path):
    """An older copy, to which another run of the same size has been added."""
    other = run(path.parents[2] / "other", range(100, 140), lambda page: os.urandom(400)).read_bytes()
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 3] + other)


def replace_with_another(path):
    other = run(path.parents[2] / "other", range(100, 112)).read_bytes()
    path.write_bytes(other)


def flip_a_byte_of_each_page(path):
    data = bytearray(path.read_bytes())
    for _, offset, _ in held(path.parents[2]):
        data[offset + 200] ^= 0x55
    path.write_bytes(data)


FAULTS = {
    "cut in the middle": lambda path: cut(path, 0.5),
    "cut to nothing": lambda path: cut(path, 0),
    "cut behind its first record": lambda path: os.truncate(path, held(path.parents[2])[0][1]),
    "cut within the last record": lambda path: os.truncate(path, held(path.parents[2])[-1][1] + 20),
    "deleted": lambda path: path.unlink(),
    "zeros in the place of its end": zero_the_tail,
    "an older copy that has grown": put_back_shorter_and_grown,
    "another file of the same name": replace_with_another,
    "a byte flipped in each page": flip_a_byte_of_each_page,
}


@pytest.mark.parametrize("fault", FAULTS)
def test_pages_whose_bytes_are_gone_are_written_in_full_again(tmp_path, fault):
    FAULTS[fault](run(tmp_path))
    run(tmp_path)
    assert {exchange(page).url for page in PAGES} <= bytes_of(tmp_path)
    assert orphans(tmp_path) == []


@pytest.mark.parametrize("fault", [fault for fault in FAULTS if "flipped" not in fault])
def test_the_index_knows_what_the_files_hold_and_nothing_else(tmp_path, fault):
    path = run(tmp_path)
    run(tmp_path, range(20, 24))
    FAULTS[fault](path)
    assert known(tmp_path) == held(tmp_path)


def test_a_file_that_was_cut_and_is_put_back_whole_is_known_whole(tmp_path):
    path = run(tmp_path)
    whole = path.read_bytes()
    before = known(tmp_path)
    cut(path, 0.4)
    assert len(known(tmp_path)) < len(before)
    path.write_bytes(whole)
    assert known(tmp_path) == before


def test_an_index_restored_from_before_the_last_runs_knows_them(tmp_path):
    run(tmp_path)
    shutil.copy(index_path(tmp_path, "baovidu"), tmp_path / "kept")
    run(tmp_path, range(20, 25))
    index_path(tmp_path, "baovidu").with_name("baovidu.warc.sqlite.seal").unlink()
    shutil.copy(tmp_path / "kept", index_path(tmp_path, "baovidu"))
    assert known(tmp_path) == held(tmp_path)


def test_a_renamed_file_is_known_under_its_new_name(tmp_path):
    path = run(tmp_path)
    path.rename(path.with_name("a-copy.warc.gz"))
    assert {file for file, _, _ in known(tmp_path)} == {"a-copy.warc.gz"}
    run(tmp_path)
    assert orphans(tmp_path) == []


def test_a_file_that_goes_while_a_run_has_it_open_is_not_referred_to(tmp_path):
    path = run(tmp_path)
    index = CaptureIndex(tmp_path, "baovidu")
    path.unlink()
    capture = next(iter(index.all()))
    assert index.same(capture.url, capture.digest) is None
    index.close()


def test_an_unchanged_page_is_still_a_revisit(tmp_path):
    run(tmp_path)
    second = run(tmp_path)
    kinds = [found.kind for found in read_warc(second) if isinstance(found, Record)]
    assert kinds.count("revisit") == len(PAGES)
    assert orphans(tmp_path) == []


class TestRevisitsWithoutTheirOriginal:
    """What an earlier version has left behind, or a folder that was not copied whole."""

    def write(self, data):
        first, second = run(data), run(data)
        return first, second

    def test_each_is_named_with_what_it_refers_to(self, tmp_path):
        first, second = self.write(tmp_path)
        first_ids = [id_ for file, _, id_ in held(tmp_path) if file == first.name]
        first.unlink()
        found = orphans(tmp_path)
        assert [finding.file for finding in found] == [str(second)] * len(PAGES)
        assert all(any(id_ in finding.what for finding in found) for id_ in first_ids)

    def test_those_whose_original_is_still_there_are_not_named(self, tmp_path):
        first, _ = self.write(tmp_path)
        cut(first, 0.5)
        whole = {id_ for file, _, id_ in held(tmp_path) if file == first.name}
        found = orphans(tmp_path)
        assert 0 < len(found) == len(PAGES) - len(whole)
        assert not any(id_ in finding.what for finding in found for id_ in whole)

    def test_an_original_in_a_later_or_renamed_file_is_found(self, tmp_path):
        first, _ = self.write(tmp_path)
        first.rename(first.with_name("zzz.warc.gz"))
        assert orphans(tmp_path) == []

    def chain(self, data, *links):
        """Records by hand: (id, what it refers to), None for a response."""
        folder = data / "warc" / "baovidu"
        folder.mkdir(parents=True)
        with (folder / "chain.warc.gz").open("wb") as file:
            for id_, refers_to in links:
                kind = "revisit" if refers_to is not None else "response"
                reference = f"WARC-Refers-To: <{refers_to}>\r\n" if refers_to else ""
                block = "HTTP/1.1 200 OK\r\n\r\n"
                head = f"WARC/1.1\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <{id_}>\r\nWARC-Target-URI: http://a.vn/\r\n"
                head += f"WARC-Payload-Digest: sha1:X\r\n{reference}Content-Length: {len(block)}\r\n\r\n{block}\r\n\r\n"
                file.write(head.encode())

    def test_a_revisit_of_a_revisit_is_followed_to_the_response(self, tmp_path):
        self.chain(tmp_path, ("a", "b"), ("b", "c"), ("c", None))
        assert orphans(tmp_path) == []
        index = CaptureIndex(tmp_path, "baovidu")
        assert index.source(index.find("<a>")).record_id == "<c>"
        index.close()

    def test_a_circle_of_revisits_holds_no_bytes(self, tmp_path):
        self.chain(tmp_path, ("a", "b"), ("b", "a"), ("c", "c"), ("d", None))
        assert len(orphans(tmp_path)) == 3
        index = CaptureIndex(tmp_path, "baovidu")
        index.source(index.find("<a>"))
        index.close()

    def test_a_revisit_that_names_no_original_is_held_where_its_digest_is(self, tmp_path):
        self.chain(tmp_path, ("a", ""), ("b", None))
        assert orphans(tmp_path) == []
        shutil.rmtree(tmp_path / "warc")
        self.chain(tmp_path, ("a", ""))
        assert len(orphans(tmp_path)) == 1


def test_what_was_flushed_is_not_written_again(tmp_path):
    with opened(tmp_path) as (index, writer):
        index.add(writer.write(exchange(1)))
        index.flush()
        written = index._db.total_changes
        index.flush()
        assert index._db.total_changes == written
        index.add(writer.write(exchange(2)))
        index.flush()
        assert index._db.total_changes == written + 2  # its row, and the size of the file


@contextmanager
def opened(data):
    index = CaptureIndex(data, "baovidu")
    writer = WarcWriter(data, "baovidu", NOW, INFO)
    yield index, writer
    writer.close()
    index.close()


def test_what_waits_to_be_written_is_among_all(tmp_path):
    with opened(tmp_path) as (index, writer):
        capture = writer.write(exchange(1))
        index.add(capture)
        assert [each.record_id for each in index.all()] == [capture.record_id]


def test_a_page_that_was_damaged_before_the_last_record_is_not_referred_to(tmp_path):
    path = run(tmp_path)
    _, offset, first = held(tmp_path)[0]
    data = bytearray(path.read_bytes())
    data[offset + 200] ^= 0x55
    path.write_bytes(data)
    index = CaptureIndex(tmp_path, "baovidu")
    capture = index.find(first)
    assert index.same(capture.url, capture.digest) is None
    index.close()


def test_a_page_in_whose_place_another_one_is_now_is_not_referred_to(tmp_path):
    with opened(tmp_path) as (index, writer):
        first, second, third = (writer.write(exchange(page)) for page in range(3))
        for each in (replace(first, offset=second.offset), third):
            index.add(each)
        writer.sync()
        for _ in range(2):
            assert index.same(first.url, first.digest) is None
            assert index.same(third.url, third.digest) == third
            index.flush()


def test_a_page_whose_digest_does_not_match_its_bytes_is_not_referred_to(tmp_path):
    path = run(tmp_path, range(2))
    whole = gzip.decompress(path.read_bytes())
    path.write_bytes(whole.replace("Trang số 0".encode(), "Trang số 9".encode()))
    index = CaptureIndex(tmp_path, "baovidu")
    wrong, right = index.all()
    assert index.same(wrong.url, wrong.digest) is None
    assert index.same(right.url, right.digest) == right
    index.close()


def test_captures_are_written_once_some_hundred_wait(tmp_path, monkeypatch):
    monkeypatch.setattr("dvcrawler.storage.warc.index._BATCH", 3)
    with opened(tmp_path) as (index, writer):
        before = index._db.total_changes
        for number in range(2):
            index.add(writer.write(exchange(number)))
        assert index._db.total_changes == before
        index.add(writer.write(exchange(2)))
        assert index._db.total_changes == before + 4  # three rows, and the size of the file


def test_several_captures_are_found_by_their_ids(tmp_path):
    with opened(tmp_path) as (index, writer):
        made = [writer.write(exchange(number)) for number in range(3)]
        for each in made:
            index.add(each)
        wanted = [made[0].record_id, "<urn:uuid:none>", made[2].record_id]
        assert index.find_all(wanted) == {made[0].record_id: made[0], made[2].record_id: made[2]}
