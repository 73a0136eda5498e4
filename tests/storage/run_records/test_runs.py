from dataclasses import replace

import orjson
import pytest

from dvcrawler.errors import StorageError
from dvcrawler.storage.lock import SiteLock
from dvcrawler.storage.run_records.run_line import parse_run
from dvcrawler.storage.run_records.runs import (
    OpenRun,
    Run,
    appended_ranges,
    begin_run,
    find_open_run,
    finish_run,
    last_run,
    read_runs,
    recent_runs,
    runs_path,
)
from dvcrawler.storage.tail import tail_start


def run(number: int, **fields) -> Run:
    at = f"2026-01-{number:02}T00:00:00Z"
    return Run(f"thu-{number}", "thu", {"since": "2024-01-01"}, at, **fields)


def done(number: int, **fields) -> Run:
    return replace(
        run(number, **fields), ended_at=f"2026-01-{number:02}T01:00:00Z", exit_code=0, exit_name="ok"
    )


@pytest.fixture(autouse=True)
def state(tmp_path):
    (tmp_path / "state").mkdir()


def test_an_ended_run_reads_back_as_it_was(tmp_path):
    ended = done(
        1,
        requests=7,
        outcomes={"stored": 2},
        files={"2026-01.jsonl": (5, 9)},
        problems=[{"url": "u", "outcome": "gone", "reason": "404"}],
    )
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


def test_lines_that_are_not_a_run_are_passed_over(tmp_path):
    begin_run(tmp_path, run(1), {})
    runs_path(tmp_path, "thu").write_bytes(b'no json\n{"id": "x"}\n')
    finish_run(tmp_path, done(1))
    assert [r.id for r in read_runs(tmp_path, "thu")] == ["thu-1"]


@pytest.mark.parametrize(
    "wrong", [{"id": 7}, {"started_at": None}, {"arguments": 3}, {"files": {"a": "x"}}, {"ends": {"a": "x"}}]
)
def test_a_line_with_values_of_other_types_is_not_a_run(tmp_path, wrong):
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


def test_a_field_of_a_later_version_is_not_a_hindrance(tmp_path):
    begin_run(tmp_path, run(1), {})
    finish_run(tmp_path, done(1))
    path = runs_path(tmp_path, "thu")
    path.write_bytes(path.read_bytes().replace(b'{"id"', b'{"later":1,"id"'))
    assert list(read_runs(tmp_path, "thu")) == [done(1)]


def test_ranges_are_of_files_that_grew():
    before, after = {"a": 5, "b": 5}, {"a": 5, "b": 9, "c": 1, "d": 0}
    assert appended_ranges(before, after) == {"b": (5, 9), "c": (0, 1)}


def keep(tmp_path, numbers):
    begin_run(tmp_path, run(0), {})
    for number in numbers:
        finish_run(tmp_path, replace(done(1), id=f"thu-{number}", problems=[{"url": "x" * number * 40}]))


def test_the_newest_runs_are_the_tail_of_the_file_after_anything(tmp_path):
    keep(tmp_path, range(100))  # lines of many sizes, over several blocks
    every = list(read_runs(tmp_path, "thu"))
    for most in (1, 2, 50, 99, 100, 1000):
        assert list(recent_runs(tmp_path, "thu", most)) == every[-most:]
    assert list(recent_runs(tmp_path, "nowhere", 5)) == []


def test_the_tail_holds_whole_lines_within_its_bytes(tmp_path):
    keep(tmp_path, range(100))
    path = runs_path(tmp_path, "thu")
    data = path.read_bytes()
    starts = {0, *(n + 1 for n, sign in enumerate(data) if sign == 10)}
    for most in (0, 1, 3000, 100_000, len(data), len(data) * 2):
        start = tail_start(path, 1000, most)
        assert start in starts
        assert len(data) - start <= most or start == data.rindex(b"\n", 0, -1) + 1
        assert not any(len(data) - most <= other < start for other in starts if other)


def test_a_tail_without_any_run_does_not_hide_the_last_one(tmp_path):
    keep(tmp_path, [1])
    with runs_path(tmp_path, "thu").open("ab") as file:
        file.write(b"garbage\n" * 200)
    assert last_run(tmp_path, "thu").id == "thu-1"


