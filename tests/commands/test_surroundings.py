"""What the shell, cron or the system gives a command: a current folder that is gone, few open files."""

import subprocess
import sys

import pytest

from sample_portal.crawl import NO_DELAYS
from tests import warm
from tests.portal import environment, records
from tests.site import SITE, served, site


def run_in_shell(before, *words, **env):
    """Runs the command behind `before` in a shell, in a process of its own."""
    env = environment(**env)
    command = warm.in_a_shell([sys.executable, "-m", "dvcrawler", *words], env)
    shelled = ["sh", "-c", f'{before} && exec "$@"', "sh", *map(str, command)]
    return subprocess.run(shelled, env=env, capture_output=True, text=True, check=False)


def gone(folder):
    return f"mkdir -p {folder} && cd {folder} && rmdir {folder}"


def test_a_crawl_with_an_absolute_data_folder_needs_no_current_folder(tmp_path):
    data = tmp_path / "data"
    with served(site(1, 2)) as web:
        ended = run_in_shell(
            gone(tmp_path / "here"),
            "crawl",
            SITE,
            "--data",
            data,
            *NO_DELAYS,
            DVCRAWLER_CONNECT_TO=web.connect_to,
        )
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert len(records(data)) == 2


@pytest.mark.parametrize(
    "words", [("crawl", SITE), ("crawl", SITE, "--data", "data"), ("new", "--cursor", "x", "--data", "/tmp")]
)
def test_a_path_that_is_relative_to_a_folder_that_is_gone_is_3_and_one_line(tmp_path, words):
    ended = run_in_shell(gone(tmp_path / "here"), *words)
    told = [line for line in ended.stderr.splitlines() if line.startswith("dvcrawler: ")]
    assert (ended.returncode, ended.stdout) == (3, "")
    assert told == ["dvcrawler: the current folder is gone or may not be read; change to another one"]


def test_a_crawl_raises_the_limit_of_open_files_as_far_as_it_may(tmp_path):
    with served(site(1)) as web:
        crawl = ("crawl", "--all", "--data", tmp_path, *NO_DELAYS, "-s", "RETRY_TIMES=0")
        ended = run_in_shell("ulimit -Sn 40", *crawl, DVCRAWLER_CONNECT_TO=web.connect_to)
    assert "storage" not in ended.stdout
    assert len(records(tmp_path)) == 1


def test_too_few_open_files_are_named(tmp_path):
    with served(site(1)) as web:
        crawl = ("crawl", "--all", "--data", tmp_path, *NO_DELAYS, "-s", "RETRY_TIMES=0")
        ended = run_in_shell("ulimit -n 48", *crawl, DVCRAWLER_CONNECT_TO=web.connect_to)
    assert ended.returncode == 15
    refused = [line for line in ended.stdout.splitlines() if ": storage (15): " in line]
    assert refused
    assert all("raise the limit of open files (ulimit -n)" in line for line in refused), ended.stdout
    assert "Traceback" not in ended.stdout + ended.stderr


@pytest.mark.parametrize(
    "words", [("crawl", SITE), ("health",), ("runs",), ("search", "x"), ("sites",), ("verify",)]
)
def test_a_data_folder_that_may_not_be_looked_into_is_3_and_one_line(tmp_path, words):
    """A name that is too long is refused by the system to every user, root included."""
    ended = warm.run(
        [sys.executable, "-m", "dvcrawler", *words, "--data", str(tmp_path / ("x" * 300))],
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout, ended.stderr.count("\n")) == (3, "", 1)
    assert ended.stderr.startswith("dvcrawler: the data folder cannot be used: ")
