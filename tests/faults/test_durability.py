"""What a power loss cannot take: every call of a crawl on the disk, in order.

A file's bytes are safe when the file was synced, its name when its folder was.
"""

from pathlib import PurePosixPath

import pytest

from dvcrawler.errors import ExitCode
from dvcrawler.storage.journal import MOST_TOGETHER
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.faults.harness import CLEAN, SITE, Trace, ask, crawl_under
from tests.patched import patched
from tests.portal import crawl, records

SMALL_WARCS = ("-s", "DVCRAWLER_WARC_SIZE=30000")
LEDGER_LOG = f"state/{SITE}.sqlite-wal"
NOTE = f"state/{SITE}.run.json"
#: Articles wait for each other: on a busy machine none comes within the twentieth of a second that they have.
TOGETHER = """
from dvcrawler.pipelines import group_commit

group_commit._INTERVAL = 2
"""


@pytest.fixture(scope="module")
def traces(tmp_path_factory):
    """The calls of a first crawl, and of a second that finds nothing new and a torn line in the run record."""
    base = tmp_path_factory.mktemp("traced")
    together = patched(base / "together", TOGETHER)
    data, found = base / "data", []
    with serve(Portal(24)) as server:
        for number in (1, 2):
            trace = Trace(data, base / f"trace-{number}")
            ended = crawl_under(server, data, *SMALL_WARCS, **trace.environment, **together)
            assert ended.code in CLEAN, ended.out + ended.err
            found.append(trace.calls())
            if number == 1:
                stored = len(records(data, SITE))
                with (data / "runs" / f"{SITE}.jsonl").open("ab") as file:
                    file.write(b'{"id":"half')
    first, second = found
    assert stored > len(writes(first, "articles/*/*.jsonl")) >= stored / MOST_TOGETHER
    assert not writes(second, "articles/*/*.jsonl")
    return first, second


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    data = tmp_path_factory.mktemp("stored")
    with serve(Portal(24)) as server:
        assert crawl(server, data, SITE).code in CLEAN
    return data


def places(calls, wanted, pattern):
    return [
        n for n, (call, path) in enumerate(calls) if call == wanted and PurePosixPath(path).match(pattern)
    ]


def writes(calls, pattern):
    return places(calls, "write", pattern)


def test_a_line_is_written_when_every_capture_before_it_is_synced(traces):
    unsynced, lines = set(), 0
    for call, path in traces[0]:
        if PurePosixPath(path).match("warc/*/*.warc.gz"):
            if call == "write":
                unsynced.add(path)
            elif call == "fsync":
                unsynced.discard(path)
        elif call == "write" and PurePosixPath(path).match("articles/*/*.jsonl"):
            lines += 1
            assert not unsynced, f"line {lines}"
    assert lines


def test_the_ledger_learns_of_lines_when_they_are_synced_and_before_anything_else_happens(traces):
    calls = traces[0]
    for place in writes(calls, "articles/*/*.jsonl"):
        line = calls[place][1]
        assert calls[place + 1 : place + 3] == [("fsync", line), ("write", LEDGER_LOG)]


@pytest.mark.parametrize("pattern", ["articles/*/*.jsonl", "warc/*/*.warc.gz", "runs/*.jsonl"])
def test_the_name_of_a_new_file_is_synced_before_anything_is_written_into_it(traces, pattern):
    calls = traces[0]
    created = places(calls, "create", pattern)
    assert len(created) >= (2 if pattern.startswith("warc") else 1)
    for place in created:
        assert calls[place + 1] == ("fsync", PurePosixPath(calls[place][1]).parent.as_posix())


def test_a_new_folder_is_synced_in_the_one_above_it(traces):
    calls = traces[0]
    made = [path for call, path in calls if call == "mkdir" and path != "."]
    assert {f"articles/{SITE}", f"warc/{SITE}", "runs"} <= set(made)
    for path in made:
        place = calls.index(("mkdir", path))
        assert calls[place + 1] == ("fsync", PurePosixPath(path).parent.as_posix())


def test_the_names_that_a_killed_run_left_are_synced_before_anything_else_is_done(traces):
    """It may have been killed between creating a file and syncing the folder."""
    calls = traces[1]
    assert ("mkdir", f"articles/{SITE}") not in calls
    assert not places(calls, "create", "articles/*/*")
    settled = calls.index(("fsync", f"articles/{SITE}"))
    assert settled < calls.index(("write", f"{NOTE}.new"))


def test_a_replaced_file_is_synced_before_it_takes_the_name_and_the_name_after_it(traces):
    for calls in traces:
        place = calls.index(("rename", NOTE))
        new = f"{NOTE}.new"
        assert calls[place - 2 : place + 2] == [
            ("write", new),
            ("fsync", new),
            ("rename", NOTE),
            ("fsync", "state"),
        ]


def test_a_run_is_no_longer_under_way_when_its_line_is_synced_and_that_is_synced_too(traces):
    line = f"runs/{SITE}.jsonl"
    for calls in traces:
        place = calls.index(("unlink", NOTE))
        assert calls[place - 2 : place + 2] == [
            ("write", line),
            ("fsync", line),
            ("unlink", NOTE),
            ("fsync", "state"),
        ]


def test_every_capture_is_synced_when_the_run_ends(traces):
    for calls in traces:
        files = {calls[place][1] for place in writes(calls, "warc/*/*.warc.gz")}
        assert files
        for path in files:
            assert [call for call, each in calls if each == path][-1] == "fsync", path


def test_a_torn_line_is_safe_in_its_own_file_before_it_is_cut_off_and_the_cut_is_synced(traces):
    line = f"runs/{SITE}.jsonl"
    calls = traces[1]
    place = calls.index(("truncate", line))
    assert calls[place - 2 : place + 2] == [
        ("write", f"{line}.torn"),
        ("fsync", f"{line}.torn"),
        ("truncate", line),
        ("fsync", line),
    ]


@pytest.mark.sampled(3)
@pytest.mark.parametrize("name", ["out.wacz", "out.csv", "out.xlsx", "out.sqlite", "out.parquet", "out"])
def test_an_export_is_synced_before_it_takes_the_name_and_the_name_after_it(stored, tmp_path, name):
    (tmp_path / "to").mkdir()
    trace = Trace(tmp_path, tmp_path / "trace")
    form = () if "." in name else ("--format", "hf")
    ended = ask(stored, "export", "--to", str(tmp_path / "to" / name), *form, **trace.environment)
    assert ended.code == ExitCode.OK, ended.err
    calls = [(call, path) for call, path in trace.calls() if path.startswith("to")]
    (named,) = places(calls, "rename", f"to/{name}")
    last = {path: call for call, path in calls[:named] if call in ("write", "fsync")}
    synced = {path for path, call in last.items() if call == "fsync"}
    target = tmp_path / "to" / name
    held = [each.relative_to(target) for each in target.rglob("*") if each.is_file()] or ["."]
    (part,) = {PurePosixPath(path).parts[1] for path in synced}
    assert {str(PurePosixPath("to", part, each)) for each in held} <= synced
    assert ("fsync", "to") in calls[named:]
