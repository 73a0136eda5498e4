"""Which tests run which lines of the package, measured once and kept for as long as neither has changed.

What other programs do is not seen here, nor a process that is killed. A test of such is left out, unless its
file is named as one whose processes count: such a test is taken to run every line.
"""

import hashlib
import os
import pickle
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from tests.mutation import warm

_STARTS = ("subprocess.Popen", "os.fork", "os.posix_spawn", "os.exec", "os.forkpty")
_KEPT = Path(__file__).parents[2] / ".pytest_cache" / "mutants.pickle"


@dataclass
class Covered:
    """Lines by module (a path in the tree) that a test runs, and what it takes."""

    lines: dict[str, set[int]] = field(default_factory=dict)
    starts_processes: bool = False
    seconds: float = 0.0
    failed: bool = False

    def runs(self, module: str, lines: range | None) -> bool:
        """Any line of the module where `lines` is None."""
        seen = self.lines.get(module, set())
        return self.starts_processes or bool(seen if lines is None else not seen.isdisjoint(lines))


class Coverage:
    """Traces this process, which runs one test after the other."""

    def __init__(self, folder: str, with_processes: Sequence[str]) -> None:
        self._with_processes = tuple(with_processes)
        self.found: dict[str, Covered] = {}
        self._prefix = f"{folder}/"
        self._package = f"{folder}/dvcrawler/"
        self._current = Covered()
        self._fixtures: dict[str, Covered] = {}
        self._began, self._test = 0.0, ""
        self._hooked = False
        self._programs = Path(tempfile.mkdtemp(dir=Path(f"{folder}-tmp")))
        warm.at_begin.append(lambda process: (self._programs / f"{process}.begun").touch())
        warm.at_end.append(self._leave_lines)
        sys.addaudithook(self._notice)
        sys.settrace(self._call)
        threading.settrace(self._call)

    def begin(self, item: pytest.Item) -> None:
        if not self._hooked:
            item.config.pluginmanager.register(self)
            self._hooked = True
        self._test = item.nodeid
        self._current, self._began = Covered(), time.monotonic()

    def _leave_lines(self) -> None:
        """In a program of its own, at its end."""
        sys.settrace(None)
        (self._programs / f"{os.getpid()}.lines").write_bytes(pickle.dumps(self._current.lines))

    def _collect_lines(self) -> None:
        begun = {path.stem for path in self._programs.glob("*.begun")}
        for name in begun:
            left = self._programs / f"{name}.lines"
            if left.exists():
                for module, lines in pickle.loads(left.read_bytes()).items():
                    self._current.lines.setdefault(module, set()).update(lines)
            else:
                self._current.starts_processes = True
        for path in self._programs.iterdir():
            path.unlink()

    def end(self, item: pytest.Item, failed: bool) -> None:
        self._collect_lines()
        made = self._current
        made.seconds, made.failed = time.monotonic() - self._began, failed
        for name in getattr(item, "fixturenames", ()):
            if shared := self._fixtures.get(
                f"{item.nodeid.partition('::')[0]}:{name}", self._fixtures.get(name)
            ):
                made.starts_processes |= shared.starts_processes
                for module, lines in shared.lines.items():
                    made.lines.setdefault(module, set()).update(lines)
        self.found[item.nodeid] = made

    @pytest.hookimpl(wrapper=True)
    def pytest_fixture_setup(self, fixturedef: pytest.FixtureDef[Any]) -> Iterator[None]:
        """What a shared fixture runs counts for every test that asks for it."""
        if fixturedef.scope == "function":
            return (yield)
        self._collect_lines()
        before, self._current = self._current, Covered()
        try:
            return (yield)
        finally:
            self._collect_lines()
            base = fixturedef.baseid
            name = f"{base}:{fixturedef.argname}" if base.endswith(".py") else fixturedef.argname
            self._fixtures[name] = self._current
            self._current = before

    def _notice(self, event: str, arguments: tuple[Any, ...]) -> None:
        if event == "subprocess.Popen" and warm.can_start(arguments[1], arguments[3]):
            return
        if event in _STARTS and not warm.is_starting and not warm.is_program:
            self._current.starts_processes = True
            if not self._test.startswith(self._with_processes):
                pytest.skip("starts a process")

    def _call(self, frame: FrameType, event: str, argument: object) -> Any:
        return self._line if frame.f_code.co_filename.startswith(self._package) else None

    def _line(self, frame: FrameType, event: str, argument: object) -> Any:
        if event == "line":
            module = frame.f_code.co_filename.removeprefix(self._prefix)
            self._current.lines.setdefault(module, set()).add(frame.f_lineno)
        return self._line


def read_kept(folder: Path) -> dict[str, Covered]:
    """What was measured of tests that are, with all modules they run, as they were then."""
    if not _KEPT.exists():
        return {}
    kept: dict[str, tuple[Covered, dict[str, str]]] = pickle.loads(_KEPT.read_bytes())
    now: dict[str, str] = {}
    for _, before in kept.values():
        now |= {name: _digest(folder / name) for name in before if name not in now}
    return {
        test: each for test, (each, before) in kept.items() if all(now[k] == v for k, v in before.items())
    }


def keep(folder: Path, measured: dict[str, Covered]) -> None:
    kept = pickle.loads(_KEPT.read_bytes()) if _KEPT.exists() else {}
    for test, each in measured.items():
        files = [test.partition("::")[0], "tests/conftest.py", *each.lines]
        if not each.failed:
            kept[test] = each, {name: _digest(folder / name) for name in files}
    _KEPT.parent.mkdir(exist_ok=True)
    _KEPT.write_bytes(pickle.dumps(kept))


def _digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.exists() else ""