@pytest.mark.parametrize(
    "odd",
    [
        {"outcomes": None},
        {"outcomes": {"stored": "x"}},
        {"requests": "7"},
        {"stats": []},
        {"exit_code": "0"},
        {"problems": ["x"]},
        {"problems": {"a": 1}},
        {"files": {"a": 1}},
        {"ended_at": 5},
        {"id": None},
        {"arguments": ["x"]},
        {"requests": True},
        {"failure": {}},
    ],
)
def test_a_value_of_another_kind_makes_it_no_run(tmp_path, odd):
    keep(tmp_path, [1])
    value = orjson.loads(runs_path(tmp_path, "thu").read_bytes())
    with runs_path(tmp_path, "thu").open("ab") as file:
        file.write(orjson.dumps(value | odd) + b"\n")
    assert [each.id for each in read_runs(tmp_path, "thu")] == ["thu-1"]


def test_a_run_under_way_is_distinguished_from_a_dead_one_by_the_lock(tmp_path):
    assert find_open_run(tmp_path, "thu") is None
    begun = run(1)
    with SiteLock(tmp_path, "thu", begun.started_at):
        begin_run(tmp_path, begun, {})
        assert find_open_run(tmp_path, "thu") == OpenRun(begun, is_alive=True)
    assert find_open_run(tmp_path, "thu") == OpenRun(begun, is_alive=False)
    with SiteLock(tmp_path, "thu", "2026-05-05T05:05:05Z"):  # another one, that has not begun its own yet
        assert find_open_run(tmp_path, "thu") == OpenRun(begun, is_alive=False)
    note = (tmp_path / "state" / "thu.run.json").read_bytes()
    finish_run(tmp_path, done(1))
    assert find_open_run(tmp_path, "thu") is None
    (tmp_path / "state" / "thu.run.json").write_bytes(note)  # it died after its line
    assert find_open_run(tmp_path, "thu") is None


def test_a_line_with_what_every_run_has_and_nothing_else_is_a_run():
    value = {"id": "thu-1", "site": "thu", "arguments": {}, "started_at": "2026-01-01T00:00:00Z"}
    assert parse_run(value).id == "thu-1"
    for name in value:
        assert parse_run({key: each for key, each in value.items() if key != name}) is None


def test_the_last_run_behind_many_lines_that_are_none_is_the_newest(tmp_path):
    keep(tmp_path, range(3))
    with (tmp_path / "runs" / "thu.jsonl").open("ab") as file:
        file.write(b"{}\n" * 60)
    assert last_run(tmp_path, "thu").id == list(read_runs(tmp_path, "thu"))[-1].id


def test_what_was_appended_is_listed_by_file_from_its_first_byte():
    assert appended_ranges({"b": 4, "c": 7}, {"a": 10, "b": 9, "c": 7}) == {"a": (0, 10), "b": (4, 9)}


def test_numbers_at_their_bounds_are_those_of_a_run():
    value = {"id": "thu-1", "site": "thu", "arguments": {}, "started_at": "2026-01-01T00:00:00Z"}
    greatest = 2**63 - 1
    for span in ([0, 0], [7, 7], [0, greatest], [greatest, greatest]):
        assert parse_run(value | {"files": {"2026-01.jsonl": span}}).files == {"2026-01.jsonl": tuple(span)}
    for number in (0, 1, greatest):
        run = parse_run(value | {"requests": number, "ends": {"2026-01.jsonl": number}, "exit_code": number})
        assert (run.requests, run.ends, run.exit_code) == (number, {"2026-01.jsonl": number}, number)
    for number in (-1, greatest + 1):
        for odd in ({"requests": number}, {"exit_code": number}, {"outcomes": {"stored": number}}):
            assert parse_run(value | odd) is None


def test_bytes_are_accounted_for_by_the_ranges_of_runs_that_do_not_tell_the_ends(tmp_path):
    """As earlier versions wrote them, out of order where another machine appended."""
    spans = [{"a.jsonl": (0, 5)}, {"a.jsonl": (5, 9), "b.jsonl": (0, 3)}, {"a.jsonl": (2, 4)}]
    for number, files in enumerate(spans):
        files = {name.replace("a", "2026-01").replace("b", "2026-02"): span for name, span in files.items()}
        begin_run(tmp_path, run(number), {})
        finish_run(tmp_path, replace(done(number), files=files, ends={}))
    dead = begin_run(tmp_path, run(7), {"2026-01.jsonl": 9, "2026-02.jsonl": 8, "2026-03.jsonl": 1})
    assert dead.files == {"2026-02.jsonl": (3, 8), "2026-03.jsonl": (0, 1)}


def test_a_run_that_has_begun_has_done_nothing():
    begun = run(1)
    assert (begun.requests, begun.exit_code, begun.exit_name) == (0, None, "running")
    assert not begun.outcomes and not begun.files and not begun.problems
