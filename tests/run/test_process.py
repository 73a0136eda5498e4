"""A crawl as a process: results as sites end, and what the first and the second signal do."""

import signal
import subprocess
import threading

import pytest

from dvcrawler.storage.run_records.runs import last_run, read_begun
from tests import warm
from tests.faults.harness import wait_for
from tests.portal import command, environment
from tests.site import SITE, served, site

OTHER, OTHER_HOST = "baokhanhhoa", "baokhanhhoa.vn"


@pytest.fixture
def hanging():
    """A site that answers beside one whose home page never comes while the test lasts."""
    release = threading.Event()

    def hang(handler):
        release.wait(timeout=600)

    pages = site(1, 2)
    pages[OTHER_HOST, "/robots.txt"] = ""
    pages[OTHER_HOST, "/"] = hang
    with served(pages) as web:
        yield web
        release.set()


def begin(web, data, *sites):
    return warm.popen(
        command(data, *sites),
        env=environment(DVCRAWLER_CONNECT_TO=web.connect_to),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_a_sites_result_is_printed_while_another_site_still_hangs(hanging, tmp_path):
    with begin(hanging, tmp_path, SITE, OTHER) as run:
        assert run.stdout.readline().startswith(f"{SITE}: ok (0): 2 stored")
        assert run.poll() is None
        run.kill()


@pytest.mark.sampled(2)
@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_a_second_signal_ends_at_once_and_closes_the_run_record(hanging, tmp_path, number, code):
    with begin(hanging, tmp_path, SITE, OTHER) as run:
        run.stdout.readline()
        wait_for(lambda: (OTHER_HOST, "/") in hanging.asked or run.poll() is not None)
        run.send_signal(number)
        said = run.stderr.readline()
        while "stopping" not in said:
            said = run.stderr.readline()
        assert said.startswith("dvcrawler: stopping: 1 request under way, at most 10 s")
        run.send_signal(number)
        assert run.wait(timeout=300) == code
        assert "ended at once" in run.stderr.read()
    assert read_begun(tmp_path, OTHER) is None
    assert last_run(tmp_path, OTHER).exit_code == code
