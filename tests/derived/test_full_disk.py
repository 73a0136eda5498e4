"""Indexes, exports and reports on a full disk: one line, nothing stored is lost, and no half of a file is left."""

import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing, contextmanager, suppress

import pytest

from dvcrawler.derived.searching.index.search_index import open_index
from dvcrawler.derived.similarity.similar_index import open_similar
from dvcrawler.errors import StorageError
from dvcrawler.storage.databases.database import open_database, open_read_only
from tests import warm
from tests.derived.store import article, write

COMMANDS = {
    "search": ("search", "bài", "--count"),
    "similar": ("similar", "--json"),
    "export": ("export", "--to", "out.csv"),
    "report": ("report", "--html", "out.html"),
}


@pytest.fixture(scope="module")
def disk(tmp_path_factory):
    """A disk of two megabytes that holds a store."""
    folder = tmp_path_factory.mktemp("disk")
    command = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if sys.platform != "linux" or os.geteuid() or subprocess.run(command, check=False).returncode:
        pytest.skip("a small disk cannot be mounted here")
    write(
        folder,
        *(article(n, f"Bài {n}", " ".join(f"chữ{n * i % 500}" for i in range(60))) for n in range(200)),
    )
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def ask(disk, *words):
    command = [sys.executable, "-m", "dvcrawler", *words, "--data", str(disk)]
    return warm.run(command, cwd=disk, capture_output=True, text=True, check=False)


@contextmanager
def filled(disk, *, left):
    """As many bytes are left, about."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file, suppress(OSError):
        while file.write(bytes(4096)):
            pass
    os.truncate(filling, filling.stat().st_size - left)
    yield
    filling.unlink()


@pytest.fixture
def stored(disk):
    """Checks that the store is as before, and leaves no index."""
    before = {path: path.read_bytes() for path in disk.glob("articles/*/*")}
    yield before
    assert {path: path.read_bytes() for path in disk.glob("articles/*/*")} == before
    for path in (disk / "derived").iterdir():
        path.unlink()


INDEXES = {
    "search": (open_index, "search.sqlite", "SELECT count(*) FROM articles"),
    "similar": (open_similar, "similar.sqlite", "SELECT count(*) FROM texts"),
}


@pytest.mark.sampled(4)
@pytest.mark.parametrize("left", [0, 64 * 1024])
@pytest.mark.parametrize("name", ["search", "similar"])
def test_where_the_disk_takes_no_index_a_temporary_one_answers(disk, stored, name, left):
    free = shutil.disk_usage(disk).free
    with filled(disk, left=left):
        ended = ask(disk, *COMMANDS[name])
        assert (ended.returncode, ended.stderr) == (0 if name == "search" else 1, "")
        assert ended.stdout == ("200\n" if name == "search" else "[]\n")
    assert shutil.disk_usage(disk).free > free - 64 * 1024, "half of an index takes up room"
    assert ask(disk, "search", "bài", "--count").stdout == "200\n"


@pytest.mark.parametrize("name", INDEXES)
def test_what_the_disk_does_not_take_is_added_to_a_copy_of_the_index(disk, stored, name):
    open_one, file, count = INDEXES[name]
    with open_one(disk):
        pass
    path = disk / "articles/thu/2026-02.jsonl"
    path.write_bytes(
        (disk / "articles/thu/2026-01.jsonl").read_bytes().replace(b'"id":"thu:', b'"id":"thu:5000')
    )
    try:
        before = (disk / "derived" / file).read_bytes()
        with filled(disk, left=0), open_one(disk) as index:
            assert index.db.execute(count).fetchone() == (400,)
            assert index.db.execute("PRAGMA database_list").fetchone()[2] == ""
        assert (disk / "derived" / file).read_bytes()[:16] == before[:16]
        with open_one(disk) as index:
            assert index.db.execute(count).fetchone() == (400,)
            assert index.db.execute("PRAGMA database_list").fetchone()[2]
    finally:
        path.unlink()


def test_a_ledger_is_read_where_the_disk_has_no_room_for_the_files_beside_it(disk):
    path = disk / "notes.sqlite"
    open_database(path, "CREATE TABLE notes(id)", 1)[0].close()
    with filled(disk, left=0):
        for attempt in ("the first", "one that finds the empty log of the first"):
            with closing(open_read_only(path, 1)) as db:
                assert db.execute("SELECT count(*) FROM notes").fetchone() == (0,), attempt


@pytest.mark.parametrize("name", INDEXES)
def test_where_nothing_takes_an_index_one_line_says_so(disk, stored, name, monkeypatch):
    def connect_small(page=4096):
        db = sqlite3.connect("", isolation_level=None)
        db.execute("PRAGMA max_page_count=3")
        return db

    for module in ("database", "similarity.similar_index"):
        monkeypatch.setattr(f"dvcrawler.derived.{module}.connect_temporary", connect_small)
    with filled(disk, left=0), pytest.raises(StorageError) as caught:
        INDEXES[name][0](disk)
    assert str(caught.value).endswith("free some space, then run again; stored data are kept")
    assert "\n" not in str(caught.value)


@pytest.mark.sampled(2)
@pytest.mark.parametrize("name", ["export", "report"])
def test_a_file_that_the_disk_does_not_take_whole_is_not_left_there(disk, stored, name):
    assert ask(disk, "similar", "--json").returncode in (0, 1)
    with filled(disk, left=8192):
        ended = ask(disk, *COMMANDS[name])
    assert ended.returncode == 15, ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    assert "cannot be written: No space left on device" in line
    assert list(disk.glob("*out*")) + list(disk.glob(".*out*")) == []


@pytest.mark.sampled(6)
@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet", "sqlite", "xlsx", "hf"])
def test_an_export_of_any_format_on_a_full_disk_is_one_line_and_leaves_the_last_one(disk, stored, form):
    assert ask(disk, "similar", "--json").returncode in (0, 1)
    last = disk / "out"
    last.mkdir() if form == "hf" else last.write_text("the last one")
    names = {path.name for path in disk.iterdir()}
    with filled(disk, left=4096):
        ended = ask(disk, "export", "--to", "out", "--format", form)
    assert ended.returncode == 15, ended.stdout + ended.stderr
    (line,) = ended.stderr.splitlines()
    assert "out cannot be written: " in line
    assert {path.name for path in disk.iterdir()} == names
    if form == "hf":
        last.rmdir()
    else:
        assert last.read_text() == "the last one"
        last.unlink()
