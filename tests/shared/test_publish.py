import gzip
import os
import threading

import pytest

from dvcrawler.shared.objects import NewerOwnerError, SharedStoreError
from dvcrawler.shared.publish import Publisher

from .conftest import copy_of, files_of, rewritten_in

MONTH = "articles/thu/2026-01.jsonl"


def test_an_empty_store_gives_an_empty_folder(memory, tmp_path):
    assert copy_of(memory, tmp_path / "reader") == {}


def test_a_reader_sees_the_bytes_that_were_published(machine, memory, tmp_path):
    here = machine("a").claim()
    for number in range(3):
        here.append(number)
        here.write_warc(b"page %d" % number)
        assert here.publish() == 2
    assert here.publish() == 0
    assert copy_of(memory, tmp_path / "reader") == files_of(here.folder)


def test_long_files_are_cut_behind_whole_records(machine, memory, tmp_path):
    here = machine("a").claim(longest=5000)
    here.append(*range(20))
    here.write_warc(*(os.urandom(1500) for _ in range(20)))
    here.publish()
    from dvcrawler.shared.segment import unpack

    for path, _ in memory.listing("sites/thu"):
        if path.endswith(".seg"):
            header, data = unpack(memory.get(path))
            assert header.length <= 5000
            assert data.endswith(b"\n") if header.file == MONTH else gzip.decompress(data)
    assert copy_of(memory, tmp_path / "reader") == files_of(here.folder)


def test_half_a_line_and_half_a_record_are_left_for_later(machine, memory, tmp_path):
    here = machine("a").claim()
    here.append(1)
    here.write_warc(b"page")
    whole = files_of(here.folder)
    with (here.folder / MONTH).open("ab") as file:
        file.write(b'{"schema":2,"id":"thu:2"')
    with (here.folder / "warc/thu/thu-1.warc.gz").open("ab") as file:
        file.write(gzip.compress(os.urandom(100))[:60])
    here.publish()
    assert copy_of(memory, tmp_path / "reader") == whole


def test_captures_are_published_before_the_lines_that_name_them(machine, memory):
    here = machine("a").claim()
    here.append(1)
    here.write_warc(b"page")
    here.publish()
    kinds = [path.rpartition("-")[2] for path, _ in memory.listing("sites/thu") if path.endswith(".seg")]
    assert kinds == ["warc.seg", "articles.seg"]


def test_a_lost_answer_to_a_segment_is_not_a_failure(machine, memory, tmp_path, monkeypatch):
    """The store has the segment, and said nothing; meanwhile the file has grown."""
    here = machine("a").claim()
    here.append(1)
    create = memory.create

    def lose(path, data):
        create(path, data)
        raise SharedStoreError("the answer got lost")

    monkeypatch.setattr(memory, "create", lose)
    with pytest.raises(SharedStoreError):
        here.publish()
    monkeypatch.setattr(memory, "create", create)
    here.append(2)
    assert here.publish() == 2
    assert copy_of(memory, tmp_path / "reader") == files_of(here.folder)


def test_what_could_not_be_published_is_published_by_the_next_run_of_the_folder(machine, memory, tmp_path):
    here = machine("a").claim()
    here.append(1)
    here.publish()
    here.append(2)  # and the store does not answer
    again = machine("a").claim()
    assert again.restored.discarded == 0
    again.publish()
    assert copy_of(memory, tmp_path / "reader") == files_of(again.folder)
    assert b"thu:2" in (again.folder / MONTH).read_bytes()


def test_what_was_not_published_is_discarded_once_another_has_claimed(machine, memory, tmp_path):
    first = machine("a").claim()
    first.append(1)
    first.write_warc(b"one")
    first.publish()
    first.append(2)
    first.write_warc(b"two", name="thu-2.warc.gz")
    second = machine("b").claim()
    second.append(3)
    second.publish()
    third = machine("a").claim()
    assert third.restored.discarded > 0
    assert files_of(third.folder) == files_of(second.folder) == copy_of(memory, tmp_path / "reader")


def test_two_publishers_with_one_claim_do_not_mix(machine, memory):
    here = machine("a").claim()
    here.append(1)
    other = machine("b")
    other.append(2)
    twin = Publisher(here.fence, other.folder)
    here.publish()
    with pytest.raises(SharedStoreError, match="two processes"):
        twin.publish()


def test_an_owner_that_lost_the_site_publishes_nothing(machine, memory):
    old = machine("a").claim()
    machine("b").claim()
    old.append(1)
    before = memory.listing("sites")
    with pytest.raises(NewerOwnerError):
        old.publish()
    assert memory.listing("sites") == before


def test_a_file_that_became_shorter_is_published_again_as_a_whole(machine, memory, tmp_path):
    here = machine("a").claim()
    here.append(1, 2)
    here.publish()
    path = here.folder / MONTH
    os.truncate(path, path.read_bytes().index(b"\n") + 1)
    here.publish()
    assert rewritten_in(memory) == {"articles"}
    here.append(3)
    here.publish()
    assert copy_of(memory, tmp_path / "reader") == files_of(here.folder)


def test_publishing_beside_a_writer_gives_whole_lines_at_every_moment(machine, memory, tmp_path):
    here = machine("a").claim()
    writer = threading.Thread(target=here.append, args=range(200))
    writer.start()
    for turn in range(100):
        here.publish()
        seen = copy_of(memory, tmp_path / "reader").get(MONTH, b"")
        assert seen.endswith(b"\n") or not seen
        if not writer.is_alive() and turn:
            break
    writer.join()
    here.publish()
    assert copy_of(memory, tmp_path / "reader") == files_of(here.folder)
