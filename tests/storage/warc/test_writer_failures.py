"""A disk that refuses the archive: nothing half, and nothing after what could not be undone."""

import errno
import os

import pytest

from dvcrawler.errors import StorageError
from dvcrawler.storage.warc.captures import warc_files
from dvcrawler.storage.warc.reader import Damage, read_warc
from dvcrawler.storage.warc.writer import WarcWriter
from tests.storage.warc.test_writer import INFO, NOW, exchange


@pytest.fixture
def writer(tmp_path):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO)
    made.write(exchange(1))
    made.sync()
    yield made
    made.close()


def refuse_once(monkeypatch, name, error=errno.EIO):
    """The next call fails, those after it do not: a kernel tells of a lost page once alone."""
    real, left = getattr(os, name), [1]

    def call(*arguments):
        if left[0]:
            left[0] -= 1
            raise OSError(error, os.strerror(error))
        return real(*arguments)

    monkeypatch.setattr(os, name, call)
    return left


def test_after_a_failed_sync_nothing_more_is_taken(tmp_path, writer, monkeypatch):
    writer.write(exchange(2))
    left = refuse_once(monkeypatch, "fsync")
    with pytest.raises(StorageError, match="check the disk"):
        writer.sync()
    assert left == [0]
    size = warc_files(tmp_path, "baovidu")[0].stat().st_size
    with pytest.raises(StorageError, match="check the disk"):
        writer.write(exchange(3))
    assert [path.stat().st_size for path in warc_files(tmp_path, "baovidu")] == [size]


def test_a_failed_sync_is_reported_by_every_later_one(tmp_path, monkeypatch):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO)
    made.write(exchange(1))
    refuse_once(monkeypatch, "fsync")
    with pytest.raises(StorageError, match="cannot write") as first:
        made.sync()
    for _ in range(2):
        with pytest.raises(StorageError) as again:
            made.sync()
        assert again.value is first.value
    made.close()
    with pytest.raises(StorageError, match="cannot write"):
        made.sync()


def test_a_sync_that_fails_when_the_file_is_closed_is_reported(tmp_path, monkeypatch):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO)
    made.write(exchange(1))
    refuse_once(monkeypatch, "fsync")
    with pytest.raises(StorageError, match="cannot write"):
        made.close()
    with pytest.raises(StorageError, match="cannot write"):
        made.sync()


def test_a_refused_write_leaves_the_file_as_it_was_and_the_next_one_is_taken(tmp_path, writer, monkeypatch):
    (path,) = warc_files(tmp_path, "baovidu")
    before = path.read_bytes()
    refuse_once(monkeypatch, "write", errno.ENOSPC)
    with pytest.raises(StorageError, match="free some space"):
        writer.write(exchange(2))
    assert path.read_bytes() == before
    capture = writer.write(exchange(3))
    assert capture.offset == len(before)
    writer.close()
    assert not [found for found in read_warc(path) if isinstance(found, Damage)]


def test_a_half_record_that_could_not_be_taken_back_is_the_last(tmp_path, writer, monkeypatch):
    refuse_once(monkeypatch, "write", errno.ENOSPC)
    refuse_once(monkeypatch, "ftruncate")
    assert writer.is_sound
    with pytest.raises(StorageError, match="free some space"):
        writer.write(exchange(2))
    assert not writer.is_sound
    with pytest.raises(StorageError, match="free some space"):
        writer.write(exchange(3))


def test_a_refused_write_that_was_taken_back_leaves_it_sound(writer, monkeypatch):
    refuse_once(monkeypatch, "write", errno.ENOSPC)
    with pytest.raises(StorageError, match="free some space"):
        writer.write(exchange(2))
    assert writer.is_sound


def test_nothing_to_sync_is_not_a_call(writer, monkeypatch):
    left = refuse_once(monkeypatch, "fsync")
    writer.sync()
    assert left == [1]


def test_a_folder_that_cannot_be_synced_refuses_the_new_file(tmp_path, monkeypatch):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO)
    refuse_once(monkeypatch, "fsync")
    with pytest.raises(StorageError, match="cannot write"):
        made.write(exchange(1))
    made.close()


def test_a_file_is_rolled_when_it_has_its_size_and_all_are_reported(tmp_path):
    made = WarcWriter(tmp_path, "baovidu", NOW, INFO, roll_at=2000)
    for number in range(12):
        made.write(exchange(number))
    made.close()
    files = warc_files(tmp_path, "baovidu")
    assert len(files) > 2
    assert [path.name.rpartition("-")[2] for path in files] == [
        f"{n:05}.warc.gz" for n in range(1, len(files) + 1)
    ]
    assert made.sizes == {path.name: path.stat().st_size for path in files}
    assert all(path.stat().st_size >= 2000 for path in files[:-1])
