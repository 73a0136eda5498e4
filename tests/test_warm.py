"""A command in a fork of the warm server ends, writes and obeys as one in a new interpreter does."""

import os
import signal
import subprocess
import sys
from contextlib import suppress

import pytest

from tests import warm
from tests.faults.harness import wait_for
from tests.portal import command, environment
from tests.site import SITE, served, site
from tests.terminal import Session

PROGRAM = [sys.executable, "-m", "dvcrawler"]


def ended(words, env):
    run = subprocess.run(words, env=env, capture_output=True, text=True, timeout=300, check=False)
    return run.returncode, run.stdout, run.stderr


SHELLS = ("> /dev/full", ">&-", "2>&1 | cat")
MORE = ("", "| cat", "2>&-", "<&-", ">&- 2>&-", "2> /dev/full", "| true")


@pytest.mark.parametrize("shell", [*SHELLS, *(pytest.param(shell, marks=pytest.mark.slow) for shell in MORE)])
@pytest.mark.parametrize("words", [("nosuch",), pytest.param(("sites",), marks=pytest.mark.slow)])
def test_files_of_a_shell_are_those_of_a_new_interpreter(tmp_path, shell, words):
    env = environment(DVCRAWLER_DATA=str(tmp_path))
    shelled = ["bash", "-c", f'set -o pipefail; "$@" {shell}', "bash"]
    forked = warm.in_a_shell([*PROGRAM, *words], env)
    assert forked != [*PROGRAM, *words]
    assert ended([*shelled, *forked], env) == ended([*shelled, *PROGRAM, *words], env)


@pytest.mark.slow
def test_a_folder_of_a_shell_that_is_gone_is_met_as_by_a_new_interpreter(tmp_path):
    env, words = environment(), [*PROGRAM, "crawl", SITE]
    shelled = ["sh", "-c", f'mkdir {tmp_path}/gone && cd {tmp_path}/gone && rmdir ../gone && exec "$@"', "sh"]
    code, out, err = ended([*shelled, *warm.in_a_shell(words, env)], env)
    assert (code, out, err) == ended([*shelled, *words], env)
    assert "the current folder is gone" in err


def test_what_only_a_new_interpreter_takes_up_gets_one():
    for name in ("PYTHONIOENCODING", "LD_PRELOAD", "LC_ALL"):
        assert warm.in_a_shell(PROGRAM, environment(**{name: "another"})) == PROGRAM
    run = warm.popen([sys.executable, "-c", "print(1)"], stdout=subprocess.PIPE)
    assert run.communicate() == (b"1\n", None)


@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGKILL, -signal.SIGKILL)])
def test_a_process_under_way_is_seen_signalled_and_read(tmp_path, number, code):
    with (
        served(site(1, 2)) as web,
        warm.popen(
            [*command(tmp_path, SITE), "-s", "DOWNLOAD_DELAY=600", "-s", "CONCURRENT_REQUESTS_PER_DOMAIN=1"],
            env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        ) as run,
    ):
        wait_for(lambda: web.asked or run.poll() is not None)
        assert run.poll() is None
        os.kill(run.pid, 0)
        with pytest.raises(subprocess.TimeoutExpired):
            run.wait(0.01)
        run.send_signal(number)
        out, err = run.communicate(timeout=300)
    assert (run.returncode, run.poll(), err) == (code, code, None)
    assert 10_000 < run.peak < 1_000_000  # kilobytes
    assert (f"{SITE}: " in out) == (number == signal.SIGTERM)
    with suppress(ProcessLookupError):
        os.kill(run.pid, 0)
        pytest.fail("the process is still there")


def test_in_a_terminal_it_has_one(tmp_path):
    with Session([*PROGRAM, "sites", "--data", str(tmp_path)], environment()) as run:
        assert isinstance(run.process, warm.Process)
        assert run.finish() == 0
    assert "\r\n" in run.raw
