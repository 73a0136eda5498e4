import gc
import os
import signal
from collections.abc import Callable, Generator, Iterator
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from hypothesis import settings

from dvcrawler.items import Article, Author, Image, to_record
from tests.compiled import compile_stale
from tests.reports import is_sent
from tests.sampling import mark_unsampled
from tests.warm_process import RUNNING

Record = dict[str, Any]

# No deadline: the first call of a library may load its data, and other processes may be busy. No
# example database: a run depends on nothing that an earlier one left behind. CI repeats its examples.
settings.register_profile("default_suite", deadline=None, database=None, derandomize=bool(os.getenv("CI")))
settings.load_profile("default_suite")


#: A file system in memory, as Linux has it, and the room there that a run of the suite may take.
_MEMORY, _ROOM = Path("/dev/shm"), 2 << 30


def pytest_configure() -> None:
    """Has the folders of tests made in memory where there is room: stores are fsynced tens of thousands of times."""
    if _is_fit(_MEMORY):
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(_MEMORY))


def _is_fit(folder: Path) -> bool:
    """Whether files of tests find room there and may be executed, which containers often forbid."""
    try:
        about = os.statvfs(folder)
    except OSError:
        return False
    has_room = about.f_bavail * about.f_frsize > _ROOM
    return has_room and not about.f_flag & os.ST_NOEXEC and os.access(folder, os.W_OK)


def pytest_sessionstart(session: pytest.Session) -> None:
    """Compiles the modules before the processes of a run in parallel are started.

    Those load Scrapy's downloader before the tests: it searches all modules that are loaded by then.
    """
    config = session.config
    if hasattr(config, "workerinput"):
        import_module("scrapy.core.downloader.contextfactory")
    elif config.getoption("numprocesses", None):
        given = (each.partition("::")[0] for each in config.args)
        compile_stale(config, [config.invocation_params.dir / each for each in given])


#: Takes longest, so a run in parallel begins with it and need not wait for it at the end.
_LONGEST = "tests/web/test_in_a_browser.py"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    mark_unsampled(items)
    items.sort(key=lambda item: not item.nodeid.startswith(_LONGEST))


@pytest.hookimpl(wrapper=True)
def pytest_collection() -> Generator[None, object, object]:
    """Leaves what is collected, which stays to the end, out of the search for garbage: a quarter of the time.

    Tests are searched for it more rarely than a program, whose memory matters: they make syntax trees and pages.
    """
    gc.disable()
    try:
        return (yield)
    finally:
        gc.freeze()
        gc.set_threshold(50_000, 20, 20)
        gc.enable()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    if config.getvalue("dist") != "loadfile":
        return None
    from tests.scheduling import FileScheduling  # loads xdist, which may not be installed

    return FileScheduling(config, log)


def pytest_runtest_protocol(item: pytest.Item, nextitem: pytest.Item | None) -> bool | None:
    """Leaves out what a process of a run in parallel reports of the time before and after a test that was as it
    should be, and that the test begins and ends, of which nothing is printed: to send each of these five messages
    takes as long as an ordinary test. A JUnit file needs all reports.
    """
    if not hasattr(item.config, "workerinput") or item.config.getoption("xmlpath", None):
        return None
    for report in runtestprotocol(item, log=False, nextitem=nextitem):
        if is_sent(report):
            item.ihook.pytest_runtest_logreport(report=report)
    return True


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Any]:
    """A run of site "thu" in `tmp_path` without a crawl around it (tests/sessions.py)."""
    from tests.sessions import open_session  # loads Scrapy, which most tests do without

    made = open_session(tmp_path)
    yield made
    made.finish()


@pytest.fixture
def make_record() -> Callable[..., Record]:
    """Whole records of site "thu"; keywords replace fields."""

    def make(number: int, revision: int = 1, **fields: Any) -> Record:
        record = to_record(
            Article(
                schema=2,
                id=f"thu:{number}",
                revision=revision,
                site="thu",
                url=f"https://thu.example/bai-{number}",
                title="Mùa gặt về trên đồng",
                kicker=None,
                date="2024-05-01",
                published_at="2024-05-01T08:00:00+07:00",
                date_raw="01/05/2024 08:00",
                author="Lê Thử",
                authors=(Author("Lê Thử", "text"),),
                byline_raw="Lê Thử",
                source=None,
                summary=None,
                body="Dòng một.\r\nDòng\u2028hai \x00.\n\nHết.",
                images=(Image("https://thu.example/a.jpg", "Chú thích"),),
                documents=(),
                section=None,
                tags=("thử",),
                modified_at=None,
                language="vi",
                kind="article",
                via="live",
                fetched_from=f"https://thu.example/bai-{number}",
                captured_at="2026-01-31T23:59:59Z",
                capture=None,
                layout="thu",
                problems=(),
                content_hash=f"{number:016x}{revision:016x}",
                extractor="0.1.0",
            )
        )
        return record | fields

    return make


@pytest.fixture(scope="session", autouse=True)
def _default_signals() -> None:
    """Commands under test obey signals, also where the suite runs under `nohup` or behind `&`."""
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    if signal.getsignal(signal.SIGHUP) is signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def _children() -> set[int]:
    """Processes that this one started and did not wait for, ended or not."""
    found: set[int] = set()
    for task in os.listdir("/proc/self/task"):  # noqa: PTH208 -- before and behind each test: it must be quick
        with suppress(OSError), open(f"/proc/self/task/{task}/children", "rb") as file:  # noqa: PTH123
            found.update(map(int, file.read().split()))
    return found


def _is_left(number: int) -> bool:
    """Whether that child still runs and is none that serves the tests to their end."""
    try:
        status = Path(f"/proc/{number}/stat").read_text()
        command = Path(f"/proc/{number}/cmdline").read_bytes()
    except OSError:
        return False
    served = b"resource_tracker" in command or b"tests.warm" in command
    return not served and status.rpartition(")")[2].split()[0] != "Z"


@pytest.fixture(autouse=True)
def _no_process_left_behind() -> Iterator[None]:
    """Kills what a failed test had started; what a wider fixture started before the test is left alone."""
    before, forked = _children(), set(RUNNING)
    yield
    for number in filter(_is_left, _children() - before):
        with suppress(ProcessLookupError):
            os.kill(number, signal.SIGKILL)
    for process in RUNNING - forked:
        process.kill()
        process.wait()
