"""What the first signal does and what the second, and how a crawl that has ended is told; without a process."""

import asyncio
import os
import signal
import subprocess
import sys
from types import SimpleNamespace

import pytest
from scrapy.settings import Settings

from dvcrawler.errors import ExitCode, StorageError, UsageError
from dvcrawler.run import process
from dvcrawler.run import stopper as stopping
from dvcrawler.run.screen import Screen
from dvcrawler.storage.run_records.runs import last_run
from tests.sessions import SITE, open_session


class _ExitError(BaseException):
    """In place of the end of the process."""


@pytest.fixture
def session(tmp_path):
    made = open_session(tmp_path / "data")
    made.crawler.spidercls = type(made.crawler.spider)
    made.crawler.engine.downloader.slots = {"a": SimpleNamespace(transferring={1, 2})}
    yield made
    if last_run(tmp_path / "data", SITE) is None:
        made.finish()


@pytest.fixture
def screen():
    return Screen(Settings({"DVCRAWLER_PROGRESS": "0"}))


def stopper(screen, *crawlers):
    return stopping.Stopper(SimpleNamespace(crawlers=crawlers), screen)


def without_extensions():
    def raise_(kind):
        raise RuntimeError("no extensions yet")

    return SimpleNamespace(get_extension=raise_, engine=None, settings=Settings({"DOWNLOAD_TIMEOUT": 7}))


@pytest.fixture
def called(monkeypatch):
    """What is to be called in the reactor's thread."""
    found = []
    reactor = SimpleNamespace(callFromThread=lambda *call: found.append(call))
    monkeypatch.setattr("twisted.internet.reactor", reactor, raising=False)
    return found


@pytest.mark.parametrize(
    ("number", "code"), [(signal.SIGTERM, 143), (signal.SIGHUP, 143), (signal.SIGINT, 130)]
)
def test_the_first_signal_stops_cleanly_and_the_second_ends_at_once(
    tmp_path, session, screen, called, monkeypatch, capsys, number, code
):
    def end(status):
        raise _ExitError(status)

    monkeypatch.setattr(os, "_exit", end)
    abandoned = []
    monkeypatch.setattr(screen, "abandon", lambda: abandoned.append(True))
    made = stopper(screen, without_extensions(), session.crawler)
    made._handle(number, None)
    assert called == [(made._begin_stop,)]
    assert abandoned == []
    with pytest.raises(_ExitError) as ended:
        made._handle(number, None)
    assert ended.value.args == (made.code,) == (code,)
    assert abandoned == [True], "the cursor would stay hidden"
    assert last_run(tmp_path / "data", SITE).exit_code == code
    assert "ended at once; stored data are kept" in capsys.readouterr().err


_SIGNAL_WHILE_PRINTING = """
import io, logging, signal, sys
from types import SimpleNamespace
from scrapy.settings import Settings
from dvcrawler.run.screen import Screen
from dvcrawler.run.stopper import Stopper

class Raw(io.FileIO):
    def write(self, data):
        written = super().write(data)
        if b"stopping" in bytes(data):
            signal.raise_signal(signal.SIGTERM)
        return written

class Session:
    site, stop = "a", SimpleNamespace(release=lambda: None)
    def finish(self, code):
        logging.getLogger("x").error("a log line")
        open(sys.argv[1], "w").write(str(int(code)))

sys.stderr = io.TextIOWrapper(io.BufferedWriter(Raw(2, "w", closefd=False)), line_buffering=True)
logging.basicConfig(stream=sys.stderr)
session = Session()
crawler = SimpleNamespace(engine=None, get_extension=lambda kind: session, settings=Settings())
reactor = sys.modules["twisted.internet.reactor"] = SimpleNamespace(callFromThread=lambda call: call())
import twisted.internet
twisted.internet.reactor = reactor
Stopper(SimpleNamespace(crawlers=[crawler]), Screen(Settings({"DVCRAWLER_PROGRESS": "0"}))).install()
signal.raise_signal(signal.SIGTERM)
"""


def test_a_second_signal_while_the_first_is_answered_ends_at_once_too(tmp_path):
    command = [sys.executable, "-c", _SIGNAL_WHILE_PRINTING, tmp_path / "code"]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=300)
    assert (ended.returncode, (tmp_path / "code").read_text()) == (143, "143"), ended.stderr
    assert "Traceback" not in ended.stderr
    assert ended.stderr.endswith("dvcrawler: ended at once; stored data are kept\n")


