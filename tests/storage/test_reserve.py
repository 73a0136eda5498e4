"""Space that a run sets aside and gives back, wherever it cannot be had."""

import errno
import os
from pathlib import Path

from dvcrawler.storage.reserve import free_space, reserve_space


def place(data):
    return data / "state" / "thu.run.reserve"


def test_space_is_set_aside_in_a_new_folder_and_where_a_killed_run_left_some(tmp_path):
    for data in (tmp_path / "new" / "data", tmp_path / "new" / "data"):
        reserve_space(data, "thu")
        assert place(data).read_bytes() == bytes(128 * 1024)


def test_what_was_set_aside_is_given_back_once(tmp_path):
    reserve_space(tmp_path, "thu")
    for _ in range(2):
        free_space(tmp_path, "thu")
        assert list(place(tmp_path).parent.iterdir()) == []


def test_where_there_is_no_room_nothing_is_left_behind(tmp_path, monkeypatch):
    real = Path.write_bytes

    def write_half(path, data):
        real(path, data[: len(data) // 2])
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(Path, "write_bytes", write_half)
    reserve_space(tmp_path, "thu")
    assert list(place(tmp_path).parent.iterdir()) == []


def test_a_folder_that_cannot_be_used_is_left_to_the_run_to_report(tmp_path):
    (tmp_path / "state").write_text("a file in its place")
    reserve_space(tmp_path, "thu")
    free_space(tmp_path, "thu")
    assert (tmp_path / "state").read_text() == "a file in its place"
