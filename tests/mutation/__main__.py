"""`make mutants`: would the tests see it if a line of the code were wrong?

Changes one place at a time in a temporary copy of the tree, runs those of the tests that mutants.toml names for
the module which run the line, and lists what they let pass. Ends with 1 where fewer than 95 of 100 are caught;
those that mutants.toml explains as equivalent do not count. The lines of each test are measured by the first run
and kept in .pytest_cache.
"""

import argparse
import os
import pickle
import random
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, replace
from fnmatch import fnmatch
from pathlib import Path
from threading import Lock

import dateparser  # noqa: F401  # once here, not once for each mutant
import hypothesis.strategies  # noqa: F401
import orjson  # noqa: F401
import parsel  # noqa: F401
import pytest  # noqa: F401
import scrapy.crawler  # noqa: F401
import warcio.archiveiterator  # noqa: F401

from tests.mutation.covering import Covered, keep, read_kept
from tests.mutation.mutate import Mutant, apply, mutants_of
from tests.mutation.patching import find_place
from tests.mutation.server import FAILED, NEEDS_IMPORT, PASSED, Ended, Job, Server

ROOT = Path(__file__).parents[2]
LEAST = 0.95
SOURCES = (
    "dvcrawler/storage/*.py",
    "dvcrawler/storage/databases/*.py",
    "dvcrawler/storage/ledgers/*.py",
    "dvcrawler/storage/run_records/*.py",
    "dvcrawler/storage/warc/*.py",
    "dvcrawler/run/*.py",
    "dvcrawler/frontier/*.py",
    "dvcrawler/politeness/*.py",
    "dvcrawler/pipelines/*.py",
    "dvcrawler/middlewares/*.py",
    "dvcrawler/normalize/dates/*.py",
    "dvcrawler/health/*.py",
    "dvcrawler/network/*.py",
)


@dataclass(frozen=True)
class Plan:
    """What mutants.toml says."""

    tests: Sequence[tuple[str, tuple[str, ...]]]
    #: Files of tests whose processes count, by the modules that they are run for.
    processes: Sequence[tuple[str, tuple[str, ...]]]
    #: Keys of mutants, with the name of the function where the line occurs more than once in the module.
    explained: frozenset[tuple[str, ...]]

    def explains(self, mutant: Mutant) -> bool:
        return mutant.key in self.explained or mutant.key_in_function in self.explained

    def tests_of(self, module: str) -> tuple[str, ...]:
        return next((run for pattern, run in self.tests if fnmatch(module, pattern)), ())

    def processes_of(self, module: str) -> tuple[str, ...]:
        return next((run for pattern, run in self.processes if fnmatch(module, pattern)), ())

    @property
    def with_processes(self) -> tuple[str, ...]:
        return tuple(file for _, files in self.processes for file in files)


