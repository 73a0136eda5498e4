"""`make mutants`: would the tests see it if a line of the code were wrong?

Changes one place at a time in a temporary copy of the tree, runs the tests that mutants.toml names for the
module, and lists what they let pass. Ends with 1 where fewer than 95 of 100 are caught; those that
mutants.toml explains as equivalent do not count.
"""

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path

import dateparser  # noqa: F401  # once here, not once for each mutant
import hypothesis.strategies  # noqa: F401
import orjson  # noqa: F401
import parsel  # noqa: F401
import pytest
import scrapy.crawler  # noqa: F401
import warcio.archiveiterator  # noqa: F401

from tests.mutation.mutate import Mutant, apply, mutants_of

ROOT = Path(__file__).parents[2]
LEAST = 0.95
SOURCES = (
    "dvcrawler/storage/*.py", "dvcrawler/storage/warc/*.py", "dvcrawler/run/*.py", "dvcrawler/frontier/*.py",
    "dvcrawler/politeness/*.py", "dvcrawler/pipelines/*.py", "dvcrawler/middlewares/*.py",
    "dvcrawler/normalize/dates/*.py",
)  # fmt: skip


@dataclass(frozen=True)
class Plan:
    """What mutants.toml says."""

    tests: Sequence[tuple[str, tuple[str, ...]]]
    explained: frozenset[tuple[str, str, str]]

    def tests_of(self, module: str) -> tuple[str, ...]:
        return next((run for pattern, run in self.tests if fnmatch(module, pattern)), ())


def read_plan() -> Plan:
    told = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text("utf-8"))
    equivalent = told.get("equivalent", [])
    return Plan(
        [(each["modules"], tuple(each["run"])) for each in told["tests"]],
        frozenset((each["module"], each["line"], each["change"]) for each in equivalent),
    )


def every_mutant(plan: Plan, only: str) -> Iterator[Mutant]:
    """Of the modules that have tests of their own in the plan."""
    for pattern in SOURCES:
        for path in sorted(ROOT.glob(pattern)):
            module = path.relative_to(ROOT).as_posix()
            if fnmatch(module, only) and plan.tests_of(module):
                yield from mutants_of(module, path.read_text("utf-8"))


def copy_tree(target: Path) -> None:
    """The tracked and new files as they are now, without what git ignores."""
    asked = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    named = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for name in filter(None, named.split("\0")):
        if (ROOT / name).is_file():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, target / name)


class Tests:
    """pytest over some tests in a fork of this process, which has imported what does not change."""

    def __init__(self, folder: Path, tests: Sequence[str]) -> None:
        self.folder, self.began = folder, time.monotonic()
        self.output = tempfile.TemporaryFile()  # noqa: SIM115
        self.process = os.fork()
        if not self.process:
            try:
                code = _run_pytest(folder, tests, self.output.fileno())
            except BaseException:
                code = 99
            os._exit(code)

    def code(self, most: float) -> int | None:
        """pytest's exit code, -1 after `most` seconds; None while they run. Ends what they started."""
        done, status = os.waitpid(self.process, os.WNOHANG)
        if not done and time.monotonic() - self.began < most:
            return None
        with suppress(ProcessLookupError):
            os.killpg(self.process, signal.SIGKILL)
        if not done:
            os.waitpid(self.process, 0)
        return os.waitstatus_to_exitcode(status) if done else -1


def _run_pytest(folder: Path, tests: Sequence[str], output: int) -> int:
    os.setsid()
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    os.dup2(output, 1)
    os.dup2(output, 2)
    os.chdir(folder)
    sys.path[:] = [str(folder), *(each for each in sys.path if each not in ("", str(ROOT)))]
    os.environ["PYTHONPATH"] = str(folder)
    for name in [each for each in sys.modules if each.partition(".")[0] == "tests"]:
        del sys.modules[name]
    # Imported before pytest could rewrite their assertions, which nobody needs.
    quiet = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
    plugins = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "tests.mutation.plugin")
    return int(pytest.main(["-x", "-q", f"--basetemp={folder}-tmp", *quiet, *plugins, *tests]))


