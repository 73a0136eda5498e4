"""`dvcrawler health` as an operator runs it: real data folders, real crawls, real commands told."""

import json
import os
import stat
import subprocess
import sys
import time
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import orjson
import pytest
from prometheus_client.parser import text_string_to_metric_families

from sample_portal.answers import Answer
from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.health.histories import DAY, HOUR, bad, run
from tests.patched import patched
from tests.portal import crawl, environment, runs

HOST = "phunu.namdinh.gov.vn"
ONCE = ("-s", "RETRY_ENABLED=False")


def dvcrawler(data, *words, env=None, **more):
    return warm.run(
        [sys.executable, "-m", "dvcrawler", *words, "--data", str(data)],
        env=environment(**env or {}),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
        **more,
    )


def health(data, *words, **more):
    return dvcrawler(data, "health", *words, **more)


def judged(data, *words):
    return {each["site"]: each for each in json.loads(health(data, "--json", *words).stdout)}


def keep(data, site, history):
    (data / "runs").mkdir(exist_ok=True, parents=True)
    lines = [orjson.dumps(asdict(each) | {"site": site}) for each in history]
    (data / "runs" / f"{site}.jsonl").write_bytes(b"\n".join(lines) + b"\n")


def until_now(days, *last):
    """A run a day, each with news, the last ones as given, the newest an hour ago."""
    now = datetime.now(UTC).replace(microsecond=0) - HOUR
    kinds = [*({"stored": 3} for _ in range(days)), *last]
    return [run(now - (len(kinds) - 1 - n) * DAY, **kind) for n, kind in enumerate(kinds)]


ILL = {"code": 13, "name": "changed", "links": 0}


@pytest.fixture
def ill(tmp_path):
    keep(tmp_path, "phunu", until_now(10))
    keep(tmp_path, "danguykhoi", until_now(10, ILL))
    return tmp_path


class Redesigned(Portal):
    """The sample portal after a day on which its links became scripts."""

    is_changed = False

    def respond(self, host, target, cookie=""):
        answer = super().respond(host, target, cookie)
        if not self.is_changed or target == "/robots.txt":
            return answer
        return Answer(answer.status, answer.headers, answer.body.replace(b"chi-tiet-noi-dung", b"xem"))


# --- over real crawls -----------------------------------------------------------------------------


def test_a_redesign_and_its_end_are_seen_over_real_crawls(tmp_path):
    portal = Redesigned(24)
    with serve(portal) as server:
        for _ in range(3):
            crawl(server, tmp_path, "phunu")
        assert health(tmp_path).returncode == 0
        portal.is_changed = True
        assert crawl(server, tmp_path, "phunu").code == 13
        crawl(server, tmp_path, "phunu")
        found = health(tmp_path, "phunu")
        assert found.returncode == 13
        assert found.stdout.startswith("phunu: changed (13): in the last 2 runs: ")
        assert runs(tmp_path, "phunu")[-1]["id"] in found.stdout
        portal.is_changed = False
        crawl(server, tmp_path, "phunu")
        assert health(tmp_path).returncode == 0


@pytest.mark.slow
def test_sites_that_answer_no_more_are_named_after_the_second_crawl(tmp_path):
    portal = Portal(40)
    hosts = {
        "phunu": (HOST, 503),
        "danguykhoi": ("danguykhoicaccqvadn.namdinh.gov.vn", 403),
        "phuyen": ("phuyen.baodaklak.vn", 404),
    }
    with serve(portal) as server:
        crawl(server, tmp_path, *hosts)
        for host, status in hosts.values():
            portal.fail(host, status)
        crawl(server, tmp_path, *hosts, *ONCE)
        assert health(tmp_path).returncode == 0
        crawl(server, tmp_path, *hosts, *ONCE)
        found = judged(tmp_path, *hosts)
        assert {site: each["state"] for site, each in found.items()} == {
            "phunu": "unreachable",
            "danguykhoi": "blocked",
            "phuyen": "gone",
        }
        assert health(tmp_path).returncode == 12
        for host, _ in hosts.values():
            portal.fail(host, None)
        crawl(server, tmp_path, *hosts, *ONCE)
        assert health(tmp_path).returncode == 0


# --- what it says ---------------------------------------------------------------------------------


def test_the_worst_of_several_sites_is_the_exit_code(ill):
    assert health(ill, "phunu").returncode == 0
    keep(ill, "tinhdoan", until_now(10, {"code": 12}, {"code": 12}))
    assert health(ill).returncode == 13
    assert health(ill, "phunu", "tinhdoan").returncode == 12


def test_json_and_text_say_the_same(ill):
    found, shown = judged(ill), health(ill).stdout
    assert {site: each["state"] for site, each in found.items() if each["runs"]} == {
        "danguykhoi": "changed",
        "phunu": "ok",
    }
    assert found["danguykhoi"]["signs"][0]["what"] in shown
    assert found["danguykhoi"]["last_result"] == "changed"
    assert "\n  do: open the site;" in shown
    assert shown.rstrip().rpartition("\n")[2].startswith("never run: baoapbac, ")