def read_plan() -> Plan:
    told = tomllib.loads(Path(__file__).with_name("mutants.toml").read_text("utf-8"))
    equivalent = told.get("equivalent", [])
    return Plan(
        [(each["modules"], tuple(each["run"])) for each in told["tests"]],
        [(each["modules"], tuple(each["processes"])) for each in told["tests"] if "processes" in each],
        frozenset(
            (each["module"], each["line"], change, *([each["function"]] if "function" in each else []))
            for each in equivalent
            for change in each.get("changes") or [each["change"]]
        ),
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


class Change:
    """A mutant in a copy of the tree, on disk while it is tried."""

    def __init__(self, folder: Path, mutant: Mutant) -> None:
        self.path = folder / mutant.module
        self._before, self._stat = self.path.read_text("utf-8"), self.path.stat()
        self.source, self.place = apply(self._before, mutant), find_place(self._before, mutant)
        # A time of its own for each: Python goes by it to tell whether a compiled file is still right.
        self._time = self._stat.st_mtime + 10 + 10 * mutant.start + len(mutant.fresh)

    @contextmanager
    def made(self) -> Iterator[None]:
        self.path.write_text(self.source, "utf-8")
        os.utime(self.path, (self._stat.st_atime, self._time))
        try:
            yield
        finally:
            self.path.write_text(self._before, "utf-8")
            os.utime(self.path, ns=(self._stat.st_atime_ns, self._stat.st_mtime_ns))


class Worker:
    """A copy of the tree, in which one mutant at a time is tried."""

    def __init__(self, folder: Path, files: Sequence[str]) -> None:
        self.folder = folder
        copy_tree(folder)
        self.server = Server(folder, files)

    def survives(self, mutant: Mutant, covered: Mapping[str, Covered]) -> bool:
        """False only if a test fails or hangs because of it, and not because the machine is busy."""
        change = Change(self.folder, mutant)
        left = tests_for(covered, mutant.module, change.place.lines if change.place.function else None)
        if not left:  # an import may run it, as it runs a function that makes a constant
            change.place = replace(change.place, function=None)
            left = tests_for(covered, mutant.module, None)
        while left:
            ended = self._run(left, covered, change)
            if ended.code == PASSED:
                return True
            if not ended.test or self._is_to_blame(change, ended.test, covered):
                return False
            print(f"passed over, as it does not always fail with it alone: {ended.test}", flush=True)
            left = left[left.index(ended.test) + 1 :]
        return True

    def _is_to_blame(self, change: Change, test: str, covered: Mapping[str, Covered]) -> bool:
        """Whether the test fails again, and passes on the code as it is."""
        again = self._run([test], covered, change)
        return again.code != PASSED and self._run([test], covered).code == PASSED

    def _run(
        self, tests: Sequence[str], covered: Mapping[str, Covered], change: Change | None = None
    ) -> Ended:
        job = Job(tests, {test: 30 + 10 * covered[test].seconds for test in tests})
        if change is None:
            return self.server.run(job)
        with change.made():
            ended = self.server.run(
                replace(job, path=str(change.path), source=change.source, place=change.place)
            )
            return self._import_and_run(job) if ended.code == NEEDS_IMPORT else ended

    def _import_and_run(self, job: Job) -> Ended:
        server = Server(self.folder, list(dict.fromkeys(test.partition("::")[0] for test in job.tests)))
        ended = Ended(FAILED) if server.tests is None else server.run(job)
        server.end()
        return ended


def tests_for(covered: Mapping[str, Covered], module: str, lines: range | None) -> list[str]:
    """File by file, those first that take the shortest and start no process."""
    found = [test for test, each in covered.items() if each.runs(module, lines)]
    files: dict[str, float] = {}
    for test in found:
        file = test.partition("::")[0]
        files[file] = files.get(file, 0.0) + covered[test].seconds + 30 * covered[test].starts_processes
    return sorted(found, key=lambda test: files[test.partition("::")[0]])


def judge_all(plan: Plan, chosen: Sequence[Mutant], jobs: int, until: float) -> tuple[int, list[Mutant]]:
    """How many were tried, and which survived."""
    survivors: list[Mutant] = []
    tried, left = 0, list(chosen)
    modules = sorted({mutant.module for mutant in chosen})
    files = list(dict.fromkeys(f for m in modules for f in plan.tests_of(m) + plan.processes_of(m)))
    with tempfile.TemporaryDirectory(prefix="mutants-") as base:
        workers = [Worker(Path(base) / str(number), files) for number in range(jobs)]
        covered = measure(workers, plan.with_processes)
        most = {module: _of_plan(plan, module, covered) for module in modules}

        def work(worker: Worker) -> None:
            nonlocal tried
            while left and time.monotonic() < until:
                mutant = left.pop(0)
                survived = worker.survives(mutant, most[mutant.module])
                tried += 1
                print("SURVIVED" if survived else "caught  ", mutant.name, flush=True)
                survivors.extend([mutant] if survived else [])

        with ThreadPoolExecutor(jobs) as pool:
            for done in [pool.submit(work, worker) for worker in workers]:
                done.result()
        for worker in workers:
            worker.server.end()
    return tried, survivors


def _of_plan(plan: Plan, module: str, covered: Mapping[str, Covered]) -> dict[str, Covered]:
    in_process, others = plan.tests_of(module), plan.processes_of(module)
    return {
        test: each
        for test, each in covered.items()
        if test.startswith(others if each.starts_processes else in_process)
    }


def measure(workers: Sequence[Worker], with_processes: Sequence[str]) -> dict[str, Covered]:
    """What each test runs. All of the tests must pass on the code as it is."""
    names, began = workers[0].server.tests, time.monotonic()
    if names is None:
        raise SystemExit(f"the tests cannot be collected\n{_end_of(workers[0].server)}")
    found = read_kept(workers[0].folder)
    fresh = [name for name in names if name not in found]
    files = list(dict.fromkeys(name.partition("::")[0] for name in fresh))
    writing = Lock()

    def work(worker: Worker) -> None:
        while files:
            file = files.pop(0)
            measured = _measure_file(
                worker, [name for name in fresh if name.startswith(f"{file}::")], with_processes
            )
            with writing:
                keep(worker.folder, measured)  # at once, for a run that is ended
                found.update(measured)

    with ThreadPoolExecutor(len(workers)) as pool:
        for done in [pool.submit(work, worker) for worker in workers]:
            done.result()
    for name in [name for name in names if found[name].failed]:
        print(f"left out, as it fails without a mutant: {name}", flush=True)
        del found[name]
    print(
        f"{len(names)} tests, {len(fresh)} of them measured in {time.monotonic() - began:.0f} s", flush=True
    )
    return {name: found[name] for name in names if name in found}


def _measure_file(worker: Worker, tests: Sequence[str], with_processes: Sequence[str]) -> dict[str, Covered]:
    report = worker.folder / "coverage"
    ended = worker.server.run(Job(tests, coverage=str(report), with_processes=with_processes))
    if ended.code != PASSED:
        raise SystemExit(f"{ended.test or tests[0]} ends with {ended.code}\n{_end_of(worker.server)}")
    measured: dict[str, Covered] = pickle.loads(report.read_bytes())
    if any(each.failed for each in measured.values()):
        print(_end_of(worker.server), flush=True)
    return measured


def _end_of(server: Server) -> str:
    server.output.seek(0)
    return server.output.read()[-6000:].decode("utf-8", "replace")


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
    gaps = [mutant for mutant in survivors if not plan.explains(mutant)]
    equivalent = len(survivors) - len(gaps)
    score = (tried - len(survivors)) / max(1, tried - equivalent)
    for mutant in sorted(gaps, key=lambda each: (each.module, each.line)):
        print(f"{mutant.name}\n    {mutant.original}")
    print(
        f"{tried} mutants: {tried - len(survivors)} caught, {equivalent} equivalent, {len(gaps)} not seen; "
        f"score {score:.3f}"
    )
    return int(score < LEAST)


if __name__ == "__main__":
    sys.exit(main())
