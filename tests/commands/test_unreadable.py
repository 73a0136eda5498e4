"""One site's record that cannot be read: the other sites are seen all the same, and nothing hangs."""

import json
import os
from functools import partial
from pathlib import Path

import pytest

from dvcrawler.errors import UnreadableError
from dvcrawler.reading import latest, read
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
BAD = [
    pytest.param(
        (place, kind),
        id=f"{place}-{kind}",
        marks=[pytest.mark.slow] if kind == "disk" or (place, kind) == (NOTE, "pipe") else [],
    )
    for place in (RUNS, NOTE)
    for kind in KINDS
]


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


READERS = [
    ("search", "đồng"),
    ("similar",),
    ("show", "thu:2"),
    ("cite", "thu:2"),
    ("coverage",),
    ("verify",),
    ("reindex",),
    ("remove", "--list"),
    ("report", "--html", "r.html"),
    ("export", "--to", "e.csv"),
    ("new", "--cursor", "c.1"),
]


def _forbid(path):
    path.mkdir()
    path.chmod(0)


#: What stands in place of a site's folder, or of a file in it, and what is said of it.
PLACES = {
    "folder": ("thu/2026-02.jsonl", Path.mkdir, "it is not a file, {}; move it away"),
    "pipe": ("thu/2026-02.jsonl", os.mkfifo, "it is not a file, {}; move it away"),
    "packed": (
        "thu/2026-02.jsonl.gz",
        lambda path: path.write_bytes(b""),
        "it is compressed, {}; decompress it",
    ),
    "link": ("tin", lambda path: path.symlink_to("nowhere"), "the link leads nowhere, {}; move it away"),
    "file": ("tin", lambda path: path.write_text(""), "it is not a folder, {}; move it away"),
    "forbidden": ("tin", _forbid, "Permission denied, {}; fix the permissions"),
}
WITHOUT = {"verify": "not checked", "reindex": "not read"}


@pytest.fixture
def store(tmp_path, make_record):
    for site in ("thu", "khac"):
        folder = tmp_path / f"articles/{site}"
        folder.mkdir(parents=True)
        line = make_record(1) | {"site": site, "id": f"{site}:1"}
        (folder / "2026-01.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (tmp_path / "runs").mkdir()
    (tmp_path / "runs/tin.jsonl").touch()
    return tmp_path


@pytest.mark.sampled(7)
@pytest.mark.parametrize("kind", PLACES)
@pytest.mark.parametrize("command", READERS, ids=lambda words: words[0])
def test_what_of_a_site_may_not_be_read_is_named_with_what_to_do_and_the_rest_is_read(store, command, kind):
    if kind == "forbidden" and os.geteuid() == 0:
        pytest.skip("root may read all")
    name, make, what = PLACES[kind]
    make(store / "articles" / name)
    if command[-1] == "thu:2":  # of the site that has it, or of another one
        command = command[0], "thu:2" if name.startswith("thu") else "tin:2"
    found = dvcrawler(store, *(str(store / word) if "." in word else word for word in command))
    assert (found.returncode, "Traceback" in found.stderr) == (15, False)
    line = f"cannot read {store}/articles/{name}: {what.format(WITHOUT.get(command[0], 'left out here'))}, then run again"
    if command[0] in ("show", "cite"):
        line = (
            f"{command[1]} may be in {store}/articles/{name}, which cannot be read: {what.partition(',')[0]};"
        )
    assert found.stderr.count(line) == 1
    if command[0] == "new":
        assert {json.loads(each)["id"] for each in found.stdout.split("\n") if each} == {"khac:1", "thu:1"}
    if command[0] == "export":
        assert "khac:1" in (store / "e.csv").read_text("utf-8")


def test_what_is_read_later_comes_with_a_later_poll_and_once(store):
    folder, away = store / "articles/thu", store / "thu"
    folder.rename(away)
    folder.symlink_to("nowhere")
    poll = ("new", "--cursor", str(store / "c.1"))
    found = [dvcrawler(store, *poll).stdout]
    folder.unlink()
    away.rename(folder)
    found += [dvcrawler(store, *poll).stdout for _ in range(2)]
    assert [[json.loads(each)["id"] for each in text.split("\n") if each] for text in found] == [
        ["khac:1"],
        ["thu:1"],
        [],
    ]
    folder.rename(away)
    assert dvcrawler(store, *poll).stdout == ""
    away.rename(folder)
    assert dvcrawler(store, *poll).stdout == ""


def test_the_reading_api_refuses_to_list_articles_without_those_that_may_not_be_read(store):
    (store / "articles/tin").symlink_to("nowhere")
    for read_all in (read, latest, partial(latest, since="2020-01-01")):
        with pytest.raises(UnreadableError, match="articles/tin: the link leads nowhere"):
            list(read_all(store))
        assert [each["id"] for each in read_all(store, site="thu")] == ["thu:1"]


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