def test_a_site_never_run_alarms_by_name_alone(ill):
    assert health(ill, "baoapbac").returncode == 10
    assert "baoapbac: never run (10): crawl it" in health(ill, "baoapbac").stdout


def test_a_folder_without_any_run_is_one_line_and_2(tmp_path):
    found = health(tmp_path)
    assert (found.returncode, found.stdout) == (2, "")
    assert (
        found.stderr == f"dvcrawler: no run is recorded in {tmp_path}; name the data folder, or crawl first\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "words", [("nosuch",), ("--notify", ""), ("--notify", "mail 'x"), ("--metrics", ""), ("--bogus",)]
)
def test_what_cannot_be_read_is_one_line_and_2(ill, words):
    found = health(ill, *words)
    assert (found.returncode, found.stdout, found.stderr.count("\n")) == (2, "", 1)


def test_torn_garbled_and_hostile_lines_are_passed_over(ill):
    path = ill / "runs" / "danguykhoi.jsonl"
    whole = path.read_bytes().splitlines()
    hostile = orjson.loads(whole[-1]) | {"exit_name": "\x1b]0;x\x07\n", "id": "\x1b[2J"}
    odd = [
        b"",
        b"\x00" * 100,
        b"{",
        b"[1]",
        b"\xff\xfe",
        orjson.dumps(orjson.loads(whole[0]) | {"outcomes": None}),
        orjson.dumps(orjson.loads(whole[0]) | {"stats": [], "requests": "x"}),
        orjson.dumps(hostile),
    ]
    path.write_bytes(b"\n".join([*whole[:5], *odd[:5], *whole[5:-1], *odd[5:]]) + b'\n{"id": "torn')
    found = health(ill, "danguykhoi")
    assert found.returncode == 13, found.stderr
    assert all(line.isprintable() for line in found.stdout.splitlines())


def test_a_folder_that_may_only_be_read_is_judged(ill):
    before = {path: path.stat().st_mtime_ns for path in ill.rglob("*")}
    health(ill)
    assert {path: path.stat().st_mtime_ns for path in ill.rglob("*")} == before


# --- a long record --------------------------------------------------------------------------------


