"""A process that has collected tests once and runs some of them in a fork of itself, again and again."""

import importlib
import os
import pickle
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from tests.mutation import warm
from tests.mutation.covering import Coverage
from tests.mutation.patching import Place, replace

ROOT = Path(__file__).parents[2]
#: Exit codes of a fork: all passed, one failed, the change needs a new import.
PASSED, FAILED, NEEDS_IMPORT, HUNG = 0, 1, 77, -1
#: A file beside those of the tests: the test that began last.
_BEGUN = "begun"


@dataclass(frozen=True)
class Job:
    """Tests by node id, in the order in which to run them; `path`, `source` and `place` of a changed function.
    `seconds`: after which a test hangs, an hour for one that is not named.
    """

    tests: Sequence[str]
    seconds: Mapping[str, float] = field(default_factory=dict)
    path: str = ""
    source: str = ""
    place: Place | None = None
    coverage: str = ""
    with_processes: Sequence[str] = ()


@dataclass(frozen=True)
class Ended:
    """How a job ended: its code, and the test that failed or hung, empty where none did."""

    code: int
    test: str = ""


class Server:
    """Collects `files` in `folder`, a copy of the tree. `tests` is None where the collection failed."""

    def __init__(self, folder: Path, files: Sequence[str]) -> None:
        self.output = tempfile.TemporaryFile()  # noqa: SIM115
        self._pipe, theirs = Pipe()
        self._process = os.fork()
        if not self._process:
            with suppress(BaseException):
                self._pipe.close()
                _collect(folder, files, self.output.fileno(), theirs)
            os._exit(99)
        theirs.close()
        self.tests: list[str] | None = self._receive()

    def run(self, job: Job) -> Ended:
        self._pipe.send(job)
        ended: Ended = self._pipe.recv()  # not _receive: that a server died must not count as a failed test
        return ended

    def _receive(self) -> Any:
        with suppress(EOFError, ConnectionResetError):
            return self._pipe.recv()
        return None

    def end(self) -> None:
        with suppress(OSError):
            self._pipe.send(None)
        self._pipe.close()
        os.waitpid(self._process, 0)


def _collect(folder: Path, files: Sequence[str], output: int, pipe: Connection) -> None:
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(folder)
    sys.path[:] = [str(folder), *(each for each in sys.path if each not in ("", str(ROOT)))]
    os.environ["PYTHONPATH"] = str(folder)
    del sys.modules["tests"]  # but none of tests.mutation, whose classes are sent to and fro
    importlib.import_module("tests")
    # Their own warm process would neither have the changed functions nor be traced.
    importlib.import_module("tests.warm").disable()
    # Imported before pytest could rewrite their assertions, which nobody needs.
    quiet = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    plugins = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "tests.mutation.plugin")
    warm.install()
    pytest.main(
        ["-q", "-s", "--tb=short", "-m", "not slow", *quiet, *plugins, *files], plugins=[_Loop(folder, pipe)]
    )


class _Loop:
    """Takes the place of pytest's loop over the tests."""

    def __init__(self, folder: Path, pipe: Connection) -> None:
        self._folder, self._pipe = folder, pipe
        self._failed = False
        self._jobs = 0

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        if session.testsfailed:
            return True
        items = {item.nodeid: item for item in session.items}
        self._pipe.send(list(items))
        with suppress(EOFError):
            while job := self._pipe.recv():
                self._jobs += 1
                self._pipe.send(self._run_apart(items, job))
        return True

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self._failed = self._failed or report.failed
        if report.failed:
            print(f"\n{report.nodeid}\n{str(report.longrepr)[-1500:]}", flush=True)

    def _run_apart(self, items: dict[str, pytest.Item], job: Job) -> Ended:
        base = Path(f"{self._folder}-tmp") / str(self._jobs)
        base.mkdir(parents=True)
        process = os.fork()
        if not process:
            code = FAILED
            try:
                os.setsid()
                code = self._run(items, job, base)
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                os._exit(code)
        code, test = _await(process, base / _BEGUN, job.seconds)
        rmtree(base, ignore_errors=True)
        return Ended(code, test if code != PASSED else "")

    def _run(self, items: dict[str, pytest.Item], job: Job, base: Path) -> int:
        if job.place is not None and not replace(job.path, job.source, job.place):
            return NEEDS_IMPORT
        chosen = [items[name] for name in job.tests]
        chosen[0].config._tmp_path_factory._basetemp = base.resolve()  # type: ignore[attr-defined]
        coverage = Coverage(str(self._folder), job.with_processes) if job.coverage else None
        for item, following in zip(chosen, [*chosen[1:], None], strict=True):
            (base / _BEGUN).write_text(item.nodeid, "utf-8")
            if coverage:
                coverage.begin(item)
            item.config.hook.pytest_runtest_protocol(item=item, nextitem=following)
            if coverage:
                coverage.end(item, self._failed)
                self._failed = False
            if self._failed:
                return FAILED
        if coverage:
            Path(job.coverage).write_bytes(pickle.dumps(coverage.found))
        return PASSED


def _await(process: int, begun: Path, seconds: Mapping[str, float]) -> tuple[int, str]:
    """Exit code of a fork and the last test that it began. With everything it has started it is ended when
    that test takes more than its `seconds`.
    """
    done = status = 0
    test, since = "", time.monotonic()
    while not done and time.monotonic() < since + seconds.get(test, 3600):
        done, status = os.waitpid(process, os.WNOHANG)
        current = begun.read_text("utf-8") if begun.exists() else ""
        if current not in ("", test):
            test, since = current, time.monotonic()
        if not done:
            time.sleep(0.005)
    with suppress(ProcessLookupError):
        os.killpg(process, signal.SIGKILL)
    if not done:
        os.waitpid(process, 0)
    return (os.waitstatus_to_exitcode(status) if done else HUNG), test
