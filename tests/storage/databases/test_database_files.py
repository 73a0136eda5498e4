import os
import sqlite3
import zlib

import pytest

from dvcrawler.storage.databases.database_files import put_seal, seal_path, take_seal


@pytest.fixture
def path(tmp_path):
    path = tmp_path / "thu.sqlite"
    path.write_bytes(b"x" * 5000)
    return path


def test_a_sealed_file_is_known_to_be_untouched_once(path):
    put_seal(path)
    assert take_seal(path) is True
    assert take_seal(path) is None


def test_a_seal_is_the_length_and_the_checksum_of_the_whole_file_also_of_a_large_one(path):
    path.write_bytes(b"thu" * 1_000_000)
    put_seal(path)
    (seal,) = path.parent.glob("*.seal")
    assert seal.read_text() == f"3000000 {zlib.crc32(b'thu' * 1_000_000):08x}\n"


@pytest.mark.parametrize("place", [0, 2500, 4999])
def test_a_changed_byte_is_noticed(path, place):
    put_seal(path)
    with path.open("r+b") as file:
        file.seek(place)
        file.write(b"y")
    assert take_seal(path) is False


def test_a_longer_or_a_shorter_file_is_noticed(path):
    for content in (b"x" * 4999, b"x" * 5001, b""):
        path.write_bytes(b"x" * 5000)
        put_seal(path)
        path.write_bytes(content)
        assert take_seal(path) is False


@pytest.mark.parametrize("seal", [b"", b"50", b"\xff\xfe"])
def test_half_a_seal_is_none(path, seal):
    path.with_name("thu.sqlite.seal").write_bytes(seal)
    assert take_seal(path) is None


def test_a_deleted_file_has_broken_no_seal(path):
    put_seal(path)
    path.unlink()
    assert take_seal(path) is None


def test_a_database_whose_log_is_left_is_not_sealed(tmp_path):
    path = tmp_path / "thu.sqlite"
    writer, reader = sqlite3.connect(path), sqlite3.connect(path)
    writer.executescript("PRAGMA journal_mode=WAL; CREATE TABLE t(x); INSERT INTO t VALUES(1)")
    reader.execute("SELECT * FROM t").fetchone()
    writer.close()
    put_seal(path)
    reader.close()
    assert take_seal(path) is None


def test_a_named_pipe_in_the_place_of_a_seal_is_no_seal_and_is_replaced(path):
    os.mkfifo(seal_path(path))
    assert take_seal(path) is None
    put_seal(path)
    assert take_seal(path) is True