def test_a_crawl_that_is_stopped_says_what_it_waits_for_and_throttles_no_more(session, screen, capsys):
    stopped = []

    async def stop():
        stopped.append(True)

    async def run():
        session.crawler.crawling = False
        session.crawler.stop_async = stop
        made = stopper(screen, session.crawler)
        made._begin_stop()
        await asyncio.gather(*made._stopping)

    session.crawler.settings.set("DOWNLOAD_TIMEOUT", 30)
    asyncio.run(run())
    assert stopped == [True]
    assert session.stop.is_ending
    assert "stopping: 2 requests under way, at most 10 s; the same signal again" in capsys.readouterr().err


def test_what_is_under_way_is_reported_of_all_crawls_also_of_those_that_are_starting(session, screen):
    session.crawler.settings.set("DOWNLOAD_TIMEOUT", 5)
    made = stopper(screen, session.crawler, without_extensions(), session.crawler)
    assert made._describe_wait() == "4 requests under way, at most 5 s"
    assert stopper(screen)._describe_wait() == "0 requests under way, at most 0 s"


def test_a_crawl_that_is_starting_is_stopped_once_its_engine_runs():
    looks, stopped = [], []

    class Engine:
        @property
        def running(self):
            looks.append(True)
            return len(looks) > 2

    async def stop():
        stopped.append(len(looks))

    asyncio.run(stopping._stop_crawler(SimpleNamespace(crawling=True, engine=Engine(), stop_async=stop)))
    assert stopped == [3]


def test_an_error_ends_the_run_of_its_site_alone(session, screen, called):
    made = stopper(screen, without_extensions(), session.crawler)
    ended = []
    session.stop.end = ended.append
    for site in ("khac", SITE):
        made.abort(site, StorageError(site))
        (call, *arguments) = called.pop()
        call(*arguments)
    assert (str(session.stop.failure), ended) == (SITE, ["storage"])


def finish(crawler, screen, error, made=None):
    results = {}
    task = SimpleNamespace(cancelled=lambda: error is asyncio.CancelledError, exception=lambda: error)
    process._finish(crawler, results, made or stopper(screen, crawler), screen, task)
    return results[SITE]


@pytest.mark.parametrize(
    ("error", "code", "told"),
    [
        (None, ExitCode.OK, "ok (0): nothing new; 0 requests"),
        (asyncio.CancelledError, ExitCode.OK, "ok (0): nothing new; 0 requests"),
        (UsageError("no"), ExitCode.USAGE, "usage (2): nothing stored; 0 requests; UsageError: no"),
        (KeyError("x"), ExitCode.INTERNAL, "internal (1): nothing stored; 0 requests; KeyError: 'x'"),
    ],
)
def test_a_crawl_that_has_ended_is_recorded_and_printed_with_the_code_of_its_error(
    tmp_path, session, screen, capsys, error, code, told
):
    assert finish(session.crawler, screen, error) == (code, told)
    assert last_run(tmp_path / "data", SITE).exit_code == code
    assert capsys.readouterr().out == f"{SITE}: {told}\n"


def test_a_crawl_that_was_stopped_has_the_code_of_the_signal(session, screen):
    made = stopper(screen, session.crawler)
    made.code = ExitCode.TERMINATED
    assert finish(session.crawler, screen, None, made)[0] is ExitCode.TERMINATED


def test_a_crawl_that_did_not_begin_is_printed_without_a_run(session, screen, capsys):
    crawler = without_extensions()
    crawler.spidercls = session.crawler.spidercls
    assert finish(crawler, screen, UsageError("no such section")) == (
        ExitCode.USAGE,
        "usage (2): no such section",
    )
    assert capsys.readouterr().out == f"{SITE}: usage (2): no such section\n"


def test_both_signals_are_handled(screen, called):
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    made = stopper(screen)
    try:
        made.install()
        assert [signal.getsignal(number) for number in before] == [made._handle] * 2
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.mark.parametrize(("before", "is_taken"), [(signal.SIG_DFL, True), (signal.SIG_IGN, False)])
def test_a_lost_terminal_ends_a_crawl_unless_nohup_has_its_signal_ignored(screen, before, is_taken):
    numbers = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
    kept = [signal.getsignal(number) for number in numbers]
    try:
        signal.signal(signal.SIGHUP, before)
        made = stopper(screen)
        made.install()
        assert (signal.getsignal(signal.SIGHUP) == made._handle) is is_taken
    finally:
        for number, handler in zip(numbers, kept, strict=True):
            signal.signal(number, handler)
