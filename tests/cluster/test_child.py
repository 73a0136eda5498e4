"""A crawl under a lease ends with it, however its worker ends."""

import signal
import subprocess
import sys
import time

import pytest

from dvcrawler.cluster.leases import clock

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


def test_a_child_ends_when_the_lease_is_over(child):
    tell(child, 0.1)
    assert child.wait(300) == 143


def test_a_process_that_was_stopped_past_its_lease_ends_when_it_wakes(child):
    tell(child, 1)
    child.send_signal(signal.SIGSTOP)
    end = clock() + 1.2
    while clock() < end:
        time.sleep(0.05)
    child.send_signal(signal.SIGCONT)
    woke = clock()
    assert child.wait(300) == 143
    assert woke > end


def test_a_child_stops_cleanly_when_the_worker_has_died(child):
    tell(child, 600)
    child.stdin.close()
    assert child.wait(300) == -signal.SIGTERM
    child.stdin = None


#: The same under a clock of its own, which goes on once both leases are read.
RENEWED = """
import sys, time
from dvcrawler.cluster import child

now, looks = 0.0, []

def clock():
    looks.append(now)
    return now

child.clock = clock
lease = child.Lease(sys.stdin.buffer)
lease.watch()
while lease._end != 600:
    time.sleep(0.01)
now = 599.0
while looks.count(now) < 2:
    time.sleep(0.01)
print("still there", flush=True)
now = 600.0
time.sleep(600)
"""


def test_a_child_outlives_a_lease_that_was_renewed():
    words, pipe = [sys.executable, "-c", RENEWED], subprocess.PIPE
    with subprocess.Popen(words, stdin=pipe, stdout=pipe) as child:
        child.stdin.write(b"2\n600\n")
        child.stdin.flush()
        assert child.stdout.readline() == b"still there\n"
        assert child.wait(300) == 143
