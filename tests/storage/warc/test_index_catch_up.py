"""The index of captures follows the files: what is added, cut, taken away and brought back."""

import sqlite3
from datetime import UTC, datetime

import pytest

from dvcrawler.errors import UnreadableError
from dvcrawler.storage.warc.captures import warc_files
from dvcrawler.storage.warc.index import CaptureIndex
from dvcrawler.storage.warc.reader import Damage, read_warc
from dvcrawler.storage.warc.writer import WarcWriter
from tests.storage.warc.test_writer import INFO, exchange

NOW = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)


def write(data, numbers, minute=0):
    writer = WarcWriter(data, "baovidu", NOW.replace(minute=minute), INFO)
    made = [writer.write(exchange(number)) for number in numbers]
    writer.close()
    return made


def indexed(data):
    index = CaptureIndex(data, "baovidu")
    found = list(index.all())
    index.close()
    return found


def test_files_that_no_run_has_indexed_are_read(tmp_path):
    made = write(tmp_path, range(3))
    assert indexed(tmp_path) == made
    more = write(tmp_path, range(3, 5), minute=1)
    assert indexed(tmp_path) == made + more


def test_a_file_that_is_gone_is_forgotten_and_known_again_when_it_is_back(tmp_path):
    made = write(tmp_path, range(3))
    assert indexed(tmp_path) == made
    (path,) = warc_files(tmp_path, "baovidu")
    aside = tmp_path / "aside"
    path.rename(aside)
    assert indexed(tmp_path) == []
    aside.rename(path)
    assert indexed(tmp_path) == made


def test_the_same_bytes_are_found_by_address_and_digest_before_and_after_they_are_written(tmp_path):
    index = CaptureIndex(tmp_path, "baovidu")
    writer = WarcWriter(tmp_path, "baovidu", NOW, INFO, index.same)
    first = writer.write(exchange(1))
    assert index.same(first.url, first.digest) is None
    index.add(first)
    for _ in range(2):
        assert index.same(first.url, first.digest) == first
        assert index.find(first.record_id) == first
        assert index.same("https://other.example/", first.digest) is None
        assert index.find("<urn:uuid:none>") is None
        writer.sync()
        index.flush()
    again = writer.write(exchange(1))
    assert again.refers_to == first.record_id
    index.add(again)
    index.flush()
    assert index.same(first.url, first.digest) == first
    assert index.record(first).record_id == first.record_id
    writer.close()
    index.close()
    assert indexed(tmp_path) == [first, again]


def test_a_file_that_is_cut_is_named_and_read_up_to_the_cut(tmp_path):
    made = write(tmp_path, range(3))
    (path,) = warc_files(tmp_path, "baovidu")
    with path.open("r+b") as file:
        file.truncate(made[2].offset + 9)
    index = CaptureIndex(tmp_path, "baovidu")
    assert [(damage.file, damage.offset) for damage in index.damages] == [(path.name, made[2].offset)]
    assert [capture.record_id for capture in index.all()] == [capture.record_id for capture in made[:2]]
    index.close()


def test_an_answer_at_the_end_of_a_file_is_as_long_as_what_is_left_of_it(tmp_path):
    """As other programs write it, with its request before it or none."""
    made = write(tmp_path, range(3))
    (path,) = warc_files(tmp_path, "baovidu")
    with path.open("r+b") as file:
        file.truncate(made[2].offset + made[2].length)
    assert indexed(tmp_path) == made


def test_a_file_is_judged_by_the_bytes_from_which_it_is_read(tmp_path):
    made = write(tmp_path, range(2))
    (path,) = warc_files(tmp_path, "baovidu")
    size = path.stat().st_size
    with path.open("ab") as file:
        file.write(b"no WARC at all")
    assert list(read_warc(path, size)) == [Damage(path.name, size, "this is not a WARC file")]
    found = list(read_warc(path, made[1].offset))
    assert found[0].record_id == made[1].record_id


def test_what_cannot_be_read_is_not_said_to_be_written(tmp_path):
    write(tmp_path, range(1))
    [path] = warc_files(tmp_path, "baovidu")
    folder = path.with_name("a.warc.gz")
    folder.mkdir()
    for open_one in (CaptureIndex, CaptureIndex.open_copy):
        with pytest.raises(UnreadableError, match=f"cannot read {folder}") as told:
            open_one(tmp_path, "baovidu")
        (db,) = {each.frame.f_locals["self"]._db for each in told.traceback if each.name == "_begin"}
        with pytest.raises(sqlite3.ProgrammingError, match="closed"):
            db.execute("SELECT 1")
