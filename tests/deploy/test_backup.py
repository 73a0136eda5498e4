"""The back-up as docs/deploying.md takes it, beside a crawl, and what a restore makes of it."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from sample_portal.portal import Portal
from sample_portal.server import serve
from tests import warm
from tests.faults.harness import Withheld, wait_for
from tests.portal import command, crawl, environment, records

ROOT = Path(__file__).parents[2]
SITE = "baonamdinh"


def documented():
    """The shell loop of the page."""
    section = (ROOT / "docs/deploying.md").read_text("utf-8").partition("\n## Backup\n")[2]
    (line,) = re.findall(r"^    (for part in .*)$", section.partition("\n## ")[0], re.M)
    return line


def back_up(data, copy):
    line = documented().replace("/srv/news/", f"{data}/").replace("/mnt/backup/news/", f"{copy}/")
    if shutil.which("rsync") is None:
        line = line.replace("rsync --archive", "cp -a")
    run = warm.run(["/bin/sh", "-c", line], capture_output=True, text=True, check=False, timeout=300)
    return run.returncode


def run(name, data):
    words = [sys.executable, "-m", "dvcrawler", name, "--data", str(data)]
    return warm.run(words, env=environment(), capture_output=True, text=True, check=False, timeout=300)


def held(folder):
    return sum(path.read_bytes().count(b"\n") for path in folder.glob("articles/*/*.jsonl"))


@pytest.fixture(scope="module")
def copied(tmp_path_factory):
    """(server, a copy taken in the middle of a crawl, how many articles there are in the end)."""
    folder = tmp_path_factory.mktemp("back-up")
    data, copy = folder / "data", folder / "copy"
    copy.mkdir()
    portal = Withheld(60, data)
    with serve(portal) as server:
        with portal.withheld(200_000):  # some thirty articles
            process = warm.popen(
                command(data, SITE, "-L", "ERROR"), env=environment(server), stdout=subprocess.DEVNULL
            )
            wait_for(lambda: held(data) > 10)
            while held(copy) < 20:
                back_up(data, copy)
        process.wait(300)
        yield server, copy, held(data)


@pytest.fixture
def restored(copied, tmp_path):
    server, copy, total = copied
    data = tmp_path / "data"
    shutil.copytree(copy, data)
    return server, data, total


@pytest.mark.slow
def test_a_copy_taken_beside_a_crawl_agrees_with_itself_and_the_next_crawl_takes_up_the_rest(restored):
    server, data, total = restored
    assert 20 <= held(data) <= total
    assert not (data / "state").exists()
    assert run("reindex", data).returncode == 0
    found = run("verify", data).stdout.splitlines()
    allowed = ("the file is cut here", "the last line is torn", "has no outcome", "agree", "findings")
    assert [line for line in found if not any(word in line for word in allowed)] == []
    crawl(server, data, SITE)
    ids = [record["id"] for record in records(data)]
    assert (len(ids), len(set(ids))) == (total, total)


def test_a_copy_cut_in_the_middle_of_its_last_line_and_capture_is_taken_up_too(restored):
    server, data, total = restored
    for path in (*data.glob("articles/*/*.jsonl"), *data.glob("warc/*/*.gz")):
        with path.open("r+b") as file:
            file.truncate(path.stat().st_size - 50)
    assert run("reindex", data).returncode == 0
    assert "the file is cut here" in run("verify", data).stdout
    crawl(server, data, SITE)
    ids = [record["id"] for record in records(data)]
    assert (len(ids), len(set(ids))) == (total, total)
    assert list(data.glob("articles/*/*.torn"))


def test_sites_of_several_machines_are_brought_together_by_copying(tmp_path):
    with serve(Portal(24)) as server:
        for site in ("phunu", "danguykhoi"):
            crawl(server, tmp_path / site, site)
            for part in ("runs", "articles", "warc"):
                shutil.copytree(tmp_path / site / part, tmp_path / "all" / part, dirs_exist_ok=True)
    assert run("reindex", tmp_path / "all").returncode == 0
    assert run("verify", tmp_path / "all").stdout.startswith("store, ledger and run records agree")
    assert {record["site"] for record in records(tmp_path / "all")} == {"phunu", "danguykhoi"}
