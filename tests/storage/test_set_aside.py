"""Lines that no reader can use are moved out of the article files without moving another byte."""

import json

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.storage.ledgers.ledger import Ledger, reindex
from dvcrawler.storage.removals.notices import erased_line
from dvcrawler.storage.run_records.runs import Run, finish_run, read_runs
from dvcrawler.storage.set_aside import SetAside, set_aside
from dvcrawler.storage.store import Store
from dvcrawler.storage.verify import verify

AT = "2026-03-01T00:00:00Z"
#: Bytes of the shortest line that a marker takes the place of.
LEAST = len(erased_line(500, AT).rstrip()) + 1


@pytest.fixture
def path(tmp_path, make_record):
    with Store(tmp_path, "thu") as store:
        for record in (make_record(1), make_record(2), make_record(1, 2), make_record(3)):
            store.append(record)
        return store.files()[0]


def mend(data, path, change):
    """Changes the lines, and sets aside; returns what was, the lines after it, and what verify finds then."""
    lines = path.read_bytes().splitlines(keepends=True)
    change(lines)
    path.write_bytes(b"".join(lines))
    found = [each for each in set_aside(data, "thu", AT) if each.lines or each.short]
    reindex(data, "thu")
    return found, path.read_bytes(), [each.what for each in verify(data, "thu")]


def spoil(line):
    return line[:60] + b"\xff" + line[61:]


@pytest.mark.parametrize("at", [0, 1, 2, 3])
def test_a_damaged_line_is_set_aside_and_verify_ends_clean(tmp_path, path, at):
    whole = path.read_bytes().splitlines(keepends=True)
    found, after, faults = mend(tmp_path, path, lambda lines: lines.__setitem__(at, spoil(lines[at])))
    assert (found, faults) == ([SetAside(path.name, 1, 0)], [])
    assert path.with_name(path.name + ".torn").read_bytes() == spoil(whole[at])
    kept = after.splitlines(keepends=True)
    assert [len(line) for line in kept] == [len(line) for line in whole]
    assert [line for n, line in enumerate(kept) if n != at] == [
        line for n, line in enumerate(whole) if n != at
    ]


def test_a_line_that_is_stored_twice_is_set_aside_once(tmp_path, path):
    found, after, faults = mend(tmp_path, path, lambda lines: lines.append(lines[1]))
    assert (found, faults) == ([SetAside(path.name, 1, 0)], [])
    assert after.count(b'"id":"thu:2"') == 1


def test_a_line_that_damage_divided_is_set_aside_as_one(tmp_path, path):
    found, after, faults = mend(
        tmp_path, path, lambda lines: lines.__setitem__(1, lines[1][:5] + b"\n" + lines[1][6:])
    )
    assert (found, faults, after.count(b"\n")) == ([SetAside(path.name, 2, 0)], [], 4)


@pytest.mark.parametrize("line", [b"no json\n", b"x" * (LEAST - 2) + b"\n"])
def test_a_line_too_short_for_a_marker_stays_and_is_counted(tmp_path, path, line):
    found, after, faults = mend(tmp_path, path, lambda lines: lines.insert(1, line))
    assert (found, faults) == ([SetAside(path.name, 0, 1)], ["not a JSON object"])
    assert b"\n" + line in after


def test_a_line_of_the_length_of_a_marker_is_set_aside(tmp_path, path):
    line = b"x" * (LEAST - 1) + b"\n"
    found, after, faults = mend(tmp_path, path, lambda lines: lines.insert(1, line))
    assert (found, faults, line in after) == ([SetAside(path.name, 1, 0)], [], False)


def test_another_revision_set_aside_does_not_excuse_a_missing_one(tmp_path, path):
    lines = path.read_bytes().splitlines(keepends=True)
    path.with_name(path.name + ".torn").write_bytes(lines[2])
    _, _, faults = mend(tmp_path, path, lambda lines: lines.pop(0))
    assert faults == ["thu:1 has 1 lines up to revision 2"]


def test_a_damaged_line_of_the_run_record_is_set_aside(tmp_path, path):
    for folder in ("runs", "state"):
        (tmp_path / folder).mkdir(exist_ok=True)
    finish_run(tmp_path, Run("thu-1", "thu", {}, "t", "t"))
    finish_run(tmp_path, Run("thu-2", "thu", {}, "t", "t"))
    runs = tmp_path / "runs/thu.jsonl"
    runs.write_bytes(spoil(runs.read_bytes()))
    found, _, faults = mend(tmp_path, path, list.copy)
    assert (found, faults) == ([SetAside(runs.name, 1, 0)], [])
    assert [run.id for run in read_runs(tmp_path, "thu")] == ["thu-2"]


def test_two_texts_of_one_revision_and_lines_of_another_site_are_left(tmp_path, path):
    def change(lines):
        lines += [lines[1].replace(b'"content_hash":"', b'"content_hash":"0')]
        lines += [lines[3].replace(b'"thu:', b'"khac:').replace(b'"site":"thu"', b'"site":"khac"')]

    before = path.read_bytes()
    found, after, faults = mend(tmp_path, path, change)
    assert (found, len(faults), after.startswith(before)) == ([], 2, True)


def test_a_line_of_a_newer_dvcrawler_is_left_named_and_nothing_is_written_beside_it(tmp_path, path):
    record = json.loads(path.read_bytes().splitlines()[0])
    newer = json.dumps({**record, "schema": 3, "mood": "calm"}).encode() + b"\n"
    damaged = json.dumps({**record, "schema": 3}).encode() + b"\n"
    path.write_bytes(path.read_bytes() + newer + damaged)
    found = {each.what: each.fix for each in verify(tmp_path, "thu")}
    assert found["schema 3: a newer dvcrawler wrote the line"] == "update dvcrawler on this machine"
    assert sum("schema: 3 is not 2" in what for what in found) == 1
    with (
        Store(tmp_path, "thu") as store,
        Ledger(tmp_path, "thu") as ledger,
        pytest.raises(ConfigError, match="schema 3"),
    ):
        ledger.catch_up(store)
    with pytest.raises(ConfigError, match="has lines of schema 3, which a newer dvcrawler wrote"):
        reindex(tmp_path, "thu")
    assert [each.lines for each in set_aside(tmp_path, "thu", AT)] == [1, 0]
    assert newer in path.read_bytes()
