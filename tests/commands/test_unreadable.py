"""One site's record that cannot be read: the other sites are seen all the same, and nothing hangs."""

import json
import os

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests.commands.test_health import dvcrawler, health, judged, keep, until_now
from tests.portal import crawl

RUNS, NOTE = "runs/phunu.jsonl", "state/phunu.run.json"
#: Reading one's own memory at its first byte fails with EIO, as a failing disk does.
KINDS = {
    "folder": lambda path: path.mkdir(),
    "pipe": os.mkfifo,
    "disk": lambda path: path.symlink_to("/proc/self/mem"),
}
REASONS = {"folder": "it is not a file", "pipe": "it is not a file", "disk": "Input/output error"}


#: All of them by `make test-all`.
BAD = [pytest.param((place, kind), id=f"{place}-{kind}", marks=[pytest.mark.slow] if kind == "disk" or
                    (place, kind) == (NOTE, "pipe") else [])
       for place in (RUNS, NOTE) for kind in KINDS]  # fmt: skip


@pytest.fixture(params=BAD)
def bad(request, tmp_path):
    place, kind = request.param
    keep(tmp_path, "danguykhoi", until_now(10))
    (tmp_path / "state").mkdir()
    KINDS[kind](tmp_path / place)
    return tmp_path, f"cannot read {tmp_path / place}: {REASONS[kind]}"


def test_health_calls_the_site_failing_and_judges_the_others(bad):
    data, reason = bad
    found = judged(data)
    assert (found["phunu"]["state"], found["phunu"]["exit_code"]) == ("failing", 15)
    assert [(each["what"], each["exit_code"]) for each in found["phunu"]["signs"]] == [(reason, 15)]
    assert found["danguykhoi"]["state"] == "ok"


def test_health_notifies_and_writes_metrics_beside_it(bad, tmp_path):
    data, reason = bad
    found = health(data, "--metrics", str(tmp_path / "x.prom"), "--notify", f"tee {tmp_path / 'told'}")
    assert found.returncode == 15
    assert f"phunu: failing (15): {reason}\n  do: " in found.stdout
    assert (tmp_path / "told").read_text() == found.stdout
    assert 'dvcrawler_healthy{site="danguykhoi"} 1' in (tmp_path / "x.prom").read_text()


def test_sites_and_runs_show_the_others_and_name_it(bad):
    data, reason = bad
    sites = {row["site"]: row["health"] for row in json.loads(dvcrawler(data, "sites", "--json").stdout)}
    assert (sites["phunu"], sites["danguykhoi"]) == ("failing", "ok")
    found = dvcrawler(data, "runs", "--json")
    assert (found.returncode, found.stderr.count("\n")) == (15, 1)
    assert reason in found.stderr
    assert {row["site"] for row in json.loads(found.stdout)} == {"danguykhoi"}


def test_runs_of_nothing_else_do_not_say_that_there_is_none(bad):
    found = dvcrawler(bad[0], "runs", "phunu")
    assert (found.returncode, found.stdout) == (15, "")


def test_a_crawl_of_the_site_is_15_and_one_line(bad):
    with serve(Portal(24)) as server:
        run = crawl(server, bad[0], "phunu")
    assert (run.code, run.out.count("\n"), "Traceback" in run.out + run.err) == (15, 1, False)
    assert "phunu" in run.out


def test_pipes_in_place_of_lock_and_ledger_do_not_hold_up_health_and_sites(tmp_path):
    keep(tmp_path, "phunu", until_now(10))
    (tmp_path / "state").mkdir()
    for name in ("phunu.lock", "phunu.sqlite"):
        os.mkfifo(tmp_path / "state" / name)
    (tmp_path / NOTE).write_bytes(
        (tmp_path / RUNS).read_bytes().splitlines()[-1].replace(b'"id":"', b'"id":"x')
    )
    assert health(tmp_path, "--metrics", str(tmp_path / "x.prom")).returncode == 0
    assert dvcrawler(tmp_path, "sites").returncode == 0


def test_a_file_in_place_of_the_data_folder_is_3_and_one_line(tmp_path):
    (tmp_path / "data").write_text("")
    for command in ("health", "runs", "sites"):
        found = dvcrawler(tmp_path / "data", command)
        assert (found.returncode, found.stderr.count("\n")) == (3, 1), command
        assert "the data folder cannot be used" in found.stderr


READERS = [("search", "chữ"), ("similar",), ("show", "thu:1"), ("cite", "thu:1"), ("coverage",), ("verify",),
           ("report", "--html", "r.html"), ("export", "--to", "e.csv")]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "command"),
    # A pipe has no length, so that nothing in it is new.
    [*((kind, command) for kind in ("folder", "pipe") for command in READERS), ("folder", ("new", "--cursor", "c.1"))],
    ids=lambda value: value if isinstance(value, str) else value[0],
)  # fmt: skip
def test_what_is_not_a_file_of_articles_is_named_with_what_to_do(tmp_path, make_record, command, kind):
    folder = tmp_path / "articles/thu"
    folder.mkdir(parents=True)
    (folder / "2026-01.jsonl").write_text(json.dumps(make_record(1)) + "\n", "utf-8")
    KINDS[kind](folder / "2026-02.jsonl")
    found = dvcrawler(tmp_path, *(str(tmp_path / word) if "." in word else word for word in command))
    assert (found.returncode, found.stdout.count("\n"), found.stderr.count("\n")) == (15, 0, 1)
    assert "2026-02.jsonl: it is not a file; move it away, then run again" in found.stderr


@pytest.mark.parametrize("command", [("verify",), ("reparse", "--dry-run")], ids=lambda words: words[0])
def test_a_pipe_among_the_files_of_the_archive_does_not_hold_a_command_up(tmp_path, make_record, command):
    for name in ("articles", "warc"):
        (tmp_path / name / "phunu").mkdir(parents=True)
    line = make_record(1) | {"site": "phunu", "id": "phunu:1"}
    (tmp_path / "articles/phunu/2026-01.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    os.mkfifo(tmp_path / "warc/phunu/phunu-1.warc.gz")
    found = dvcrawler(tmp_path, *command)
    assert (found.returncode, "Traceback" in found.stderr) == (15, False)
    assert "phunu-1.warc.gz: it is not a file" in found.stdout + found.stderr
