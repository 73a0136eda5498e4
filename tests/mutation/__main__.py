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
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path
from queue import SimpleQueue

from tests.mutation.mutate import Mutant, apply, mutants_of

ROOT = Path(__file__).parents[2]
LEAST = 0.95
SOURCES = (
    "dvcrawler/storage/*.py", "dvcrawler/extensions/*.py", "dvcrawler/pipelines/*.py",
    "dvcrawler/middlewares/*.py", "dvcrawler/normalize/dates*.py",
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


def run_tests(folder: Path, tests: Sequence[str], seconds: float) -> tuple[int | None, str]:
    """pytest's exit code and its last words; None where it took too long."""
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    words = [sys.executable, "-m", "pytest", "-x", "-q", "-p", "no:cacheprovider", "-p", "no:xdist",
             "-p", "tests.mutation.plugin", *tests]  # fmt: skip
    run = subprocess.Popen(words, cwd=folder, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                           stdin=subprocess.DEVNULL, text=True, start_new_session=True)  # fmt: skip
    try:
        out, _ = run.communicate(timeout=seconds)
    except subprocess.TimeoutExpired:
        return None, ""
    finally:
        _kill_group(run)
    return run.returncode, out


def _kill_group(run: subprocess.Popen[str]) -> None:
    """Nothing that the tests started outlives them."""
    try:
        os.killpg(run.pid, signal.SIGKILL)
    except ProcessLookupError:
        return
    run.wait()


def is_caught(folder: Path, mutant: Mutant, tests: Sequence[str], seconds: float) -> bool:
    path = folder / mutant.module
    source, before = path.read_text("utf-8"), path.stat()
    path.write_text(apply(source, mutant), "utf-8")
    try:
        return run_tests(folder, tests, seconds)[0] != 0
    finally:
        path.write_text(source, "utf-8")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))


def limits(folder: Path, selections: set[tuple[str, ...]]) -> dict[tuple[str, ...], float]:
    """How long each selection may take; all of them must pass on the code as it is."""
    found = {}
    for tests in sorted(selections):
        began = time.monotonic()
        code, out = run_tests(folder, tests, 600)
        if code != 0:
            raise SystemExit(f"these tests fail without any mutant: {' '.join(tests)}\n{out[-2000:]}")
        found[tests] = 30 + 5 * (time.monotonic() - began)
    return found


def judge_all(plan: Plan, chosen: Sequence[Mutant], jobs: int, until: float) -> tuple[int, list[Mutant]]:
    """How many were tried, and which survived."""
    survivors: list[Mutant] = []
    with tempfile.TemporaryDirectory(prefix="mutants-") as base:
        folders: SimpleQueue[Path] = SimpleQueue()
        for number in range(jobs):
            copy_tree(Path(base) / str(number))
            subprocess.run([sys.executable, "-m", "compileall", "-q", "dvcrawler"], check=True,
                           cwd=Path(base) / str(number))  # fmt: skip
            folders.put(Path(base) / str(number))
        allowed = limits(Path(base) / "0", {plan.tests_of(mutant.module) for mutant in chosen})

        def try_one(mutant: Mutant) -> bool:
            if time.monotonic() > until:
                return False
            folder, tests = folders.get(), plan.tests_of(mutant.module)
            try:
                caught = is_caught(folder, mutant, tests, allowed[tests])
            finally:
                folders.put(folder)
            if not caught:
                survivors.append(mutant)
            print("caught  " if caught else "SURVIVED", mutant.name, flush=True)
            return True

        with ThreadPoolExecutor(jobs) as pool:
            tried = sum(pool.map(try_one, chosen))
    return tried, survivors


def main() -> int:
    parser = argparse.ArgumentParser(prog="mutants", description=__doc__)
    parser.add_argument("--count", type=int, default=250, help="how many are sampled (0: all)")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", default="*", help="a pattern of modules")
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--minutes", type=float, default=1e6, help="begin no further mutant after that")
    parser.add_argument("--list", action="store_true", help="name them and try none")
    asked = parser.parse_args()
    plan = read_plan()
    chosen = list(every_mutant(plan, asked.only))
    print(f"{len(chosen)} mutants in all")
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
