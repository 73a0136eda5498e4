"""A crawl under a lease ends with it, however its worker ends."""

import signal
import subprocess
import sys

import pytest

from dvcrawler.cluster.clock import clock

#: Runs for ever under a lease that it reads from standard input.
CODE = """
import sys, time
from dvcrawler.cluster.child import Lease
Lease(sys.stdin.buffer).watch()
print("watching", flush=True)
time.sleep(600)
"""


@pytest.fixture
def child():
    popen = subprocess.Popen([sys.executable, "-c", CODE], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    popen.stdout.readline()
    yield popen
    popen.kill()
    popen.communicate()


def tell(child, seconds):
    child.stdin.write(f"{clock() + seconds}\n".encode())
    child.stdin.flush()


def test_it_ends_when_the_lease_is_over(child):
    tell(child, 0.1)
    assert child.wait(300) == 143


def test_a_process_that_was_stopped_past_its_lease_ends_when_it_wakes(child):
    tell(child, 1)
    child.send_signal(signal.SIGSTOP)
    end = clock() + 1.2
    while clock() < end:
        pass
    child.send_signal(signal.SIGCONT)
    woke = clock()
    assert child.wait(300) == 143
    assert woke > end


def test_it_stops_cleanly_when_the_worker_has_died(child):
    tell(child, 600)
    child.stdin.close()
    assert child.wait(300) == -signal.SIGTERM
    child.stdin = None


def test_it_outlives_a_lease_that_was_renewed(child):
    tell(child, 2)
    tell(child, 600)
    with pytest.raises(subprocess.TimeoutExpired):
        child.wait(2.5)
