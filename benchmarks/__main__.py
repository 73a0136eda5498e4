"""All benchmarks, one table: benchmarks/RESULTS.md.

    python -m benchmarks [--date YYYY-MM-DD] [--to FILE] [NAME …]

Each benchmark runs in a process of its own, one after the other. The exit code is 1 where a limit is not held
or a benchmark fails. Some take minutes; without names all of them are run.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date
from importlib import import_module, metadata
from pathlib import Path

from benchmarks.rows import Row, format_number

#: Each has a function `measure` or `rows` without required arguments, which gives a row for each figure.
NAMES = ("extract", "crawl", "reparse", "reading", "startup", "search", "similar", "export", "memory", "text")
RESULTS = Path(__file__).with_name("RESULTS.md")
_PACKAGES = ("scrapy", "twisted", "lxml", "parsel", "orjson", "isal", "trafilatura", "newspaper4k", "pyarrow")
_INTRODUCTION = """# Results of the benchmarks

Made by `make bench`; do not edit. A figure is the median of its rounds, the spread their quartiles. Times are
processor time. A limit must be held, a goal is what is aimed at; a dash means that a row is for information.
"""


def collect(name: str) -> list[Row]:
    """Runs the benchmark in this process."""
    module = import_module(f"benchmarks.{name}")
    return list((getattr(module, "rows", None) or module.measure)())


def run(name: str) -> list[Row] | str:
    """Runs the benchmark in a process of its own; what went wrong instead of its rows."""
    words = [sys.executable, "-m", "benchmarks", "--json", name]
    ended = subprocess.run(
        words, cwd=Path(__file__).parents[1], stdout=subprocess.PIPE, text=True, check=False
    )
    lines = ended.stdout.splitlines()
    if ended.returncode or not lines:
        return f"ended with {ended.returncode}"
    return [Row(**{**each, "spread": tuple(each["spread"])}) for each in json.loads(lines[-1])]


def describe_machine(day: str, loads: Sequence[tuple[float, float, float]]) -> Iterable[str]:
    """The lines above the table. `loads`: before and after."""
    model = next((line.partition(": ")[2] for line in _cpu_lines() if line.startswith("model name")), "")
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    yield f"- Date: {day}"
    cores = f"{os.cpu_count()} cores, {memory:.0f} GB, {platform.system()}"
    yield f"- Machine: {model or platform.machine()}, {cores}"
    yield f"- Load (1, 5, 15 minutes): {_format_load(loads[0])} before, {_format_load(loads[1])} after"
    yield f"- Versions: Python {platform.python_version()}, {', '.join(_versions())}"


def _cpu_lines() -> list[str]:
    try:
        return Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return []


def _format_load(load: tuple[float, float, float]) -> str:
    return " ".join(f"{each:.1f}" for each in load)


def _versions() -> Iterable[str]:
    for name in _PACKAGES:
        try:
            yield f"{name} {metadata.version(name)}"
        except metadata.PackageNotFoundError:
            yield f"{name} not installed"


def format_row(row: Row) -> str:
    low, high = map(format_number, row.spread)
    spread = f"{low} to {high}" if low != high else "-"
    bounds = ["-" if bound is None else format_number(bound) for bound in (row.limit, row.goal)]
    sign = "" if row.limit is None else "≥ " if row.is_rate else "≤ "
    cells = (row.what, f"{format_number(row.figure)} {row.unit}".strip(), spread, sign + bounds[0], bounds[1])
    return f"| {' | '.join(cells)} | {row.verdict} |"


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--date", default=date.today().isoformat(), help="the day of the run")
    parser.add_argument("--to", type=Path, default=RESULTS, help="where the table is written")
    parser.add_argument(
        "--json", action="store_true", help="run one benchmark here; its rows are the last line"
    )
    opts = parser.parse_args(arguments)
    if opts.json:
        print(json.dumps([asdict(row) for name in opts.names for row in collect(name)]))
        return 0
    lines = ["| what | figure | spread | limit | goal | held? |", "|---|---|---|---|---|---|"]
    before, is_held = os.getloadavg(), True
    for name in opts.names or NAMES:
        found = run(name)
        if isinstance(found, str):
            lines.append(f"| {name} | {found} | - | - | - | NOT measured |")
            is_held = False
        else:
            lines += map(format_row, found)
            is_held = is_held and all(row.is_held for row in found)
        print(*lines[-len(found) if isinstance(found, list) else -1 :], sep="\n", flush=True)
    about = describe_machine(opts.date, (before, os.getloadavg()))
    opts.to.write_text("\n".join([_INTRODUCTION, *about, "", *lines, ""]), "utf-8")
    return 0 if is_held else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
