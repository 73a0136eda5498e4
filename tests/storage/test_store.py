import errno
import os
import subprocess
import sys
from pathlib import Path

import orjson
import pytest

from dvcrawler.errors import ConfigError, StorageError, UnreadableError, UsageError
from dvcrawler.items import RECORD_FIELDS
from dvcrawler.storage.store import Place, Store

MONTH = "2026-01.jsonl"


def file_of(data: Path) -> Path:
    return data / "articles" / "thu" / MONTH


def test_a_stored_line_reads_back_as_it_was_with_line_breaks_and_control_characters(tmp_path, make_record):
    record = make_record(1)
    with Store(tmp_path, "thu") as store:
        place = store.append(record)
        assert list(store.lines(MONTH)) == [(place, record)]
    raw = file_of(tmp_path).read_bytes()
    assert place == Place(MONTH, 0, len(raw))
    assert raw.count(b"\n") == 1
    assert "Mùa gặt".encode() in raw
    assert tuple(orjson.loads(raw)) == RECORD_FIELDS


def test_the_month_of_capture_chooses_the_file(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
        store.append(make_record(2, captured_at="2026-02-01T00:00:00Z"))
        store.append(make_record(3))
        assert [p.name for p in store.files()] == [MONTH, "2026-02.jsonl"]
        assert len(list(store.lines(MONTH))) == 2


@pytest.mark.parametrize("ending", [".gz", ".xz", ".zst"])
def test_nothing_is_stored_beside_a_month_that_somebody_compressed(tmp_path, make_record, ending):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
    packed = file_of(tmp_path).with_name(MONTH + ending)
    file_of(tmp_path).rename(packed)
    with pytest.raises(UnreadableError, match=f"{MONTH}{ending}: it is compressed; decompress it"):
        Store(tmp_path, "thu")
    file_of(tmp_path).touch()  # with the file itself, it is a copy
    Store(tmp_path, "thu").close()


def test_a_place_is_the_byte_range_of_its_line(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        places = [store.append(make_record(n)) for n in range(3)]
    raw = file_of(tmp_path).read_bytes()
    assert [orjson.loads(raw[p.start : p.end])["id"] for p in places] == ["thu:0", "thu:1", "thu:2"]


def test_a_line_whose_file_is_gone_is_none(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        place = store.append(make_record(1))
        assert store.line(place) == make_record(1)
        file_of(tmp_path).unlink()
        assert store.line(place) is None


@pytest.mark.parametrize(
    ("fields", "named"),
    [
        ({"title": "\ud800"}, "title"),
        ({"captured_at": "../../etc"}, "captured_at"),
        ({"captured_at": "2026-13-01T00:00:00Z"}, "captured_at"),
        ({"site": "khac"}, "site"),
        ({"extra": 1}, "extra"),
    ],
)
def test_a_record_that_breaks_the_contract_is_refused_by_name(tmp_path, make_record, fields, named):
    with Store(tmp_path, "thu") as store:
        with pytest.raises(ValueError, match=named):
            store.append(make_record(1, **fields))
        assert store.sizes() == {}


def test_keys_out_of_order_are_refused(tmp_path, make_record):
    record = dict(reversed(make_record(1).items()))
    with Store(tmp_path, "thu") as store, pytest.raises(ValueError, match="order"):
        store.append(record)


@pytest.mark.parametrize("site", ["../thu", "", "a/b", ".", "Thu", "thu\n"])
def test_a_site_name_cannot_leave_the_data_folder(tmp_path, site):
    with pytest.raises(UsageError):
        Store(tmp_path, site)


@pytest.mark.parametrize(
    "tail",
    [b'{"schema":1,"id":"thu:9","ti', b"\0" * 4096, b"\0" * 100 + b"\n", b'{"a":1}', b"\n"],
    ids=["half", "NULs", "NULs and newline", "whole but for the newline", "empty line"],
)
def test_a_torn_last_line_is_set_aside_and_the_rest_stays(tmp_path, make_record, tail):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
    before = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(before + tail)
    with Store(tmp_path, "thu") as store:
        assert [(t.file, t.bytes) for t in store.torn] == [(MONTH, len(tail))]
        assert file_of(tmp_path).read_bytes() == before
        assert file_of(tmp_path).with_name(MONTH + ".torn").read_bytes() == tail
        assert [p.name for p in store.files()] == [MONTH]
    with Store(tmp_path, "thu") as store:
        assert store.torn == ()


def test_an_invalid_line_before_the_last_is_never_touched(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
    good = file_of(tmp_path).read_bytes()
    file_of(tmp_path).write_bytes(b"no json\n" + good)
    with Store(tmp_path, "thu") as store:
        assert store.torn == ()
        assert [value and value["id"] for _, value in store.lines(MONTH)] == [None, "thu:1"]


def test_short_writes_are_continued(tmp_path, make_record, monkeypatch):
    real = os.write
    with Store(tmp_path, "thu") as store:
        monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:7])))
        place = store.append(make_record(1))
        monkeypatch.undo()
        assert list(store.lines(MONTH)) == [(place, make_record(1))]


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_a_failing_disk_leaves_no_half_line(tmp_path, make_record, monkeypatch, call):
    real = os.write
    written = []

    def fail(fd, data=b""):
        if call == "write" and not written:
            written.append(1)
            return real(fd, bytes(data[:10]))
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
        before = file_of(tmp_path).read_bytes()
        monkeypatch.setattr(os, call, fail)
        with pytest.raises(StorageError, match=r"2026-01\.jsonl: Input/output error"):
            store.append(make_record(2))
        monkeypatch.undo()
        assert file_of(tmp_path).read_bytes() == before
        store.append(make_record(3))
        assert [value["id"] for _, value in store.lines(MONTH)] == ["thu:1", "thu:3"]