class Attempt:
    """A mutant in a copy of the tree, until its tests have ended."""

    def __init__(self, folder: Path, mutant: Mutant, tests: Sequence[str]) -> None:
        self.mutant, self._path = mutant, folder / mutant.module
        self._source, self._before = self._path.read_text("utf-8"), self._path.stat()
        self._path.write_text(apply(self._source, mutant), "utf-8")
        # A time of its own for each: Python goes by it to tell whether a compiled file is still right.
        later = self._before.st_mtime + 10 + 10 * mutant.start + len(mutant.fresh)
        os.utime(self._path, (self._before.st_atime, later))
        self.tests = Tests(folder, tests)

    def undo(self) -> Path:
        self._path.write_text(self._source, "utf-8")
        os.utime(self._path, ns=(self._before.st_atime_ns, self._before.st_mtime_ns))
        return self.tests.folder


def limits(folder: Path, selections: set[tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    """How long each selection may take; all of them must pass on the code as it is."""
    found = {}
    for tests in sorted(selections):
        run = Tests(folder, tests)
        while (code := run.code(900)) is None:
            time.sleep(0.02)
        if code != 0:
            run.output.seek(0)
            raise SystemExit(f"without a mutant these fail: {tests}\n{run.output.read()[-3000:].decode()}")
        found[tests] = 30 + 5 * (time.monotonic() - run.began)
        print(f"{time.monotonic() - run.began:6.1f} s  {' '.join(tests)}", flush=True)
    return found


def judge_all(plan: Plan, chosen: Sequence[Mutant], jobs: int, until: float) -> tuple[int, list[Mutant]]:
    """How many were tried, and which survived."""
    survivors: list[Mutant] = []
    tried, left, running = 0, list(chosen), list[Attempt]()
    with tempfile.TemporaryDirectory(prefix="mutants-") as base:
        free = [Path(base) / str(number) for number in range(jobs)]
        for folder in free:
            copy_tree(folder)
        allowed = limits(free[0], {plan.tests_of(mutant.module) for mutant in chosen})
        while running or (left and time.monotonic() < until):
            while free and left and time.monotonic() < until:
                mutant = left.pop(0)
                running.append(Attempt(free.pop(), mutant, plan.tests_of(mutant.module)))
            for attempt in list(running):
                code = attempt.tests.code(allowed[plan.tests_of(attempt.mutant.module)])
                if code is not None:
                    running.remove(attempt)
                    free.append(attempt.undo())
                    tried += 1
                    print("caught  " if code else "SURVIVED", attempt.mutant.name, flush=True)
                    survivors += [] if code else [attempt.mutant]
            time.sleep(0.02)
    return tried, survivors


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=250, help="how many are sampled (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*", help="a pattern of modules")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no further mutant after that")
    parser.add_argument(
        "--again", type=Path, help="only the survivors that this output of an earlier run names"
    )
    parser.add_argument("--list", action="store_true", help="name them and try none")
    asked = parser.parse_args()
    plan = read_plan()
    chosen = list(every_mutant(plan, asked.only))
    print(f"{len(chosen)} mutants in all")
    if asked.again:
        named = {line.removeprefix("SURVIVED ") for line in asked.again.read_text("utf-8").splitlines()}
        chosen = [mutant for mutant in chosen if mutant.name in named]
    random.Random(asked.seed).shuffle(chosen)
    chosen = chosen[: asked.count or None]
    if asked.list:
        print(*(mutant.name for mutant in chosen), sep="\n")
        return 0
    tried, survivors = judge_all(plan, chosen, asked.jobs, time.monotonic() + asked.minutes * 60)
    return report(plan, tried, survivors)


def report(plan: Plan, tried: int, survivors: Sequence[Mutant]) -> int:
    gaps = [mutant for mutant in survivors if mutant.key not in plan.explained]
    equivalent = len(survivors) - len(gaps)
    score = (tried - len(survivors)) / max(1, tried - equivalent)
    for mutant in sorted(gaps, key=lambda each: (each.module, each.line)):
        print(f"{mutant.name}\n    {mutant.original}")
    print(f"{tried} mutants: {tried - len(survivors)} caught, {equivalent} equivalent, {len(gaps)} not seen; "
          f"score {score:.3f}")  # fmt: skip
    return int(score < LEAST)


if __name__ == "__main__":
    sys.exit(main())
