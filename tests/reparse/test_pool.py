"""How pages are shared out: in order, at most some ahead, and in small batches at the end."""

import threading
from contextlib import closing, suppress
from itertools import chain
from multiprocessing import Pipe

import pytest

from dvcrawler.reparse.pool import Workers
from dvcrawler.reparse.tasks import Task
from tests.faults.harness import wait_for

_OFFSET = 3  # of the fields that are sent


class Threads:
    """Workers that are threads: each page gives what is stored."""

    def __init__(self):
        self.batches, self.holds, self.started = [], threading.Event(), 0
        self.holds.set()
        self._opened = []

    @property
    def sizes(self):
        """Of the batches in the order they were given out: a thread can note its batch much later."""
        return [len(batch) for batch in sorted(self.batches)]

    def start(self):
        mine, theirs = Pipe()
        self.started += 1
        self._opened.append(mine)
        threading.Thread(target=self._serve, args=(theirs, self.started == 1), daemon=True).start()
        return mine

    def _serve(self, orders, is_first):
        with closing(orders), suppress(EOFError, OSError):  # until the other end is closed
            while True:
                _, sent = orders.recv()
                self.batches.append([task[_OFFSET] for task in sent])
                if is_first:
                    self.holds.wait(300)
                orders.send([(None, "", False, True)] * len(sent))

    def close(self):
        self.holds.set()
        for connection in self._opened:
            connection.close()


@pytest.fixture
def threads():
    with closing(Threads()) as made:
        yield made


def tasks(count):
    return [
        Task(f"thu:{n}", f"https://thu.vn/{n}", "a.warc.gz", n, "", "", None, None, None)
        for n in range(count)
    ]


@pytest.mark.parametrize("count", [0, 1, 3, 39, 500])
@pytest.mark.parametrize("jobs", [2, 3])
def test_every_page_is_given_out_once_and_its_result_comes_in_its_place(threads, jobs, count):
    wanted = tasks(count)
    results = list(Workers(jobs, threads).read(iter(wanted), "thu"))
    assert [result.task for result in results] == wanted
    assert list(chain.from_iterable(sorted(threads.batches))) == list(range(count))
    assert threads.started <= min(jobs, count)


def test_batches_are_small_at_the_end_so_that_the_workers_end_together(threads):
    list(Workers(2, threads).read(iter(tasks(300)), "thu"))
    assert max(threads.sizes) == 10
    assert threads.sizes[-4:] == [1, 1, 1, 1]


def test_a_slow_page_holds_up_the_results_and_only_some_pages_are_read_ahead(threads):
    threads.holds.clear()
    taken = []
    reading = Workers(2, threads).read((taken.append(task) or task for task in tasks(2000)), "thu")
    waiting = threading.Thread(target=next, args=(reading,), daemon=True)
    waiting.start()
    wait_for(lambda: sum(threads.sizes) >= 2 * 160)  # all but those of the first worker are read
    assert len(taken) == 2 * 160
    threads.holds.set()
    waiting.join(300)
    assert len(list(reading)) == 1999


def test_an_error_of_the_tasks_reaches_the_caller(threads):
    def broken():
        yield from tasks(5)
        raise OSError("the index cannot be read")

    with pytest.raises(OSError, match="the index cannot be read"):
        list(Workers(2, threads).read(broken(), "thu"))
