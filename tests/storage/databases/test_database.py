"""The seal of a derived file, and a ledger that is damaged in ways SQLite does not tell of by itself."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from dvcrawler.errors import StorageError
from dvcrawler.storage.databases import database
from dvcrawler.storage.databases.database import (
    close_database,
    copy_database,
    open_database,
    open_read_only,
)
from dvcrawler.storage.databases.database_files import delete_database, move_aside, put_seal, take_seal
from dvcrawler.storage.databases.statements import transaction, translated

SCHEMA = "CREATE TABLE notes(name TEXT PRIMARY KEY, value TEXT)"


@pytest.fixture
def path(tmp_path):
    return tmp_path / "notes.sqlite"


def opened(path, version=1):
    db, why = open_database(path, SCHEMA, version)
    return db, why


def write(path, *values):
    db, _ = opened(path)
    with transaction(db):
        db.executemany("INSERT INTO notes VALUES(?, ?)", [(value, value) for value in values])
    close_database(db, path)


def held(path, version=1):
    db, why = opened(path, version)
    rows = [row[0] for row in db.execute("SELECT name FROM notes ORDER BY name")]
    close_database(db, path)
    return rows, why


def test_a_closed_file_is_sealed_and_an_open_one_is_not(path):
    db, why = opened(path)
    assert why is None
    assert not path.with_name(path.name + ".seal").exists()
    close_database(db, path)
    assert path.with_name(path.name + ".seal").exists()
    assert (take_seal(path), take_seal(path)) == (True, None)


@pytest.mark.parametrize(
    "change", [lambda data: data + b"x", lambda data: data[:-1], lambda data: data[:-1] + b"x"]
)
def test_a_seal_tells_one_byte_more_less_or_other(path, change):
    write(path, "a")
    path.write_bytes(change(path.read_bytes()))
    assert take_seal(path) is False


@pytest.mark.parametrize("text", ["", "17", "17 0000"])
def test_half_a_seal_is_none(path, text):
    write(path, "a")
    path.with_name(path.name + ".seal").write_text(text)
    assert take_seal(path) is None
    assert held(path) == (["a"], None)


def test_a_file_with_a_log_beside_it_is_not_sealed(path):
    write(path, "a")
    take_seal(path)
    path.with_name(path.name + "-wal").write_bytes(b"x")
    put_seal(path)
    assert not path.with_name(path.name + ".seal").exists()


def test_a_changed_file_is_begun_again_and_kept_with_all_that_stood_beside_it(path):
    write(path, "a")
    data = path.read_bytes().replace(b"aa", b"ab")
    path.write_bytes(data + b"\0")
    rows, why = held(path)
    assert rows == []
    assert why == "its bytes have changed since it was closed; the old file is kept as notes.sqlite.broken-1"
    assert path.with_name("notes.sqlite.broken-1").exists()


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: b"GIF89a" + data[6:],
        lambda data: data[:100] + b"\xff" * 200 + data[300:],
    ],
    ids=["the header", "the first page"],
)
def test_a_file_whose_beginning_is_damaged_is_begun_again_and_kept(path, damage):
    write(path, "a")
    path.write_bytes(damage(path.read_bytes()))
    take_seal(path)
    rows, why = held(path)
    assert rows == []
    assert why.startswith("it could not be read (")
    assert why.endswith("; the old file is kept as notes.sqlite.broken-1")


@pytest.mark.parametrize(("kept", "held"), [(None, 500), (100, 0), (4096, 0)])
def test_a_copy_of_what_is_damaged_is_empty(path, kept, held):
    write(path, *map(str, range(500)))
    whole = path.read_bytes()
    path.write_bytes(whole if kept is None else whole[:kept].ljust(len(whole), b"\xff"))
    with closing(copy_database(path, SCHEMA, 1)) as copy:
        assert copy.execute("SELECT count(value) FROM notes").fetchone() == (held,)


def test_another_version_is_begun_again_and_each_is_kept_under_a_number_of_its_own(path):
    write(path, "a")
    assert held(path, 2) == ([], "it is of version 1, not 2; the old file is kept as notes.sqlite.broken-1")
    assert held(path, 3) == ([], "it is of version 2, not 3; the old file is kept as notes.sqlite.broken-2")


def test_tables_without_a_version_are_not_ours(path):
    db = sqlite3.connect(path)
    db.execute("CREATE TABLE other(name TEXT)")
    db.close()
    assert "version 0" in held(path)[1]


def test_an_index_that_contradicts_its_table_is_found_where_there_is_no_seal(path):
    """As a power loss can leave it: every page is whole, and a row is missing in the index."""
    write(path, "a", "b")
    take_seal(path)
    db = sqlite3.connect(path)
    db.execute("PRAGMA writable_schema=ON")
    db.execute("DELETE FROM sqlite_master WHERE type = 'index'")
    db.execute("PRAGMA writable_schema=OFF")
    db.commit()
    db.close()
    rows, why = held(path)
    assert rows == []
    assert "broken-1" in why


def test_moving_and_deleting_take_what_is_beside_it(path):
    sides = ("", "-wal", "-shm", "-journal", ".seal")
    for side in sides:
        path.with_name(path.name + side).write_bytes(b"x")
    kept = move_aside(path)
    assert sorted(each.name for each in path.parent.iterdir()) == sorted(kept.name + side for side in sides)
    for side in sides:
        path.with_name(path.name + side).write_bytes(b"x")
    delete_database(path)
    assert not [side for side in sides if path.with_name(path.name + side).exists()]
    delete_database(path)


def test_all_of_a_transaction_is_kept_or_nothing(path):
    db, _ = opened(path)
    with pytest.raises(KeyError), transaction(db):
        db.execute("INSERT INTO notes VALUES('a', 'a')")
        raise KeyError
    with pytest.raises(StorageError, match="UNIQUE"), transaction(db):
        db.execute("INSERT INTO notes VALUES('b', 'b')")
        db.execute("INSERT INTO notes VALUES('b', 'b')")
    with transaction(db):
        db.execute("INSERT INTO notes VALUES('c', 'c')")
    assert not db.in_transaction
    assert [row[0] for row in db.execute("SELECT name FROM notes")] == ["c"]
    db.close()


def test_our_own_mistakes_are_not_the_disks(path):
    db, _ = opened(path)
    db.close()
    with pytest.raises(sqlite3.ProgrammingError), translated(db):
        db.execute("SELECT 1")


def test_reading_changes_nothing_and_refuses_another_version(path):
    write(path, "a")
    before = sorted(path.parent.iterdir())
    db = open_read_only(path, 1)
    assert db.execute("SELECT name FROM notes").fetchall() == [("a",)]
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        db.execute("DELETE FROM notes")
    db.close()
    with pytest.raises(StorageError, match="version 1, not 2; run `dvcrawler reindex`"):
        open_read_only(path, 2)
    with pytest.raises(StorageError, match="cannot read"):
        open_read_only(path.with_name("missing"), 1)
    assert {each for each in path.parent.iterdir() if "-" not in each.name} == set(before)


def test_a_full_disk_is_named_with_what_to_do(path):
    db, _ = opened(path)
    db.execute("PRAGMA max_page_count=4")
    with (
        pytest.raises(StorageError, match="full; free some space, then run again; stored data are kept"),
        transaction(db),
    ):
        db.executemany("INSERT INTO notes VALUES(?, ?)", [(str(n), "x" * 500) for n in range(100)])
    db.close()
    assert held(path) == ([], None)


def test_a_file_that_is_damaged_while_it_is_in_use_is_kept_aside(path):
    write(path, *map(str, range(2000)))
    db, _ = opened(path)
    with path.open("r+b") as file:
        file.seek(4096)
        file.write(b"\xff" * (path.stat().st_size - 4096))
    with (
        pytest.raises(StorageError, match=r"it is kept as notes\.sqlite\.broken-1; run again"),
        translated(db),
    ):
        db.execute("SELECT count(value) FROM notes").fetchall()
    db.close()
    assert not path.exists()


def test_a_file_that_another_keeps_busy_stays_where_it_is(path):
    db, _ = opened(path)
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    db.execute("PRAGMA busy_timeout=1")
    with pytest.raises(StorageError, match="another process keeps it busy"), transaction(db):
        pass
    other.close()
    db.close()
    assert path.exists()


def test_what_is_refused_otherwise_asks_for_a_look_at_the_disk(path):
    db, _ = opened(path)
    with pytest.raises(StorageError, match="no such table: other; check the disk"), translated(db):
        db.execute("SELECT * FROM other")
    db.close()


@pytest.mark.parametrize(
    ("code", "beside", "is_alone"),
    [
        (sqlite3.SQLITE_CANTOPEN, {}, True),
        (sqlite3.SQLITE_CANTOPEN, {"-shm": b""}, True),
        (sqlite3.SQLITE_CANTOPEN, {"-wal": b""}, True),
        (sqlite3.SQLITE_CANTOPEN, {"-wal": b"", "-shm": b""}, False),
        (sqlite3.SQLITE_CANTOPEN, {"-wal": b"1"}, False),
        (sqlite3.SQLITE_IOERR_SHMSIZE, {}, True),
        (sqlite3.SQLITE_IOERR_SHMSIZE, {"-wal": b"", "-shm": b""}, True),
        (sqlite3.SQLITE_IOERR_SHMSIZE, {"-wal": b"1"}, False),
        (sqlite3.SQLITE_IOERR_READ, {}, False),
    ],
)
def test_a_database_with_a_log_beside_it_is_never_read_without_it(
    tmp_path, monkeypatch, code, beside, is_alone
):
    modes = []

    def refuse(path, version, mode, patience):
        modes.append(mode)
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = code
        raise error

    monkeypatch.setattr(database, "_open_read_only", refuse)
    for ending, content in beside.items():
        (tmp_path / f"thu.sqlite{ending}").write_bytes(content)
    advice = "free some space" if code == sqlite3.SQLITE_IOERR_SHMSIZE else "run `dvcrawler reindex`"
    with pytest.raises(StorageError, match=advice):
        database.open_read_only(tmp_path / "thu.sqlite", 1)
    assert modes == ["mode=ro", "mode=ro&immutable=1"][: 1 + is_alone]


def test_a_pipe_in_place_of_a_database_is_named_and_not_waited_for(path):
    os.mkfifo(path)
    with pytest.raises(StorageError, match="it is not a file"):
        open_read_only(path, 1)
    assert held(path) == (
        [],
        "something else than a file was in its place; the old file is kept as notes.sqlite.broken-1",
    )
    assert path.with_name("notes.sqlite.broken-1").is_fifo()


@pytest.mark.parametrize("side", ["-journal", "-wal", "-shm"])
@pytest.mark.parametrize(
    ("make", "what"), [(os.mkfifo, "something else than a file"), (os.mkdir, "a folder")]
)
def test_nor_is_a_pipe_or_a_folder_in_place_of_a_side_file(path, side, make, what):
    make(f"{path}{side}")
    with pytest.raises(StorageError, match=f"{path.name}{side} is not a file"):
        open_read_only(path, 1)
    reason = f"{what} was in the place of notes.sqlite{side}; the old file is kept as notes.sqlite.broken-1"
    assert held(path) == ([], reason)
    make(f"{path}{side}")
    delete_database(path)
    assert not Path(f"{path}{side}").exists()


def test_a_folder_in_place_of_a_database_is_named_to_readers(path):
    path.mkdir()
    with pytest.raises(StorageError, match="it is not a file"):
        open_read_only(path, 1)
    assert path.is_dir()
