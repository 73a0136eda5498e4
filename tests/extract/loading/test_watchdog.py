"""Reading a page ends after so much processor time, whatever it is busy with."""

import re
import signal
import threading
import time

import pytest

from dvcrawler.extract.loading.watchdog import limit_reading
from dvcrawler.extract.page import NotAPageError


def loop():
    while True:
        pass


def match():
    re.search(r"(a+)+b", "a" * 60)


def swallow():
    while True:
        try:
            loop()
        except Exception:
            continue


class Stubborn:
    def __del__(self):
        loop()


@pytest.mark.parametrize("work", [loop, match, swallow])
def test_what_does_not_end_is_given_up_by_name(work):
    with (
        pytest.raises(NotAPageError, match=r"reading the page took longer than 0\.05 s"),
        limit_reading(0.05),
    ):
        work()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_destructor_that_swallows_the_signal_does_not_swallow_the_next():
    with pytest.raises(NotAPageError), limit_reading(0.05):
        Stubborn()
        loop()


def test_no_timer_runs_after_a_page_was_read_or_failed():
    with limit_reading(5):
        assert signal.getitimer(signal.ITIMER_PROF)[0] > 0
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)
    with pytest.raises(ZeroDivisionError), limit_reading(5):
        raise ZeroDivisionError
    assert signal.getitimer(signal.ITIMER_PROF) == (0, 0)


def test_the_outer_of_two_limits_holds():
    with pytest.raises(NotAPageError, match=r"0\.05 s"), limit_reading(0.05), limit_reading(100):
        loop()


def test_waiting_is_not_counted():
    with limit_reading(0.05):
        time.sleep(0.2)


def test_other_threads_read_without_a_limit():
    done = []

    def read():
        with limit_reading(0.01):
            done.append(signal.getitimer(signal.ITIMER_PROF)[0])

    thread = threading.Thread(target=read)
    thread.start()
    thread.join()
    assert done == [0]