def test_nothing_is_appended_behind_a_half_line_that_could_not_be_taken_back(
    tmp_path, make_record, monkeypatch
):
    real = os.write

    def refuse(*_):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
        monkeypatch.setattr(os, "write", lambda fd, data: real(fd, bytes(data[:10])))
        monkeypatch.setattr(os, "fsync", refuse)
        monkeypatch.setattr(os, "ftruncate", refuse)
        whole = store.sizes()
        with pytest.raises(StorageError):
            store.append(make_record(2))
        size = file_of(tmp_path).stat().st_size
        assert store.sizes() == whole
        assert whole[MONTH] < size
        monkeypatch.undo()
        with pytest.raises(StorageError):
            store.append(make_record(3))
        assert file_of(tmp_path).stat().st_size == size


def test_a_file_deleted_under_the_store_is_begun_again(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        store.append(make_record(1))
        file_of(tmp_path).unlink()
        place = store.append(make_record(2))
        assert list(store.lines(MONTH)) == [(place, make_record(2))]


def test_a_file_in_the_way_of_the_folder_is_a_config_error(tmp_path):
    (tmp_path / "articles").write_text("")
    with pytest.raises(ConfigError, match="articles"):
        Store(tmp_path, "thu")


LIMITED = """
import resource, signal, sys
from pathlib import Path
import orjson
from dvcrawler.errors import StorageError
from dvcrawler.storage.store import Store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
record = orjson.loads(sys.stdin.buffer.read())
with Store(Path(sys.argv[1]), "thu") as store:
    size = store.append(record).end
    resource.setrlimit(resource.RLIMIT_FSIZE, (size + size // 2, size + size // 2))
    try:
        store.append(record)
    except StorageError as error:
        print(error)
"""


def test_a_size_limit_reached_in_mid_line_leaves_whole_lines(tmp_path, make_record):
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        input=orjson.dumps(make_record(1)),
        capture_output=True,
        check=True,
    )
    assert b"File too large" in done.stdout
    lines = file_of(tmp_path).read_bytes().splitlines(keepends=True)
    assert [orjson.loads(line)["id"] for line in lines if line.endswith(b"\n")] == ["thu:1"]
    assert len(lines) == 1


@pytest.fixture
def tiny_disk(tmp_path):
    folder = tmp_path / "tiny"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(folder)], capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a tmpfs cannot be mounted here")
    try:
        yield folder
    finally:
        # Lazily: a file that a failed test has left open must not keep it mounted.
        subprocess.run(["umount", "-l", str(folder)], check=True)


def test_a_full_disk_stops_with_whole_lines_and_says_so(tiny_disk, make_record):
    stored = 0
    with Store(tiny_disk, "thu") as store:
        with pytest.raises(StorageError, match="No space left on device; free some space"):
            for stored in range(1000):
                store.append(make_record(stored, body="x" * 3000))
        ids = [value and value["id"] for _, value in store.lines(MONTH)]
    assert 0 < stored < 1000
    assert ids == [f"thu:{n}" for n in range(stored)]
    assert file_of(tiny_disk).read_bytes().endswith(b"\n")


def test_a_store_may_be_closed_twice(tmp_path, make_record):
    store = Store(tmp_path, "thu")
    store.append(make_record(1))
    store.close()
    store.close()


def test_a_folder_whose_names_cannot_be_settled_stops_the_run(tmp_path, monkeypatch):
    Store(tmp_path, "thu").close()

    def refuse(fd):
        raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(StorageError, match="articles/thu: Input/output error"):
        Store(tmp_path, "thu")
