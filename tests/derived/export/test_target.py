import os
import subprocess
import sys
from errno import EACCES, EROFS
from pathlib import Path

import pytest

from dvcrawler.derived.export.target import write_file, write_folder
from dvcrawler.errors import ConfigError, StorageError, UsageError


def fails(records, path):
    path.write_text("half") if not path.is_dir() else (path / "half").write_text("half")
    raise KeyboardInterrupt


def works(records, path):
    (path / "README.md" if path.is_dir() else path).write_text("whole")
    return 1


def test_an_interrupted_export_leaves_the_last_good_file(tmp_path):
    write_file([], tmp_path / "out", works)
    with pytest.raises(KeyboardInterrupt):
        write_file([], tmp_path / "out", fails)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out").read_text() == "whole"


def test_an_interrupted_export_leaves_the_last_good_folder(tmp_path):
    write_folder([], tmp_path / "out", works)
    with pytest.raises(KeyboardInterrupt):
        write_folder([], tmp_path / "out", fails)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["README.md"]
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_of_a_disk_that_became_read_only_the_target_is_named(tmp_path, monkeypatch):
    def refuse(*given, **named):
        raise OSError(EROFS, os.strerror(EROFS), "part")

    (tmp_path / "out").touch()
    monkeypatch.setattr(Path, "unlink", refuse)
    with pytest.raises(
        StorageError,
        match=f"{tmp_path}/out cannot be written: Read-only file system; mount it writable, then run again; what",
    ):
        write_file([], tmp_path / "out", refuse)


def test_a_target_that_is_not_ours_is_a_fault_of_its_name(tmp_path):
    def refuse(*given, **named):
        raise PermissionError(EACCES, os.strerror(EACCES))

    with pytest.raises(ConfigError, match=r"Permission denied; name another file$"):
        write_file([], tmp_path / "out", refuse)


@pytest.fixture
def ended():
    """The number of a process that is not there any more."""
    process = subprocess.Popen([sys.executable, "-S", "-c", ""])
    process.wait()
    return process.pid


def test_what_killed_exports_left_is_removed_by_the_next_one(tmp_path, ended):
    others = {f".out.{os.getpid()}1x.part", f".out.{os.getppid()}.part", ".out.txt", f".other.{ended}.part"}
    for name in (*others, f".out.{ended}.part"):
        (tmp_path / name).write_text("half")
    (tmp_path / f".out.{ended}.old").mkdir()
    write_file([], tmp_path / "out", works)
    assert {path.name for path in tmp_path.iterdir()} == {"out", f".out.{ended}.old", *others}


def test_what_a_killed_export_to_xlsx_left_beside_it_is_removed_too(tmp_path, ended):
    (tmp_path / f".out.{ended}.tmp").mkdir()
    (tmp_path / f".out.{ended}.tmp" / "rows").write_text("half")
    write_file([], tmp_path / "out", works)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_a_folder_whose_replacement_was_killed_between_two_renames_is_put_back(tmp_path, ended):
    write_folder([], tmp_path / "out", works)
    (tmp_path / "out").rename(tmp_path / f".out.{ended}.old")
    with pytest.raises(KeyboardInterrupt):
        write_folder([], tmp_path / "out", fails)
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
    assert (tmp_path / "out/README.md").read_text() == "whole"


def test_a_folder_that_is_not_an_export_is_not_replaced(tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine/letter.txt").write_text("dear")
    with pytest.raises(UsageError, match="is not an export"):
        write_folder([], tmp_path / "mine", works)
    assert (tmp_path / "mine/letter.txt").read_text() == "dear"


def test_a_folder_in_the_place_of_a_file_is_refused(tmp_path):
    with pytest.raises(UsageError, match="name a file"):
        write_file([], tmp_path, works)


def test_a_missing_parent_is_named(tmp_path):
    with pytest.raises(ConfigError, match="cannot be written"):
        write_file([], tmp_path / "none/out", works)


@pytest.fixture
def pipe(tmp_path):
    """Stands for a device: neither may be replaced by a file."""
    os.mkfifo(tmp_path / "pipe")
    return tmp_path / "pipe"


def test_what_is_neither_a_file_nor_a_folder_is_refused_and_stays(pipe, tmp_path):
    (tmp_path / "link").symlink_to(pipe)
    for path in (pipe, tmp_path / "link"):
        with pytest.raises(ConfigError, match="cannot be written: it is not a file"):
            write_file([], path, works)
    assert pipe.is_fifo()
    assert (tmp_path / "link").is_symlink()


def test_a_file_as_parent_is_refused_in_one_line(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(ConfigError, match="cannot be written: Not a directory"):
        write_file([], tmp_path / "file" / "out", works)


@pytest.mark.parametrize("write", [write_file, write_folder])
def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path, write):
    (tmp_path / "there").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "there" / "real")
    for _ in range(2):
        write([], tmp_path / "out", works)
    assert (tmp_path / "out").is_symlink()
    assert [path.name for path in tmp_path.iterdir() if path.name != "there"] == ["out"]
    assert [path.name for path in (tmp_path / "there").iterdir()] == ["real"]


def test_a_folder_that_is_missing_is_named(tmp_path):
    missing = tmp_path / "none"
    for write in (write_file, write_folder):
        with pytest.raises(ConfigError, match=f"there is no folder {missing}; create it first"):
            write([], missing / "out", works)
    assert not missing.exists()
