"""What is synced, and in which order, call by call: the same that tests/faults/test_durability.py shows of a crawl."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from dvcrawler.storage import disk
from dvcrawler.storage.databases.database_files import put_seal, take_seal
from dvcrawler.storage.folders import make_folder
from dvcrawler.storage.journal import append_to
from dvcrawler.storage.run_records.runs import Run, begin_run, finish_run
from dvcrawler.storage.set_aside import set_aside
from dvcrawler.storage.store import Store
from dvcrawler.storage.tail import repair_tail
from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.writer import WarcWriter


@pytest.fixture
def damaged(tmp_path):
    """An article file with a line that is not JSON; made before its calls are noted."""
    (tmp_path / "articles/thu").mkdir(parents=True)
    (tmp_path / "articles/thu/2026-01.jsonl").write_bytes(b"x" * 99 + b"\n")


@pytest.fixture
def calls(tmp_path, monkeypatch):
    """Names relative to `tmp_path` of what is synced, renamed, truncated and deleted, in order."""
    made = []
    real_sync, real_truncate = os.fsync, os.ftruncate
    real_replace, real_unlink = Path.replace, Path.unlink

    def name(fd):
        return Path(f"/proc/self/fd/{fd}").readlink().relative_to(tmp_path).as_posix()

    def note_first(real, call, name_of):
        def do(target, *rest, **more):
            made.append((call, name_of(target)))
            return real(target, *rest, **more)

        return do

    monkeypatch.setattr(os, "fsync", note_first(real_sync, "sync", name))
    monkeypatch.setattr(os, "ftruncate", note_first(real_truncate, "truncate", name))
    monkeypatch.setattr(Path, "replace", note_first(real_replace, "rename", lambda path: path.name))
    monkeypatch.setattr(Path, "unlink", note_first(real_unlink, "delete", lambda path: path.name))
    return made


def test_the_name_of_a_new_file_is_synced_once_and_every_line(tmp_path, calls):
    assert append_to(tmp_path / "a.jsonl", b"1\n") == (0, 2)
    assert append_to(tmp_path / "a.jsonl", b"22\n") == (2, 5)
    assert calls == [("sync", "."), ("sync", "a.jsonl"), ("sync", "a.jsonl")]


def test_a_file_is_replaced_when_its_content_is_synced_and_its_name_is_synced_then(tmp_path, calls):
    disk.replace_file(tmp_path / "note.json", b"new")
    assert calls == [("sync", "note.json.new"), ("rename", "note.json.new"), ("sync", ".")]
    assert (tmp_path / "note.json").read_bytes() == b"new"


def test_each_new_folder_is_synced_in_its_parent_from_above(tmp_path, calls):
    make_folder(tmp_path / "a" / "b" / "c")
    assert calls == [("sync", "."), ("sync", "a"), ("sync", "a/b")]
    make_folder(tmp_path / "a" / "b" / "c")
    assert len(calls) == 3


def test_a_damaged_line_is_safe_aside_before_it_is_overwritten(tmp_path, damaged, calls):
    assert sum(found.lines for found in set_aside(tmp_path, "thu", "2026-02-01T00:00:00Z")) == 1
    own = [(call, Path(name).name) for call, name in calls if name.startswith("articles/thu")]
    assert own == [
        ("sync", "thu"),
        ("sync", "2026-01.jsonl.torn"),
        ("sync", "2026-01.jsonl"),
        ("sync", "thu"),
    ]


def test_a_torn_line_is_safe_aside_before_it_is_cut_off(tmp_path, calls):
    (tmp_path / "a.jsonl").write_bytes(b'{"a":1}\n{"b"')
    assert repair_tail(tmp_path / "a.jsonl").bytes == 4
    assert calls == [
        ("sync", "."),
        ("sync", "a.jsonl.torn"),
        ("truncate", "a.jsonl"),
        ("sync", "a.jsonl"),
    ]
    assert (tmp_path / "a.jsonl").read_bytes() == b'{"a":1}\n'
    assert (tmp_path / "a.jsonl.torn").read_bytes() == b'{"b"'


def test_an_opened_store_settles_the_names_in_its_folder(tmp_path, calls, make_record):
    Store(tmp_path, "thu").close()
    calls.clear()
    with Store(tmp_path, "thu") as store:
        assert calls == [("sync", "articles/thu")]
        store.append(make_record(1))
    assert calls[1:] == [("sync", "articles/thu"), ("sync", "articles/thu/2026-01.jsonl")]


def test_the_note_of_a_running_run_goes_when_its_line_is_synced(tmp_path, calls):
    run = Run("thu-1", "thu", {}, "2026-01-01T00:00:00Z", exit_code=0, exit_name="ok")
    (tmp_path / "state").mkdir()
    begin_run(tmp_path, run, {})
    calls.clear()
    finish_run(tmp_path, run)
    assert calls == [
        ("sync", "runs"),
        ("sync", "runs/thu.jsonl"),
        ("delete", "thu.run.json"),
        ("sync", "state"),
    ]


def test_a_taken_seal_is_gone_for_good_before_the_database_is_opened(tmp_path, calls):
    path = tmp_path / "thu.sqlite"
    path.write_bytes(b"rows")
    put_seal(path)
    assert take_seal(path) is True
    assert calls == [("delete", "thu.sqlite.seal"), ("sync", ".")]
    assert take_seal(path) is None


def test_an_archive_syncs_its_name_at_once_and_its_bytes_when_told_and_when_closed(tmp_path, calls):
    at = datetime(2026, 1, 1, tzinfo=UTC)
    page = Exchange("http://thu.example/", at, "GET", (), 200, "OK", (), b"page")
    writer = WarcWriter(tmp_path, "thu", at, ())
    calls.clear()
    file = f"warc/thu/{writer.write(page).file}"
    assert calls == [("sync", "warc/thu")]
    writer.sync()
    writer.sync()  # nothing new
    assert calls[1:] == [("sync", file)]
    writer.write(page)
    writer.close()
    assert calls[2:] == [("sync", file)]
    writer.close()
    assert len(calls) == 3
