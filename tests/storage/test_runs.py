from dataclasses import replace

import orjson
import pytest

from dvcrawler.errors import StorageError
from dvcrawler.storage.runs import (
    Run,
    appended_ranges,
    begin_run,
    finish_run,
    last_run,
    read_runs,
    runs_path,
)


def run(number: int, **fields) -> Run:
    at = f"2026-01-{number:02}T00:00:00Z"
    return Run(f"thu-{number}", "thu", {"since": "2024-01-01"}, at, **fields)


def done(number: int, **fields) -> Run:
    return replace(run(number, **fields), ended_at=f"2026-01-{number:02}T01:00:00Z",
                   exit_code=0, exit_name="ok")  # fmt: skip


@pytest.fixture(autouse=True)
def state(tmp_path):
    (tmp_path / "state").mkdir()


def test_an_ended_run_reads_back_as_it_was(tmp_path):
    ended = done(1, requests=7, outcomes={"stored": 2}, files={"2026-01.jsonl": (5, 9)},
                 problems=[{"url": "u", "outcome": "gone", "reason": "404"}])  # fmt: skip
    assert begin_run(tmp_path, run(1), {}) is None
    assert last_run(tmp_path, "thu") is None
    finish_run(tmp_path, ended)
    assert list(read_runs(tmp_path, "thu")) == [ended]
    assert begin_run(tmp_path, run(2), {}) is None


def test_a_dead_run_is_closed_by_the_next_with_what_it_appended(tmp_path):
    begin_run(tmp_path, run(1), {"2026-01.jsonl": 100})
    dead = begin_run(tmp_path, run(2), {"2026-01.jsonl": 160, "2026-02.jsonl": 30})
    assert dead is not None
    assert (dead.id, dead.exit_name, dead.exit_code) == ("thu-1", "interrupted", None)
    assert dead.files == {"2026-01.jsonl": (100, 160), "2026-02.jsonl": (0, 30)}
    assert dead.ended_at == "2026-01-02T00:00:00Z"
    assert last_run(tmp_path, "thu") == dead


def test_a_run_that_died_right_after_its_line_is_not_closed_twice(tmp_path):
    begin_run(tmp_path, run(1), {})
    begun = (tmp_path / "state" / "thu.run.json").read_bytes()
    finish_run(tmp_path, done(1))
    (tmp_path / "state" / "thu.run.json").write_bytes(begun)
    assert begin_run(tmp_path, run(2), {}) is None
    assert [r.id for r in read_runs(tmp_path, "thu")] == ["thu-1"]


def test_lines_of_a_dead_run_are_accounted_for_when_its_note_is_lost(tmp_path):
    begin_run(tmp_path, run(1), {})
    (tmp_path / "state" / "thu.run.json").unlink()
    dead = begin_run(tmp_path, run(2), {"2026-01.jsonl": 5})
    assert dead is not None
    assert (dead.exit_name, dead.files) == ("interrupted", {"2026-01.jsonl": (0, 5)})


def test_a_torn_line_is_set_aside_and_its_run_closed(tmp_path):
    begin_run(tmp_path, run(1), {})
    begun = (tmp_path / "state" / "thu.run.json").read_bytes()
    finish_run(tmp_path, done(1))
    path = runs_path(tmp_path, "thu")
    path.write_bytes(path.read_bytes()[:-20])
    (tmp_path / "state" / "thu.run.json").write_bytes(begun)
    assert list(read_runs(tmp_path, "thu")) == []
    dead = begin_run(tmp_path, run(2), {"2026-01.jsonl": 5})
    assert dead is not None
    assert dead.files == {"2026-01.jsonl": (0, 5)}
    assert [r.id for r in read_runs(tmp_path, "thu")] == ["thu-1"]


def test_lines_that_are_no_run_are_passed_over(tmp_path):
    begin_run(tmp_path, run(1), {})
    runs_path(tmp_path, "thu").write_bytes(b'no json\n{"id": "x"}\n')
    finish_run(tmp_path, done(1))
    assert [r.id for r in read_runs(tmp_path, "thu")] == ["thu-1"]


@pytest.mark.parametrize(
    "wrong", [{"id": 7}, {"started_at": None}, {"arguments": 3}, {"files": {"a": "x"}}, {"ends": {"a": "x"}}]
)
def test_a_line_with_values_of_other_types_is_no_run(tmp_path, wrong):
    begin_run(tmp_path, run(1), {})
    finish_run(tmp_path, done(1))
    path = runs_path(tmp_path, "thu")
    value = orjson.loads(path.read_bytes())
    path.write_bytes(path.read_bytes() + orjson.dumps(value | wrong, option=orjson.OPT_APPEND_NEWLINE))
    assert list(read_runs(tmp_path, "thu")) == [done(1)]


def test_a_folder_in_place_of_the_running_note_is_a_storage_error(tmp_path):
    (tmp_path / "state" / "thu.run.json").mkdir()
    with pytest.raises(StorageError, match=r"thu\.run\.json"):
        begin_run(tmp_path, run(1), {})


def test_a_field_of_a_later_version_is_no_hindrance(tmp_path):
    begin_run(tmp_path, run(1), {})
    finish_run(tmp_path, done(1))
    path = runs_path(tmp_path, "thu")
    path.write_bytes(path.read_bytes().replace(b'{"id"', b'{"later":1,"id"'))
    assert list(read_runs(tmp_path, "thu")) == [done(1)]


def test_ranges_are_of_files_that_grew():
    before, after = {"a": 5, "b": 5}, {"a": 5, "b": 9, "c": 2}
    assert appended_ranges(before, after) == {"b": (5, 9), "c": (0, 2)}
