"""`reparse --engine ray`: the same answers as with processes, also where a worker is killed; and without Ray."""

import os
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime
from importlib.util import find_spec
from pathlib import Path

import pytest

from dvcrawler.storage.warc.exchange import Exchange
from dvcrawler.storage.warc.writer import WarcWriter
from tests import warm
from tests.portal import environment, records
from tests.site import HOST, SITE, article, path_of

AT = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
PYTHON = Path(sys.prefix) / "ray/bin/python"
needs_ray = pytest.mark.skipif(not PYTHON.exists(), reason="make ray-test installs Ray into VENV/ray")
FILES, PAGES = 3, 8
#: Waits in the page that says so until somebody says go.
_WAITING = """
import time
from dataclasses import replace
from pathlib import Path

from dvcrawler.extract.site import Layout
from dvcrawler.spiders.baolamdong import BaoLamDong as Plain

def matches(page):
    while b"waits here" in page.data and not Path({go!r}).exists():
        time.sleep(0.05)
    return False

class BaoLamDong(Plain):
    name = "baolamdong"
    site = replace(Plain.site, layouts=(Layout("waiting", matches, lambda page: None), *Plain.site.layouts))
"""


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """An archive of several files, none of whose articles are stored yet."""
    data = tmp_path_factory.mktemp("archive")
    for file in range(FILES):
        writer = WarcWriter(data, SITE, AT.replace(minute=file), ())
        for number in range(file * PAGES, (file + 1) * PAGES):
            title = f"Bài {number}" + (" waits here" if number == PAGES else "")
            html = ((b"Content-Type", b"text/html; charset=utf-8"),)
            url = f"https://{HOST}{path_of(number)}"
            body = article(number, title).encode()
            writer.write(Exchange(url, AT, "GET", (), 200, "OK", html, body))
        writer.close()
    assert len(list((data / "warc" / SITE).iterdir())) == FILES
    return data


def words(python, data, *options):
    return [str(python), "-m", "dvcrawler", "reparse", SITE, *options, "--data", str(data)]


def run(python, data, *options, **more):
    return warm.run(
        words(python, data, *options),
        env=environment(**more),
        capture_output=True,
        text=True,
        timeout=500,
        check=False,
    )


def copy(archive, target):
    shutil.copytree(archive, target)
    return target


def workers():
    """The Ray workers that read files for the command with this data folder."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if (folder / "cmdline").read_bytes().startswith(b"ray::read_file"):
                found.append(int(folder.name))
        except OSError:
            continue
    return found


def until(is_done, seconds=400):
    end = time.monotonic() + seconds
    while not is_done():
        assert time.monotonic() < end, "it did not come to pass"
        time.sleep(0.1)


@pytest.fixture(scope="module")
def by_processes(archive, tmp_path_factory):
    """What the command prints and stores with one process."""
    data = copy(archive, tmp_path_factory.mktemp("processes") / "data")
    ended = run(sys.executable, data, "--jobs", "1")
    assert ended.returncode == 0, ended.stderr
    stored = records(data)
    assert len(stored) == FILES * PAGES
    return ended.stdout, stored


@pytest.mark.slow
@needs_ray
def test_a_worker_that_is_killed_loses_and_doubles_nothing(archive, tmp_path, by_processes):
    (tmp_path / "waiting").mkdir()
    (tmp_path / "waiting/__init__.py").write_text("")
    (tmp_path / "waiting/baolamdong.py").write_text(_WAITING.format(go=str(tmp_path / "go")))
    data = copy(archive, tmp_path / "data")
    command = words(PYTHON, data, "--engine", "ray", "--jobs", "2", "-s", "SPIDER_MODULES=waiting")
    env = environment()
    env["PYTHONPATH"] += os.pathsep + str(tmp_path)
    earlier = workers()
    with subprocess.Popen(
        command, env=env, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        folder = data / "derived/reparse" / SITE
        until(lambda: process.poll() is not None or len(list(folder.glob("*.results"))) == FILES - 1)
        assert process.poll() is None, process.stderr.read()
        busy = [pid for pid in workers() if pid not in earlier]
        assert busy
        os.kill(busy[0], signal.SIGKILL)
        (tmp_path / "go").touch()
        out, err = process.communicate(timeout=400)
    assert process.returncode == 0, err
    assert (out.splitlines()[-1] + "\n", records(data)) == by_processes
    assert list((data / "derived").rglob("*.results*")) == []


@pytest.mark.slow
@needs_ray
def test_what_is_stored_already_stays_as_it_was(archive, tmp_path):
    data = copy(archive, tmp_path / "data")
    assert run(sys.executable, data, "--jobs", "1").returncode == 0
    ended = run(PYTHON, data, "--engine", "ray", "--jobs", "2")
    assert ended.returncode == 0, ended.stderr
    assert f"0 are revised, 0 are new, {FILES * PAGES} as they were" in ended.stdout


@pytest.mark.slow
@needs_ray
def test_a_cluster_that_does_not_answer_is_one_line(archive):
    ended = run(PYTHON, archive, "--engine", "ray", "--address", "127.0.0.1:9", "--dry-run")
    assert ended.returncode == 3
    assert ended.stderr.count("\n") == 1
    assert "the Ray cluster at 127.0.0.1:9 does not answer" in ended.stderr


@pytest.mark.skipif(find_spec("ray") is not None, reason="Ray is installed")
def test_without_ray_one_line_says_what_to_install(archive):
    ended = run(sys.executable, archive, "--engine", "ray", "--dry-run")
    assert (ended.returncode, ended.stderr.count("\n")) == (3, 1)
    assert "pip install 'dvcrawler[ray]'" in ended.stderr


def test_an_address_without_ray_is_a_usage_error(archive):
    ended = run(sys.executable, archive, "--address", "auto", "--dry-run")
    assert (ended.returncode, ended.stderr.count("\n")) == (2, 1)
    assert "--engine ray" in ended.stderr
