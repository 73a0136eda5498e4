"""`dvcrawler runs` and the health column of `dvcrawler sites`."""

import json
import signal
import subprocess

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.commands.test_health import ILL, dvcrawler, keep, until_now
from tests.faults.harness import wait_for
from tests.faults.test_kill import HELD_BACK
from tests.portal import command, crawl, environment, runs


def listed(data, *words):
    return json.loads(dvcrawler(data, "runs", "--json", *words).stdout)


def start(server, data):
    """A crawl that is under way and stays so: it waits a minute between two requests."""
    process = warm.popen(
        [*command(data, "phunu"), *HELD_BACK, "-s", "DOWNLOAD_DELAY=60"],
        env=environment(server),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    note = data / "state" / "phunu.run.json"
    wait_for(lambda: note.exists() or process.poll() is not None)
    assert process.poll() is None
    return process


def test_a_run_is_shown_running_then_dead_then_interrupted(tmp_path):
    with serve(Portal(24)) as server:
        process = start(server, tmp_path)
        try:
            (row,) = listed(tmp_path)
            assert (row["site"], row["result"], row["exit_code"], row["seconds"]) == (
                "phunu",
                "running",
                None,
                None,
            )
            sites = json.loads(dvcrawler(tmp_path, "sites", "--json").stdout)
            assert {s["site"]: s["result"] for s in sites}["phunu"] == "running"
            assert dvcrawler(tmp_path, "health").returncode == 0
            shown = dvcrawler(tmp_path, "runs").stdout.splitlines()[1].split()
            assert shown[2:] == ["-", "running", *["-"] * 8]
        finally:
            process.send_signal(signal.SIGKILL)
            process.wait()
        assert [row["result"] for row in listed(tmp_path)] == ["dead"]
        crawl(server, tmp_path, "phunu")
    results = [row["result"] for row in listed(tmp_path)]
    assert results == ["interrupted", "ok"]


def test_the_newest_runs_come_last_and_no_more_than_asked_for(tmp_path):
    keep(tmp_path, "phunu", until_now(30))
    keep(tmp_path, "danguykhoi", until_now(3, ILL))
    assert len(listed(tmp_path)) == 20
    rows = listed(tmp_path, "-n", "3")
    assert [row["started_at"] for row in rows] == sorted(row["started_at"] for row in rows)
    assert [row["site"] for row in listed(tmp_path, "danguykhoi", "--limit", "100")] == ["danguykhoi"] * 4
    shown = dvcrawler(tmp_path, "runs", "danguykhoi", "-n", "1").stdout.splitlines()
    assert shown[0].split()[:4] == ["site", "started", "at", "duration"]
    assert "0:02:00" in shown[1]
    assert "changed (13)" in shown[1]
    assert len(shown) == 2


def test_what_a_crawl_did_is_shown(tmp_path):
    with serve(Portal(24)) as server:
        crawl(server, tmp_path, "baonamdinh", "-a", "limit=3")
    (row,), (kept,) = listed(tmp_path), runs(tmp_path, "baonamdinh")
    assert {name: row[name] for name in ("id", "outcomes", "requests", "newest", "exit_code")} == {
        name: kept[name] for name in ("id", "outcomes", "requests", "newest", "exit_code")
    }
    assert dvcrawler(tmp_path, "runs").stdout.rstrip().endswith("limit=3")


def test_no_run_is_said_in_one_line(tmp_path):
    found = dvcrawler(tmp_path, "runs")
    assert (found.returncode, found.stdout) == (0, f"no run is recorded in {tmp_path / 'runs'}\n")
    assert dvcrawler(tmp_path, "runs", "--json").stdout == "[]\n"


@pytest.mark.parametrize("command", [("runs",), ("runs", "--json"), ("sites", "--stored")])
def test_a_folder_that_is_not_there_is_refused(tmp_path, command):
    found = dvcrawler(tmp_path / "unmounted", *command)
    assert (found.returncode, found.stdout) == (3, "")
    assert found.stderr.startswith(f"dvcrawler: there is no data folder {tmp_path / 'unmounted'}; ")


def test_sites_are_listed_before_the_first_crawl_with_a_line_about_the_folder(tmp_path):
    found = dvcrawler(tmp_path / "none", "sites", "baonamdinh")
    assert (found.returncode, len(found.stderr.splitlines())) == (0, 1)
    assert f"there is no data folder {tmp_path / 'none'} yet" in found.stderr


@pytest.mark.parametrize("words", [("nosuch",), ("-n", "0"), ("-n", "x")])
def test_what_cannot_be_read_is_2(tmp_path, words):
    found = dvcrawler(tmp_path, "runs", *words)
    assert found.returncode == 2
    assert "Traceback" not in found.stderr


def test_sites_show_family_and_health(tmp_path):
    keep(tmp_path, "danguykhoi", until_now(10, ILL))
    keep(tmp_path, "phunu", until_now(10))
    rows = {row["site"]: row for row in json.loads(dvcrawler(tmp_path, "sites", "--json").stdout)}
    assert {rows[site]["health"] for site in rows} == {"changed", "ok", None}
    assert (rows["danguykhoi"]["family"], rows["danguykhoi"]["health"]) == ("party", "changed")
    assert rows["baonamdinh"]["family"] == "vnpt"


def test_sites_leave_a_damaged_ledger_alone(tmp_path):
    (tmp_path / "state").mkdir()
    (tmp_path / "state" / "phunu.sqlite").write_bytes(b"no database at all" * 100)
    assert dvcrawler(tmp_path, "sites").returncode == 0
    assert [path.name for path in (tmp_path / "state").iterdir()] == ["phunu.sqlite"]
