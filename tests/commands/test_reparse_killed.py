"""`reparse --jobs` ended from outside: its workers end with it, and nothing is printed but the code."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.portal import environment
from tests.site import SITE, crawl_site, served, site

_LONG = """
import time
from dvcrawler.spiders.baolamdong import *
from dvcrawler.extract.site import Layout

def read(page):
    time.sleep(3)
    return None

def marks(page):
    return True

from dataclasses import replace
import dvcrawler.spiders.baolamdong as plain
_Spider = next(v for v in vars(plain).values() if isinstance(v, type) and getattr(v, "name", "") == "baolamdong")

class Slow(_Spider):
    name = "baolamdong"
    site = replace(_Spider.site, layouts=(Layout("slow", marks, read),))
"""


@pytest.fixture(scope="module")
def crawled(tmp_path_factory):
    data = tmp_path_factory.mktemp("data")
    with served(site(*range(1, 61))) as web:
        assert crawl_site(web, data).code == 0
    return data


@pytest.fixture
def reparse(crawled, tmp_path):
    """A reparse in a session of its own that needs a minute and more, with two workers at work."""
    (tmp_path / "slow").mkdir()
    (tmp_path / "slow" / "__init__.py").write_text("")
    (tmp_path / "slow" / "baolamdong.py").write_text(_LONG)
    (tmp_path / "settings_slow.py").write_text(
        "from dvcrawler.settings import *\nSPIDER_MODULES = ['slow']\n"
    )
    env = environment()
    env["PYTHONPATH"] += os.pathsep + str(tmp_path)
    code = (
        "import sys, os; os.environ['SCRAPY_SETTINGS_MODULE'] = 'settings_slow'\n"
        "from scrapy.cmdline import execute\nexecute()\n"
    )
    (tmp_path / "start.py").write_text(
        f"if __name__ == '__main__':\n    {code.replace(chr(10), chr(10) + '    ')}"
    )
    words = ["reparse", SITE, "--jobs", "2", "--dry-run", "--data", str(crawled)]
    process = subprocess.Popen(
        [sys.executable, str(tmp_path / "start.py"), *words],
        env=env,
        text=True,
        cwd=tmp_path,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    try:
        until(lambda: process.poll() is not None or len(members(process.pid)) >= 4)
        assert process.poll() is None, process.stderr.read()
        yield process
    finally:
        for pid in members(process.pid):
            os.kill(pid, signal.SIGKILL)
        process.communicate()


def members(session):
    """The living processes of the session: the command, the process that forks its workers, and these."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[3] == str(session) and fields[0] != "Z":
            found.append(int(folder.name))
    return found


def until(is_done, seconds=300):
    end = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.05)


@pytest.mark.parametrize(
    "how",
    [
        signal.SIGKILL,
        *(pytest.param(each, marks=pytest.mark.slow) for each in (signal.SIGTERM, signal.SIGHUP)),
    ],
)
def test_workers_end_with_a_parent_that_is_killed(reparse, how):
    os.kill(reparse.pid, how)
    reparse.wait(300)
    until(lambda: not members(reparse.pid))


@pytest.mark.slow
def test_an_interrupt_at_the_terminal_ends_all_of_them_without_a_traceback(reparse):
    os.killpg(reparse.pid, signal.SIGINT)
    _, err = reparse.communicate(timeout=300)
    assert (reparse.returncode, err) == (130, "dvcrawler: interrupted\n")
    until(lambda: not members(reparse.pid))


@pytest.mark.slow
def test_an_interrupt_of_the_parent_alone_ends_all_of_them_without_a_traceback(reparse):
    os.kill(reparse.pid, signal.SIGINT)
    _, err = reparse.communicate(timeout=300)
    assert (reparse.returncode, err) == (130, "dvcrawler: interrupted\n")
    until(lambda: not members(reparse.pid))