@pytest.mark.slow
def test_years_of_hourly_runs_take_no_longer_and_no_more_memory_than_their_tail(tmp_path):
    line = asdict(until_now(1)[0]) | {"site": "phunu", "problems": bad("unread", count=20)}
    now = datetime.now(UTC)
    with (tmp_path / "phunu.jsonl").open("wb") as file:
        for n in range(50_000, 0, -1):
            at = (now - timedelta(hours=n)).strftime("%Y-%m-%dT%H:%M:%SZ")
            file.write(orjson.dumps(line | {"id": f"phunu-{n}", "started_at": at, "ended_at": at}) + b"\n")
    (tmp_path / "runs").mkdir()
    (tmp_path / "phunu.jsonl").rename(tmp_path / "runs" / "phunu.jsonl")
    # Not ru_maxrss: it begins with what the process held that started this one.
    code = "import re, sys; from dvcrawler.__main__ import main\ntry: main()\nfinally: print(re.search(r'VmHWM:\\s+(\\d+)', open('/proc/self/status').read())[1], file=sys.stderr)"
    found = warm.run(
        [sys.executable, "-c", code, "health", "--json", "phunu", "--data", str(tmp_path)],
        env=environment(),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    (only,) = json.loads(found.stdout)
    assert (only["runs"], only["state"]) == (2000, "ok")
    assert int(found.stderr.splitlines()[-1]) < 200_000


# --- --notify -------------------------------------------------------------------------------------


def script(path, text):
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return str(path)


def test_the_report_is_handed_on_only_where_something_is_wrong(ill, tmp_path):
    told = tmp_path / "told"
    tell = script(tmp_path / "tell me", f'cat > "{told}"; echo heard "$1"')
    assert health(ill, "phunu", "--notify", f"'{tell}' 'a b;c'").returncode == 0
    assert not told.exists()
    found = health(ill, "--json", "--notify", f"'{tell}' 'a b;c'")
    assert found.returncode == 13
    assert told.read_text() == found.stdout
    assert json.loads(found.stdout)
    assert found.stderr == "heard a b;c\n"  # no shell has read it


@pytest.mark.parametrize(
    ("word", "reason"),
    [
        ("/no/such/program", "cannot be run: No such file or directory"),
        ("false", "failed (exit code 1)"),
        ("sh -c 'kill -9 $$'", "failed (signal 9)"),
    ],
)
def test_a_command_that_fails_is_one_line_and_3(ill, word, reason):
    found = health(ill, "--notify", word)
    assert found.returncode == 3
    assert reason in found.stderr
    assert found.stderr.count("\n") == 1
    assert "changed (13)" in found.stdout


def test_a_command_that_is_not_there_is_named_before_the_first_alarm(ill):
    found = health(ill, "phunu", "--notify", "/no/such/program 'a b'")
    assert found.returncode == 3
    assert (
        found.stderr
        == "dvcrawler: no report could be sent: there is no command /no/such/program; check --notify\n"
    )
    assert found.stdout.startswith("phunu: ok")


#: The seconds of a command count from when it has written that file: a busy machine may start it later than they last.
WAIT_FOR = """
import subprocess, time
from pathlib import Path

real = subprocess.Popen.communicate

def communicate(process, *given, **more):
    while not (Path({file!r}).exists() and Path({file!r}).read_text().endswith("\\n")):
        time.sleep(0.01)
    return real(process, *given, **more)

subprocess.Popen.communicate = communicate
"""


def test_a_command_that_hangs_is_killed_with_what_it_started(ill, tmp_path):
    hang = script(tmp_path / "hang", f"echo $$ > {tmp_path}/pid; sleep 60 & echo $! > {tmp_path}/child; wait")
    begun = patched(tmp_path / "patient", WAIT_FOR.format(file=str(tmp_path / "child")))
    found = health(ill, "--notify", hang, "-s", "DVCRAWLER_NOTIFY_SECONDS=1", env=begun)
    assert found.returncode == 3
    assert "took more than 1 s and was killed" in found.stderr
    for name in ("pid", "child"):
        assert not is_running(int((tmp_path / name).read_text())), name


def is_running(process):
    for _ in range(6000):
        try:
            os.kill(process, 0)
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return False
        except (ProcessLookupError, FileNotFoundError):
            return False
        time.sleep(0.02)
    return True


def test_a_command_that_does_not_read_is_not_a_failure(ill):
    assert health(ill, "--notify", "true").returncode == 13


# --- --metrics ------------------------------------------------------------------------------------


def test_metrics_are_written_whole_and_readable_by_all(ill, tmp_path):
    file = tmp_path / "dvcrawler.prom"
    file.write_text("old")
    assert health(ill, "--metrics", str(file)).returncode == 13
    families = {f.name: f for f in text_string_to_metric_families(file.read_text())}
    healthy = {s.labels["site"]: s.value for s in families["dvcrawler_healthy"].samples}
    assert (healthy["phunu"], healthy["danguykhoi"]) == (1, 0)
    assert list(tmp_path.glob("dvcrawler.prom*")) == [file]
    umask = os.umask(0o022)
    os.umask(umask)
    assert file.stat().st_mode & 0o777 == 0o666 & ~umask


def test_metrics_that_cannot_be_written_do_not_keep_the_command_from_being_run(ill, tmp_path):
    told = tmp_path / "told"
    found = health(ill, "--metrics", "/no/such/folder/x.prom", "--notify", f"tee {told}")
    assert found.returncode == 3
    what = "/no/such/folder/x.prom cannot be written: there is no folder /no/such/folder; create it first"
    assert f"dvcrawler: {what}\n" in found.stderr
    assert told.exists()


def test_metrics_replace_what_a_link_leads_to_and_leave_the_link(ill, tmp_path):
    (tmp_path / "far").mkdir()
    link, target = tmp_path / "x.prom", tmp_path / "far" / "y.prom"
    link.symlink_to(target)
    for _ in range(2):  # of a target that is not there yet, and of one that is
        assert health(ill, "--metrics", str(link)).returncode == 13
        assert link.is_symlink()
        assert "dvcrawler_healthy" in target.read_text()
        target.write_text("old")


def test_metrics_never_take_the_place_of_what_is_not_a_file(ill, tmp_path):
    """Through links of our own: as root the fault would replace the system's."""
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "stdout").symlink_to("/dev/stdout")
    (tmp_path / "null").symlink_to("/dev/null")
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    for name in ("folder", "pipe", "stdout", "null", "loop"):
        words = ["health", "--metrics", str(tmp_path / name), "--data", str(ill)]
        found = warm.popen(
            [sys.executable, "-m", "dvcrawler", *words],
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        _, err = found.communicate(timeout=300)
        assert (found.returncode, err.count("\n")) == (3, 1), name
        assert f"{tmp_path / name} cannot be written: " in err
    assert Path("/dev/stdout").is_symlink()
    assert not Path("/dev/null").is_file()


def test_articles_held_are_counted_from_the_ledger(tmp_path):
    portal = Portal(24)
    with serve(portal) as server:
        crawl(server, tmp_path, "phunu")
    assert health(tmp_path, "--metrics", str(tmp_path / "x.prom")).returncode == 0
    families = {f.name: f for f in text_string_to_metric_families((tmp_path / "x.prom").read_text())}
    assert [(s.labels, s.value) for s in families["dvcrawler_articles"].samples] == [
        ({"site": "phunu"}, len(portal.expected("phunu")))
    ]
