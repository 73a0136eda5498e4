"""The process that reparse's workers are forked from: what it starts, and when it ends."""

import os
import signal
from contextlib import closing
from pathlib import Path

import pytest

from dvcrawler.errors import ConfigError
from dvcrawler.reparse.spawner import Spawner

#: The process of the tests has threads, that of a command has none when it forks.
pytestmark = pytest.mark.filterwarnings("ignore:.*multi-threaded.*:DeprecationWarning")


def answer(connection):
    """Sends its own process and what it is sent, until it is told to end."""
    while (word := connection.recv()) != "end":
        connection.send((os.getpid(), word))


@pytest.fixture
def spawner():
    with closing(Spawner(answer)) as started:
        yield started


def is_alive(process):
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True


def ask(worker, word="?"):
    worker.send(word)
    return worker.recv()


def test_each_worker_is_a_process_of_its_own(spawner):
    workers = [spawner.start() for _ in range(3)]
    processes = {ask(worker)[0] for worker in workers}
    assert len(processes) == 3
    assert os.getpid() not in processes


def test_a_connection_ends_with_its_worker_and_with_no_other(spawner):
    killed, other, ending = (spawner.start() for _ in range(3))
    os.kill(ask(killed)[0], signal.SIGKILL)
    ending.send("end")
    for gone in (killed, ending):
        with pytest.raises((EOFError, OSError)):
            gone.recv()
    assert ask(other, "still there")[1] == "still there"
    assert ask(spawner.start(), "a new one")[1] == "a new one"


def test_closing_ends_workers_that_wait_and_those_that_work():
    spawner = Spawner(lambda connection: (connection.send(os.getpid()), signal.pause()))
    busy = spawner.start().recv()
    spawner.close()
    assert not is_alive(busy)


def test_workers_hold_nothing_that_was_opened_after_the_first_process(spawner, tmp_path):
    read, write = os.pipe()
    assert ask(spawner.start())
    os.close(write)
    assert os.read(read, 1) == b""  # at its end: no worker has the other one
    os.close(read)


def test_a_killed_spawner_is_told_of_in_one_line(spawner):
    first = spawner.start()
    parent = int(Path(f"/proc/{ask(first)[0]}/stat").read_text().rpartition(")")[2].split()[1])
    os.kill(parent, signal.SIGKILL)
    os.waitid(os.P_PID, parent, os.WEXITED | os.WNOWAIT)
    with pytest.raises(ConfigError, match="killed the process that starts workers"):
        spawner.start()


def test_a_worker_leaves_interrupts_at_the_terminal_to_the_command(spawner):
    worker = spawner.start()
    os.kill(ask(worker)[0], signal.SIGINT)
    assert ask(worker, "unimpressed")[1] == "unimpressed"
